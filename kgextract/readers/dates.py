"""A text, or the name of its file → the publication date that it states in full; never a guess."""

from __future__ import annotations

import datetime
import re
from functools import cache

from kgextract.errors import UsageError
from kgextract.tables.publication import MONTHS, PUBLICATION_CUES

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMED = re.compile(rf"({_ISO.pattern})(?!\d)")
_LINES = 4  # a date further down is part of the story
_NUMERIC = r"(?P<d>[0-3]?\d)[/.](?P<m>[01]?\d)[/.](?P<y>(?:19|20)\d\d)"


def is_iso_date(value: str) -> bool:
    """Whether a string is a full calendar date like 2024-07-02."""
    if not _ISO.fullmatch(value):
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def iso_date(value: str) -> str:
    """An ISO date → itself. Raises UsageError for anything else."""
    if not is_iso_date(value):
        raise UsageError(f"--published: {value!r} is not a date. Write it like 2024-07-02.")
    return value


def dated(name: str) -> str | None:
    """Name of a file → the ISO date that it begins with ("2024-07-02-tramway"), or None."""
    found = _NAMED.match(name)
    return found[1] if found and is_iso_date(found[1]) else None


def dateline(text: str) -> str | None:
    """Text → ISO date of its dateline ("Genève, le 2 juillet 2024 –", "Publié le 02/07/2024"), or None."""
    lines = [line.strip() for line in text[:4000].split("\n") if line.strip()]
    for line in lines[:_LINES]:
        for pattern in _patterns():
            found = pattern.match(line)
            if found and (date := _date(found)):
                return date
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted((re.escape(name) for row in MONTHS.rows() for name in row.names), key=len, reverse=True))
    days = "|".join(re.escape(row.name) for row in PUBLICATION_CUES.rows() if row.kind == "weekday")
    cues = "|".join(re.escape(row.name) for row in PUBLICATION_CUES.rows() if row.kind == "published")
    articles = "|".join(re.escape(row.name) for row in PUBLICATION_CUES.rows() if row.kind == "article")
    firsts = "|".join(re.escape(row.name) for row in PUBLICATION_CUES.rows() if row.kind == "first")
    written = rf"(?:(?:{days}),? )?(?P<day>[0-3]?\d)(?:{firsts})? (?P<month>{months}) (?P<year>(?:19|20)\d\d)"
    name = r"[A-ZÀ-Ý][\w'’.-]{1,30}"
    place = rf"{name}(?: {name}){{0,3}}"
    end = r"\s*(?:\([^()]{1,40}\))?\s*(?:[-–—:]|$)"
    lead = rf"(?i:{cues})\s*:?\s*(?i:{articles})?\s*"
    return (
        re.compile(rf"{lead}(?i:{written})\b"),
        re.compile(rf"{lead}{_NUMERIC}\b"),
        re.compile(rf"(?i:(?:{articles})?\s*{written})\s*$"),
        re.compile(rf"{place}(?:, {place})?,? (?i:(?:(?:{articles}) )?{written}){end}"),
    )


def _date(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    if parts.get("month"):
        number = {name: row.number for row in MONTHS.rows() for name in row.names}
        year, month, day = int(parts["year"]), number[parts["month"].casefold()], int(parts["day"])
    else:
        year, month, day = int(parts["y"]), int(parts["m"]), int(parts["d"])
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
