"""Articles that will not change → a graph to query: what a store makes step by step, made at once and without notes."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from kgextract.identity import clusters
from kgextract.identity.decisions import Decisions
from kgextract.identity.occurrences import occurrences
from kgextract.rdf.build import ArticleGraph
from kgextract.rdf.iris import BASE, term
from kgextract.store.change import joined, pairs_graph


def once(articles: Sequence[ArticleGraph], *, same: Decisions, base: str = BASE) -> pyoxigraph.Store:
    """Articles' graphs, of which the last one of a name counts, and decisions → a graph in memory."""
    graphs = {graph.name: graph for graph in articles}
    found = {name: occurrences(graph, base=base, pins=same.pins) for name, graph in graphs.items()}
    made = clusters.nodes({o for known in found.values() for o in known.values()}, same)
    nodes = {id: (node.iri, node.label) for node in made.nodes for id in node.occurrences}
    store = pyoxigraph.Store()
    for name, graph in graphs.items():
        triples = joined(graph, {iri: nodes[o.id] for iri, o in found[name].items()})
        store.extend(Quad(*t, name) for t in triples)
        store.extend(Quad(*t) for t in triples)
    pairs = pairs_graph(base)
    for one, other in made.possibly:
        triple = NamedNode(one), term("kg:possiblySame"), NamedNode(other)
        store.extend((Quad(*triple, pairs), Quad(*triple)))
    return store
