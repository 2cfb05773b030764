"""Calendar arithmetic on EDTF values (ISO 8601-2): years, months, weeks, seasons, parts, intervals → strings.

>>> shift(date(2024, 7, 2), -1, "week"), shift(date(2024, 7, 2), 1, "year"), interval("1966", "1996")
('2024-W26', '2025', '1966/1996')
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

YEAR = len("2024")
_DAY = len("2024-07-02")
_ON_A_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T[^/]*)?\Z")
_SEASONS = 21  # EDTF numbers the seasons 21 (spring) to 24 (winter)


def day(year: int, month: int, number: int) -> date | None:
    """Year, month, day → the date, or None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month(year: int, number: int) -> str:
    """Year and month → `2024-07`."""
    return f"{year:04d}-{number:02d}"


def day_of(value: str | None) -> str | None:
    """A value → its day, without a clock time; None for what is no day.

    >>> day_of("2024-07-02T06:15+02:00"), day_of("2024-07")
    ('2024-07-02', None)
    """
    return value[:_DAY] if value and _ON_A_DAY.match(value) else None


def occasion_of(value: str | None) -> str | None:
    """A value → its day, or its night of two days; None for what is neither.

    >>> occasion_of("2024-07-01/2024-07-02"), occasion_of("2024-07-01/2024-07-09")
    ('2024-07-01/2024-07-02', None)
    """
    first, _, last = (value or "").partition("/")
    if len(first) == len(last) == _DAY and _ON_A_DAY.match(first) and _ON_A_DAY.match(last):
        if date.fromisoformat(last) - date.fromisoformat(first) == timedelta(days=1):
            return value
    return day_of(value)


def week(at: date) -> str:
    """A day → its ISO week, `2024-W27`."""
    year, number, _ = at.isocalendar()
    return f"{year:04d}-W{number:02d}"


def season(year: int, number: int) -> str:
    """Year and season (0 spring … 3 winter) → `2018-21`."""
    return f"{year:04d}-{_SEASONS + number}"


def span(year: int, number: int, months: int) -> str:
    """Year, which part of it (from 1) and how many months a part has → `2023-01/2023-06`."""
    first = (number - 1) * months + 1
    return f"{month(year, first)}/{month(year, first + months - 1)}"


def interval(start: str, end: str) -> str:
    """Two values → `start/end`; of two intervals the outer ends."""
    return f"{start.split('/')[0]}/{end.split('/')[-1]}"


def shift(anchor: date, n: int, unit: str) -> str | None:
    """A day moved by n days, weeks, months, years … → a value as precise as the unit; None before year 1."""
    try:
        if unit == "day":
            return (anchor + timedelta(days=n)).isoformat()
        if unit == "night":
            evening = anchor + timedelta(days=n)
            return interval(evening.isoformat(), (evening + timedelta(days=1)).isoformat())
        if unit == "week":
            return week(anchor + timedelta(weeks=n))
        if unit == "weekend":
            saturday = anchor - timedelta(days=anchor.weekday()) + timedelta(days=5, weeks=n)
            return interval(saturday.isoformat(), (saturday + timedelta(days=1)).isoformat())
        if unit == "month":
            return _months(anchor, n)
        if unit in ("quarter", "semester"):
            length = 3 if unit == "quarter" else 6
            years, part = divmod((anchor.month - 1) // length + n, 12 // length)
            return span(anchor.year + years, part + 1, length)
    except (OverflowError, ValueError):
        return None
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    year = anchor.year + n * years
    if not 0 < year < 10000:
        return None
    return (
        f"{year:04d}"[:-1] + "X" if unit == "decade" else f"{year // 100:02d}XX" if unit == "century" else f"{year:04d}"
    )


def _months(anchor: date, n: int) -> str:
    years, zero = divmod(anchor.year * 12 + anchor.month - 1 + n, 12)
    return month(years, zero + 1)


def weekday(anchor: date, number: int, direction: int) -> date:
    """The nearest such weekday (0 Monday) at or before (-1) or at or after (1) a day."""
    ahead = (number - anchor.weekday()) % 7
    return anchor + timedelta(days=ahead if direction > 0 or ahead == 0 else ahead - 7)


def easter(year: int) -> date:
    """The Easter Sunday of a year of the Gregorian calendar (Meeus, Jones and Butcher).

    >>> easter(2024).isoformat()
    '2024-03-31'
    """
    cycle, (century, rest) = year % 19, divmod(year, 100)
    eighth = (century + 8) // 25
    moon = (19 * cycle + century - century // 4 - (century - eighth + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (cycle + 11 * moon + 22 * sunday) // 451
    number, zero = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, number, zero + 1)


def holiday(year: int, rule: str) -> date | None:
    """The day of a holiday in a year: `12-25`, or days from Easter Sunday (`easter+39`)."""
    moved = rule.removeprefix("easter")
    if moved != rule:
        return easter(year) + timedelta(days=int(moved))
    number, of_month = rule.split("-")
    return day(year, int(number), int(of_month))


def edge(value: str, part: str) -> str:
    """A value and `start`, `middle` or `end` → that part of it, as precisely as the words allow: of a year a month.

    >>> edge("2017", "end"), edge("2023-03", "end"), edge("2018-W41", "start")
    ('2017-12~', '2023-03', '2018-W41')
    """
    if re.fullmatch(r"\d{4}", value):
        return f"{value}-{ {'start': '01', 'middle': '06', 'end': '12'}[part] }~"
    return value


def first(value: str) -> date | None:
    """A value → its first day; None for what has none."""
    return _bound(value.split("/")[0], last=False)


def last(value: str) -> date | None:
    """A value → its last day; None for what has none."""
    return _bound(value.split("/")[-1], last=True)


def finer(value: str | None, other: str | None) -> bool:
    """Whether a value without an hour tells more exactly when another one is.

    >>> finer("2024-07-03/2024-07-07", "2024"), finer("2024-07", "2024-07"), finer("2025", "2024-07")
    (True, False, False)
    """
    if not value or not other or "T" in value:
        return False
    mine, theirs = (first(value), last(value)), (first(other), last(other))
    if mine[0] is None or mine[1] is None or theirs[0] is None or theirs[1] is None:
        return False
    return theirs[0] <= mine[0] <= mine[1] <= theirs[1] and mine != theirs


def _bound(value: str, *, last: bool) -> date | None:
    plain = re.sub(r"[~?%]|T.*", "", value)
    found = re.fullmatch(r"(\d{4})-W(\d{2})", plain)
    if found:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday + min(timedelta(days=6), date.max - monday) if last else monday
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", plain)
    if not found:
        return None
    year, number = int(found[1]), int(found[2] or (12 if last else 1))
    if not year:
        return None
    if number > 12:
        start = (number - _SEASONS) * 3 + 3
        number = start + 2 if last else start
        year, number = (year + 1, number - 12) if number > 12 else (year, number)
    length = calendar.monthrange(year, number)[1]
    return day(year, number, int(found[3] or (length if last else 1)))


def in_calendar(value: str) -> bool:
    """Whether a value of days names only days that exist (`2023-02-31` does not)."""
    parts = re.findall(r"(\d{4})-(\d{2})-(\d{2})", value)
    return all(day(int(y), int(m), int(d)) is not None for y, m, d in parts)
