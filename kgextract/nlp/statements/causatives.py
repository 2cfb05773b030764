"""Somebody whom something makes speak → the speaker: `fait dire à la maire que`, `a conduit le préfet à annoncer`."""

from __future__ import annotations

from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.cues import Cue
from kgextract.nlp.grammar.inflection import is_unreal
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Clause
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import can_say, subject
from kgextract.tables.speech import speech_words

_MADE = 12  # tokens of somebody who is brought to speak


def made_to_say(page: Page, clause: Clause, cue: Cue) -> Argument | None:
    """Who speaks by a locution that makes somebody speak (`fait dire | à la maire | que`, `lui fait dire`), or None."""
    doc = page.doc
    if cue.lemma not in speech_words("making-say") or clause.negated or cue.end >= len(doc):
        return None
    own = next((k for k in range(clause.start, clause.verb) if doc[k].lower_ in speech_words("dative-clitic")), None)
    if own is not None:
        return Argument(role="subject", start=own, end=own + 1, head=own)
    to = preposition(doc, cue.end)
    if to is not None and to.lemma not in speech_words("to-word"):
        return None
    phrase = noun_phrase(doc, cue.end if to is None else to.end - to.contracted)
    if phrase is None or phrase.end >= len(doc) or not can_say(page, phrase):
        return None
    led = doc[phrase.end].text == ":" or (to and doc[phrase.end].lower_ in speech_words("that-word", "opening-mark"))
    idiom = doc[phrase.end - 1].lower_ in speech_words("this-word")  # `fait dire aux chiffres ce que l'on veut`
    return subject(page, phrase) if led and not idiom else None


def brought_to_say(page: Page, clause: Clause, to: int) -> Argument | None:
    """Who speaks in an infinitive behind `à` at token `to`: the object of a verb that brought them to it, or None."""
    doc, first = page.doc, page.token(page.units[clause.unit].start)
    for k in range(to - 1, max(first - 1, to - _MADE), -1):
        phrase = noun_phrase(doc, k)
        if phrase is None or phrase.end != to or lemma_of(doc, k - 1) not in speech_words("bringing-to-say"):
            continue
        verb = next((c for c in doc._.clauses if c.unit == clause.unit and c.verb == k - 1), None)
        told = verb is not None and verb.form == "finite" and not verb.negated and can_say(page, phrase)
        tense = range(verb.start, k) if verb is not None else ()
        held = verb is None or any(is_unreal(doc[j].lower_, lemma_of(doc, j)) for j in tense)
        return subject(page, phrase) if told and not held else None
    return None
