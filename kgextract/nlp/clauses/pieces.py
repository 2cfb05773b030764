"""Tokens to the left of a verb → the pieces that commas, dashes and clauses part, the nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kgextract.nlp.clauses.page import Page
from kgextract.nlp.layers import Clause
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_BREAKS = frozenset({",", ";", ":", "–", "—", "…", "...", "[", "]"})
_DASHES = frozenset({"-", "–", "—"})
_ENDS = frozenset({".", "!", "?", "("})


class Piece(NamedTuple):
    """Tokens [start, end) without a mark or conjunction inside; `mark` is the word before them, if there is one."""

    start: int
    end: int
    mark: str


def touch(page: Page, end: int, piece: Piece) -> bool:
    """Do only marks and brackets stand between a token and a piece, besides its coordinator?"""
    k = piece.start - len(piece.mark.split()) - (piece.mark != ",")
    while k > end and (page.words[k] == "," or k in page.opening):
        k = page.opening.get(k, k) - 1
    return k <= end


def pieces(page: Page, clauses: list[Clause], first: int, end: int) -> Iterator[Piece]:
    """The pieces of the tokens [first, end) from right to left, without brackets and quotations with a verb."""
    stop, k = end, end - 1
    while k >= first:
        word = page.words[k]
        if k + 1 == end and (aside := _opened_dash(page, k, first)) is not None:
            yield Piece(k + 1, stop, word)
            stop, k = aside, aside - 1
            continue
        opening = page.opening.get(k, -1)
        if opening >= first:
            if word == ")" or (k + 1 < end and page.words[k + 1] == ",") or has_verb(clauses, opening, k):
                yield Piece(k + 1, stop, word)
                stop = opening
            k = opening - 1
            continue
        if word in _ENDS or (k + 1 < end and page.doc[k + 1].is_sent_start):
            yield Piece(k + 1, stop, "")
            return
        elif " ".join(page.words[k - 1 : k + 1]) in syntax("coordinator-locution"):
            yield Piece(k + 1, stop, " ".join(page.words[k - 1 : k + 1]))
            k -= 1
            stop = k
        elif _parts(page, k):
            yield Piece(k + 1, stop, word)
            stop = k
        k -= 1
    yield Piece(first, stop, "")


def _opened_dash(page: Page, k: int, first: int) -> int | None:
    """The dash that opens what one at token k closes (`Le docteur - qui vit à Gap, une ville - affirme`), or None."""
    if not _is_dash(page, k):
        return None
    for j in range(k - 1, first, -1):
        if page.words[j] in _ENDS:
            return None
        if _is_dash(page, j):
            return j
    return None


def _is_dash(page: Page, k: int) -> bool:
    return page.words[k] in _DASHES and bool(page.doc[k].whitespace_)


def opens_piece(page: Page, i: int, start: int) -> bool:
    """Does a piece begin behind token i?"""
    return i < start or page.words[i] in _ENDS or _parts(page, i)


def _parts(page: Page, k: int) -> bool:
    word = page.words[k]
    if word == "-":
        return bool(page.doc[k].whitespace_)
    if word in speech_words("if-word") and page.words[k + 1] in speech_words("third-person"):
        return True  # `Luc Roy, s'il reste prudent, a annoncé`
    if any(m.kind == "named" and m.start < k < m.end for m in page.mentions.get(k, ())):
        return False  # `le président de Familles Où Grandir`, `le Comité pour la paix et le progrès (CPP) a promis`
    return word in _BREAKS or word in syntax("clause-link") or word in speech_words("opening-mark")


def has_verb(clauses: list[Clause], start: int, end: int) -> bool:
    """Whether a finite clause begins between the two tokens."""
    return any(c.form == "finite" and start + 1 < c.start < end for c in clauses)
