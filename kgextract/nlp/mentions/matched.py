"""Doc → the whole tokens where names of the gazetteers stand, found once a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import memory, text_of
from kgextract.nlp.mentions import gazetteer
from kgextract.nlp.mentions.gazetteer import Entry
from kgextract.nlp.stretches import beginning


class Tokens(NamedTuple):
    """Tokens [start, end) and the entries that have this name, the likeliest first."""

    start: int
    end: int
    entries: tuple[Entry, ...]


def matches(doc: Doc) -> list[Tokens]:
    """The matches of whole tokens in text order; looked for once a Doc."""
    kept = memory(doc, "gazetteer")
    if "matches" not in kept:
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        for i, token in enumerate(doc):
            at = token.idx
            starts[at], ends[at + len(token)] = i, i + 1
        kept["matches"] = [
            Tokens(starts[m.start], ends[m.end], m.entries)
            for m in gazetteer.matches(text_of(doc))
            if m.start in starts and m.end in ends
        ]
    found: list[Tokens] = kept["matches"]
    return found


def starting(doc: Doc, start: int, end: int) -> Sequence[Tokens]:
    """The matches that start in the tokens [start, end), in text order."""
    return beginning(matches(doc), start, end, lambda m: m.start)
