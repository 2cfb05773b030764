"""The noun of an event with what stands around it → whether nothing happens: an idiom, a figure of speech.

"le soleil était au rendez-vous", "la saison des pluies", "une explosion des prix", "un séisme politique"
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kgextract.nlp.grammar.wordlist import cuts
from kgextract.tables.events import words_of
from kgextract.tables.names import words

_Idioms = dict[str, tuple[tuple[str, ...], ...]]


def is_figure(text: Sequence[str], start: int, end: int) -> bool:
    """Whether the noun of tokens [start, end) ends or opens an idiom, or has a complement that no event has."""
    ends, opens = _idioms()
    if any(tuple(text[end - len(parts) : end]) == parts for parts in ends.get(text[end - 1], ())):
        return True
    if any(tuple(text[start : start + len(parts)]) == parts for parts in opens.get(text[start], ())):
        return True
    if end >= len(text) or " ".join(text[start:end]) not in words_of("event-figure"):
        return False
    at = end + (text[end] in words("of"))
    at += at > end and at < len(text) and text[at] in words("definite", "indefinite", "possessive")
    return at < len(text) and text[at] in words_of("event-figure-of")


@cache
def _idioms() -> tuple[_Idioms, _Idioms]:
    """The idioms by their last and by their first word."""
    ends: dict[str, list[tuple[str, ...]]] = {}
    opens: dict[str, list[tuple[str, ...]]] = {}
    for parts in (parts for idiom in words_of("event-idiom") for parts in cuts(idiom)):
        ends.setdefault(parts[-1], []).append(parts)
        opens.setdefault(parts[0], []).append(parts)
    return {k: tuple(v) for k, v in ends.items()}, {k: tuple(v) for k, v in opens.items()}
