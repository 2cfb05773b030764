"""What has the name of a body → whether one of its sittings is meant: `lors d'un conseil municipal`, `a tenu samedi son
Assemblée générale`.

A body is told apart from its sitting by the article and by what is said of it: one of many, or its own, for which
people meet or which is held; any that something is told to have been said or done at.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.events.settings import CLITICS, has_locution, introduced
from kgextract.nlp.events.verbs import kinds
from kgextract.tables.events import words_of
from kgextract.tables.names import words

_VERB = 3  # tokens from a name to its verb
_HOLDS = 10  # tokens from the verb of holding to what is held


def at_sitting(doc: Doc, start: int, end: int) -> bool:
    """Whether the tokens [start, end) of a body's name stand for a sitting: one of many, its own, that at which."""
    first = start - 1
    while first >= 0 and doc.lowered[first] in words_of("event-which-sitting"):
        first -= 1
    if first < 0:
        return False
    if doc.lowered[first] not in words("possessive", "one"):
        return introduced(doc, first + 1) is not None  # `à l'issue du | conseil municipal`
    told = not words_of("event-special").isdisjoint(doc.lowered[start:end])
    return told or is_sat(doc, first + 1) or is_held(doc, end) or _met_for(doc, first)


def is_held(doc: Doc, end: int) -> bool:
    """Whether the verb behind a name says that it takes place (`L'Assemblée générale du club | s'est tenue à Pau`)."""
    for k in range(end, min(end + _VERB, len(doc))):
        if has_locution(doc, k):
            return True
        if doc[k].lower_ in words_of("event-reflexive"):
            return any("event-frame" in kinds(t) for t in doc[k + 1 : k + CLITICS])
        if doc[k].pos_ not in ("AUX", "ADV", "PRON") and "event-modal" not in kinds(doc[k]):
            return False
    return False


def is_sat(doc: Doc, start: int) -> bool:
    """Whether a body sits at what begins there (`a tenu samedi son | Assemblée générale`, `lors de l' | …`)."""
    if introduced(doc, start) is not None:
        return True
    own = doc.lowered[start - 1] in words("possessive", "one") if start else False
    return own and any("event-hold" in kinds(t) for t in doc[max(start - _HOLDS, 0) : start - 1])


def _met_for(doc: Doc, article: int) -> bool:
    """Whether people meet for it (`réunis lundi à Pau pour | un conseil national`)."""
    if article < 1 or doc.lowered[article - 1] not in words_of("event-purpose"):
        return False
    return any("event-gathered" in kinds(t) for t in doc[max(article - _HOLDS, 0) : article - 1])
