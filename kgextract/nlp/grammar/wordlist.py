"""Doc → its words, tags and places as plain lists, made once: spaCy builds a Token, and its text, at each use.

What is kept for a Doc must depend on nothing that changes once it has been asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import unit_of

T = TypeVar("T")


def memory(doc: Doc, name: str) -> dict[Any, Any]:
    """What a function of that name has found in this Doc so far."""
    found: dict[Any, Any] = doc.user_data.setdefault(name, {})
    return found


def lowered(doc: Doc) -> list[str]:
    """The lower-cased word of every token."""
    return doc.lowered


def tags(doc: Doc) -> list[str]:
    """The part of speech of every token, of a Doc that the model has tagged."""
    return doc.tags


def capitals(doc: Doc) -> list[bool]:
    """Does every token start with a capital letter?"""
    kept: list[bool] | None = doc.user_data.get("capitals")
    if kept is None:
        kept = doc.user_data["capitals"] = [t.text[:1].isupper() for t in doc]
    return kept


def starts(doc: Doc) -> list[int]:
    """The first character of every token."""
    return doc.starts


def unit_tokens(doc: Doc) -> list[tuple[int, int]]:
    """The tokens [first, end) of each unit."""
    at = starts(doc)
    return once(
        doc, "unit_tokens", lambda: [(bisect_left(at, unit.start), bisect_left(at, unit.end)) for unit in doc._.units]
    )


def paragraphs_before(doc: Doc, token: int, count: int) -> int:
    """The first token of the paragraph that stands so many before the one of this token."""
    units = doc._.units
    here = units[unit_of(doc, token)].paragraph
    return unit_tokens(doc)[bisect_left(units, here - count, key=lambda unit: unit.paragraph)][0]


def text_of(doc: Doc) -> str:
    """The text of the whole Doc."""
    return doc.text


def once(doc: Doc, name: str, make: Callable[[], T]) -> T:
    """What a function without arguments makes of this Doc, made when it is first asked for."""
    kept: T | None = doc.user_data.get(name)
    if kept is None:
        kept = doc.user_data[name] = make()
    return kept


def cuts(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of a row in the ways in which the tokenizer cuts hyphens: `start-up`, `start - up`."""
    whole = tuple(cut(text))
    apart = tuple(part for word in whole for part in re.split("(-)", word))
    return tuple(dict.fromkeys((whole, apart)))


def phrase_end(doc: Doc, at: int, phrases: frozenset[str]) -> int:
    """The token after the longest phrase of a class of words that stands at a token, or 0."""
    firsts, longest = _measures(phrases)
    if doc.lowered[at] not in firsts:
        return 0
    ends = range(min(at + longest, len(doc)), at, -1)
    return next((end for end in ends if doc.between(at, end).lower() in phrases), 0)


def opening_end(doc: Doc, first: int, last: int, phrases: frozenset[str]) -> int:
    """The token after the phrase of a class that opens the sentence [first, last), where it goes on, or 0."""
    end = phrase_end(doc, first, phrases) if first < last else 0
    return end if end < last else 0


@cache
def _measures(phrases: frozenset[str]) -> tuple[frozenset[str], int]:
    """The first words of phrases, and the most tokens that one of them has."""
    apart = [[part for word in cut(p) for part in re.split("(-)", word) if part] for p in phrases]
    return frozenset({*(cut(p)[0] for p in phrases), *(words[0] for words in apart)}), max(map(len, apart))


def cut(text: str) -> list[str]:
    """The words of a row as the tokenizer cuts them: after a space and after an apostrophe."""
    return text.replace("'", "' ").split()
