"""What a store notes for itself, in a named graph of its own: articles as they were extracted, and who is whom in them.

For each article its text in N-Triples, packed, the SHA-256 of that, and what it was added from, where that was said;
for each occurrence what it is known by, the articles that have it, and the node that it is part of now.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from kgextract.identity.decisions import Decisions
from kgextract.identity.occurrences import Occurrence, loads
from kgextract.rdf.build import ArticleGraph, Triple
from kgextract.rdf.iris import STORE, part

GRAPH = NamedNode(STORE)
_SOURCE, HASH, _NAME, _KNOWN, _IRI, _LABEL, _IN, _ORIGIN, DECISIONS, BASE, LOADING = (
    part(GRAPH, name) for name in "source sha256 name knownBy iri label occursIn origin decisions base loading".split()
)


def packed(graph: ArticleGraph) -> tuple[str, str]:
    """An article's graph → its text, packed, and the SHA-256 of the text."""
    text = "".join([f"{t.subject} {t.predicate} {t.object} .\n" for t in graph.triples]).encode()
    return base64.b64encode(zlib.compress(text, 1)).decode("ascii"), hashlib.sha256(text).hexdigest()


def unpacked(name: NamedNode, source: str) -> ArticleGraph:
    """What `packed` made → the graph."""
    text = zlib.decompress(base64.b64decode(source))
    found = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return ArticleGraph(name=name, triples=tuple(_triple(q) for q in found))


def triples(graph: pyoxigraph.Store, name: NamedNode) -> Iterator[Triple]:
    """The triples of a named graph."""
    return (_triple(q) for q in graph.quads_for_pattern(None, None, None, name))


def _triple(q: Quad) -> Triple:
    return Triple(q.subject, q.predicate, q.object)  # type: ignore[arg-type]


def of_article(name: NamedNode, source: str, digest: str, origin: str | None) -> set[Quad]:
    """What is noted of an article."""
    found = {Quad(name, _SOURCE, Literal(source), GRAPH), Quad(name, HASH, Literal(digest), GRAPH)}
    return found | ({Quad(name, _ORIGIN, Literal(origin), GRAPH)} if origin is not None else set())


def of_occurrence(o: Occurrence) -> set[Quad]:
    """What is noted of an occurrence for good."""
    node = _node(o.id)
    found = {Quad(node, _NAME, NamedNode(n), GRAPH) for n in o.names}
    return found | {Quad(node, _KNOWN, Literal(o.dumps()), GRAPH)}


def of_node(id: str, iri: str, label: str) -> set[Quad]:
    """What is noted of the node that an occurrence is part of."""
    node = _node(id)
    return {Quad(node, _IRI, NamedNode(iri), GRAPH), Quad(node, _LABEL, Literal(label), GRAPH)}


def of_presence(id: str, article: NamedNode) -> Quad:
    """That an article has an occurrence."""
    return Quad(_node(id), _IN, article, GRAPH)


def of_decisions(same: Decisions) -> set[Quad]:
    """What is noted of the decisions that hold; nothing where there are none."""
    return {Quad(GRAPH, DECISIONS, Literal(same.dumps()), GRAPH)} if same.rows else set()


class Notes:
    """Reads the notes of a store; changes are quads that the store applies itself."""

    def __init__(self, graph: pyoxigraph.Store) -> None:
        self.graph = graph
        self._nodes: dict[str, tuple[str, str] | None] = {}

    def forget(self) -> None:
        """The store has changed: look everything up again."""
        self._nodes.clear()

    def text(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """One value, or None."""
        found = next(self.graph.quads_for_pattern(subject, predicate, None, GRAPH), None)
        return _value(found) if found else None

    def digest(self, article: NamedNode) -> str | None:
        """The SHA-256 of an article; None where the store does not have it."""
        return self.text(article, HASH)

    def origin(self, article: NamedNode) -> str | None:
        """What an article was added from; None where that was not said."""
        return self.text(article, _ORIGIN)

    def added_from(self, origin: str) -> list[str]:
        """The IRIs of the articles that were added from there, sorted."""
        found = self.graph.quads_for_pattern(None, _ORIGIN, Literal(origin), GRAPH)
        return sorted(q.subject.value for q in found)  # type: ignore[union-attr]

    def source(self, article: NamedNode) -> ArticleGraph | None:
        """An article as it was extracted; None where the store does not have it."""
        source = self.text(article, _SOURCE)
        return unpacked(article, source) if source is not None else None

    def sound(self, article: NamedNode) -> ArticleGraph | None:
        """An article as it was extracted; None where that is not what was added."""
        try:
            graph = self.source(article)
        except (ValueError, zlib.error):
            return None
        return graph if graph and packed(graph)[1] == self.digest(article) else None

    def about(self, article: NamedNode) -> set[Quad]:
        """All that is noted of an article."""
        return set(self.graph.quads_for_pattern(article, None, None, GRAPH))

    def articles(self) -> list[str]:
        """The IRIs of all articles, sorted."""
        return sorted(q.subject.value for q in self.graph.quads_for_pattern(None, HASH, None, GRAPH))  # type: ignore[union-attr]

    def shared(self) -> int:
        """The number of nodes that several articles have."""
        articles: dict[str, set[str]] = {}
        nodes = {q.subject: _value(q) for q in self.graph.quads_for_pattern(None, _IRI, None, GRAPH)}
        for q in self.graph.quads_for_pattern(None, _IN, None, GRAPH):
            articles.setdefault(nodes[q.subject], set()).add(_value(q))
        return sum(len(found) > 1 for found in articles.values())

    def node(self, id: str) -> tuple[str, str] | None:
        """IRI and name of the node of an occurrence; None where the store does not have it."""
        if id not in self._nodes:
            iri, label = self.text(_node(id), _IRI), self.text(_node(id), _LABEL)
            self._nodes[id] = (iri, label) if iri is not None and label is not None else None
        return self._nodes[id]

    def occurrence(self, id: str) -> Occurrence:
        """The occurrence with this id."""
        return loads(self.text(_node(id), _KNOWN) or "")

    def named(self, name: str) -> Iterator[str]:
        """The ids of the occurrences with a name."""
        for q in self.graph.quads_for_pattern(None, _NAME, NamedNode(name), GRAPH):
            yield _id(q.subject)  # type: ignore[arg-type]

    def having(self, id: str) -> Iterator[NamedNode]:
        """The articles that have an occurrence."""
        for q in self.graph.quads_for_pattern(_node(id), _IN, None, GRAPH):
            yield q.object  # type: ignore[misc]


def _value(q: Quad) -> str:
    return q.object.value  # type: ignore[union-attr]


def _node(id: str) -> NamedNode:
    return part(GRAPH, f"known-{id}")


def _id(node: NamedNode) -> str:
    return node.value.rpartition("-")[2]
