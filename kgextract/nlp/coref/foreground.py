"""A thing named before → where it was told of last; a text that a sentence is about before one behind a noun.

`Le Conseil a adopté une résolution sur la mise en œuvre de l'accord. Le texte …`: the resolution, not the agreement.
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Chain, Mention, unit_of
from kgextract.nlp.stretches import beginning
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import VERBAL_WORDS, syntax

_ADOPTED = frozenset({"Resolution", "Law", "Treaty", "Agreement", "Proposal", "Amendment", "Directive"})
_LINK = 4  # tokens of a preposition with an article


def place_of(doc: Doc, c: Chain, before: Mention) -> tuple[int, bool, int]:
    """Where a chain was told of last: in a later sentence, in the foreground of it, nearer is greater."""
    unit = unit_of(doc, before.start)
    if c.cls not in _ADOPTED:
        return unit, False, before.start
    told = beginning(c.mentions, unit_tokens(doc)[unit][0], before.end, lambda m: m.start)
    return unit, not all(_led_to(doc, m) for m in told), before.start


def _led_to(doc: Doc, m: Mention) -> bool:
    """Whether a noun and a preposition stand before a mention and its determiner (`la portée de | l'accord`)."""
    at = m.start - (m.start > 0 and doc.lowered[m.start - 1] in office_words("determiner"))
    for k in range(max(1, m.start - _LINK), m.start):
        link = preposition(doc, k)
        if link is not None and link.end - link.contracted in (at, m.start - 1, m.start):
            return doc[k - 1].pos_ in ("NOUN", "PROPN", "ADJ") and doc.lowered[k - 1] not in _deeds()
    return False


@cache
def _deeds() -> frozenset[str]:
    """Nouns of what is done with a text: it is what they are about (`l'adoption de | la loi`)."""
    deeds = {w for row in VERBAL_WORDS.rows() if row.kind == "deed" for w in row.words}
    return frozenset(deeds | syntax("noun-of-text"))
