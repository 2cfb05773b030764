"""Mentions of all layers → one a span, none crossing another."""

from __future__ import annotations

from kgextract.nlp.layers import Cover, Mention

_RANK = {"Event": 3, "Document": 2, "Person": 2, "Organization": 2, "Place": 2, "Role": 1, "Group": 1}


def distinct(mentions: list[Mention]) -> tuple[list[Mention], list[tuple[Mention, Mention]]]:
    """All mentions → those that stay, in text order, and pairs (dropped, the one that holds its place).

    Of two with the same span the named one stays, then the surer one; of two that cross, the surer and longer one,
    and a description goes on as far as what it ends with (`les organisateurs de la marche | du 9 juin`).
    """
    best: dict[tuple[int, int], Mention] = {}
    twins: list[tuple[Mention, Mention]] = []
    for m in sorted(mentions, key=_worth, reverse=True):
        other = best.setdefault((m.start, m.end), m)
        if other is not m:
            twins.append((m, other))
    kept: list[Mention] = []
    cover = Cover()
    for m in sorted(best.values(), key=_worth, reverse=True):
        crossing = cover.crossing(m)
        if m.kind == "nominal" and crossing and all(m.head < x.start < m.end for x in crossing):
            m.end = max(x.end for x in crossing)
            crossing = cover.crossing(m)
        if crossing:
            twins.append((m, max(crossing, key=_worth)))
        else:
            kept.append(m)
            cover.add(m)
    return sorted(kept, key=lambda m: (m.start, -m.end)), twins


def _worth(m: Mention) -> tuple[bool, float, int, int, int]:
    return m.kind == "named", m.confidence, m.end - m.start, _RANK.get(m.type, 0), -m.start
