"""RDF files → the graphs of the articles in them, and what belongs to no article.

A named graph with an article's IRI, or with one that goes on from it (`ARTICLE#provenance`), is that article's. In a
file without named graphs an article has what is said of itself and its parts, and of the things that it mentions.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kgextract.errors import InputError
from kgextract.rdf import reading
from kgextract.rdf.build import ArticleGraph, Triple
from kgextract.rdf.iris import BASE, term
from kgextract.rdf.reifiers import unfolded

_DEFAULT, _PLAIN = DefaultGraph(), (NamedNode, Literal)
_TYPE, _ARTICLE, _MENTIONS = term("rdf:type"), term("kg:Article"), term("kg:mentions")
_SUBJECT, _OBJECT, _AGENT = term("rdf:subject"), term("rdf:object"), term("prov:wasAssociatedWith")


def articles(path: Path | str) -> tuple[list[ArticleGraph], list[Quad]]:
    """An RDF file → the graphs of its articles, by name, and the quads of none. InputError where it cannot be read."""
    quads = [tuple(q) for q in unfolded(reading.quads(path))]
    found: dict[NamedNode, set[Triple]] = {}
    for subject, predicate, object_, _ in quads:
        if type(subject) is not NamedNode or type(object_) not in _PLAIN:
            raise InputError(f"{path}: has blank nodes, which no graph of kgextract has. Give them names.")
        if object_ == _ARTICLE and predicate == _TYPE:
            found[subject] = set()
    flat: list[Triple] = []
    rest: list[Quad] = []
    owners: dict[object, set[Triple] | list[Triple] | None] = {_DEFAULT: flat}
    for subject, predicate, object_, name in quads:
        if name not in owners:
            owner = _owner(name, found)
            owners[name] = None if owner is None else found[owner]
        into = owners[name]
        if into is None:
            rest.append(Quad(subject, predicate, object_, name))
        elif into is flat:
            flat.append(Triple(subject, predicate, object_))
        else:
            into.add(Triple(subject, predicate, object_))  # type: ignore[union-attr]
    if flat:
        rest += _shared_out(flat, found)
    graphs = [ArticleGraph(name=name, triples=tuple(sorted(found[name], key=str))) for name in found if found[name]]
    return sorted(graphs, key=lambda g: g.name.value), rest


def base_of(graphs: Iterable[ArticleGraph]) -> str:
    """The IRI on which the names of all these articles are built; the usual one where they differ, or are others."""
    found = {graph.name.value.rpartition("article/")[0] for graph in graphs}
    return found.pop() if len(found) == 1 and "" not in found else BASE


def _owner(node: object, articles: Container[object]) -> NamedNode | None:
    """The article that a node is, or is a part of."""
    if type(node) is not NamedNode:
        return None
    home = NamedNode(node.value.partition("#")[0]) if "#" in node.value else node
    return home if home in articles else None


def _shared_out(triples: list[Triple], found: dict[NamedNode, set[Triple]]) -> list[Quad]:
    """Triples in no named graph → into the articles that they belong to; what is left over."""
    if len(found) == 1:  # the usual file
        next(iter(found.values())).update(triples)
        return []
    mentioning: dict[object, set[NamedNode]] = {}
    facts: dict[object, list[object]] = {}
    for t in triples:
        owner = _owner(t.subject, found)
        if owner is not None and t.predicate in (_MENTIONS, _AGENT):
            mentioning.setdefault(t.object, set()).add(owner)
        elif t.predicate in (_SUBJECT, _OBJECT):
            facts.setdefault(t.subject, []).append(t.object)
    said: dict[frozenset[object], set[NamedNode]] = {}
    for node, ends in facts.items():
        owner = _owner(node, found)
        if owner is not None:
            said.setdefault(frozenset(ends), set()).add(owner)
    rest = []
    for t in triples:
        owner = _owner(t.subject, found)
        owners = {owner} if owner else said.get(frozenset((t.subject, t.object))) or mentioning.get(t.subject, set())
        for name in owners:
            found[name].add(t)
        if not owners:
            rest.append(Quad(*t))
    return rest
