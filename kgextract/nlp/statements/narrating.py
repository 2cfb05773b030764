"""A token behind *et* → the *de* of an infinitive that narrates, behind its subject (`et le juge Roy, de rire`)."""

from __future__ import annotations

from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.cues import is_infinitive
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import can_say
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.tables.speech import speech_words


def narrator(page: Page, i: int) -> tuple[Phrase, int] | None:
    """Who stands at a token, by a definite phrase or a name, and the token of *de* before what he or she does."""
    doc = page.doc
    phrase = noun_phrase(doc, i) if i < len(doc) else None
    if phrase is None or phrase.definite is False or not (can_say(page, phrase) or phrase.names):
        return None
    for of in (phrase.base_end, phrase.end, _past_name(page, phrase.end)):
        verb = past_clitics(page, of + 1, len(doc))  # `et Luc Roy de s'exclamer`
        if verb < len(doc) and doc.lowered[of] in speech_words("of-form") and is_infinitive(doc, verb):
            return phrase, of
    return None


def _past_name(page: Page, i: int) -> int:
    """The token behind a name between commas that explains a phrase which ends there, else that token."""
    if i + 1 >= len(page.doc) or page.doc[i].text != ",":
        return i
    name = next((m for m in page.at_token(i + 1) if m.start == i + 1 and m.type == "Person"), None)
    closed = name is not None and name.end < len(page.doc) and page.doc[name.end].text == ","
    return name.end + 1 if name is not None and closed else i
