"""Which statements and facts of an extraction a user wants: by standing, by confidence, with or without background."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kgextract.errors import UsageError
from kgextract.model import Evidence, Extraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to keep. Entities and dates always stay: they are what the text mentions, whatever is said of them.

    `only_asserted` leaves out what is planned, denied, possible, or said by somebody in the article; `min_confidence`
    (0 to 1) what was read with less; `background=False` what the gazetteer adds. Raises UsageError for a confidence out
    of range.
    """

    only_asserted: bool = False
    min_confidence: float = 0.0
    background: bool = True

    def __post_init__(self) -> None:
        if not 0 <= self.min_confidence <= 1:
            raise UsageError(f"--min-confidence {self.min_confidence:g}: not between 0 and 1. Give a number like 0.8.")

    def of(self, x: Extraction) -> Extraction:
        """Extraction → the same with the statements and facts that are wanted."""
        return replace(
            x,
            statements=tuple(s for s in x.statements if self._wanted(s.factuality, s.evidence)),
            facts=tuple(
                f
                for f in x.facts
                if self._wanted(f.factuality, f.evidence)
                and (self.background or not f.background)
                and not (self.only_asserted and f.reported)
            ),
        )

    def _wanted(self, factuality: str, evidence: Evidence | None) -> bool:
        if self.only_asserted and factuality != "asserted":
            return False
        return evidence is None or evidence.confidence >= self.min_confidence
