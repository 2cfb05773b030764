"""RDF files → the graphs of the articles in them, and what belongs to no article.

A named graph with an article's IRI, or with one that goes on from it (`ARTICLE#provenance`), is that article's. In a
file without named graphs an article has what is said of itself and its parts, and of the things that it mentions.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad
from pyoxigraph import Triple as TripleTerm

from kgextract.errors import InputError
from kgextract.rdf import reading
from kgextract.rdf.build import ArticleGraph, Triple
from kgextract.rdf.iris import term
from kgextract.rdf.reifiers import unfolded

_TYPE, _ARTICLE, _MENTIONS = term("rdf:type"), term("kg:Article"), term("kg:mentions")
_SUBJECT, _OBJECT, _AGENT = term("rdf:subject"), term("rdf:object"), term("prov:wasAssociatedWith")


def articles(path: Path | str) -> tuple[list[ArticleGraph], list[Quad]]:
    """An RDF file → the graphs of its articles, by name, and the quads of none. InputError where it cannot be read."""
    quads = list(unfolded(reading.quads(path)))
    if any(isinstance(term, BlankNode | TripleTerm) for q in quads for term in (q.subject, q.object)):
        raise InputError(f"{path}: has blank nodes, which no graph of kgextract has. Give them names.")
    names = {q.subject for q in quads if q.predicate == _TYPE and q.object == _ARTICLE}
    found: dict[NamedNode, set[Triple]] = {name: set() for name in names if isinstance(name, NamedNode)}
    flat: list[Quad] = []
    rest: list[Quad] = []
    for q in quads:
        owner = None if isinstance(q.graph_name, DefaultGraph) else _owner(q.graph_name, found)
        if owner is not None:
            found[owner].add(_triple(q))
        else:
            (flat if isinstance(q.graph_name, DefaultGraph) else rest).append(q)
    if flat:
        rest += _shared_out(flat, found)
    graphs = [ArticleGraph(name=name, triples=tuple(sorted(found[name], key=str))) for name in found if found[name]]
    return sorted(graphs, key=lambda g: g.name.value), rest


def _owner(node: object, articles: Iterable[NamedNode]) -> NamedNode | None:
    """The article that a node is, or is a part of."""
    if not isinstance(node, NamedNode):
        return None
    home = NamedNode(node.value.partition("#")[0]) if "#" in node.value else node
    return home if home in articles else None


def _shared_out(quads: list[Quad], found: dict[NamedNode, set[Triple]]) -> list[Quad]:
    """Triples in no named graph → into the articles that they belong to; what is left over."""
    if len(found) == 1:  # the usual file
        only = next(iter(found.values()))
        only.update(_triple(q) for q in quads)
        return []
    mentioning: dict[object, set[NamedNode]] = {}
    facts: dict[object, list[object]] = {}
    for q in quads:
        owner = _owner(q.subject, found)
        if owner is not None and q.predicate in (_MENTIONS, _AGENT):
            mentioning.setdefault(q.object, set()).add(owner)
        elif q.predicate in (_SUBJECT, _OBJECT):
            facts.setdefault(q.subject, []).append(q.object)
    said: dict[frozenset[object], set[NamedNode]] = {}
    for node, ends in facts.items():
        owner = _owner(node, found)
        if owner is not None:
            said.setdefault(frozenset(ends), set()).add(owner)
    rest = []
    for q in quads:
        owner = _owner(q.subject, found)
        owners = {owner} if owner else said.get(frozenset((q.subject, q.object))) or mentioning.get(q.subject, set())
        for name in owners:
            found[name].add(_triple(q))
        if not owners:
            rest.append(q)
    return rest


def _triple(q: Quad) -> Triple:
    assert isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode | Literal)
    return Triple(q.subject, q.predicate, q.object)
