"""What an extraction becomes as triples."""

import dataclasses

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode
from samples import all_gold, every_turn, nasty

from kgextract import ontology
from kgextract.model import Fact, Statement
from kgextract.rdf import iris, terms
from kgextract.rdf.build import PROVENANCE, ArticleGraph, Provenance, build
from kgextract.rdf.iris import BASE, term

HOME = BASE + "article/tour"


@pytest.fixture(scope="module")
def graph() -> ArticleGraph:
    return build(every_turn())


def about(graph: ArticleGraph, node: str) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for t in graph.triples:
        if t.subject.value == node:
            out.setdefault(t.predicate.value.split("/")[-1].split("#")[-1], set()).add(t.object.value)
    return out


def test_an_entity(graph: ArticleGraph) -> None:
    oran = about(graph, BASE + "place/oran")
    assert oran["type"] == {term("kg:Place").value, term("kg:City").value}
    assert oran["label"] == {"Oran"}
    assert oran["sameAs"] == {iris.PREFIXES["wd"] + "Q131818"}
    assert about(graph, BASE + "person/awa-diarra")["altLabel"] == {"Mme Diarra"}
    assert about(graph, HOME + "#event-2")["type"] == {term("kg:Event").value}  # no class that the ontology lacks


def test_a_statement(graph: ArticleGraph) -> None:
    said = about(graph, HOME + "#statement-1")
    assert said["speaker"] == {BASE + "person/awa-diarra"}
    assert said["content"] == {"oui … non"} and len(said["contentAt"]) == 2
    assert said["cue"] == {"dire"} and said["cueClass"] == {"say"} and said["kind"] == {term("kg:Direct").value}
    assert said["venue"] == {BASE + "place/oran"} and said["onBehalfOf"] == {BASE + "place/algerie"}
    assert said["addressee"] == {HOME + "#event-1"} and said["saidOn"] == {"2024-05/2024-06"}
    assert said["factuality"] == {term("kg:Planned").value}
    assert said["wasDerivedFrom"] == {HOME + "#char=25,41"} and said["confidence"] == {"0.9"}


def test_an_unnamed_speaker_has_a_node_in_the_article(graph: ArticleGraph) -> None:
    assert about(graph, HOME + "#statement-2")["speaker"] == {HOME + "#speaker-1"}
    assert about(graph, HOME + "#speaker-1") == {"type": {term("kg:UnnamedSpeaker").value}, "label": {"Un passant"}}


def test_a_passage(graph: ArticleGraph) -> None:
    passage = about(graph, HOME + "#char=25,41")
    assert (
        passage["anchorOf"] == {"Awa Diarra a dit"}
        and passage["beginIndex"] == {"25"}
        and passage["endIndex"] == {"41"}
    )
    assert passage["sentence"] == {every_turn().article.text[:64]} and passage["referenceContext"] == {HOME}


def test_an_asserted_fact_is_a_triple_and_a_statement_of_seven(graph: ArticleGraph) -> None:
    awa, oran = NamedNode(BASE + "person/awa-diarra"), NamedNode(BASE + "place/oran")
    assert (awa, term("kg:visited"), oran) in graph.triples
    fact = about(graph, HOME + "#fact-1")
    assert fact["subject"] == {awa.value} and fact["object"] == {oran.value} and fact["rule"] == {"test-rule"}
    assert sum(t.subject.value == HOME + "#fact-1" for t in graph.triples) == 7


def test_the_first_claim_of_a_speaker_at_a_venue_is_marked() -> None:
    x = every_turn()
    planned, proof = x.statements[0], x.statements[0].evidence
    assert proof is not None
    later = dataclasses.replace(proof, start=proof.start + 1)
    spoke = dataclasses.replace(x.facts[0], subject="awa", relation="spokeAt", object="oran", evidence=proof)
    first, again = (dataclasses.replace(planned, factuality="asserted", evidence=e) for e in (proof, later))

    def marked(*claims: Statement | Fact, provenance: Provenance = "full") -> list[tuple[str, str]]:
        said = tuple(c for c in claims if isinstance(c, Statement))
        facts = tuple(c for c in claims if isinstance(c, Fact))
        made = build(dataclasses.replace(x, statements=said, facts=facts), provenance=provenance)
        found = [t for t in made.triples if t.predicate == term("kg:firstAt")]
        return [(t.subject.value.removeprefix(HOME), t.object.value.removeprefix(BASE)) for t in found]

    assert marked(planned, again, first, spoke) == [("#statement-3", "place/oran")]
    assert marked(planned, spoke, spoke) == [("#fact-1", "place/oran")]
    assert marked(dataclasses.replace(spoke, factuality="denied")) == marked(first, provenance="none") == []
    apart = dataclasses.replace(again, speaker=None, speaker_text="Un passant")
    assert marked(first, apart) == [("#statement-1", "place/oran"), ("#statement-2", "place/oran")]


def test_what_is_only_possible_is_no_triple(graph: ArticleGraph) -> None:
    assert not any(t.predicate == term("kg:heldAt") for t in graph.triples)
    assert about(graph, HOME + "#fact-2")["factuality"] == {term("kg:Possible").value}


def test_background_is_marked_and_comes_from_the_gazetteer(graph: ArticleGraph) -> None:
    fact = about(graph, HOME + "#fact-5")
    assert fact["background"] == {"true"} and fact["wasDerivedFrom"] == {term("kg:gazetteer").value}
    assert "confidence" not in fact


def test_an_unresolved_date_is_kept_in_words_and_never_guessed(graph: ArticleGraph) -> None:
    held = [t.object for t in graph.triples if t.predicate == term("kg:heldOn")]
    assert held == [Literal("2024-05", datatype=term("xsd:gYearMonth"))]
    assert about(graph, HOME + "#fact-3")["object"] == {"lundi"}


def test_the_article_and_its_run(graph: ArticleGraph) -> None:
    article = about(graph, HOME)
    assert article["identifier"] == {"tour"} and "issued" not in article and article["warning"] == {"the text is short"}
    assert article["source"] == {"https://example.org/tour?a=b"} and len(article["textSha256"].pop()) == 64
    assert about(graph, HOME + "#run")["used"] == {HOME}


@pytest.mark.parametrize(
    ("edtf", "datatype"),
    [
        ("2024-07-01", "xsd:date"),
        ("2024-07", "xsd:gYearMonth"),
        ("1995", "xsd:gYear"),
        ("2024-02-30", "edtf:EDTF"),
        ("2024-13", "edtf:EDTF"),
        ("0000", "edtf:EDTF"),
        ("1966/1996", "edtf:EDTF"),
        ("2017-12~", "edtf:EDTF"),
        ("2017-W46", "edtf:EDTF"),
        ("2024-07-01T10:30:00", "xsd:dateTime"),
        ("2024-07-01T10:30", "edtf:EDTF"),
        ("٢٠٢٤", "edtf:EDTF"),
    ],
)
def test_dates(edtf: str, datatype: str) -> None:
    assert terms.date(edtf) == Literal(edtf, datatype=term(datatype))


def test_numbers() -> None:
    assert [terms.decimal(n).value for n in (1.0, 0.9, 0.125, 0.3333333)] == ["1.0", "0.9", "0.125", "0.333"]


@pytest.mark.parametrize("x", [*all_gold(), every_turn(), nasty()], ids=lambda x: x.article.id[:20])
def test_every_graph_keeps_to_the_ontology_and_has_no_blank_node(x: object) -> None:
    graph = build(x)  # type: ignore[arg-type]
    known = ontology.get()
    kinds: dict[NamedNode, set[str]] = {}
    for t in graph.triples:
        assert not any(isinstance(part, BlankNode) for part in t)
        if t.predicate == term("rdf:type") and t.object.value.startswith(known.namespace):
            kinds.setdefault(t.subject, set()).add(t.object.value.removeprefix(known.namespace))
    for t in graph.triples:
        found = known.properties.get(t.predicate.value.removeprefix(known.namespace))
        if t.predicate.value.startswith(known.namespace):
            assert found, t
            assert isinstance(t.object, Literal) == found.literal, t
            if found.domain and t.subject in kinds:
                assert any(known.is_a(k, found.domain) for k in kinds[t.subject]), t
            if found.range and isinstance(t.object, NamedNode) and t.object in kinds:
                assert any(known.is_a(k, found.range) for k in kinds[t.object]), t
    assert list(graph.triples) == sorted(set(graph.triples), key=str)


def test_what_the_ontology_does_not_admit_is_left_out() -> None:
    x = every_turn()
    wrong = (
        dataclasses.replace(x.facts[0], relation="signed"),
        dataclasses.replace(x.facts[0], relation="invented"),
        dataclasses.replace(x.facts[0], subject="d2", object="awa"),
    )
    said = dataclasses.replace(x.statements[0], venue="awa", document="awa", speaker="ev", on_behalf_of="d1")
    graph = build(dataclasses.replace(x, facts=wrong, statements=(said,)))
    assert not any("fact-" in t.subject.value for t in graph.triples)
    used = set(about(graph, HOME + "#statement-1"))
    assert "addressee" in used and not used & {"venue", "document", "speaker", "onBehalfOf"}


@pytest.mark.parametrize("provenance", PROVENANCE)
def test_less_provenance_keeps_the_facts_and_conforms(provenance: Provenance) -> None:
    from kgextract.rdf.validate import findings

    for x in all_gold():
        full, less = build(x), build(x, provenance=provenance)
        assert set(less.triples) - {t for t in less.triples if t.predicate == term("prov:wasDerivedFrom")} <= set(
            full.triples
        )
        plain = {t for t in full.triples if t.predicate.value.startswith(iris.PREFIXES["kg"] + "holdsRole")}
        assert plain <= set(less.triples)
        assert not findings(less.triples)
        used = {t.predicate for t in less.triples}
        assert (term("kg:rule") in used) == (provenance == "full")
        assert (term("kg:sentence") in used) == (provenance != "none")
