"""The form of a date with what surrounds it → its EDTF value, or None where nothing anchors it.

Dates of the calendar are those of `calendar`; those told from a day stand here ("yesterday", "two weeks ago", "the
eve"). A date that the calendar does not have raises `NoDateError`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from kgextract.nlp.dates import calendar, clock, edtf
from kgextract.nlp.dates.anchors import Anchor, NoDateError, nearest, number_in
from kgextract.nlp.dates.forms import DateForm

_SATURDAY = 5
_WEEK = timedelta(days=7)


def value(form: DateForm, anchor: Anchor) -> str | None:
    """One date → its value. NoDateError also where it is before the year 1 or after 9999."""
    try:
        return _FORMS[form.rule.form](form, anchor)
    except NoDateError:
        raise
    except (OverflowError, ValueError) as error:
        raise NoDateError from error


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
    found = nearest([(d, d) for d in sorted(both)], anchor)
    return found[0] if found else None


def _weekday(form: DateForm, anchor: Anchor) -> str | None:
    number = number_in(form, "weekday")
    assert number is not None
    found = _weekday_number(number, number_in(form, "rel"), anchor)
    return found.isoformat() if found else None


def _weekdays(form: DateForm, anchor: Anchor) -> str | None:
    first, last = number_in(form, "weekday"), number_in(form, "weekday2")
    assert first is not None and last is not None
    end = _weekday_number(last, number_in(form, "rel"), anchor)
    if end is None:
        return None
    return edtf.interval(edtf.weekday(end - timedelta(days=1), first, -1).isoformat(), end.isoformat())


def _offset(form: DateForm, anchor: Anchor) -> str | None:
    if "year" in form.slots:  # `hier 15 novembre 2016`
        return calendar.FORMS["day"](form, anchor)
    day = anchor.spoken or anchor.published
    return edtf.shift(day, form.rule.n, form.rule.unit) if day else None


def _unit(form: DateForm) -> str:
    return str(form.slots.get("unit") or form.rule.unit)


def _relative(form: DateForm, anchor: Anchor) -> str | None:
    if anchor.published is None:
        return None
    n, unit = number_in(form, "rel") or 0, _unit(form)
    if unit == "weekend" and "rel" not in form.slots and anchor.side.sign < 0:
        n = -1 if anchor.published.weekday() < _SATURDAY else 0  # on Monday, the news of "this weekend" are of the last
    return edtf.shift(anchor.published, n, unit)


def _edge(form: DateForm, anchor: Anchor) -> str | None:
    found = _relative(form, anchor)
    return edtf.edge(found, str(form.slots["edge"])) if found else None


def _ago(form: DateForm, anchor: Anchor) -> str | None:
    if anchor.published is None:
        return None
    about = number_in(form, "about")
    found = edtf.shift(anchor.published, form.rule.n * (about or number_in(form, "count") or 1), _unit(form))
    return f"{found}~" if about and found else found


def _neighbour(form: DateForm, anchor: Anchor) -> str | None:
    """The eve, the day after, the same year, the following Monday … of the date named last."""
    weekday, side = number_in(form, "weekday"), number_in(form, "side")
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
    n = form.rule.n * (number_in(form, "count") or 1)
    if "count" in form.slots and unit == "week":
        n, unit = 7 * n, "day"
    return edtf.shift(day, side or n, unit)


def _daypart(form: DateForm, anchor: Anchor) -> str | None:
    """`dans l'après-midi`, `en soirée` without a day: of the day named last if in the week, else of the news."""
    published, day = anchor.published, anchor.named_day
    if published is None:
        raise NoDateError
    return (day if day and timedelta(0) <= published - day <= _WEEK else published).isoformat()


def _clock(form: DateForm, anchor: Anchor) -> str | None:
    if anchor.named_day is None:
        return None
    hour = number_in(form, "noon") if "noon" in form.slots else number_in(form, "hour")
    assert hour is not None
    if hour == 24:
        raise NoDateError
    zone = form.slots.get("zone") or form.slots.get("zone2")
    return clock.at(anchor.named_day, hour, number_in(form, "minute") or 0, str(zone) if zone else None)


_FORMS: dict[str, Callable[[DateForm, Anchor], str | None]] = {
    **calendar.FORMS,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "offset": _offset,
    "today": _offset,
    "relative": _relative,
    "edge": _edge,
    "ago": _ago,
    "neighbour": _neighbour,
    "daypart": _daypart,
    "clock": _clock,
}
