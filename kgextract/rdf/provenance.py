"""One article's graph → two: what the article says, and what that rests on, to be kept or dropped apart."""

from __future__ import annotations

from kgextract.rdf import iris
from kgextract.rdf.build import ArticleGraph, Triple
from kgextract.rdf.iris import term

_KINDS = ("rdf:Statement", "kg:Passage", "kg:Extraction", "prov:Activity", "prov:SoftwareAgent")
_PROPERTIES = ("prov:wasDerivedFrom", "kg:contentAt", "kg:rule", "kg:confidence")


def separated(graph: ArticleGraph) -> tuple[ArticleGraph, ArticleGraph]:
    """A graph → its entities, asserted relations and statements under its own name; the rest under `NAME#provenance`.

    The rest are facts with their evidence (also those that are not asserted), passages, and the run.
    """
    kinds, properties = {term(name) for name in _KINDS}, {term(name) for name in _PROPERTIES}
    reifies = term("rdf:reifies")
    behind = {t.subject for t in graph.triples if t.object in kinds or t.predicate == reifies}
    plain: list[Triple] = []
    apart: list[Triple] = []
    for t in graph.triples:
        (apart if t.subject in behind or t.predicate in properties else plain).append(t)
    return (
        ArticleGraph(name=graph.name, triples=tuple(plain)),
        ArticleGraph(name=iris.part(graph.name, "provenance"), triples=tuple(apart)),
    )
