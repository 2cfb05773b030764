"""The page's entities and facts → what its graph draws: nodes, with positions where there are many, and edges.

Up to `LAID_OUT` nodes the browser lays the graph out; above, positions are computed here, and above `DRAWN` only the
nodes with the most links are drawn. The same facts give the same graph.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kgextract.placement import Point, placed
from kgextract.writers.page.view import Page

LAID_OUT = 500
DRAWN = 2000


@dataclass(frozen=True, slots=True)
class Graph:
    """`nodes` are numbers of entities, `positions` theirs or None, `edges` numbers of facts; `total` nodes."""

    nodes: tuple[int, ...]
    positions: tuple[Point, ...] | None
    edges: tuple[int, ...]
    total: int


def drawn(page: Page) -> Graph:
    """Page → Graph of the entities that a fact links to another one."""
    linked = [c for c in page.claims if c.subject != c.object]
    degrees = Counter(end for c in linked for end in (c.subject, c.object))
    kept = sorted(sorted(degrees, key=lambda n: (-degrees[n], n))[:DRAWN])
    inside = set(kept)
    edges = [c for c in linked if c.subject in inside and c.object in inside]
    positions = None
    if len(kept) > LAID_OUT:
        where = placed(kept, [(c.subject, c.object) for c in edges])
        positions = tuple(where[n] for n in kept)
    return Graph(tuple(kept), positions, tuple(c.number for c in edges), len(degrees))
