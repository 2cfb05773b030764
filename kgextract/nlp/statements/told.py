"""A pronoun behind what a medium, a body or a rival has told of somebody → that person.

`Selon l'AFP, Anne Roy est partie. Elle dénonce un complot.`, `La CGT l'accuse. « C'est faux », dit-elle.`: Anne Roy.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.statements.drafts import Draft
from kgextract.nlp.statements.voices import Pronoun, Voice, agrees, medium
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

if TYPE_CHECKING:
    from kgextract.nlp.statements.discourse import Discourse

_ABOUT = 1  # paragraphs back to whom the pronoun of an accusation takes up


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


def _of_oneself(discourse: Discourse, draft: Draft) -> bool:
    """Whether somebody says `je` in what is said."""
    page = discourse.page
    said = (t.lower_ for a, b in draft.content for t in page.doc[page.token(a) : page.token(b)])
    return any(word in speaker_words("oneself") for word in said)
