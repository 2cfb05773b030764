"""A bare year right behind a noun → whether it says which one is meant: `le budget 2024`, `la loi de finances 2023`."""

from __future__ import annotations

from kgextract.nlp.doc import Doc

_YEAR = len("2024")
_NAMES = ("NOUN", "PROPN", "ADJ")


def is_edition(doc: Doc, start: int, end: int) -> bool:
    """Whether the tokens of a date are the year of the noun before them, no day on which somebody acts."""
    year = end == start + 1 and len(doc[start].text) == _YEAR and doc[start].text.isdigit()
    return year and start > 0 and doc[start - 1].pos_ in _NAMES
