"""A network → a place in the plane for each node.

`placed` puts communities as discs side by side, with a spring layout inside each; `spread` is for nodes that are boxes.
The seed is fixed and coordinates are whole numbers: the same network always lies the same way.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import networkx

Node = TypeVar("Node", bound=Hashable)
Point = tuple[int, int]
Place = tuple[float, float]
Size = tuple[float, float]
_SEED = 0
_GAP = 80.0  # between neighbours
_LARGEST = 400  # nodes that springs are computed for; a larger community lies in a spiral, the most linked inside
_STARTS, _MOST = 12, 240  # layouts of a part that are compared, and the nodes in all of them
_RING = 3  # so few nodes lie on a circle
_GOLDEN = math.pi * (3 - math.sqrt(5))


def placed(nodes: Sequence[Node], edges: Iterable[tuple[Node, Node]]) -> dict[Node, Point]:
    """Nodes and edges → node → (x, y).

    `placed(["a", "b"], [("a", "b")])` puts `a` and `b` about one gap apart.
    """
    net: networkx.Graph[Node] = networkx.Graph()
    net.add_nodes_from(nodes)
    net.add_edges_from(edges)
    order = {n: at for at, n in enumerate(nodes)}
    groups = networkx.community.louvain_communities(net, seed=_SEED) if net.number_of_edges() else [{n} for n in nodes]
    ordered = sorted((sorted(g, key=order.__getitem__) for g in groups), key=lambda g: (-len(g), order[g[0]]))
    discs = [_GAP * (0.5 + 0.75 * math.sqrt(len(g))) for g in ordered]
    out: dict[Node, Point] = {}
    for members, (x, y), radius in zip(ordered, _centres(discs), discs, strict=True):
        for node, (dx, dy) in _inside(net.subgraph(members), members, radius - 0.5 * _GAP).items():
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


def spread(sizes: Mapping[Node, Size], edges: Iterable[tuple[Node, Node]], *, gap: float = 24.0) -> dict[Node, Place]:
    """Nodes that are boxes (width, height), and edges → the centre of each box: linked ones are near, none overlaps.

    What hangs together is laid out by springs, so that few edges cross or run behind boxes; such parts stand in rows,
    the largest first.
    """
    order = {node: n for n, node in enumerate(sizes)}
    net: networkx.Graph[Node] = networkx.Graph()
    net.add_nodes_from(sizes)
    net.add_edges_from(sorted((e for e in edges if e[0] != e[1]), key=lambda e: (order[e[0]], order[e[1]])))
    parts = [sorted(part, key=order.__getitem__) for part in networkx.connected_components(net)]
    parts.sort(key=lambda part: (-len(part), order[part[0]]))
    laid = [_sprung(net.subgraph(part), part, sizes, gap) for part in parts]
    edges_of = [_frame(centres, sizes) for centres in laid]
    area = sum((right - left + gap) * (top - bottom + gap) for left, bottom, right, top in edges_of)
    row = max([math.sqrt(1.5 * area), *(right - left for left, _, right, _ in edges_of)], default=0.0)
    out: dict[Node, Place] = {}
    x = y = deepest = 0.0
    for centres, (left, bottom, right, top) in zip(laid, edges_of, strict=True):
        if x and x + right - left > row:
            x, y, deepest = 0.0, y - deepest - 2 * gap, 0.0
        for node, (cx, cy) in centres.items():
            out[node] = (x + cx - left, y + cy - top)
        x += right - left + 2 * gap
        deepest = max(deepest, top - bottom)
    return out


def _sprung(net: networkx.Graph[Node], part: list[Node], sizes: Mapping[Node, Size], gap: float) -> dict[Node, Place]:
    """One connected part: springs from several starts, the boxes moved apart; the clearest of these layouts."""
    calm: networkx.Graph[Node] = networkx.Graph()
    calm.add_nodes_from(part)
    calm.add_edges_from(net.edges)
    best, least = {}, math.inf
    for seed in range(_SEED, _SEED + max(1, min(_STARTS, _MOST // len(part)))):
        places = _boxes(calm, part, sizes, gap, seed)
        found = muddle(list(calm.edges), places, sizes)
        if found < least:
            best, least = places, found
        if not found:
            break
    return best


def _boxes(
    net: networkx.Graph[Node], part: list[Node], sizes: Mapping[Node, Size], gap: float, seed: int
) -> dict[Node, Place]:
    found = networkx.spring_layout(net, seed=seed, iterations=300, k=2.2 / math.sqrt(len(part)))
    reach = math.sqrt(sum((w + gap) * (h + gap) for w, h in (sizes[n] for n in part)))
    places = {node: [float(x) * reach * 0.95, float(y) * reach * 0.5] for node, (x, y) in found.items()}
    for _ in range(400):
        if not _pushed(part, places, sizes, gap):
            break
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in places.items()}


def muddle(edges: list[tuple[Node, Node]], places: Mapping[Node, Place], sizes: Mapping[Node, Size]) -> int:
    """How hard a layout is to read: edges that run behind boxes, three times as bad as edges that cross."""
    behind = sum(
        _meets(places[a], places[b], places[n], sizes[n]) for a, b in edges for n in places if n != a and n != b
    )
    crossings = sum(
        _cross(places[a], places[b], places[c], places[d])
        for n, (a, b) in enumerate(edges)
        for c, d in edges[:n]
        if not {a, b} & {c, d}
    )
    return 3 * behind + crossings


def _meets(a: Place, b: Place, centre: Place, size: Size) -> bool:
    """Whether the line from a to b runs through a box."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        low, high = centre[axis] - size[axis] / 2, centre[axis] + size[axis] / 2
        length = b[axis] - a[axis]
        if not length:
            if not low < a[axis] < high:
                return False
            continue
        one, other = sorted(((low - a[axis]) / length, (high - a[axis]) / length))
        first, last = max(first, one), min(last, other)
    return first < last


def _cross(a: Place, b: Place, c: Place, d: Place) -> bool:
    def side(p: Place, q: Place, r: Place) -> bool:
        return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) != side(a, b, d) and side(c, d, a) != side(c, d, b)


def _pushed(part: list[Node], places: dict[Node, list[float]], sizes: Mapping[Node, Size], gap: float) -> bool:
    """Moves every two boxes that overlap apart, along the shorter way; whether any did."""
    moved = False
    for n, a in enumerate(part):
        for b in part[:n]:
            dx, dy = places[a][0] - places[b][0], places[a][1] - places[b][1]
            over_x = (sizes[a][0] + sizes[b][0]) / 2 + gap - abs(dx)
            over_y = (sizes[a][1] + sizes[b][1]) / 2 + gap - abs(dy)
            if over_x <= 0.1 or over_y <= 0.1:
                continue
            moved = True
            axis, over, d = (0, over_x, dx) if over_x < over_y else (1, over_y, dy)
            step = math.copysign(over / 2, d or 1.0)
            places[a][axis] += step
            places[b][axis] -= step
    return moved


def _frame(centres: Mapping[Node, Place], sizes: Mapping[Node, Size]) -> tuple[float, float, float, float]:
    """The edges of the rectangle around some boxes: left, bottom, right, top."""
    half = [(x, y, sizes[n][0] / 2, sizes[n][1] / 2) for n, (x, y) in centres.items()]
    return (
        min(x - w for x, _, w, _ in half), min(y - h for _, y, _, h in half),
        max(x + w for x, _, w, _ in half), max(y + h for _, y, _, h in half),
    )  # fmt: skip
