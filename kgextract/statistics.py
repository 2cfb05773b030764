"""Graphs or a store → who is central, who belongs together, who is quoted most: figures of the network of entities.

The network has an edge for each asserted fact between two entities, and one from each speaker to the venue, the party
spoken for and the addressee of a statement; facts of the gazetteer are left out. Centrality is betweenness (the share
of shortest paths that lead through an entity, in large networks from a sample), communities are those of Louvain, both
with a fixed seed: the same graphs give the same table.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx

from kgextract import queries
from kgextract.queries.graphs import Source, held

_SEED = 0
_SAMPLE = 500  # entities from which paths are followed
_ENTITIES = """
SELECT ?e (SAMPLE(?name) AS ?label) (COUNT(DISTINCT ?article) AS ?articles) WHERE {
  ?article a kg:Article ; kg:mentions ?e . ?e rdfs:label ?name
} GROUP BY ?e
"""
_TYPES = """
SELECT ?e ?type WHERE {
  VALUES ?type { kg:Person kg:Organization kg:Place kg:Event kg:Document kg:Group } ?e a ?type
}
"""
_FACTS = """
SELECT ?a ?b WHERE {
  ?fact a rdf:Statement ; rdf:subject ?a ; rdf:object ?b .
  FILTER(isIRI(?b)) FILTER NOT EXISTS { ?fact kg:factuality ?f } FILTER NOT EXISTS { ?fact kg:background true }
}
"""
_SAID = """
SELECT ?a ?b WHERE {
  ?said a kg:Statement ; kg:speaker ?a ; kg:venue|kg:onBehalfOf|kg:addressee ?b .
}
"""
_QUOTED = "SELECT ?a (COUNT(?said) AS ?n) WHERE { ?said a kg:Statement ; kg:speaker ?a } GROUP BY ?a"
COLUMNS = ("name", "type", "articles", "statements", "links", "centrality", "community", "iri")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The table of entities, the most central first, and figures of the whole network."""

    rows: tuple[tuple[str, ...], ...]
    articles: int
    entities: int
    links: int
    density: float
    communities: int


def statistics(source: Source) -> Statistics:
    """RDF files, folders, or a store → Statistics. InputError where one cannot be read."""
    with held(source) as store:
        return _statistics(store)


def _statistics(store: Source) -> Statistics:
    def ask(text: str) -> tuple[tuple[str | None, ...], ...]:
        return queries.sparql(store, text).rows

    net = networkx.Graph()
    quoted = {a: int(n or 0) for a, n in ask(_QUOTED)}
    types = {e: str(type_).rpartition("#")[2] for e, type_ in ask(_TYPES)}
    for e, label, articles in sorted(ask(_ENTITIES), key=str):
        if e in types:
            net.add_node(e, name=label, articles=int(articles or 0))
    for a, b in sorted((*ask(_FACTS), *ask(_SAID)), key=str):
        if a in net and b in net and a != b:
            weight = net.get_edge_data(a, b, {"weight": 0})["weight"] + 1
            net.add_edge(a, b, weight=weight)
    ranks = networkx.betweenness_centrality(net, k=min(len(net), _SAMPLE) or None, seed=_SEED)
    groups = _communities(net)
    rows = [
        (
            str(node["name"]), types[e], str(node["articles"]), str(quoted.get(e, 0)), str(net.degree(e)),
            f"{ranks[e]:.4f}", str(groups[e]) if e in groups else "", str(e),
        )
        for e, node in net.nodes(data=True)
    ]  # fmt: skip
    counted = ask("SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE { ?a a kg:Article }")
    return Statistics(
        rows=tuple(sorted(rows, key=lambda r: (-float(r[5]), -int(r[3]), r[0], r[-1]))),
        articles=int(counted[0][0] or 0),
        entities=net.number_of_nodes(),
        links=net.number_of_edges(),
        density=networkx.density(net),
        communities=len(set(groups.values())),
    )


def _communities(net: networkx.Graph[str]) -> dict[str, int]:
    """Entity → number of its community, the largest first; who is linked to nobody has none."""
    linked = net.subgraph(sorted(n for n in net if net.degree(n)))
    if not linked:
        return {}
    found = networkx.community.louvain_communities(linked, weight="weight", seed=_SEED)
    ordered = sorted(found, key=lambda c: (-len(c), min(c)))
    return {e: number for number, members in enumerate(ordered, 1) for e in members}
