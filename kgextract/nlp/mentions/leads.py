"""Doc and token → whether a noun of the lead of a body is what somebody takes or leaves, no body itself.

`Anne Roy prend [la direction du club]`, `candidate à [la présidence du club]`, but `[la direction du club] a réagi`.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import behind_of
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.tables.names import nominal_words, words

_BACK = 3  # tokens from the article back to the verb: `prendra mardi la direction`


def taken_up(doc: Doc, start: int) -> bool:
    """Is the noun at `start`, with its article, the object of a verb of taking or leaving, or of a race for it?"""
    text = lowered(doc)
    if text[start] not in words("lead-noun") or start < 2 or text[start - 1] not in words("definite"):
        return False
    k = start - 2
    if text[k] in words("to-a-place", "of"):
        k -= 1
        return k >= 0 and (text[k] in words("lead-race") or bool(set(infinitives(doc[k])) & words("lead-reach")))
    while k > max(0, start - _BACK - 2) and (
        doc[k].pos_ == "ADV" or any(d.start <= k < d.end for d in doc._.dates or ())
    ):
        k -= 1
    return bool(set(infinitives(doc[k])) & words("lead-taken"))


def is_yard(doc: Doc, end: int) -> bool:
    """Whether what follows a court makes it a yard: `la cour | du château`, `la cour | d'honneur`."""
    at = behind_of(doc, end)
    return 0 < at < len(doc) and lowered(doc)[at] in nominal_words("yard-of")
