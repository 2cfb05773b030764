"""Text, dates and numbers of an extraction → RDF literals that every format can carry."""

from __future__ import annotations

import datetime
import re
import unicodedata

from pyoxigraph import Literal

from kgextract.rdf.iris import term

LANGUAGE = "fr"
# What XML 1.0 cannot hold, and lone surrogates, which no encoding can: each shows as U+FFFD in every format alike.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Any Python string → the same text with U+FFFD for each character that RDF/XML or UTF-8 cannot hold."""
    return _UNWRITABLE.sub("\ufffd", text)


def worded(passage: str) -> str:
    """A passage → one line in NFC, without what cannot be seen: as the names of things are."""
    seen = "".join(c for c in passage if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFC", seen).split())


def text(value: str) -> Literal:
    """Words of the article → a literal in French."""
    return Literal(clean(value), language=LANGUAGE)


def plain(value: str) -> Literal:
    """A string in no language (a rule name, a digest) → a plain literal."""
    return Literal(clean(value))


def integer(value: int) -> Literal:
    """A position in the text → `xsd:integer`, to which stores turn its narrower types anyhow."""
    return Literal(str(value), datatype=term("xsd:integer"))


def decimal(value: float) -> Literal:
    """A confidence → `xsd:decimal` with at most three digits and its point, which Turtle needs: 0.9, 1.0."""
    return number(f"{value:.3f}".rstrip("0").rstrip("."))


def number(value: str) -> Literal:
    """Digits with or without a decimal point → `xsd:decimal`, its point always there: `number("12")` is 12.0."""
    return Literal(value if "." in value else f"{value}.0", datatype=term("xsd:decimal"))


def boolean(value: bool) -> Literal:
    """True or False → `xsd:boolean`."""
    return Literal("true" if value else "false", datatype=term("xsd:boolean"))


_XSD = ((r"\d{4}-\d\d-\d\d", "xsd:date"), (r"\d{4}-\d\d", "xsd:gYearMonth"), (r"\d{4}", "xsd:gYear"))


def date(edtf: str) -> Literal:
    """An EDTF value → `xsd:date`, `xsd:gYearMonth` or `xsd:gYear` where it is exact, else an EDTF literal.

    `date("2024-07-01")` is an xsd:date, `date("1966/1996")` and `date("2017-12~")` are EDTF.
    """
    for pattern, datatype in _XSD:
        if re.fullmatch(pattern, edtf, re.ASCII) and _exists(edtf):
            return Literal(edtf, datatype=term(datatype))
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?", edtf, re.ASCII) and _exists(edtf[:10]):
        return Literal(edtf, datatype=term("xsd:dateTime"))
    return Literal(clean(edtf), datatype=term("edtf:EDTF"))


def _exists(day: str) -> bool:
    try:
        datetime.date.fromisoformat((day + "-01-01")[:10])
    except ValueError:
        return False
    return True
