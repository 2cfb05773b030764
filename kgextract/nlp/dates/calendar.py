"""The form of a date of the calendar → its EDTF value: days, months, years, seasons, parts of a year, holidays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from kgextract.nlp.dates import edtf
from kgextract.nlp.dates.anchors import Anchor, NoDateError, nearest, number_in, with_rel, year_of
from kgextract.nlp.dates.forms import DateForm

_LAST = -1  # "the last quarter"
_MISNAMED = 10  # days from the publication within which a weekday may be the wrong one
_CENTURY_TURN = 30  # "the 20s" are of the last century, "the 2020s" say so


def _day(form: DateForm, anchor: Anchor) -> str | None:
    number, month, year = number_in(form, "day"), number_in(form, "month"), year_of(form, anchor)
    month = month or number_in(form, "monthnumber")
    weekday = number_in(form, "weekday")
    assert number is not None
    if month is None and form.rule.unit == "month":
        at = anchor.published
        return edtf.shift(at.replace(day=1), number - 1, "day") if at else None
    if month is None:
        return _day_of_weekday(number, weekday, anchor)
    found = _calendar_day(number, month, year, weekday, with_rel(form, anchor))
    return found.isoformat() if found else None


def _calendar_day(number: int, month: int, year: int | None, weekday: int | None, anchor: Anchor) -> date | None:
    if year is not None:
        day = edtf.day(year, month, number)
        if day is None:
            raise NoDateError
        return day
    if edtf.day(2000, month, number) is None:
        raise NoDateError
    if anchor.published is None:
        return None
    days = [d for n in (-1, 0, 1) if (d := edtf.day(anchor.published.year + n, month, number))]
    fitting = [d for d in days if weekday is None or d.weekday() == weekday] or days
    found = nearest([(d, d) for d in fitting], anchor)
    beside = min(days, key=lambda d: abs((d - anchor.published).days), default=None)  # type: ignore[operator]
    if found and beside and abs((beside - anchor.published).days) <= _MISNAMED < abs((found[0] - beside).days):
        return beside  # a weekday that is wrong, rather than the same day of another year
    return found[0] if found else None


def _day_of_weekday(number: int, weekday: int | None, anchor: Anchor) -> str | None:
    """A weekday and a number without month: in the month of the day just named, else the nearest within six weeks."""
    named = anchor.named_day and edtf.day(anchor.named_day.year, anchor.named_day.month, number)
    if named and named.weekday() == weekday:
        return named.isoformat()
    if anchor.published is None:
        return None
    around = (anchor.published + timedelta(days=n) for n in range(-45, 46))
    found = nearest([(d, d) for d in around if d.day == number and d.weekday() == weekday], anchor)
    if found is None:
        raise NoDateError
    return found[0].isoformat()


def _days(form: DateForm, anchor: Anchor) -> str | None:
    first, last, month = number_in(form, "day"), number_in(form, "day2"), number_in(form, "month")
    assert first is not None and last is not None and month is not None
    end = _calendar_day(last, month, year_of(form, anchor), number_in(form, "weekday2"), with_rel(form, anchor))
    if end is None:
        return None
    if first < last:
        start = edtf.day(end.year, month, first)
    else:  # from the last days of the month before
        before = date(end.year, month, 1) - timedelta(days=1)
        start = edtf.day(before.year, before.month, first)
    if start is None:
        raise NoDateError
    return edtf.interval(start.isoformat(), end.isoformat())


def _month(form: DateForm, anchor: Anchor) -> str | None:
    month, year = number_in(form, "month"), year_of(form, anchor)
    assert month is not None
    found = _calendar_month(month, year, with_rel(form, anchor), form)
    return edtf.month(*found) if found else None


def _calendar_month(month: int, year: int | None, anchor: Anchor, form: DateForm) -> tuple[int, int] | None:
    if year is not None:
        return year, month
    at = anchor.published
    if at is None:
        return None
    years = [at.year - 1, at.year, at.year + 1]
    rel = number_in(form, "rel")
    if rel is not None:  # last May is never this month
        years = [y for y in years if (y * 12 + month - at.year * 12 - at.month) * rel > 0]
    spans = [(date(y, month, 1), edtf.last(edtf.month(y, month)) or at) for y in years]
    found = nearest(spans, anchor)
    return (found[0].year, month) if found else None


def _months(form: DateForm, anchor: Anchor) -> str | None:
    first, last = number_in(form, "month"), number_in(form, "month2")
    assert first is not None and last is not None
    end = _calendar_month(last, year_of(form, anchor), with_rel(form, anchor), form)
    if end is None:
        return None
    return edtf.interval(edtf.month(end[0] - (first > last), first), edtf.month(*end))


def _year(form: DateForm, anchor: Anchor) -> str:
    return f"{form.slots['year']:04d}"


def _years(form: DateForm, anchor: Anchor) -> str:
    first, last, short = number_in(form, "year"), number_in(form, "year2"), number_in(form, "short")
    assert first is not None
    if last is None and short is not None:
        last = first // 100 * 100 + short + (100 if short <= first % 100 else 0)
    if last is None or not first < last <= first + 150:
        raise NoDateError
    return f"{first:04d}/{last:04d}"


def _season(form: DateForm, anchor: Anchor) -> str | None:
    number, year, rel = number_in(form, "season"), year_of(form, anchor), number_in(form, "rel")
    assert number is not None
    if year is not None:
        return edtf.season(year, number)
    at = anchor.published
    if at is None:
        return None
    values = [edtf.season(y, number) for y in (at.year - 2, at.year - 1, at.year, at.year + 1)]
    spans = [(edtf.first(v) or at, edtf.last(v) or at) for v in values]
    if rel is not None:
        spans = [s for s in spans if (s[1] < at if rel < 0 else s[0] > at)]
    found = nearest(spans, with_rel(form, anchor))
    return edtf.season(found[0].year, number) if found else None


def _part(form: DateForm, anchor: Anchor) -> str | None:
    """A quarter or half of a year, a half of a month."""
    nth = number_in(form, "nth") or number_in(form, "nthdigit")
    assert nth is not None
    month, year = number_in(form, "month"), year_of(form, anchor)
    if month is not None:
        found = _calendar_month(month, year, anchor, form)
        if found is None:
            return None
        text = edtf.month(*found)
        end = edtf.last(text)
        assert end is not None
        return f"{text}-01/{text}-15" if nth == 1 else f"{text}-16/{end.isoformat()}"
    unit = "semester" if "semester" in (form.slots.get("quarter"), form.rule.unit) else "quarter"
    length = 6 if unit == "semester" else 3
    at = anchor.published
    if nth == _LAST:
        if year is None and anchor.side.sign <= 0:
            return edtf.shift(at, -1, unit) if at else None
        nth = 12 // length
    if nth > 12 // length:
        raise NoDateError
    if year is None:
        if at is None:
            return None
        values = [edtf.span(at.year + n, nth, length) for n in (-1, 0, 1)]
        spans = [(edtf.first(v) or at, edtf.last(v) or at) for v in values]
        if anchor.side.sign < 0:  # what it has brought is known when it is over
            spans = [s for s in spans if s[1] < at]
        near = nearest(spans, anchor)
        year = near[0].year if near else at.year
    return edtf.span(year, nth, length)


def _decade(form: DateForm, anchor: Anchor) -> str:
    number = number_in(form, "decade")
    assert number is not None
    if number < 100:
        number += 2000 if number < _CENTURY_TURN else 1900
    return f"{number:04d}"[:3] + "X"


def _century(form: DateForm, anchor: Anchor) -> str:
    number = number_in(form, "century")
    assert number is not None
    return f"{number - 1:02d}XX"


def _week_of(form: DateForm, anchor: Anchor) -> str | None:
    found = _day(form, anchor)
    return edtf.week(date.fromisoformat(found)) if found else None


def _holiday(form: DateForm, anchor: Anchor) -> str | None:
    rule, year = str(form.slots["holiday"]), year_of(form, anchor)
    if year is not None:
        found = edtf.holiday(year, rule)
    elif anchor.published is None:
        return None
    else:
        days = [d for n in (-1, 0, 1) if (d := edtf.holiday(anchor.published.year + n, rule))]
        near = nearest([(d, d) for d in days], with_rel(form, anchor))
        found = near[0] if near else None
    return found.isoformat() if found else None


FORMS: dict[str, Callable[[DateForm, Anchor], str | None]] = {
    "day": _day,
    "days": _days,
    "month": _month,
    "months": _months,
    "year": _year,
    "years": _years,
    "season": _season,
    "part": _part,
    "decade": _decade,
    "century": _century,
    "week-of": _week_of,
    "holiday": _holiday,
    "listed": _day,
}
