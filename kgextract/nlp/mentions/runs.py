"""Doc → the runs of words with capitals that no rule has read yet: what may be one unknown name.

`Kerbrat & Fils`, `New Harlow`, `3Cap`, `Saint-Ambrieux`; the first word of a sentence only where it is no common word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, opens_sentence
from kgextract.nlp.layers import Range
from kgextract.nlp.mentions.noise import of_an_office
from kgextract.nlp.mentions.places import ORDINAL
from kgextract.tables.names import demonyms, not_names, words

_SHORTEST = 3  # letters
_TAGS = ("PROPN", "X", "NOUN", "ADJ", "NUM", "VERB", "ADV")
_FIGURED = re.compile(r"\d[A-Z][a-zé]+")  # `3Cap`, no `12H00`
BOUND = ("-", "'")  # they end a piece of a word


def runs(doc: Doc, sure: Collection[int]) -> Iterator[Range]:
    """Tokens [start, end) of each run outside the tokens of sure names."""
    i = 0
    while i < len(doc):
        if not _starts(doc, i, sure):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and (step := _further(doc, end, sure)):
            end = step
        if len(doc.between(i, end)) >= _SHORTEST and not _goes_on(doc, i, end, sure):
            yield i, end
        i = end


def _goes_on(doc: Doc, start: int, end: int, sure: Collection[int]) -> bool:
    """Whether a sure name stands right before or behind the run, so that both may be one name."""
    before = start > 0 and start - 1 in sure and is_capital(doc[start - 1])
    return before or (end in sure and is_capital(doc[end]) and not opens_sentence(doc[end]))


def _starts(doc: Doc, i: int, sure: Collection[int]) -> bool:
    token = doc[i]
    figured = _FIGURED.fullmatch(token.text) is not None
    if i in sure or not (is_capital(token) or figured) or (i > 0 and doc[i - 1].text in BOUND and i - 1 in sure):
        return False
    word = token.lower_
    if ORDINAL.fullmatch(token.text):
        return False
    if word in not_names("bare-noun") or word in not_names("calendar") or word in words("civility"):
        return False
    if word in demonyms() or word in not_names("group-name") or word in not_names("acronym-of-topic"):
        return False
    if of_an_office(doc, i):
        return False
    if word in words("definite") or word in words("office-head"):
        inside = word in words("plain-article") and not opens_sentence(token)
        return inside and i + 1 < len(doc) and is_capital(doc[i + 1])
    if opens_sentence(token):
        return token.pos_ in ("PROPN", "X", "NOUN", "ADJ", "VERB") or token.ent_type_ != "" or figured
    return token.pos_ in _TAGS or token.ent_type_ != ""


def _further(doc: Doc, end: int, sure: Collection[int]) -> int | None:
    """The end of one further word of the run at `end`."""
    token, before = doc[end], doc[end - 1]
    if end in sure or token.is_space:
        return None
    if token.text == "-" and not before.whitespace_ and not token.whitespace_ and end + 1 < len(doc):
        return end + 2
    if before.text[-1:] in BOUND and not before.whitespace_ and token.is_alpha:
        return end + 1
    if token.lower_ in words("foreign-link") and end + 1 < len(doc) and is_capital(doc[end + 1]):
        return end + 2 if before.whitespace_ and end + 1 not in sure else None
    if not is_capital(token) or opens_sentence(token) or not before.whitespace_:
        return None
    bare = token.lower_ in words("civility") or token.lower_ in not_names("calendar")
    return None if bare or token.pos_ not in _TAGS else end + 1
