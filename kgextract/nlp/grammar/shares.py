"""Words for a share of people → the noun for those people: `62 % des [élus]`, `près de la moitié des [femmes]`."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument
from kgextract.tables.names import words

_SHARE = 5  # tokens of a share
_PERCENT = "%"


def of_whom(doc: Doc, source: Argument) -> int | None:
    """The head of those of whom a share speaks, None where the words are for no share."""
    for k in range(source.start, min(source.start + _SHARE, len(doc) - 2)):
        if doc[k].text == _PERCENT or doc[k].lower_ in words("quantity-noun"):
            found = preposition(doc, k + 1)
            phrase = noun_phrase(doc, found.end - found.contracted) if found is not None else None
            of = found is not None and found.lemma in words("of-lemma")
            return phrase.head if of and phrase is not None else None
    return None
