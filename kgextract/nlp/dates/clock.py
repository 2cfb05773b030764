"""A clock time and the day of its sentence → its EDTF value; a local time beside one in a zone gives the offset.

"mardi vers 6 h 15 locales (4 h 15 GMT)" (2 July 2024) → 2024-07-02T06:15+02:00, twice
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_WIDEST_ZONE, _ZONE_STEP = timedelta(hours=14), timedelta(minutes=15)


def at(day: date, hour: int, minute: int, zone: str | None) -> str:
    """A day, a time and the name of a zone (`UTC`, `Europe/Paris`; `local` or None: unknown) → `2024-07-02T06:15`."""
    local = f"{day.isoformat()}T{hour:02d}:{minute:02d}"
    return local + (_offset_of(zone, day) if zone and zone != "local" else "")


def _offset_of(zone: str, day: date) -> str:
    if zone == "UTC":
        return "Z"
    try:
        text = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).strftime("%z")
    except ZoneInfoNotFoundError:
        return ""
    return f"{text[:3]}:{text[3:]}"


def same_moment(local: str, zoned: str) -> str | None:
    """A local time and the same moment in a zone → the local time with its offset.

    >>> same_moment("2018-12-04T08:45", "2018-12-04T07:45Z")
    '2018-12-04T08:45+01:00'
    """
    here, there = datetime.fromisoformat(local), datetime.fromisoformat(zoned)
    offset = here.replace(tzinfo=UTC) - there
    offset -= timedelta(days=round(offset / timedelta(days=1)))  # the zoned one may be of the day before or after
    if abs(offset) > _WIDEST_ZONE or offset % _ZONE_STEP:
        return None
    return here.replace(tzinfo=timezone(offset)).isoformat(timespec="minutes")
