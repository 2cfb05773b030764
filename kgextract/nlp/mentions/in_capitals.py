"""Mentions → those in a line of capitals set right: what the article names elsewhere, nothing that is a common word.

`SALIF DIOP QUITTE LE PARTI` above an article on Salif Diop: somebody's name, and no body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import MODEL, Mention, Range
from kgextract.nlp.mentions.standing import standing, words_at

_FEWEST = 3  # words of a line
_TYPES = ("Person", "Organization", "Place")


def with_capitals(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """The mentions, those in lines of capitals by the names that stand in other lines."""
    inside = {k for start, end in _lines(doc) for k in range(start, end)}
    if not inside:
        return mentions
    names: dict[tuple[str, ...], Mention] = {}
    for m in mentions:
        if m.type in _TYPES and m.kind == "named" and m.start not in inside:
            names.setdefault(tuple(w.upper() for w in words_at(doc, m.start, m.end)), m)
    found: list[Mention] = []
    taken: set[int] = set()
    for start, end, m in standing(doc, names):
        if start in inside and not taken & set(range(start, end)):
            found.append(replace(m, start=start, end=end, head=start + m.head - m.start, rule="repeat"))
            taken |= set(range(start, end))
    return [m for m in mentions if m.start not in inside or _stays(doc, m, taken)] + found


def _stays(doc: Doc, m: Mention, taken: set[int]) -> bool:
    """Whether a rule read a name of which some word is no common one, outside those of the article."""
    span = range(m.start, m.end)
    words = [k for k in span if doc[k].is_alpha and len(doc[k]) > 1]
    return m.rule != MODEL and not taken & set(span) and not all(is_common(doc, k) for k in words)


def _lines(doc: Doc) -> Iterator[Range]:
    """The units of the text that are written in capitals."""
    for start, end in unit_tokens(doc):
        words = [t for t in doc[start:end] if t.text[:1].isalpha()]  # with `D'`
        if len(words) >= _FEWEST and all(t.is_upper for t in words):
            yield start, end
