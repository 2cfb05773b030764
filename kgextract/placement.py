"""A network → a place in the plane for each node: communities as discs side by side, a spring layout inside each.

The seed is fixed and coordinates are whole numbers: the same network always lies the same way.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

import networkx

Node = TypeVar("Node", bound=Hashable)
Point = tuple[int, int]
_SEED = 0
_LARGEST = 400  # nodes that springs are computed for; a larger community lies in a spiral, the most linked inside
_RING = 3  # so few nodes lie on a circle
_GOLDEN = math.pi * (3 - math.sqrt(5))


def placed(nodes: Sequence[Node], edges: Iterable[tuple[Node, Node]], *, gap: float = 80.0) -> dict[Node, Point]:
    """Nodes, edges and the usual distance between neighbours → node → (x, y).

    `placed(["a", "b"], [("a", "b")])` puts `a` and `b` about one gap apart.
    """
    net: networkx.Graph[Node] = networkx.Graph()
    net.add_nodes_from(nodes)
    net.add_edges_from(edges)
    order = {n: at for at, n in enumerate(nodes)}
    groups = networkx.community.louvain_communities(net, seed=_SEED) if net.number_of_edges() else [{n} for n in nodes]
    ordered = sorted((sorted(g, key=order.__getitem__) for g in groups), key=lambda g: (-len(g), order[g[0]]))
    discs = [gap * (0.5 + 0.75 * math.sqrt(len(g))) for g in ordered]
    out: dict[Node, Point] = {}
    for members, (x, y), radius in zip(ordered, _centres(discs), discs, strict=True):
        for node, (dx, dy) in _inside(net.subgraph(members), members, radius - 0.5 * gap).items():
            out[node] = (round(x + dx), round(y + dy))
    return out


def _inside(net: networkx.Graph[Node], members: list[Node], radius: float) -> dict[Node, tuple[float, float]]:
    """The places of one community around its centre."""
    if len(members) == 1:
        return {members[0]: (0.0, 0.0)}
    if len(members) <= _RING:
        turns = {node: 2 * math.pi * n / len(members) for n, node in enumerate(members)}
        return {node: (radius * math.cos(turn), radius * math.sin(turn)) for node, turn in turns.items()}
    if len(members) > _LARGEST:
        inner = sorted(members, key=lambda n: -net.degree(n))
        reach = [radius * math.sqrt(n / len(inner)) for n in range(len(inner))]
        return {
            node: (r * math.cos(n * _GOLDEN), r * math.sin(n * _GOLDEN))
            for n, (node, r) in enumerate(zip(inner, reach, strict=True))
        }
    calm: networkx.Graph[Node] = networkx.Graph()  # nodes and edges in a fixed order
    calm.add_nodes_from(members)
    calm.add_edges_from(e for e in net.edges if e[0] != e[1])
    found = networkx.spring_layout(calm, seed=_SEED, iterations=60, k=1.6 / math.sqrt(len(members)))
    far = max(math.hypot(x, y) for x, y in found.values()) or 1.0
    return {node: (float(x) / far * radius, float(y) / far * radius) for node, (x, y) in found.items()}


def _centres(radii: Sequence[float]) -> list[tuple[float, float]]:
    """Discs, the largest first → centres on a spiral on which none overlaps."""
    out: list[tuple[float, float, float]] = []
    turn = 0.0
    for radius in radii:
        while True:
            reach = 12.0 * turn
            x, y = reach * math.cos(turn), reach * math.sin(turn)
            if not any((x - a) ** 2 + (y - b) ** 2 < (radius + r) ** 2 for a, b, r in reversed(out)):
                break
            turn += min(0.5, 25.0 / (reach + 1))
        out.append((x, y, radius))
    return [(x, y) for x, y, _ in out]
