"""How often facts and statements of a given confidence are right: the reliability table.

A fact is right when gold has the same triple, a statement when gold has its words from the same speaker.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kgextract.evaluate.matching import align
from kgextract.evaluate.relations import triple, triples
from kgextract.evaluate.statements import match_contents, same_speaker
from kgextract.exchange import annotated
from kgextract.model import Extraction

STEPS = 10  # bins between 0 and 1


@dataclass(frozen=True, slots=True)
class Bin:
    """What was found with a confidence in [low, high): how much of it, how much of that is right."""

    low: float
    high: float
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found


def reliability(pairs: Iterable[tuple[Extraction, Extraction]]) -> tuple[list[Bin], list[Bin]]:
    """(gold, found) extractions → the bins of facts and of statements that hold anything, highest first."""
    facts: list[tuple[float, bool]] = []
    sayings: list[tuple[float, bool]] = []
    for gold, found in pairs:
        aligned = align(gold, found)
        theirs = triples(gold, None)
        facts += [
            (f.evidence.confidence, triple(f, found, aligned) in theirs)
            for f in found.facts
            if f.evidence and annotated(f)
        ]
        right = {
            j
            for i, j, _ in match_contents(gold, found)
            if same_speaker(gold.statements[i], found.statements[j], found, aligned)
        }
        sayings += [(s.evidence.confidence, j in right) for j, s in enumerate(found.statements)]
    return _bins(facts), _bins(sayings)


def _bins(judged: list[tuple[float, bool]]) -> list[Bin]:
    counted: dict[int, list[bool]] = {}
    for confidence, right in judged:
        counted.setdefault(min(STEPS - 1, int(confidence * STEPS + 1e-9)), []).append(right)
    return [
        Bin(low=n / STEPS, high=(n + 1) / STEPS, found=len(hits), right=sum(hits))
        for n, hits in sorted(counted.items(), reverse=True)
    ]
