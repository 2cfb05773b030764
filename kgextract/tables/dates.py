"""Words of the calendar and the forms of dates: `lexicons/calendar.yaml`, `rules/dates.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from kgextract.tables import Table

Form = Literal[
    "day",
    "days",
    "month",
    "months",
    "year",
    "years",
    "weekday",
    "weekdays",
    "offset",
    "today",
    "relative",
    "ago",
    "neighbour",
    "daypart",
    "season",
    "part",
    "decade",
    "century",
    "week-of",
    "clock",
    "holiday",
    "listed",
    "interval",
    "edge",
    "inherit",
]


@dataclass(frozen=True, slots=True)
class CalendarWord:
    """Forms of one word of the calendar, regular expressions allowed; `slot` is its name in the patterns of dates."""

    slot: str
    value: Any  # a number, or the name of a unit
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateRule:
    """One form of date. `pattern` gives the words of the mention, with {slots}; `before` must end where it
    starts, `after` must follow where it ends."""

    id: str
    pattern: str
    form: Form
    unit: str = ""
    n: int = 0
    before: str = ""
    not_before: str = ""
    after: str = ""
    not_after: str = ""
    anchor: Literal["published", "named"] = "published"
    strict_case: bool = False
    veto: bool = False  # where `not_before` or `not_after` forbids it, no shorter form is read there either
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    xfail: str = ""


@dataclass(frozen=True, slots=True)
class TenseCue:
    """Words beside a date, or a verb, that say on which side of the publication it lies."""

    direction: Literal["past", "future", ""]
    place: Literal[
        "before",
        "until",
        "verb",
        "moved",
        "call",
        "target",
        "modal",
        "present",
        "passive",
        "be",
        "have",
        "ending",
        "noun",
        "done",
        "just",
        "then",
        "from",
        "aside",
        "ahead",
        "ambiguous",
        "called",
        "called-by",
        "aimed",
        "locution",
    ]  # lemmas; noun: the date belongs to a noun; done: what an infinitive behind the participle says was done
    forms: tuple[str, ...]


WORDS = Table("lexicons/calendar.yaml", CalendarWord)
RULES = Table("rules/dates.yaml", DateRule)
CUES = Table("lexicons/tense_cues.yaml", TenseCue)
