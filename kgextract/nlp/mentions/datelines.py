"""Doc → the town and the agency of each dateline: `[Kervignon], 8 févr. ([ATOP]) - Le préfet …`."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, named
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.matched import starting
from kgextract.tables.names import not_names, words

_LETTERS = range(2, 9)  # of an agency's name
_SIGNS = frozenset("(/")


def datelines(doc: Doc) -> list[Mention]:
    """The towns before a date or an agency, and the agencies in brackets or between strokes."""
    found: list[Mention] = []
    for unit, (start, end) in zip(doc._.units, unit_tokens(doc), strict=True):
        if unit.kind == "dateline" and end - start > 2:
            agencies = list(_agencies(doc, start, end))
            dated = any(doc[k].text.isdigit() or doc[k].lower_ in not_names("calendar") for k in range(start, end))
            found += agencies
            if agencies or dated:
                found += _towns(doc, start, end)
    return found


def _agencies(doc: Doc, start: int, end: int) -> Iterator[Mention]:
    for k in range(start + 1, end - 1):
        name = doc[k]
        if doc[k - 1].text not in _SIGNS or doc[k + 1].text not in ")/,":
            continue
        if name.is_alpha and name.is_upper and len(name) in _LETTERS:
            yield named(doc, k, k + 1, "Organization", "NewsAgency", rule="dateline", confidence=0.7)


def _towns(doc: Doc, start: int, end: int) -> Iterator[Mention]:
    stop = start
    while stop < end and (is_capital(doc[stop]) or doc[stop].text == "-" or doc[stop].lower_ in words("toponym-part")):
        stop += 1
    if (
        stop == start
        or doc[stop - 1].text == "-"
        or any(doc[k].lower_ in words("civility") for k in range(start, stop))
    ):
        return
    if not any(m.end == stop for m in starting(doc, start, stop)) and doc[start].lower_ not in not_names("bare-noun"):
        yield named(doc, start, stop, "Place", "City", rule="dateline", confidence=0.65)
