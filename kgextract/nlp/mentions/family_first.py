"""Doc and token → the end of a name whose surname stands first: `Tran Van Binh`, `Le Hoai Trung`."""

from __future__ import annotations

from functools import cache

from kgextract.errors import DataError
from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, opens_sentence
from kgextract.nlp.mentions.matched import starting
from kgextract.tables import gazetteers
from kgextract.tables.names import given_name_gender, words

_SYLLABLES, _SYLLABLE = 3, 6  # words of a given name behind its surname, letters of one


@cache
def family_first() -> frozenset[str]:
    """Surnames that stand before the given name in their language."""
    try:
        return frozenset(row.name for row in gazetteers.SURNAMES.rows())
    except DataError:
        return frozenset()


def family_first_end(doc: Doc, i: int) -> int | None:
    """The end of a name with its surname first and two or three short words behind it (`Tran Van Binh`), or None.

    A surname that is an article too (`Le Hoai Trung`) needs a word behind it that is none of French.
    """
    token = doc[i]
    if token.text not in family_first() or token.text in given_name_gender() or not token.whitespace_:
        return None
    end = i + 1
    while end < len(doc) and end - i <= _SYLLABLES and _is_syllable(doc, end):
        end += 1
    if end - i <= 2 or (end < len(doc) and is_capital(doc[end]) and doc[end - 1].whitespace_):
        return None
    if doc[end - 1].whitespace_ == "" and end < len(doc) and doc[end].text == "-":
        return None
    article = token.lower_ in words("definite")
    plain = article and any(is_common(doc, k) or starting(doc, k, k + 1) for k in range(i + 1, end))
    return None if plain else end


def _is_syllable(doc: Doc, k: int) -> bool:
    token = doc[k]
    return token.is_title and token.is_alpha and len(token) <= _SYLLABLE and not opens_sentence(token)
