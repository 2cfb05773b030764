"""Doc and token → the end of a name with its surname first: `Tran Van Binh`, `Le Hoai Trung`, `OUEDRAOGO Issa`."""

from __future__ import annotations

from functools import cache

from kgextract.errors import DataError
from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, opens_sentence
from kgextract.nlp.mentions.matched import starting
from kgextract.tables import gazetteers
from kgextract.tables.names import given_name_gender, words

_FUNCTION = ("SCONJ", "CCONJ", "ADV", "PRON", "ADP", "DET")
_LETTERS = 4  # of a surname in capitals
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

    One that is a word of French too (`Le Hoai Trung`, `Si Claire Dupuis`) needs words behind it that are none.
    """
    token = doc[i]
    if (given := behind_capitals(doc, i)) is not None:
        return given
    if token.text not in family_first() or token.text in given_name_gender() or not token.whitespace_:
        return None
    end = i + 1
    while end < len(doc) and end - i <= _SYLLABLES and _is_syllable(doc, end):
        end += 1
    if end - i <= 2 or (end < len(doc) and is_capital(doc[end]) and doc[end - 1].whitespace_):
        return None
    if doc[end - 1].whitespace_ == "" and end < len(doc) and doc[end].text == "-":
        return None
    french = token.lower_ in words("definite") or is_common(doc, i) or token.pos_ in _FUNCTION
    return None if french and any(_is_french(doc, k) for k in range(i + 1, end)) else end


def behind_capitals(doc: Doc, i: int) -> int | None:
    """The end of a given name behind a surname in capitals (`OUEDRAOGO Issa`), no body's letters with a whole name."""
    surname = doc[i]
    if not (surname.is_upper and surname.is_alpha and len(surname) >= _LETTERS and surname.whitespace_):
        return None
    if i + 2 >= len(doc) or doc[i + 1].text not in given_name_gender() or surname.text.title() in given_name_gender():
        return None
    end = i + 2
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and is_capital(doc[end + 1]):
        end += 2
    follows = is_capital(doc[end]) and not opens_sentence(doc[end]) if end < len(doc) else False
    led = i > 0 and is_capital(doc[i - 1]) and doc[i - 1].is_alpha and not opens_sentence(doc[i - 1])
    return None if follows or led or is_common(doc, i) or starting(doc, i, i + 2) else end  # no `ECPAT France`


def _is_french(doc: Doc, k: int) -> bool:
    return is_common(doc, k) or doc[k].text in given_name_gender() or bool(starting(doc, k, k + 1))


def _is_syllable(doc: Doc, k: int) -> bool:
    token = doc[k]
    return token.is_title and token.is_alpha and len(token) <= _SYLLABLE and not opens_sentence(token)
