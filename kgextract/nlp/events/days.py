"""An event and its sentence → the one day that it names, where that is neither another event's nor what is reported.

"lundi, lors d'une réunion, le maire a promis …" → lundi; "ira au sommet, a annoncé lundi son cabinet" → None
"""

from __future__ import annotations

from collections.abc import Collection

from kgextract.nlp.doc import Doc
from kgextract.nlp.events.agreement import agrees_in_relative
from kgextract.nlp.events.phrases import Phrase
from kgextract.nlp.events.settings import FRAME_REACH, LOCUTION, bounded, lead_of
from kgextract.nlp.events.verbs import kinds
from kgextract.nlp.grammar.adjuncts import Fillers
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import DateExpression, unit_of
from kgextract.nlp.stretches import beginning
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words

_VERBS = ("VERB", "AUX")
_NOUNS = ("NOUN", "PROPN")
_DAY = len("2024-07-02")
_SAID = 2  # tokens between a verb of saying and its day, the article among them
_INCISE = 5  # tokens of a verb of saying that opens behind a comma


def only_day(doc: Doc, p: Phrase, fillers: Fillers) -> DateExpression | None:
    """The only day that the unit names outside quotation marks, before the event or right after it, and not in what is
    reported behind `que` there (`lors d'un débat, X a dit que le pont fermerait le 12 mai`)."""
    start = p.start
    unit = doc._.units[unit_of(doc, start)]
    quoted = beginning(doc._.quotations or [], unit.start, unit.end, lambda q: q.start)  # a unit ends in no quotation
    inside = beginning(fillers.all_dates, unit.start, unit.end, lambda d: doc[d.start].idx)
    days = [d for d in inside if not any(q.start <= doc[d.start].idx < q.end for q in quoted)]
    days = [d for d in days if not (_behind_that(doc, start, d.start) or bounded(doc, d.start))]
    same: Collection[str] = {(d.value or "").partition("T")[0] for d in days}
    if len(same) != 1 or len(days[0].value or "") < _DAY or _in_other_words(doc, days[0], start):
        return None
    if _of_other(doc, days[0].start) or _behind_relative(doc, start, days[0].start):
        return None
    if _in_relative_of_other(doc, p, days[0].start) or _behind_participle(doc, p, days[0].end):
        return None
    return next((d for d in days if "T" not in (d.value or "")), days[0])  # `dimanche vers 18 heures`: the day


def _behind_that(doc: Doc, start: int, day: int) -> bool:
    """Whether `que` behind a verb of saying opens a clause between an event and a day."""
    that = [k for k in range(start, day) if doc[k].lower_ in speech_words("that-word") and doc[k].pos_ == "SCONJ"]
    first = unit_tokens(doc)[unit_of(doc, start)][0] if that else start
    said = any("event-says" in kinds(doc[k]) for k in range(first, start))  # `a dit lors d'un débat | que`
    return any(said or doc[k - 1].pos_ in _VERBS for k in that)


def _of_other(doc: Doc, day: int) -> bool:
    """Whether a day is that of a noun or of another event's verb (`le rapport | du 3 mai`, `la foire, tenue | le`)."""
    at = day - (doc[day - 1].lower_ in words("definite"))
    link = next(
        (f for k in range(max(at - LOCUTION, 0), day) if (f := preposition(doc, k)) and f.end in (at, day)), None
    )
    if link is not None and link.lemma in words("of-lemma"):
        return True
    verb = at - 1 if link is None else at - 2
    told = doc[verb].pos_ == "VERB" and "event-frame" in kinds(doc[verb])
    return told and verb > 0 and (doc[verb - 1].pos_ == "AUX" or doc[verb - 1].text == ",")


def _behind_relative(doc: Doc, start: int, day: int) -> bool:
    """Whether an event stands in a relative behind which the main verb and its day follow (`qui ira au | sommet est
    arrivé lundi`)."""
    for k in range(start - 1, max(start - FRAME_REACH, 0), -1):
        if doc[k].text == "," or doc[k].is_sent_start:
            return False
        if doc[k].lower_ in words("relative") and doc[k].pos_ == "PRON":
            behind = doc[start:day]
            verb = next((t.i for t in behind if "Fin" in t.morph.get("VerbForm", [])), None)
            return verb is not None and not any(t.lower_ in words("relative") for t in doc[start:verb])
    return False


def _in_relative_of_other(doc: Doc, p: Phrase, day: int) -> bool:
    """Whether a day stands in a relative of another noun behind an event (`lors d'une réunion avant le sommet, qui se
    tient lundi`, `lors de la présentation du musée, qui sera inauguré lundi`)."""
    opened = next((k for k in range(p.end, day) if doc[k].lower_ in words("relative") and doc[k].pos_ == "PRON"), None)
    if opened is None or any(doc[k].text == "," for k in range(opened, day)):
        return False
    between = range(p.end, opened)
    return any(doc[k].pos_ in _NOUNS for k in between) or not agrees_in_relative(doc, p.head, opened, day)


def _behind_participle(doc: Doc, p: Phrase, day: int) -> bool:
    """Whether only what a thing before it has gone through was at an event (`a approuvé vendredi les lois | rédigées
    lors de la session`)."""
    lead = lead_of(doc, p.start)
    k = lead.start - 1 if lead is not None else 0
    told = k > day + 1 and "Part" in doc[k].morph.get("VerbForm", []) and doc[k - 1].pos_ == "NOUN"
    return told and not kinds(doc[k]) & {"event-hold", "event-frame", "event-gathered"}


def said_then(doc: Doc, date: DateExpression | None) -> bool:
    """Whether a day is that of a verb of saying right before it, or of the first verb behind it where it opens the
    sentence ("a annoncé | jeudi la mort de dix hommes lors d'une attaque"): it is not that of the attack."""
    if date is None:
        return False
    first, last = unit_tokens(doc)[unit_of(doc, date.start)]
    before = doc[max(date.start - _SAID, first) : date.start]
    if date.start - first <= 1:
        verbs = (t for t in doc[date.end : min(date.end + FRAME_REACH, last)] if t.pos_ == "VERB")
        before = doc[0:0] if (verb := next(verbs, None)) is None else doc[verb.i : verb.i + 1]
    return any("event-says" in kinds(t) for t in before)


def _in_other_words(doc: Doc, day: DateExpression, start: int) -> bool:
    """Whether a verb of saying opens behind a comma between: "aura lieu le 12 mai, a-t-il dit lors d'une réunion",
    "ira au sommet, a annoncé lundi son cabinet"."""
    behind = (k for k in range(start, day.start - 1) if doc[k].text == "," and doc[k + 1].pos_ in _VERBS)
    if any("event-says" in kinds(t) for k in behind for t in doc[k + 1 : k + 1 + _INCISE]):
        return True
    return any(doc[k].text == "," and doc[k + 1].pos_ in _VERBS for k in range(day.end, start - 1))
