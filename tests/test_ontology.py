"""The ontology: complete, labelled in two languages, without blank nodes, and exact in domain and range."""

import re
from pathlib import Path

import owlrl
import pyoxigraph
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS
from samples import every_turn, gold

from kgextract import ontology
from kgextract.errors import DataError
from kgextract.model import ENTITY_TYPES
from kgextract.resources import ontologies
from kgextract.writers import render

MATCHES = (RDFS.subPropertyOf, SKOS.closeMatch, SKOS.relatedMatch)
AGENT = {"Person", "Organization", "Place", "Group"}
ALL = set(ENTITY_TYPES) - {"Quantity"}
# The annotation guidelines' table, written out a second time: domain and range of every relation.
RELATIONS = {
    "holdsRole": ({"Person", "Group"}, {"Role"}),
    "represents": (AGENT - {"Group"}, AGENT),
    "memberOf": (AGENT, {"Organization", "Group"}),
    "affiliatedWith": ({"Person"}, {"Organization"}),
    "headOf": ({"Person"}, {"Organization", "Place"}),
    "spokeAt": (AGENT, {"Event", "Organization", "Place"}),
    "adopted": (AGENT | {"Event"}, {"Document"}),
    "proposed": (AGENT, {"Document", "Event"}),
    "cosponsored": (AGENT, {"Document"}),
    "signed": (AGENT, {"Document"}),
    "supports": (AGENT, ALL - {"Date", "Role"}),
    "opposes": (AGENT, ALL - {"Date", "Role"}),
    "votedFor": (AGENT, {"Document", "Person"}),
    "votedAgainst": (AGENT, {"Document", "Person"}),
    "metWith": (AGENT, AGENT),
    "visited": ({"Person"}, {"Place"}),
    "locatedIn": ({"Organization", "Place", "Event"}, {"Place"}),
    "heldAt": ({"Event"}, {"Place", "Organization", "Event"}),
    "heldOn": ({"Event"}, {"Date"}),
    "adoptedOn": ({"Document"}, {"Date"}),
    "organizedBy": ({"Event"}, AGENT),
    "participatedIn": (AGENT, {"Event"}),
    "sessionOf": ({"Event"}, {"Organization"}),
    "partOf": ({"Organization", "Document"}, {"Organization", "Document"}),
    "announced": (AGENT, {"Document", "Event"}),
    "appointed": (AGENT - {"Group"}, {"Person"}),
    "succeeded": ({"Person"}, {"Person"}),
    "accused": (AGENT, AGENT),
    "occurredIn": ({"Event"}, {"Place"}),
    "occurredOn": ({"Event"}, {"Date"}),
}
CLASSES = {
    "Organization": "InternationalOrganization Body Government Ministry Parliament Court PoliticalParty Company "
    "MediaOutlet NewsAgency Bank Union SportsBody University NGO ArmedForces Platform Mission",
    "Place": "Country Territory Region City Building Headquarters Continent NaturalFeature",
    "Event": "Meeting Session Summit Conference PressConference Interview Speech Election Vote Visit Ceremony "
    "Demonstration Incident Attack Arrest Trial War Sport Process",
    "Document": "Resolution Law Treaty Agreement Declaration Report PressRelease Letter Programme Initiative Plan "
    "Proposal Complaint Judgment Amendment Directive Post",
}


# What the ontology has beside them.
RELATIONS |= {
    "votesInFavour": ({"Document"}, {"Quantity"}),
    "votesAgainst": ({"Document"}, {"Quantity"}),
    "abstentions": ({"Document"}, {"Quantity"}),
    "abstained": ({"Person", "Organization", "Group", "Place"}, {"Document", "Event"}),
    "vetoed": ({"Person", "Organization", "Group", "Place"}, {"Document", "Event"}),
    "convicted": ({"Organization"}, {"Person", "Organization", "Group", "Place"}),
    "sanctioned": ({"Person", "Organization", "Group", "Place"}, {"Person", "Organization", "Group", "Place"}),
    "founded": ({"Person", "Organization", "Group", "Place"}, {"Organization"}),
    "acquired": ({"Person", "Organization", "Place"}, {"Organization"}),
    "elected": ({"Person"}, {"Role"}),
    "resigned": ({"Person"}, {"Role"}),
    "employs": ({"Organization"}, {"Person"}),
    "bornIn": ({"Person"}, {"Place"}),
    "diedIn": ({"Person"}, {"Place"}),
    "nationality": ({"Person"}, {"Place"}),
    "spouseOf": ({"Person"}, {"Person"}),
    "childOf": ({"Person"}, {"Person"}),
    "parentOf": ({"Person"}, {"Person"}),
    "siblingOf": ({"Person"}, {"Person"}),
}


def test_relations_are_exactly_those_of_the_tables() -> None:
    assert set(ontology.get().relations) == set(RELATIONS)


@pytest.mark.parametrize("relation", sorted(RELATIONS))
def test_check_is_exact_for_every_pair_of_types(relation: str) -> None:
    domain, range_ = RELATIONS[relation]
    for subject in ENTITY_TYPES:
        for object_ in ENTITY_TYPES:
            said = ontology.check(subject, relation, object_)
            assert (said is None) == (subject in domain and object_ in range_), (subject, relation, object_, said)


def test_classes_and_their_types() -> None:
    known = ontology.get()
    for type_, names in CLASSES.items():
        assert known.type_of(type_) == type_
        for name in names.split():
            assert known.type_of(name) == type_, name
    assert known.is_a("NewsAgency", "MediaOutlet")
    assert known.is_a("Country", "Agent") and not known.is_a("Resolution", "Agent")
    assert {name for name in known.classes if known.is_a(name, "Place")} == {"Place", *CLASSES["Place"].split()}


def test_check_says_what_is_wrong() -> None:
    assert ontology.check("Country", "signed", "Treaty") is None
    assert ontology.check("Person", "signed", "City") == "the object of signed must be Document, not City"
    assert ontology.check("Person", "holdRole", "Role") == "there is no relation holdRole (did you mean holdsRole?)"
    assert ontology.check("Person", "visited", "Contry") == "there is no class Contry (did you mean Country?)"


def test_every_term_is_complete() -> None:
    """Label and definition in French and English, an example; domain, range and kin in other vocabularies."""
    graph = rdflib.Graph().parse(ontologies("kgextract.ttl"))
    space = ontology.get().namespace
    own = sorted(s for s in set(graph.subjects(RDF.type)) if str(s).startswith(space))
    properties = {p for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for p in graph.subjects(RDF.type, kind)}
    assert len(own) > 150 and len(properties) > 60
    for term in own:
        for said in (RDFS.label, SKOS.definition):
            assert sorted(str(o.language) for o in graph.objects(term, said)) == ["en", "fr"], (term, said)
        assert len(list(graph.objects(term, SKOS.example))) == 1, term
        if term in properties:
            for end in (RDFS.domain, RDFS.range):
                assert len(list(graph.objects(term, end))) == 1, (term, end)
            kin = {o for p in MATCHES for o in graph.objects(term, p)}
            assert any(not str(o).startswith(space) for o in kin), term


def test_every_vocabulary_of_the_field_is_met() -> None:
    page = ontologies("kgextract.ttl").read_text("utf-8")
    for prefix in "schema prov org sem time skos nif oa wd wdt undo allot foaf dcterms".split():
        assert f"@prefix {prefix}: <" in page and re.search(rf"(Of|Match) .*\b{prefix}:\w", page), prefix
    declared = set(re.findall(r"@prefix (\w+):", page))
    used = set(re.findall(r"(?<![\w/])([a-z]+):\w", re.sub(r'"[^"]*"|<[^>]*>', "", page)))
    assert used == declared
    assert re.search(r"owl:versionIRI <https://w3id\.org/kgextract/ontology/\d+\.\d+\.\d+>", page)


def test_every_own_term_used_is_defined_and_no_node_is_blank() -> None:
    known = ontology.get()
    defined, used = set(), set()
    for t in pyoxigraph.parse(path=str(ontologies("kgextract.ttl")), format=pyoxigraph.RdfFormat.TURTLE):
        for term in (t.subject, t.predicate, t.object):
            assert not isinstance(term, pyoxigraph.BlankNode)
            if isinstance(term, pyoxigraph.NamedNode) and term.value.startswith(known.namespace):
                used.add(term.value)
        defined.add(t.subject.value)
    assert used <= defined


def test_no_class_has_two_mention_types() -> None:
    known = ontology.get()
    for name in known.classes:
        if known.type_of(name):
            assert sum(known.is_a(name, t) for t in ENTITY_TYPES) == 1, name


def test_an_unreadable_file_is_a_data_error(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("kg:a b c", "utf-8")
    with pytest.raises(DataError, match=r"bad\.ttl"):
        ontology.read(bad)
    bad.write_text("<a:b> <a:c> <a:d> .", "utf-8")
    with pytest.raises(DataError, match="prefixes"):
        ontology.read(bad)


def contradictions(triples: str) -> set[str]:
    """Triples in Turtle, and the ontology → individuals that OWL RL puts into two disjoint classes, and its errors."""
    graph = rdflib.Graph().parse(ontologies("kgextract.ttl")).parse(data=triples)
    disjoint = list(graph.subject_objects(rdflib.OWL.disjointWith))
    assert len(disjoint) == 25
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    found = {str(node) for node in graph.subjects(rdflib.RDF.type, rdflib.OWL.Nothing)}
    found |= {str(e) for e in graph.objects(None, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error"))}
    for one, two in disjoint:
        found |= {str(n) for n in set(graph.subjects(rdflib.RDF.type, one)) & set(graph.subjects(rdflib.RDF.type, two))}
    return found


def test_ontology_and_graphs_are_consistent_under_owl_rl() -> None:
    assert contradictions(render([every_turn(), gold("onu-intelligence-artificielle")], format="turtle")) == set()


WRONG = {
    "a person goes to an event": "id:ada kg:visited id:fair . id:fair a kg:Event .",
    "an office heads a city": "id:mayor kg:headOf id:oran ; a kg:Role .",
    "a document is a group, too": "id:law a kg:Law, kg:Group .",
    "what is signed is a country": "id:ada kg:signed id:mali . id:mali a kg:Country .",
}


@pytest.mark.parametrize("fact", WRONG.values(), ids=WRONG)
def test_a_wrong_fact_is_a_contradiction_under_owl_rl(fact: str) -> None:
    prefixes = "@prefix kg: <https://w3id.org/kgextract/ontology#> . @prefix id: <https://example.org/> ."
    assert contradictions(f"{prefixes} {fact}")
