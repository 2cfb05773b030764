"""A noun that no table knows → the row of an event, where the text says that somebody speaks there or organises it.

"a déclaré la maire lors d'une patrouille en forêt": what stands behind `lors d'une` where something is said is one;
"la tombola organisée par le lycée": so is what somebody has organised.
"""

from __future__ import annotations

from collections.abc import Collection

from kgextract.nlp.doc import Doc
from kgextract.nlp.events.agreement import agrees
from kgextract.nlp.events.phrases import noun
from kgextract.nlp.events.settings import lead_of
from kgextract.nlp.grammar.cue_forms import saying
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import unit_of
from kgextract.tables.events import EventNoun, words_of
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words

_CLASS = "Event"
_VERBS = ("VERB", "AUX")
_AUXILIARY = 4  # tokens from an auxiliary to its participle (`a-t-elle dit`)


def unknown(doc: Doc, i: int, taken: Collection[int]) -> EventNoun | None:
    """The row of the noun at token i, None where another mention begins there, nobody speaks there nor organises it."""
    token = doc[i]
    if token.pos_ != "NOUN" or not token.is_lower or i in taken:
        return None
    if _arranged(doc, i):
        return EventNoun(noun=token.lemma_.lower(), class_=_CLASS)
    start = i
    while start and doc[start - 1].pos_ == "ADJ":
        start -= 1
    lead = lead_of(doc, start) if start and doc[start - 1].lower_ in words("one") else None
    if lead is None or lead.lemma not in words_of("event-occasion"):
        return None  # not `lors de la construction du pont`, which only tells when
    if {token.lower_, token.lemma_.lower()} & words_of("event-no-occasion") or not _spoken(doc, lead.start, i):
        return None
    return EventNoun(noun=token.lemma_.lower(), class_=_CLASS)


def _arranged(doc: Doc, i: int) -> bool:
    """Whether somebody is said to have organised what a noun means (`une collecte annuelle | organisée par`)."""
    k = i + 1
    while k < len(doc) - 1 and doc[k].pos_ == "ADJ" and doc[k].lower_ not in words_of("event-arranged"):
        k += 1
    arranged = k < len(doc) - 1 and doc[k].lower_ in words_of("event-arranged") and agrees(doc, k, i)
    return arranged and doc[k + 1].lower_ in words_of("event-agent") and doc[i].lower_ not in words_of("event-network")


def _spoken(doc: Doc, start: int, i: int) -> bool:
    """Whether the verb before tokens [start, i], or the first one behind them, is one of saying; what happened between
    may have been there (`a annoncé l'arrestation d'un homme lors d'un contrôle`)."""
    first, last = unit_tokens(doc)[unit_of(doc, i)]
    verb = next((k for k in range(start - 1, first - 1, -1) if doc[k].pos_ in _VERBS), None)
    if verb is None:
        verb = next((k for k in range(i + 1, last) if doc[k].pos_ == "VERB"), None)
    elif _is_bare(doc, verb) or any(
        (row := noun(doc, k)) is not None and not row.organised for k in range(verb + 1, start)
    ):
        return False
    return verb is not None and saying(doc, verb)


def _is_bare(doc: Doc, verb: int) -> bool:
    """Whether a verb is a participle without its auxiliary (`une grenade lancée lors d'une charge`)."""
    part = "Part" in doc[verb].morph.get("VerbForm", []) and not doc[verb].lower_.endswith(tuple(scene_words("gerund")))
    return part and not any(doc[k].pos_ == "AUX" for k in range(max(verb - _AUXILIARY, 0), verb))
