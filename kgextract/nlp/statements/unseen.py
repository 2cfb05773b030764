"""A sentence before an incise in which the model sees no verb → whether it is a whole one (`L'eau monte, prévient X`).

Present forms that are nouns or adjectives too are taken for them (`Le lac se vide`), and some sentences have no verb
(`Un projet inutile, juge X`). Where the words behind the comma end with who speaks, what stands before it is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kgextract.nlp.grammar.cues import Cue
from kgextract.nlp.grammar.inflection import forms
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import called
from kgextract.tables.speech import speech_endings, speech_words

_REPLY = 4  # words of an answer without a verb


def whole(page: Page, first: int, comma: int, cue: Cue, behind: Iterable[int]) -> bool:
    """Whether tokens from the first of a sentence up to a comma are a sentence of their own.

    `behind` holds the tokens from the speaker on to where the sentence ends, without those of relative clauses.
    """
    doc = page.doc
    if doc[comma].text != "," or "quote" not in cue.frames or not _closed(page, behind):
        return False
    if comma - first <= _REPLY and (doc[first].pos_ == "ADJ" or doc[first].lower_ in speech_words("reply-opening")):
        return True  # `Faux, répond la mairie`, `Trop tard, regrette le maire`
    if f"{doc[first].lower_} {doc[first + 1].lower_}" in speech_words("verbless-opening"):
        return all(doc[k].text != "," for k in range(first, comma))  # `Rien à voir avec la crue, assure le maire`
    start = _subject(page, first, comma)
    if start is None or doc[start].pos_ != "DET" or any(doc[k].text in (":", ";") for k in range(start, comma)):
        return False
    if start == first and doc[start].lower_ in speech_words("a-word", "some-plural"):
        return True  # `Un projet inutile, juge la maire`
    opening = noun_phrase(doc, start)
    if opening is None or comma <= opening.head + 1:
        return False
    if any(t.lower_ in _happenings() or t.lower_ in speech_words("reflexive") for t in doc[opening.head + 1 : comma]):
        return True
    last = doc[comma - 1]
    verbal = last.lower_.endswith(speech_endings("present-ending")) and last.pos_ in ("ADJ", "VERB", "ADV", "PRON")
    return verbal and last.is_lower and not called(page, opening.head)  # not `Le conseil municipal, critique la CGT`


def _subject(page: Page, first: int, comma: int) -> int | None:
    """The token where the subject of a sentence begins: the first, or behind a phrase with its comma, or `mais`."""
    doc = page.doc
    start = first
    if doc[first].pos_ != "DET":
        opener = next((k for k in range(comma - 1, first, -1) if doc[k].text == ","), None)
        if opener is not None:
            start = opener + 1
    start += doc[start].pos_ == "CCONJ"
    return start if all(doc[k].text != "," for k in range(start, comma)) else None


def _closed(page: Page, behind: Iterable[int]) -> bool:
    """Whether no verb follows who speaks, but one of a clause of its own (`Faux, répond la mairie : le pont tient`)."""
    for k in behind:
        if page.doc[k].lower_ in speech_words("and-word") or page.doc[k].text == ":":
            return True
        if page.finite(k):
            return False
    return True


@cache
def _happenings() -> frozenset[str]:
    """Finite forms of verbs that tell how things go (`monte`, `manquent`)."""
    return frozenset(form for verb in speech_words("happening") for form, kind in forms(verb) if kind == "finite")
