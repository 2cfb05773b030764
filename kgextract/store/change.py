"""Articles that come and go, and decisions → the quads that leave a store and those that enter it.

Articles are kept as they were extracted. What queries read is made of them: the graph of each article with the IRIs of
nodes in the place of its own, and the default graph, which holds all of these together, each triple once. Only articles
that come, go, or have something that became part of another node are written anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kgextract.identity import clusters
from kgextract.identity.decisions import Decisions
from kgextract.identity.occurrences import Occurrence, occurrences
from kgextract.rdf.build import ArticleGraph, Term, Triple
from kgextract.rdf.iris import mint, term
from kgextract.rdf.terms import text
from kgextract.store import notes
from kgextract.store.notes import Notes

DEFAULT = DefaultGraph()
_LABEL, _ALSO, _POSSIBLY = term("rdfs:label"), term("skos:altLabel"), term("kg:possiblySame")


def pairs_graph(base: str) -> NamedNode:
    """The graph that holds which nodes are possibly one."""
    return mint(base, "identity")


@dataclass(frozen=True, slots=True)
class Article:
    """An article's graph, with its text, packed, the SHA-256 of that, and what it is added from, if that is noted."""

    graph: ArticleGraph
    source: str
    digest: str
    origin: str | None = None

    @classmethod
    def of(cls, graph: ArticleGraph, origin: str | None = None) -> Article:
        """A graph → the same with its text."""
        return cls(graph, *notes.packed(graph), origin)


@dataclass(slots=True)
class Change:
    """What leaves and what enters: triples of articles, and notes, of which what does both stays."""

    gone: list[Quad] = field(default_factory=list)
    fresh: list[Quad] = field(default_factory=list)
    out: set[Quad] = field(default_factory=set)
    into: set[Quad] = field(default_factory=set)
    rewritten: int = 0  # articles whose graph changes

    def leaving(self) -> list[Quad]:
        """All quads that leave."""
        return [*self.gone, *(self.out - self.into)]

    def entering(self) -> list[Quad]:
        """All quads that enter."""
        return [*self.fresh, *(self.into - self.out)]


def change(
    graph: pyoxigraph.Store,
    articles: Mapping[NamedNode, Article | None],
    *,
    base: str,
    before: Decisions,
    after: Decisions,
) -> Change:
    """A store, articles by name (None for one that goes), decisions before and after → Change."""
    return _Changer(graph, articles, base, before, after).run()


class _Changer:
    def __init__(
        self,
        graph: pyoxigraph.Store,
        articles: Mapping[NamedNode, Article | None],
        base: str,
        before: Decisions,
        after: Decisions,
    ) -> None:
        self.graph, self.base, self.before, self.after = graph, base, before, after
        self.notes = Notes(graph)
        self.given = articles
        self.articles = {name: article.graph if article else None for name, article in articles.items()}
        self.change = Change()
        self.found: dict[NamedNode, dict[str, Occurrence]] = {}  # of each article that is written
        self.fresh: dict[str, Occurrence] = {}
        self.gone: dict[str, Occurrence] = {}
        self.nodes: dict[str, tuple[str, str]] = {}

    def run(self) -> Change:
        self.repin()
        self.presences()
        moved = self.rejoin()
        for id in moved:
            for article in self.notes.having(id):
                if article not in self.articles:
                    self.articles[article] = self.notes.source(article)
        self.rewrite()
        if self.before != self.after:
            self.change.out |= notes.of_decisions(self.before)
            self.change.into |= notes.of_decisions(self.after)
        return self.change

    def repin(self) -> None:
        """Articles in which decisions name something now, or did."""
        for pin in self.before.pins ^ self.after.pins:
            article = NamedNode(pin.partition("#")[0])
            if article not in self.articles and self.notes.digest(article):
                self.articles[article] = self.notes.source(article)

    def presences(self) -> None:
        """Which occurrences come and go with the articles."""
        lost: dict[str, set[NamedNode]] = {}
        won: dict[str, set[NamedNode]] = {}
        known: dict[str, Occurrence] = {}
        for name, new in self.articles.items():
            old = self.notes.source(name)
            about = self.notes.about(name)
            self.change.out |= about
            if old is not None:
                for o in occurrences(old, base=self.base, pins=self.before.pins).values():
                    lost.setdefault(o.id, set()).add(name)
                    known[o.id] = o
            if new is not None:
                given = self.given.get(name)
                self.change.into |= notes.of_article(name, given.source, given.digest, given.origin) if given else about
                self.found[name] = occurrences(new, base=self.base, pins=self.after.pins)
                for o in self.found[name].values():
                    won.setdefault(o.id, set()).add(name)
                    known[o.id] = o
        for id, o in known.items():
            kept = (a for a in self.notes.having(id) if a not in lost.get(id, ()))
            self.change.out |= {notes.of_presence(id, a) for a in lost.get(id, ())}
            self.change.into |= {notes.of_presence(id, a) for a in won.get(id, ())}
            if id in won and self.notes.node(id) is None:
                self.fresh[id] = o
                self.change.into |= notes.of_occurrence(o)
            elif id not in won and next(kept, None) is None:
                self.gone[id] = o
                self.change.out |= notes.of_occurrence(o)

    def rejoin(self) -> list[str]:
        """Nodes are made anew around what came and went; the ids of occurrences that are part of another node now."""
        changed = set(self.before.rows) ^ set(self.after.rows)
        names = {iri for row in changed for iri in row.things}
        for o in (*self.fresh.values(), *self.gone.values()):
            names |= o.names
        if not names:
            return []
        scope = self.scope(names)
        old = {id: node for id in (*scope, *self.gone) if (node := self.notes.node(id))}
        made = clusters.nodes(list(scope.values()), self.after)
        self.nodes = {id: (node.iri, node.label) for node in made.nodes for id in node.occurrences}
        for id, node in old.items():
            self.change.out |= notes.of_node(id, *node)
        for id, node in self.nodes.items():
            self.change.into |= notes.of_node(id, *node)
        pairs, everything = pairs_graph(self.base), (iri for iri, _ in set(old.values()))
        for iri in everything:
            one = NamedNode(iri)
            self.change.out |= set(self.graph.quads_for_pattern(one, _POSSIBLY, None, pairs))
            self.change.out |= set(self.graph.quads_for_pattern(None, _POSSIBLY, one, pairs))
        self.change.out |= {Quad(q.subject, _POSSIBLY, q.object) for q in self.change.out if q.graph_name == pairs}
        for one_, other in made.possibly:
            quad = Quad(NamedNode(one_), _POSSIBLY, NamedNode(other), pairs)
            self.change.into |= {quad, Quad(quad.subject, _POSSIBLY, quad.object)}
        return [id for id, node in old.items() if id in scope and self.nodes[id] != node]

    def scope(self, names: set[str]) -> dict[str, Occurrence]:
        """Names → every occurrence that shares one with them, directly or by others or by a decision."""
        fresh: dict[str, list[Occurrence]] = {}
        for o in self.fresh.values():
            for name in o.names:
                fresh.setdefault(name, []).append(o)
        found: dict[str, Occurrence] = {}
        seen, todo = set(names), list(names)
        while todo:
            name = todo.pop()
            here = [*fresh.get(name, ())]
            here += [self.notes.occurrence(id) for id in self.notes.named(name) if id not in found]
            reached = set(self.before.joined.get(name, ())) | self.after.joined.get(name, frozenset())
            for o in here:
                if o.id not in self.gone:
                    found[o.id] = o
                reached |= o.names
            todo += reached - seen
            seen |= reached
        return found

    def node(self, o: Occurrence) -> tuple[str, str]:
        node = self.nodes.get(o.id) or self.notes.node(o.id)
        assert node is not None, "an occurrence of a written article has a node"
        return node

    def rewrite(self) -> None:
        """The graphs of the articles, and the default graph."""
        wanted: dict[NamedNode, set[Triple]] = {}
        for name, new in self.articles.items():
            if new is None:
                wanted[name] = set()
                continue
            found = self.found.get(name)
            if found is None:
                found = occurrences(new, base=self.base, pins=self.after.pins)
            wanted[name] = joined(new, {iri: self.node(o) for iri, o in found.items()})
        said: set[Triple] | None = None
        for name, triples in wanted.items():
            old = set(notes.triples(self.graph, name))
            self.change.rewritten += old != triples
            for t in triples - old if old else triples:
                self.change.fresh += (Quad(*t, name), Quad(*t))
            for t in old - triples:
                self.change.gone.append(Quad(*t, name))
                said = set().union(*wanted.values()) if said is None else said
                if t not in said and not self.elsewhere(t, wanted):
                    self.change.gone.append(Quad(*t))

    def elsewhere(self, t: Triple, wanted: Mapping[NamedNode, set[Triple]]) -> bool:
        """Whether an article that is not written says the same."""
        return any(
            q.graph_name != DEFAULT and q.graph_name not in wanted
            for q in self.graph.quads_for_pattern(t.subject, t.predicate, t.object, None)
        )


def joined(graph: ArticleGraph, nodes: Mapping[str, tuple[str, str]]) -> set[Triple]:
    """An article's graph, and node and name by IRI → its triples about nodes, each with one label: the node's."""
    iris: dict[Term, NamedNode] = {NamedNode(iri): NamedNode(node) for iri, (node, _) in nodes.items() if iri != node}
    labels = {NamedNode(iri): text(label) for iri, (_, label) in nodes.items()}
    out: set[Triple] = set()
    for t in graph.triples:
        subject, predicate, object_ = t
        if subject in labels and predicate in (_LABEL, _ALSO):
            label = labels[subject]
            out.add(Triple(iris.get(subject, subject), _LABEL, label))
            if object_ != label:
                out.add(Triple(iris.get(subject, subject), _ALSO, object_))
        elif subject in iris or object_ in iris:
            out.add(Triple(iris.get(subject, subject), predicate, iris.get(object_, object_)))
        else:
            out.add(t)
    return out
