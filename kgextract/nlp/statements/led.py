"""What a preposition behind a cue leads to → whether it is somebody, where it ends before whom it is of."""

from __future__ import annotations

from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import Found
from kgextract.nlp.statements.cursor import Cursor
from kgextract.nlp.statements.inverted import can_say


def of_somebody(at: Cursor, found: Found, here: int) -> bool:
    """Whether a preposition leads to a bare noun or to somebody."""
    phrase = noun_phrase(at.doc, here)
    bare = not found.contracted and at.doc[here].pos_ in ("NOUN", "ADJ")
    return bare or (phrase is not None and can_say(at.page, phrase))


def before_whom(at: Cursor, i: int) -> int:
    """Where a bare noun ends before whom it is said of (`menace de sanctions | les chefs du port`), or 0."""
    if i >= at.end or at.doc[i].pos_ not in ("NOUN", "ADJ"):
        return 0
    said = noun_phrase(at.doc, i, ())
    whom = noun_phrase(at.doc, said.end) if said is not None and said.end < at.end else None
    return said.end if said is not None and whom is not None and can_say(at.page, whom) else 0
