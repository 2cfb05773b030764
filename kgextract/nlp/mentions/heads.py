"""Word → the common nouns of `body_heads.yaml` and `place_heads.yaml` that start with it, with their rows."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import cuts, lowered
from kgextract.tables.names import BODY_HEADS, PLACE_HEADS, BodyHead, PlaceHead, words

_KIND = 5  # tokens of a noun of several words


class Head(NamedTuple):
    """A head noun as it is written, its row, and whether this is its plural."""

    words: tuple[str, ...]
    row: BodyHead | PlaceHead
    plural: bool


@cache
def by_first_word() -> dict[str, tuple[Head, ...]]:
    """First word (lower case) → the heads that start with it, the longest first."""
    table: dict[str, list[Head]] = {}
    for row in BODY_HEADS.rows():
        for form in {row.noun, row.plural} - {""}:
            for parts in cuts(form):
                table.setdefault(parts[0], []).append(Head(parts, row, form != row.noun and form == row.plural))
    for place in PLACE_HEADS.rows():
        for parts in cuts(place.noun):
            table.setdefault(parts[0], []).append(Head(parts, place, False))
    return {first: tuple(sorted(heads, key=lambda h: -len(h.words))) for first, heads in table.items()}


def is_generic(word: str) -> bool:
    """Does the word only say what kind of body the name after it is (`agence`, `société`)?"""
    rows = [h.row for h in by_first_word().get(word, ()) if isinstance(h.row, BodyHead) and len(h.words) == 1]
    return any(row.strength == "generic" or row.noun in words("generic-body") for row in rows)


def is_place_head(word: str, *classes: str) -> bool:
    """Does a noun (lower case) say what kind of place a name is of, one of these classes if any are given?"""
    rows = [h.row for h in by_first_word().get(word, ()) if isinstance(h.row, PlaceHead) and len(h.words) == 1]
    return any(not classes or row.class_ in classes for row in rows)


def is_area(word: str) -> bool:
    """Does a noun (lower case) head the name of a part of a country or town (`la région de Kidal`)?"""
    return is_place_head(word, "Region") or word in words("quarter")


def ends_kind(doc: Doc, last: int) -> bool:
    """Whether the words up to a token are a kind of body of several words (`la salle de | sport`)."""
    text = lowered(doc)
    for k in range(last - 1, max(last - _KIND, -1), -1):
        if any(list(h.words) == text[k : last + 1] for h in by_first_word().get(text[k], ())):
            return True
    return False


def head_class(word: str) -> str | None:
    """The ontology class of a body headed by this word (lower case), or None."""
    heads = by_first_word().get(word, ())
    return next((h.row.class_ for h in heads if isinstance(h.row, BodyHead) and len(h.words) == 1), None)
