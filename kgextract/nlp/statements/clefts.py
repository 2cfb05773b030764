"""`Ce que demande la maire, c'est que le parc rouvre` → where what she demands begins, behind `c'est`."""

from __future__ import annotations

from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.layers import Clause
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_SUBJECT = 10  # tokens between `ce que` and its verb
_REACH = 20  # tokens between a verb and `c'est`


def clefted(page: Page, clause: Clause, end: int) -> int | None:
    """The token behind `c'est` that takes up the object of a clause with `ce que`, or None."""
    doc = page.doc
    first = next((k for k in range(clause.start - 1, max(clause.start - _SUBJECT, 0), -1) if _what(page, k)), None)
    if first is None or any(page.finite(k) for k in range(first, clause.start)):
        return None
    for k in range(clause.end, min(clause.end + _REACH, end - 2)):
        if page.finite(k):
            return None
        if doc[k].text == "," and doc[k + 1].lower_ in speech_words("this-is"):
            return k + 3 if lemma_of(doc, k + 2) in syntax("be-lemma") else None
    return None


def _what(page: Page, k: int) -> bool:
    """Whether `ce que` that nothing governs begins before a token."""
    doc = page.doc
    opens = k == 1 or doc[k - 1].is_sent_start or doc[k - 2].is_punct or doc[k - 2].pos_ in ("CCONJ", "SPACE")
    return doc[k].lower_ in speech_words("that-word") and doc[k - 1].lower_ in speech_words("this-word") and opens
