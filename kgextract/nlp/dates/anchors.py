"""What a date is told from (publication, dates named before, tense) → the nearest of the spans that it may mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kgextract.nlp.dates import edtf
from kgextract.nlp.dates.forms import DateForm
from kgextract.nlp.dates.tenses import Side

_WRONG_SIDE = {True: 30.0, False: 4.0}  # how much farther a date on the wrong side of a verb, of a noun, counts
_UNKNOWN_AHEAD = 1.3  # news tells more of the past
_TWENTIETH = 1900


class NoDateError(ValueError):
    """The words have the form of a date, but the calendar has no such day."""


@dataclass(slots=True, kw_only=True)
class Anchor:
    """What relative dates are told from."""

    published: date | None
    side: Side
    named: str | None = None  # the last value named
    named_day: date | None = None  # the last day named
    complement_day: date | None = None  # a day named in what the date belongs to ("the eve of the vote of 3 May")
    spoken: date | None = None  # the day on which quoted words were said
    complement: bool = False  # it belongs to something ("the day after the vote")


def number_in(form: DateForm, slot: str) -> int | None:
    """The number in a slot of the form, or None."""
    found = form.slots.get(slot)
    return found if isinstance(found, int) else None


def year_of(form: DateForm, anchor: Anchor) -> int | None:
    """The year that a date names: in four figures, in two ("June 44"), as last year's, as that of the date before."""
    year, short, away = number_in(form, "year"), number_in(form, "twodigits"), number_in(form, "yearof")
    if year is not None:
        return year
    if short is not None:
        return _TWENTIETH + short
    if away is not None:
        return anchor.published.year + away if anchor.published else None
    if form.rule.anchor == "named":
        day = edtf.first(anchor.named or "")
        if day is None:
            raise NoDateError
        return day.year
    return None


def nearest(candidates: Iterable[tuple[date, date]], anchor: Anchor) -> tuple[date, date] | None:
    """Of the spans of days, the one nearest to the publication, on the side that the clause tells."""
    at = anchor.published
    if at is None:
        return None

    def cost(span: tuple[date, date]) -> float:
        first, last = span
        ahead = (first - at).days if first > at else (last - at).days if last < at else 0
        if anchor.side.sign == 0:
            return ahead * _UNKNOWN_AHEAD if ahead > 0 else -ahead
        return abs(ahead) * (_WRONG_SIDE[anchor.side.strong] if ahead * anchor.side.sign < 0 else 1.0)

    return min(candidates, key=cost, default=None)


def with_rel(form: DateForm, anchor: Anchor) -> Anchor:
    """The anchor on the side that the form itself says ("next May")."""
    rel = number_in(form, "rel")
    return anchor if rel is None else Anchor(published=anchor.published, side=Side(rel, True))
