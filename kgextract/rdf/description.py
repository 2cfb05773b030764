"""Quads of a corpus → its description in VoID and DCAT: how much there is of what, from when, read by what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from kgextract import ontology
from kgextract.model import ENTITY_TYPES
from kgextract.rdf import iris, terms
from kgextract.rdf.build import ArticleGraph, Triple
from kgextract.rdf.iris import BASE, PREFIXES, term

_VOCABULARIES = ("kg", "rdfs", "skos", "dcterms", "prov", "nif")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a corpus holds: numbers, the first and last day of publication, and the software that read it.

    `classes` are members by IRI, each once however many articles have it; `properties` are triples by IRI; `software`
    are labels by IRI.
    """

    triples: int
    articles: int
    entities: int
    subjects: int
    objects: int
    links: int  # to Wikidata
    first: str | None
    last: str | None
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    software: Mapping[str, str]


def counted(quads: Iterable[Quad]) -> Counts:
    """Quads, each once, the articles in named graphs or all in one → Counts, in one pass."""
    members: dict[str, set[object]] = {}
    objects: set[object] = set()
    subjects: set[object] = set()
    properties: Counter[str] = Counter()
    links: set[tuple[object, object]] = set()
    days: set[str] = set()
    software: set[object] = set()
    labels: dict[object, str] = {}
    for q in quads:
        name = q.predicate.value
        properties[name] += 1
        subjects.add(q.subject)
        objects.add(q.object)
        if name == term("rdf:type").value and isinstance(q.object, NamedNode):
            members.setdefault(q.object.value, set()).add(q.subject)
            if q.object == term("prov:SoftwareAgent"):
                software.add(q.subject)
        elif name == term("owl:sameAs").value:
            links.add((q.subject, q.object))
        elif name == term("dcterms:issued").value and isinstance(q.object, pyoxigraph.Literal):
            days.add(q.object.value)
        elif name == term("rdfs:label").value and isinstance(q.object, pyoxigraph.Literal):
            labels[q.subject] = q.object.value
    entities = {node for kind in ENTITY_TYPES for node in members.get(term(f"kg:{kind}").value, ())}
    wikidata = PREFIXES["wd"]
    return Counts(
        triples=sum(properties.values()),
        articles=len(members.get(term("kg:Article").value, ())),
        entities=len(entities),
        subjects=len(subjects),
        objects=len(objects),
        links=sum(isinstance(o, NamedNode) and o.value.startswith(wikidata) for _, o in links),
        first=min(days, default=None),
        last=max(days, default=None),
        classes={kind: len(found) for kind, found in sorted(members.items())},
        properties=dict(sorted(properties.items())),
        software={s.value: labels.get(s, "") for s in software if isinstance(s, NamedNode)},
    )


def describe(counts: Counts, *, title: str, base: str = BASE) -> ArticleGraph:
    """Counts → a graph of its own, `dataset/corpus` under the base."""
    home = iris.mint(base, "dataset", "corpus")
    return ArticleGraph(name=home, triples=tuple(sorted(set(_described(home, counts, title, base)), key=str)))


def _described(home: NamedNode, counts: Counts, title: str, base: str) -> Iterator[Triple]:
    for kind in ("void:Dataset", "dcat:Dataset"):
        yield Triple(home, term("rdf:type"), term(kind))
    yield Triple(home, term("dcterms:title"), terms.plain(title))
    yield Triple(home, term("dcterms:language"), terms.plain(terms.LANGUAGE))
    yield Triple(home, term("dcterms:conformsTo"), NamedNode(ontology.get().version))
    yield Triple(home, term("void:uriSpace"), terms.plain(base))
    for prefix in _VOCABULARIES:
        yield Triple(home, term("void:vocabulary"), NamedNode(PREFIXES[prefix]))
    for said, number in (
        ("triples", counts.triples), ("documents", counts.articles), ("entities", counts.entities),
        ("distinctSubjects", counts.subjects), ("distinctObjects", counts.objects),
        ("classes", len(counts.classes)), ("properties", len(counts.properties)),
    ):  # fmt: skip
        yield Triple(home, term(f"void:{said}"), terms.integer(number))
    if counts.first and counts.last:
        period = iris.part(home, "period")
        yield Triple(home, term("dcterms:temporal"), period)
        yield Triple(period, term("rdf:type"), term("dcterms:PeriodOfTime"))
        yield Triple(period, term("dcat:startDate"), terms.date(counts.first))
        yield Triple(period, term("dcat:endDate"), terms.date(counts.last))
    yield from _run(home, counts)
    yield from _partitions(home, counts)


def _run(home: NamedNode, counts: Counts) -> Iterator[Triple]:
    run = iris.part(home, "run")
    yield Triple(home, term("prov:wasGeneratedBy"), run)
    yield Triple(run, term("rdf:type"), term("prov:Activity"))
    for iri, label in counts.software.items():
        agent = NamedNode(iri)
        yield Triple(run, term("prov:wasAssociatedWith"), agent)
        yield Triple(agent, term("rdf:type"), term("prov:SoftwareAgent"))
        if label:
            yield Triple(agent, term("rdfs:label"), terms.plain(label))


def _partitions(home: NamedNode, counts: Counts) -> Iterator[Triple]:
    for side, of, counting, numbers in (
        ("class", "void:classPartition", "void:entities", counts.classes),
        ("property", "void:propertyPartition", "void:triples", counts.properties),
    ):
        for iri, number in numbers.items():
            node = iris.part(home, f"{side}-{iris.short(iri).replace(':', '-')}")
            yield Triple(home, term(of), node)
            yield Triple(node, term(f"void:{side}"), NamedNode(iri))
            yield Triple(node, term(counting), terms.integer(number))
    if counts.links:
        links = iris.part(home, "wikidata")
        yield Triple(home, term("void:subset"), links)
        yield Triple(links, term("rdf:type"), term("void:Linkset"))
        yield Triple(links, term("void:linkPredicate"), term("owl:sameAs"))
        yield Triple(links, term("void:subjectsTarget"), home)
        yield Triple(links, term("void:objectsTarget"), NamedNode(PREFIXES["wd"]))
        yield Triple(links, term("void:triples"), terms.integer(counts.links))
