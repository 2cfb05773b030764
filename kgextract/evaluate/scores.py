"""Counts of hits among what gold has and what was found, and every single mistake with its cause."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

HEADLINE = (
    "mention all",
    "mention strict PER+ORG+LOC",
    "entity clusters (CEAF-e)",
    "wikidata link",
    "date value",
    "statement content >=.3",
    "statement content >=.8",
    "who said what",
    "who spoke where",
    "relation all",
)


@dataclass(slots=True)
class Figure:
    """Hits among what gold has and what was found."""

    hits: float = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference from gold: in which article, of what kind, what, at which characters, why, and by which rule.

    `cause` says which earlier step went wrong, as far as the two annotations show it (`the object was not found`).
    """

    article: str
    kind: str
    what: str
    at: tuple[int, ...]
    cause: str = ""
    rule: str = ""


@dataclass(slots=True)
class Scores:
    """All figures by name, and each single mistake."""

    figures: dict[str, Figure] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, name: str, hits: float, gold: int, found: int) -> None:
        """Count into a figure."""
        figure = self.figures.setdefault(name, Figure())
        figure.hits += hits
        figure.gold += gold
        figure.found += found

    def rows(self) -> list[tuple[str, Figure]]:
        """The figures, headline ones first, then by name."""
        order = {name: n for n, name in enumerate(HEADLINE)}
        return sorted(self.figures.items(), key=lambda row: (order.get(row[0], len(order)), row[0]))

    def causes(self) -> list[tuple[str, str, int]]:
        """(kind, cause, how often), the most frequent first."""
        counted = Counter((m.kind, m.cause) for m in self.mistakes)
        return [(kind, cause, n) for (kind, cause), n in sorted(counted.items(), key=lambda c: (-c[1], c[0]))]
