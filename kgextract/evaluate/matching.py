"""Which found span, entity or pair answers to which of gold."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from kgextract.model import Entity, Extraction, Span

MENTION_OVERLAP = 0.5
_SAME_ENTITY = 0.4
_TYPE_BONUS = 0.01

Alignment = Mapping[str, str]  # found entity id → gold entity id


def align(gold: Extraction, found: Extraction) -> dict[str, str]:
    """Found entity id → id of the gold entity with most of its mentions, where they share enough."""
    pairs = {}
    for mine in found.entities:
        best, partner = 0.0, None
        mentions = spans(mine)
        for theirs in gold.entities:
            overlaps = [max((overlap(a, b) for b in spans(theirs)), default=0.0) for a in mentions]
            hit = sum(x for x in overlaps if x >= MENTION_OVERLAP)
            share = hit / max(1, len(mentions)) + (_TYPE_BONUS if mine.type == theirs.type else 0)
            if hit and share > best:
                best, partner = share, theirs.id
        if partner is not None and best >= _SAME_ENTITY:
            pairs[mine.id] = partner
    return pairs


def spans(entity: Entity, *, named_only: bool = False) -> list[Span]:
    """The mentions that count: named and nominal ones, or named ones alone."""
    kinds = ("named",) if named_only else ("named", "nominal")
    return [(m.start, m.end) for m in entity.mentions if m.kind in kinds]


def overlap(a: Span, b: Span) -> float:
    """Intersection over union of two spans."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / ((a[1] - a[0]) + (b[1] - b[0]) - shared) if shared else 0.0


def match(theirs: Iterable[Span], mine: Iterable[Span], least: float) -> list[tuple[Any, Any, float]]:
    """Spans of gold and found spans that overlap by `least` or more, one to one."""
    mine = list(mine)
    pairs = [(overlap(a, b), a, b) for a in theirs for b in mine]
    return greedy([p for p in pairs if p[0] >= least])


def greedy(pairs: Iterable[tuple[float, Hashable, Hashable]]) -> list[tuple[Any, Any, float]]:
    """(score, gold, found) → a one-to-one matching (gold, found, score), best first; ties in a fixed order."""
    taken_gold, taken_found, matched = set(), set(), []
    for share, a, b in sorted(pairs, key=lambda p: (-p[0], str(p[1]), str(p[2]))):
        if a not in taken_gold and b not in taken_found:
            taken_gold.add(a)
            taken_found.add(b)
            matched.append((a, b, share))
    return matched
