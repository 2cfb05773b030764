"""Facts as RDF 1.2 writes them, and back: a reifier and a triple term stand for the four triples of an `rdf:Statement`.

RDF 1.1  <#fact-1> a rdf:Statement ; rdf:subject s ; rdf:predicate p ; rdf:object o ; kg:rule "…" .
RDF 1.2  <#fact-1> rdf:reifies <<( s p o )>> ; kg:rule "…" .
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from kgextract.rdf.build import ArticleGraph, Term, Triple
from kgextract.rdf.iris import term

_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")


def folded(graph: ArticleGraph) -> ArticleGraph:
    """A graph in RDF 1.1 → the same in RDF 1.2."""
    whole = (term("rdf:type"), term("rdf:Statement"))
    facts = {t.subject for t in graph.triples if t[1:] == whole}
    parts = {term(name) for name in _PARTS}
    found: dict[NamedNode, dict[NamedNode, Term]] = {fact: {} for fact in facts}
    kept = []
    for t in graph.triples:
        if t.subject in facts and t.predicate in parts:
            found[t.subject][t.predicate] = t.object
        elif t.subject not in facts or t[1:] != whole:
            kept.append(t)
    for fact, of in found.items():
        subject, predicate, object_ = (of[term(name)] for name in _PARTS)
        assert isinstance(subject, NamedNode) and isinstance(predicate, NamedNode)
        said = pyoxigraph.Triple(subject, predicate, object_)
        kept.append(Triple(fact, term("rdf:reifies"), cast(Term, said)))
    return ArticleGraph(name=graph.name, triples=tuple(sorted(kept, key=str)))


def unfolded(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Quads in RDF 1.2 → the same in RDF 1.1; what is RDF 1.1 already stays as it is."""
    reifies = term("rdf:reifies")
    for q in quads:
        if q.predicate == reifies and isinstance(q.object, pyoxigraph.Triple):
            yield Quad(q.subject, term("rdf:type"), term("rdf:Statement"), q.graph_name)
            for name, value in zip(_PARTS, (q.object.subject, q.object.predicate, q.object.object), strict=True):
                yield Quad(q.subject, term(name), value, q.graph_name)
        else:
            yield q
