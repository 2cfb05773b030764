"""Who spoke where: the rows that filters leave, and their timeline."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from kgextract.serve.index import Index, like
from kgextract.serve.lookups import Listed, listed, period

_DATE = r"\d{4}(-\d\d(-\d\d)?)?"
_ORDERS = {
    "day": "day",
    "speaker": "speaker_folded",
    "where": "where_folded",
    "article": "article",
}
_MOST_BARS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a reader asks: parts of names, a period as days, months or years, the order of the rows, the page."""

    person: str = ""
    place: str = ""
    body: str = ""
    since: str = ""
    until: str = ""
    order: str = "-day"
    page: int = 1

    def address(self, **other: str | int) -> str:
        """The query string of these filters, some of them changed; another filter begins at the first page."""
        values = {"person": self.person, "place": self.place, "body": self.body, "from": self.since, "to": self.until}
        values |= {"order": self.order if self.order != "-day" else ""} | {k: str(v) for k, v in other.items()}
        return "?" + urlencode({k: v for k, v in values.items() if v})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A year, month or day and the number of rows in it; `height` is 0 to 100."""

    day: str
    n: int
    height: float


def filters(given: dict[str, str]) -> Filters:
    """Parameters of a request → filters; a date that is none and an order that is none are left out."""
    order = given.get("order", "-day")
    return Filters(
        person=given.get("person", "").strip()[:200],
        place=given.get("place", "").strip()[:200],
        body=given.get("body", "").strip()[:200],
        since=day(given.get("from", "")),
        until=day(given.get("to", "")),
        order=order if order.lstrip("-") in _ORDERS else "-day",
        page=page(given),
    )


def page(given: dict[str, str]) -> int:
    """The number of the page that a request asks for."""
    asked = given.get("page", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 1


def day(text: str) -> str:
    """A day, month or year → the same, anything else → nothing."""
    return text.strip() if re.fullmatch(_DATE, text.strip(), re.ASCII) else ""


def rows(index: Index, wanted: Filters) -> Listed:
    """Filters → the rows of a page."""
    where, values = _conditions(wanted)
    order = _ORDERS[wanted.order.lstrip("-")] + (" DESC" if wanted.order.startswith("-") else " NULLS LAST")
    return listed(index, "heard", where, values, f"{order}, id", wanted.page, table="spoken")


def timeline(index: Index, wanted: Filters) -> list[Bar]:
    """Filters → bars without gaps, by year, month or day as the period is long; none where fewer than two are dated."""
    where, values = _conditions(wanted)
    condition = " AND ".join([*where, "day GLOB '[0-9][0-9][0-9][0-9]*'"])
    found = index.rows(
        f"SELECT substr(day, 1, 10) AS day, COUNT(*) AS n FROM spoken WHERE {condition} GROUP BY 1", **values
    )
    dated = [(m[0], r["n"]) for r in found if (m := re.match(_DATE, r["day"], re.ASCII))]
    if len(dated) < 2:
        return []
    length = _grain([d for d, _ in dated])
    bins = Counter[str]()
    for when, n in dated:
        bins[when[:length]] += n
    days = _between(min(bins), max(bins), length)
    if len(days) > _MOST_BARS:
        days = sorted(bins)[-_MOST_BARS:]
    most = max(bins.values())
    return [Bar(day=d, n=bins[d], height=round(100 * bins[d] / most, 1)) for d in days]


def _conditions(wanted: Filters) -> tuple[list[str], dict[str, str]]:
    where, values = period("day", wanted.since, wanted.until)
    for column, words in (("persons", wanted.person), ("places", wanted.place), ("bodies", wanted.body)):
        if words:
            where.append(f"{column} LIKE :{column} ESCAPE '!'")
            values[column] = like(words)
    return where, values


def _grain(days: list[str]) -> int:
    """The length of the dates that bars stand for: 4 a year, 7 a month, 10 a day."""
    first, last, least = min(days), max(days), min(map(len, days))
    if int(last[:4]) - int(first[:4]) > 8 or least == 4:
        return 4
    return 10 if least == 10 and first[:7] == last[:7] else 7


def _between(first: str, last: str, length: int) -> list[str]:
    if length == 4:
        return [f"{y:04}" for y in range(int(first), int(last) + 1)]
    if length == 10:
        return [f"{first[:8]}{d:02}" for d in range(int(first[8:]), int(last[8:]) + 1)]
    months = range(int(first[:4]) * 12 + int(first[5:7]) - 1, int(last[:4]) * 12 + int(last[5:7]))
    return [f"{m // 12:04}-{m % 12 + 1:02}" for m in months]
