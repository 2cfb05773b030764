"""What is counted and how numbers are multiplied: `lexicons/units.yaml`, `lexicons/multipliers.yaml`."""

from __future__ import annotations

from dataclasses import dataclass

from kgextract.tables import Table


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit (an ISO 4217 currency, a kind of vote) with its words after or before a number, or without any."""

    unit: str
    class_: str
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    loose: bool = False  # counts only beside another quantity of its class in the same sentence


@dataclass(frozen=True, slots=True)
class Multiplier:
    """A word after a number and what it multiplies it by."""

    value: int
    forms: tuple[str, ...]


UNITS = Table("lexicons/units.yaml", Unit)
MULTIPLIERS = Table("lexicons/multipliers.yaml", Multiplier)
