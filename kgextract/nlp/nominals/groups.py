"""A noun of people or bodies and what stands beside it → whether it tells of who is in them."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.nominals.determiners import Start
from kgextract.tables.names import nominal_words, not_names

RELATIVE = 18  # words of a relative clause


def has_members(doc: Doc, start: Start, end: int) -> bool:
    """`le jury, présidé par Anne Roy`, `membre du jury`: who is in it or leads it is said."""
    text, at = lowered(doc), start.core - 1
    end += end + 1 < len(text) and text[end] == ","
    if end + 1 < len(text) and doc[end].pos_ in ("AUX", "VERB"):
        if text[end] in nominal_words("gathers") and is_capital(doc[end + 1]):
            return True  # `le jury réunit Luc Roy et Anne Brun`
        end += doc[end].pos_ == "AUX"
    told = end < len(text) and text[end] in nominal_words("made-up-of")
    return told or (at > 0 and any(text[k] in nominal_words("one-within") for k in (at - 1, at - 2) if k >= 0))


def some_told(doc: Doc, at: int) -> bool:
    """Whether a comma and `comme`, `dont` stand behind a relative clause, before another mark."""
    text = lowered(doc)
    for k in range(at, min(at + RELATIVE, len(text) - 1)):
        if text[k] == "," or doc[k].is_punct:
            return text[k] == "," and text[k + 1] in not_names("such-as")
    return False
