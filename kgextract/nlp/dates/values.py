"""The form of a date with what surrounds it → its EDTF value, or None where nothing anchors it.

`Anchor` is all that a value may depend on: the day of publication, the last dates named, and the side of the
publication on which the clause lies. A date that the calendar does not have raises `NoDateError`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kgextract.nlp.dates import clock, edtf
from kgextract.nlp.dates.forms import DateForm
from kgextract.nlp.dates.tenses import Side

_WRONG_SIDE = {True: 30.0, False: 4.0}  # how much farther a date on the wrong side of a verb, of a noun, counts
_UNKNOWN_AHEAD = 1.3  # news tells more of the past
_TWENTIETH = 1900
_SATURDAY = 5
_LAST = -1  # "the last quarter"
_CENTURY_TURN = 30  # "the 20s" are of the last century, "the 2020s" say so


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


def value(form: DateForm, anchor: Anchor) -> str | None:
    """One date → its value. NoDateError also where it is before the year 1 or after 9999."""
    try:
        return _FORMS[form.rule.form](form, anchor)
    except NoDateError:
        raise
    except (OverflowError, ValueError) as error:
        raise NoDateError from error


def _number(form: DateForm, slot: str) -> int | None:
    found = form.slots.get(slot)
    return found if isinstance(found, int) else None


def _year_of(form: DateForm, anchor: Anchor) -> int | None:
    """The year that a date names: in four figures, in two ("June 44"), as last year's, as that of the date before."""
    year, short, away = _number(form, "year"), _number(form, "twodigits"), _number(form, "yearof")
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


def _nearest(candidates: Iterable[tuple[date, date]], anchor: Anchor) -> tuple[date, date] | None:
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


def _with_rel(form: DateForm, anchor: Anchor) -> Anchor:
    rel = _number(form, "rel")
    return anchor if rel is None else Anchor(published=anchor.published, side=Side(rel, True))


def _day(form: DateForm, anchor: Anchor) -> str | None:
    number, month, year = _number(form, "day"), _number(form, "month"), _year_of(form, anchor)
    month = month or _number(form, "monthnumber")
    weekday = _number(form, "weekday")
    assert number is not None
    if month is None and form.rule.unit == "month":
        at = anchor.published
        return edtf.shift(at.replace(day=1), number - 1, "day") if at else None
    if month is None:
        return _day_of_weekday(number, weekday, anchor)
    found = _calendar_day(number, month, year, weekday, _with_rel(form, anchor))
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
    found = _nearest([(d, d) for d in fitting], anchor)
    return found[0] if found else None


def _day_of_weekday(number: int, weekday: int | None, anchor: Anchor) -> str | None:
    """A weekday and a number without month: in the month of the day just named, else the nearest within six weeks."""
    named = anchor.named_day and edtf.day(anchor.named_day.year, anchor.named_day.month, number)
    if named and named.weekday() == weekday:
        return named.isoformat()
    if anchor.published is None:
        return None
    around = (anchor.published + timedelta(days=n) for n in range(-45, 46))
    found = _nearest([(d, d) for d in around if d.day == number and d.weekday() == weekday], anchor)
    if found is None:
        raise NoDateError
    return found[0].isoformat()


def _days(form: DateForm, anchor: Anchor) -> str | None:
    first, last, month = _number(form, "day"), _number(form, "day2"), _number(form, "month")
    assert first is not None and last is not None and month is not None
    end = _calendar_day(last, month, _year_of(form, anchor), _number(form, "weekday2"), _with_rel(form, anchor))
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
    month, year = _number(form, "month"), _year_of(form, anchor)
    assert month is not None
    found = _calendar_month(month, year, _with_rel(form, anchor), form)
    return edtf.month(*found) if found else None


def _calendar_month(month: int, year: int | None, anchor: Anchor, form: DateForm) -> tuple[int, int] | None:
    if year is not None:
        return year, month
    at = anchor.published
    if at is None:
        return None
    years = [at.year - 1, at.year, at.year + 1]
    rel = _number(form, "rel")
    if rel is not None:  # last May is never this month
        years = [y for y in years if (y * 12 + month - at.year * 12 - at.month) * rel > 0]
    spans = [(date(y, month, 1), edtf.last(edtf.month(y, month)) or at) for y in years]
    found = _nearest(spans, anchor)
    return (found[0].year, month) if found else None


def _months(form: DateForm, anchor: Anchor) -> str | None:
    first, last = _number(form, "month"), _number(form, "month2")
    assert first is not None and last is not None
    end = _calendar_month(last, _year_of(form, anchor), _with_rel(form, anchor), form)
    if end is None:
        return None
    return edtf.interval(edtf.month(end[0] - (first > last), first), edtf.month(*end))


def _year(form: DateForm, anchor: Anchor) -> str:
    return f"{form.slots['year']:04d}"


def _years(form: DateForm, anchor: Anchor) -> str:
    first, last, short = _number(form, "year"), _number(form, "year2"), _number(form, "short")
    assert first is not None
    if last is None and short is not None:
        last = first // 100 * 100 + short + (100 if short <= first % 100 else 0)
    if last is None or not first < last <= first + 150:
        raise NoDateError
    return f"{first:04d}/{last:04d}"


def _weekday_number(number: int, rel: int | None, anchor: Anchor) -> date | None:
    at = anchor.published
    if at is None:
        return None
    if rel == -1:
        return edtf.weekday(at - timedelta(days=1), number, -1)
    if rel == 1:  # said on a Tuesday, next Thursday is that of the following week
        return at - timedelta(days=at.weekday()) + timedelta(days=7 + number)
    both = {edtf.weekday(at, number, -1), edtf.weekday(at, number, 1)}
    if at in both:
        return at
    if anchor.side.sign == 0:
        return min(both)
    found = _nearest([(d, d) for d in sorted(both)], anchor)
    return found[0] if found else None


def _weekday(form: DateForm, anchor: Anchor) -> str | None:
    number = _number(form, "weekday")
    assert number is not None
    found = _weekday_number(number, _number(form, "rel"), anchor)
    return found.isoformat() if found else None


def _weekdays(form: DateForm, anchor: Anchor) -> str | None:
    first, last = _number(form, "weekday"), _number(form, "weekday2")
    assert first is not None and last is not None
    end = _weekday_number(last, _number(form, "rel"), anchor)
    if end is None:
        return None
    return edtf.interval(edtf.weekday(end - timedelta(days=1), first, -1).isoformat(), end.isoformat())


def _offset(form: DateForm, anchor: Anchor) -> str | None:
    day = anchor.spoken or anchor.published
    return edtf.shift(day, form.rule.n, form.rule.unit) if day else None


def _unit(form: DateForm) -> str:
    return str(form.slots.get("unit") or form.rule.unit)


def _relative(form: DateForm, anchor: Anchor) -> str | None:
    if anchor.published is None:
        return None
    n, unit = _number(form, "rel") or 0, _unit(form)
    if unit == "weekend" and "rel" not in form.slots and anchor.side.sign < 0:
        n = -1 if anchor.published.weekday() < _SATURDAY else 0  # on Monday, the news of "this weekend" are of the last
    return edtf.shift(anchor.published, n, unit)


def _edge(form: DateForm, anchor: Anchor) -> str | None:
    found = _relative(form, anchor)
    return edtf.edge(found, str(form.slots["edge"])) if found else None


def _ago(form: DateForm, anchor: Anchor) -> str | None:
    if anchor.published is None:
        return None
    about = _number(form, "about")
    found = edtf.shift(anchor.published, form.rule.n * (about or _number(form, "count") or 1), _unit(form))
    return f"{found}~" if about and found else found


def _neighbour(form: DateForm, anchor: Anchor) -> str | None:
    """The eve, the day after, the same year, the following Monday … of the date named last."""
    weekday, side = _number(form, "weekday"), _number(form, "side")
    unit = _unit(form)
    if anchor.complement_day:
        return edtf.shift(anchor.complement_day, form.rule.n, unit)
    if anchor.complement and form.rule.n:  # news of the day after something is of the day that the text is about
        return anchor.published.isoformat() if anchor.published and form.rule.n == 1 else None
    day = anchor.named_day if unit == "day" or weekday is not None else edtf.first(anchor.named or "")
    if day is None:
        return None
    if weekday is not None and side is not None:
        return edtf.weekday(day + timedelta(days=side), weekday, side).isoformat()
    n = form.rule.n * (_number(form, "count") or 1)
    if "count" in form.slots and unit == "week":
        n, unit = 7 * n, "day"
    return edtf.shift(day, side or n, unit)


def _season(form: DateForm, anchor: Anchor) -> str | None:
    number, year, rel = _number(form, "season"), _year_of(form, anchor), _number(form, "rel")
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
    found = _nearest(spans, _with_rel(form, anchor))
    return edtf.season(found[0].year, number) if found else None


def _part(form: DateForm, anchor: Anchor) -> str | None:
    """A quarter or half of a year, a half of a month."""
    nth = _number(form, "nth") or _number(form, "nthdigit")
    assert nth is not None
    month, year = _number(form, "month"), _year_of(form, anchor)
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
        near = _nearest(spans, anchor)
        year = near[0].year if near else at.year
    return edtf.span(year, nth, length)


def _decade(form: DateForm, anchor: Anchor) -> str:
    number = _number(form, "decade")
    assert number is not None
    if number < 100:
        number += 2000 if number < _CENTURY_TURN else 1900
    return f"{number:04d}"[:3] + "X"


def _century(form: DateForm, anchor: Anchor) -> str:
    number = _number(form, "century")
    assert number is not None
    return f"{number - 1:02d}XX"


def _week_of(form: DateForm, anchor: Anchor) -> str | None:
    found = _day(form, anchor)
    return edtf.week(date.fromisoformat(found)) if found else None


def _clock(form: DateForm, anchor: Anchor) -> str | None:
    if anchor.named_day is None:
        return None
    hour = _number(form, "noon") if "noon" in form.slots else _number(form, "hour")
    assert hour is not None
    if hour == 24:
        raise NoDateError
    zone = form.slots.get("zone") or form.slots.get("zone2")
    return clock.at(anchor.named_day, hour, _number(form, "minute") or 0, str(zone) if zone else None)


def _holiday(form: DateForm, anchor: Anchor) -> str | None:
    rule, year = str(form.slots["holiday"]), _year_of(form, anchor)
    if year is not None:
        found = edtf.holiday(year, rule)
    elif anchor.published is None:
        return None
    else:
        days = [d for n in (-1, 0, 1) if (d := edtf.holiday(anchor.published.year + n, rule))]
        near = _nearest([(d, d) for d in days], _with_rel(form, anchor))
        found = near[0] if near else None
    return found.isoformat() if found else None


_FORMS: dict[str, Callable[[DateForm, Anchor], str | None]] = {
    "day": _day,
    "days": _days,
    "month": _month,
    "months": _months,
    "year": _year,
    "years": _years,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "offset": _offset,
    "today": _offset,
    "relative": _relative,
    "edge": _edge,
    "ago": _ago,
    "neighbour": _neighbour,
    "season": _season,
    "part": _part,
    "decade": _decade,
    "century": _century,
    "week-of": _week_of,
    "clock": _clock,
    "holiday": _holiday,
    "listed": _day,
}
