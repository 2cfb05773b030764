"""Doc → `quantities`: amounts of money and counts of votes, each a thing of its own with its value and unit.

`12,5 millions d'euros` is 12500000 EUR, `153 voix pour, 10 contre` are two counts. They become entities only where a
relation says of what they are the amount or the count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Chain, Mention, unit_of
from kgextract.tables.dates import WORDS
from kgextract.tables.quantities import MULTIPLIERS, UNITS, Unit

_DIGITS = r"\d{1,3}(?:\s\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
CONFIDENCE = 0.9


def read(doc: Doc) -> Doc:
    """Write `doc._.quantities`, each with its chain."""
    found: list[Mention] = []
    loose: list[Mention] = []
    for match in _pattern().finditer(doc.text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="contract")
        unit = _unit(match)
        if span is None or unit is None:
            continue
        number = match["number"] or match["behind"]
        name = f"{_value(number, match['times'])} {unit.unit}" if number else unit.unit
        mention = Mention(
            start=span.start, end=span.end, type="Quantity", cls=unit.class_, kind="named", head=span.start,
            rule="quantity", confidence=CONFIDENCE, name=name,
        )  # fmt: skip
        (loose if unit.loose else found).append(mention)
    places = {(unit_of(doc, m.start), m.cls) for m in found}
    found += [m for m in loose if (unit_of(doc, m.start), m.cls) in places]
    doc._.quantities = sorted(found, key=lambda m: m.start)
    for m in doc._.quantities:
        m.chain = Chain(type=m.type, cls=m.cls, name=m.name or "", mentions=[m])
    doc._.chains += [m.chain for m in doc._.quantities]
    return doc


def _value(number: str, times: str | None) -> Decimal:
    """Words of a number → its value."""
    small = small_numbers().get(number.lower())
    value = Decimal(small) if small is not None else Decimal(re.sub(r"\s", "", number).replace(",", "."))
    value *= _multipliers().get(times or "", 1)
    return value.to_integral() if value == value.to_integral() else value.normalize()


def _unit(match: re.Match[str]) -> Unit | None:
    words = match["after"] or match["before"] or match["whole"]
    return _units()[match.lastgroup or "", words.lower().replace("’", "'")] if words else None


@cache
def _units() -> dict[tuple[str, str], Unit]:
    """(group of the pattern, words) → unit."""
    rows = UNITS.rows()
    table = {("after", w.lower()): u for u in rows for w in u.after}
    table |= {("behind", w.lower()): u for u in rows for w in u.before}
    return table | {("whole", w.lower()): u for u in rows for w in u.whole}


@cache
def _multipliers() -> dict[str, int]:
    return {form: row.value for row in MULTIPLIERS.rows() for form in row.forms}


@cache
def small_numbers() -> dict[str, int]:
    """Numbers in letters that are one word."""
    rows = (row for row in WORDS.rows() if row.slot == "number")
    return {form: row.value for row in rows for form in row.forms if form.isalpha() or form.replace("-", "").isalpha()}


@cache
def _pattern() -> re.Pattern[str]:
    number = rf"{_DIGITS}|\b(?:{_any(small_numbers())})\b"
    after, behind = (_any(w for g, w in _units() if g == group) for group in ("after", "behind"))
    whole = _any(w for g, w in _units() if g == "whole")
    return re.compile(
        rf"(?<![\w,.])(?:(?P<number>{number})(?:\s*(?P<times>{_any(_multipliers())})\b)?\s*(?P<after>{after})(?!\w)(?!\s+(?:{number}))"
        rf"|(?P<before>{behind})\s+(?P<behind>{number})(?!\w|[.,]\d|\s?%)|(?P<whole>{whole})(?!\w))",
        re.IGNORECASE,
    )


def _any(words: Iterable[str]) -> str:
    """Alternatives, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
