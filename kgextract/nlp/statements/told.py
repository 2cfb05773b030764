"""A pronoun behind what a medium or a body has told of somebody → that person.

`Selon l'AFP, Anne Roy est partie. Elle dénonce un complot.`: Anne Roy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgextract.nlp.statements.drafts import Draft
from kgextract.nlp.statements.voices import Pronoun, Voice, agrees, medium
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

if TYPE_CHECKING:
    from kgextract.nlp.statements.discourse import Discourse


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


def _of_oneself(discourse: Discourse, draft: Draft) -> bool:
    """Whether somebody says `je` in what is said."""
    page = discourse.page
    said = (t.lower_ for a, b in draft.content for t in page.doc[page.token(a) : page.token(b)])
    return any(word in speaker_words("oneself") for word in said)
