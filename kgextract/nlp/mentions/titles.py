"""Doc → the titles of works in quotation marks, by what stands before or behind them.

`« La Barque », recueil de nouvelles`, `l'auteur de « La Barque »`, `« La Barque » est son premier film`, `elle a tourné
« La Barque »`: what is written, filmed or sung has a title; what somebody says has none of these words beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Range
from kgextract.tables.names import DOCUMENT_HEADS, document_words, nominal_words, words
from kgextract.tables.syntax import syntax

_LONGEST = 12  # words of a title
_NEAR = 4  # tokens from an article to the noun of a work: `son tout premier long métrage`
_STOPS = frozenset(".!?;:")


def titles(doc: Doc) -> Iterator[Range]:
    """The tokens of each title between its marks."""
    text = lowered(doc)
    i = 0
    while i + 2 < len(doc):
        end = _closed(doc, i) if text[i] in words("opening") and is_capital(doc[i + 1]) else 0
        if not end:
            i += 1
            continue
        if _led(doc, i) or _told(doc, end + 1):
            yield i + 1, end
        i = end + 1


def _closed(doc: Doc, i: int) -> int:
    """The token of the mark that closes what a mark at token i opens, 0 where it is no title: too long, a sentence."""
    for k in range(i + 2, min(i + 2 + _LONGEST, len(doc))):
        if doc[k].text in words("closing") and (doc[k].text != "'" or doc[i].text == "'"):
            return k
        if doc[k].is_space or doc[k].text in _STOPS:
            return 0
    return 0


def _led(doc: Doc, i: int) -> bool:
    """`l'auteur de « X »`, `le titre, « X »`, `joue dans « X »`, `a tourné « X »`: what leads to a mark at token i."""
    text = lowered(doc)
    if i < 2:
        return False
    if text[i + 1] in nominal_words("demonstrative"):
        return False  # `l'auteur de « Ces menaces »`
    if text[i - 1] in words("elided-of") or text[i - 1] in document_words("played-in"):
        before = text[i - 2]
        named = document_words("author") if text[i - 1] in words("elided-of") else document_words("player")
        return before in named or doc[i - 2].lemma_ in named
    k = i - 1 - (text[i - 1] in ",:")
    if text[k] in document_words("title-noun") and text[k - 1] in words("definite") | words("possessive"):
        return True
    return doc[k].pos_ == "VERB" and doc[k].lemma_ in document_words("made") and k == i - 1


def _told(doc: Doc, k: int) -> bool:
    """`, recueil de nouvelles de`, `, son premier roman`, `est la première œuvre`: what a title is, behind its mark."""
    if k + 1 >= len(doc):
        return False
    text = lowered(doc)
    if text[k] == ",":
        here = k + 1
    elif doc[k].lemma_ in syntax("be-lemma") and doc[k].pos_ in ("AUX", "VERB"):
        here = k + 1
    else:
        return False
    for at in range(here, min(here + _NEAR, len(doc))):
        if text[at] in _works():
            return True
        small = doc[at].pos_ in ("DET", "ADJ", "NUM", "ADV", "ADP") or text[at] in words("possessive")
        if not small or (doc[at].pos_ == "ADP" and at > here):
            return False
    return False


@cache
def _works() -> frozenset[str]:
    """Nouns of works, of one word or by the first: `roman`, `pièce de théâtre`."""
    return frozenset(row.noun.split()[0] for row in DOCUMENT_HEADS.rows() if row.work) - document_words("no-work-alone")
