"""A pronoun behind what a medium, a body or a rival has told of somebody, or whom it spoke to → that person.

`Selon l'AFP, Anne Roy est partie. Elle dénonce un complot.`, `La CGT l'accuse. « C'est faux », dit-elle.`: Anne Roy.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.grammar.gender import noun_gender
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import MEDIA
from kgextract.nlp.statements.colons import of_nobody
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.speakers.voices import Pronoun, Voice, agrees, medium
from kgextract.tables.names import words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

if TYPE_CHECKING:
    from kgextract.nlp.statements.speakers.discourse import Discourse

_OF = 4  # tokens from a testimony to whose it is
_ABOUT = 1  # paragraphs back to whom the pronoun of an accusation takes up


def told_before(discourse: Discourse, pronoun: Pronoun, draft: Draft) -> Voice | None:
    """Whom the sentence before tells of, accuses, turns on or gives a say, where somebody else is its subject."""
    told = told_of(discourse, pronoun, draft) or accused(discourse, pronoun, draft)
    return told or turned_to(discourse, pronoun, draft) or interviewed(discourse, pronoun)


def told_of(discourse: Discourse, pronoun: Pronoun, draft: Draft) -> Voice | None:
    """The person whom a sentence is about that a medium, a document or a body right before is reported to say.

    A body goes on itself where it adds or specifies something, and nobody says `je`.
    """
    last = discourse.last
    if last is None or pronoun.plural or pronoun.unit - last.unit != 1:
        return None
    if last.person and not set((last.text or "").lower().split()) & speech_words("source-noun"):
        return None
    own, oneself = discourse.own.get(last.unit), _of_oneself(discourse, draft)
    if own is None and oneself and pronoun.incise:  # `La police a interpellé Anne Roy. « Je pars », a-t-elle dit`
        only = discourse.only_person(last.unit)
        own = None if only is None else discourse.voice(only, None, unit=last.unit, token=last.token, spoke=False)
    if own is None or own.chain is None or own.chain.type != "Person" or own.chain.unnamed:
        return None
    if not agrees(own.gender, own.plural, pronoun):
        return None
    adds = pronoun.continuing or draft.cue in speaker_words("body-talk")
    tells = medium(last) or (last.chain is not None and last.chain.type == "Document")
    return own if not adds or (tells and pronoun.incise) or oneself else None


def accused(discourse: Discourse, pronoun: Pronoun, draft: Draft) -> Voice | None:
    """The person whom a sentence right before accuses or judges by a pronoun, who now answers.

    Somebody of the same sex goes on unless the answer is a denial (`Le préfet l'accuse. Il dément tout retard`).
    """
    doc, sources = discourse.doc, discourse.sources
    denies = draft.cue in speaker_words("denying")
    goes_on = draft.cue_class == "ask" and not _of_oneself(discourse, draft)
    if pronoun.plural or pronoun.continuing or goes_on:
        return None
    before = pronoun.unit - 1
    opens = doc[discourse.page.token(discourse.page.units[before].start)].lower_ if before > 0 else ""
    told = sources.clauses.get(before - 1, ()) if opens in speech_words("third-person") else ()  # `Il nie. « … »`
    for c in reversed((*told, *sources.clauses.get(before, ()))):
        cue = cue_of(doc, replace(c, lemma=lemma_of(doc, c.verb))) if c.form == "finite" else None
        taken = {doc[k].lower_ for k in range(c.start - 1, c.verb)} & syntax("object-clitic")
        by = discourse.of_unit(c.unit)
        if cue is None or cue.class_ not in ("accuse", "judge") or not (taken and by):
            continue
        rival = any(v.person and agrees(v.gender, v.plural, pronoun) for v in by)
        for v in discourse.people_before(c.start, paragraphs=_ABOUT):
            if all(v.chain is not x.chain for x in by) and agrees(v.gender, v.plural, pronoun):
                return None if v.chain is None or v.chain.unnamed or (rival and not denies) else v
    return None


def turned_to(discourse: Discourse, pronoun: Pronoun, draft: Draft) -> Voice | None:
    """Who turned to whom the sentence before is about, and now says it to him (`Le maire a été interpellé par un
    éleveur. « Honte à vous », lui a-t-il lancé.`, `… hué par des élèves. « Démission », ont-ils crié.`).
    """
    doc, sources = discourse.doc, discourse.sources
    clause, before = draft.clause, pronoun.unit - 1
    led = doc.lowered[max(clause.start - 1, 0) : clause.verb] if clause is not None else []
    to_him = not syntax("dative-clitic").isdisjoint(led)
    if not (pronoun.incise and (to_him or pronoun.plural)) or draft.cue in speaker_words("denying"):
        return None
    for c in reversed(sources.clauses.get(before, ())):
        if c.lemma not in speaker_words("turning-on"):
            continue
        by = next((a for a in c.arguments if a.role in syntax("agent")), c.subject if c.passive else None)
        phrase = noun_phrase(doc, by.start) if by is not None else None
        group = next((m for m in by.mentions if m.type == "Group" and m.chain is not None), None) if by else None
        if group is not None:
            who = discourse.voice(group.chain, None, unit=before, token=group.start, spoke=False)
        else:
            found = _somebody(discourse, before, phrase) if phrase is not None else None
            if found is None:
                return None
            who = found
        return who if agrees(who.gender, who.plural, pronoun) else None
    return None


def interviewed(discourse: Discourse, pronoun: Pronoun) -> Voice | None:
    """Whom a medium has spoken to or whose words it gives in the sentence before (`RTL a diffusé le récit de Luc.`)."""
    doc, sources, before = discourse.doc, discourse.sources, pronoun.unit - 1
    for c in sources.clauses.get(before, ()) if not pronoun.plural else ():
        by = sources.named(c.subject) if c.form == "finite" and c.subject is not None else None
        if by is None or by.cls not in MEDIA or c.position == "relative":
            continue
        for a in c.arguments:
            if a.role != "object" or a.start < c.end:
                continue
            start: int | None = a.start
            if doc[a.head].lower_ in speaker_words("testimony"):
                behind = range(a.head + 1, a.head + _OF)
                of = next((k for k in behind if doc[k].lower_ in speech_words("of-form")), None)
                start = None if of is None else of + (doc[of + 1].pos_ in ("DET", "PROPN", "NUM", "PRON"))
            elif c.lemma not in speaker_words("interviewing"):
                continue
            if start is not None and doc[start].lower_ in words("one") and doc[start + 1].lower_ in words("of"):
                start += 2  # `d'un de | ses voisins`
            phrase = noun_phrase(doc, start) if start is not None else None
            who = _somebody(discourse, before, phrase) if phrase is not None else None
            if who is not None and agrees(who.gender, who.plural, pronoun):
                return who
    return None


def tells_of_kin(page: Page, unit: int, token: int) -> bool:
    """Whether quoted words are of whom a phrase calls somebody's (`Son père trimait. « Il partait tôt. »`)."""
    doc, phrase = page.doc, noun_phrase(page.doc, token)
    if phrase is None or not phrase.possessive or page.quotation(page.units[unit].start) is None:
        return False
    first = page.token(page.units[unit].start) + 1
    opening = next((c for c in doc._.clauses if c.unit == unit and c.form == "finite"), None)
    if opening is None or opening.subject is None or opening.subject.start != first or of_nobody(page, opening):
        return False
    gender = "f" if doc[first].lower_ in speech_words("feminine-pronoun") else "m"
    single = doc[first].lower_ in speech_words("third-person") - speech_words("plural-pronoun")
    return single and noun_gender(doc[phrase.head].lower_) in (gender, None)


def _somebody(discourse: Discourse, unit: int, phrase: Phrase) -> Voice | None:
    """The person whom a phrase names or describes, or who is named behind its comma."""
    doc, sources = discourse.doc, discourse.sources
    behind = sources.at.get(min(phrase.end + 1, len(doc) - 1), ()) if doc[phrase.end].text == "," else ()
    apposed = (m for m in behind if m.start == phrase.end + 1)
    found = (m for m in (*sources.phrase(phrase).mentions, *apposed) if m.type == "Person" and m.kind == "named")
    named = next((m for m in found if m.chain is not None), None)
    if named is not None:
        return discourse.voice(named.chain, None, unit=unit, token=named.start, spoke=False)
    one_of = doc[phrase.start - 1].lower_ in speech_words("of-form") and doc[phrase.start - 2].lower_ in words("one")
    start = phrase.start - 2 * one_of
    kin = {doc[phrase.head].lower_, doc[phrase.head].lemma_.lower()} & speaker_words("relational")
    human = bool(kin) or sources.naming.human(phrase.head)
    text = doc.between(start, phrase.end)
    return discourse.voice(None, text, unit=unit, token=start, spoke=False) if human else None


def _of_oneself(discourse: Discourse, draft: Draft) -> bool:
    """Whether somebody says `je` in what is said."""
    page = discourse.page
    said = (t.lower_ for a, b in draft.content for t in page.doc[page.token(a) : page.token(b)])
    return any(word in speaker_words("oneself") for word in said)
