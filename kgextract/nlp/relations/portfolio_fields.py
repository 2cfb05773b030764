"""Doc → where it speaks of a government's fields: `la Santé`, `le portefeuille des Mines`, `celui du Plan`.

Behind a noun for a portfolio any definite complement is a field, alone only a word of the tables with a capital.
"""

from __future__ import annotations

from typing import NamedTuple

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.prepositions import genitive, preposition
from kgextract.nlp.layers import unit_of
from kgextract.nlp.relations.lists import starts_of
from kgextract.tables.names import not_names, words
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words

PEOPLE = ("Person", "Group")
FIRMS = frozenset({"Company", "Bank", "SportsBody", "MediaOutlet"})
LONG = 10  # words of a field


class Field(NamedTuple):
    """Tokens [start, end) of a field, with the noun before it; `own` where it has one."""

    start: int
    end: int
    own: bool


def fields(doc: Doc) -> list[Field]:
    """The fields that a government may give, in text order."""
    found: list[Field] = []
    for k in range(len(doc) - 1):
        if found and k < found[-1].end:
            continue
        word = doc.lowered[k]
        if word in office_words("portfolio-own"):
            end = _complement(doc, k + 1)
        elif word in office_words("office-noun"):
            end = _office(doc, k + 1)
        elif word in speech_words("the-one") and _again(doc, k, found):
            end = _complement(doc, k + 1)
        else:
            end = 0
        if end:
            found.append(Field(k, end, True))
        elif k and is_capital(doc[k]) and word in not_names("portfolio-field"):
            found.append(Field(k, k + 1, False))
    return found


def _again(doc: Doc, k: int, found: list[Field]) -> bool:
    """Whether the sentence has spoken of a noun for a portfolio, which `celui` may take up."""
    return bool(found) and found[-1].own and unit_of(doc, found[-1].start) == unit_of(doc, k)


def _complement(doc: Doc, at: int) -> int:
    """The token behind the definite complement of a noun for a portfolio that starts at `at`, or 0."""
    while at < len(doc) and (doc[at].pos_ == "ADJ" or doc.lowered[at] in office_words("delegated")):
        at += 1
    link = preposition(doc, at)
    behind = doc.lowered[at - 1] in office_words("delegated")
    of = genitive(doc, at) is not None or (
        behind and link is not None and link.lemma in office_words("sphere-or-place")
    )
    if link is None or not of or link.end >= len(doc):
        return 0
    if not (link.contracted or doc.lowered[link.end] in words("definite") or is_capital(doc[link.end])):
        return 0  # `un portefeuille de prêts`
    return _end(doc, link.end)


def _office(doc: Doc, at: int) -> int:
    """The token behind the office of a minister that a post is (`le poste de | ministre des Finances`), or 0."""
    link = genitive(doc, at)
    if link is None or link.end >= len(doc) or doc.lowered[link.end] not in office_words("minister-office"):
        return 0
    return _end(doc, link.end)


def _end(doc: Doc, start: int) -> int:
    """The token behind nouns, their adjectives and complements; 0 where they are of people or firms."""
    others = starts_of(doc)
    end = start
    for k in range(start, min(start + LONG, len(doc))):
        joins = doc.lowered[k] in office_words("coordinator") and genitive(doc, k + 1) is not None
        m = others.get(k)
        if m is not None and (m.type in PEOPLE or (m.kind == "named" and m.cls in FIRMS)):
            return end if k > start and doc[k - 1].pos_ == "CCONJ" else 0
        if doc[k].is_sent_start and k > start:
            break
        if not joins and doc[k].pos_ not in ("NOUN", "ADJ", "PROPN", "DET") and genitive(doc, k) is None:
            break
        if doc[k].pos_ in ("NOUN", "PROPN", "ADJ"):
            end = k + 1
    return end if end > start else 0
