"""A sentence before a colon → those whose view or mood it tells, or among whom it leads.

`Même inquiétude à la ligue : « … »`, `Colère aussi du côté des parents : « … »`.
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument
from kgextract.nlp.statements.about import explained
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import called, can_say, subject
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_NEAR = 4  # tokens from the beginning of a sentence to a view


def quarter(page: Page, first: int, stop: int) -> Argument | None:
    """Those among whom a sentence without a verb leads before a colon (`Colère aussi du côté des parents : «`)."""
    doc = page.doc
    if any(page.finite(k) for k in range(first, stop)) or preposition(doc, first) is not None:
        return None  # `Au menu du conseil : «`
    for k in range(first, stop):
        of = preposition(doc, k)
        if of is None or of.lemma not in _quarters():
            continue
        if doc[k - 1].lower_ in speech_words("human-noun", "collective-noun"):
            continue  # `Même réaction au syndicat des pêcheurs : «`
        phrase = noun_phrase(doc, of.end - of.contracted)
        if phrase is not None and can_say(page, phrase) and explained(page, phrase.end, stop - 1) == stop - 1:
            return subject(page, phrase)
    return None


def whose_view(page: Page, n: int, first: int, stop: int) -> Argument | None:
    """Whose view or mood a sentence before a colon tells (`Même inquiétude à la ligue : «`, `Chez les éleveurs, la
    colère domine : «`, `Le constat des élus est le même : «`, `Du côté des parents, on ne décolère pas : «`).
    """
    doc = page.doc
    main = next((c for c in reversed(doc._.clauses) if c.unit == n and c.form == "finite" and c.end <= stop), None)
    topics = (main.subject, *(a for a in main.arguments if a.role == "object")) if main is not None else ()
    topic = next((a for a in topics if a is not None), None)
    if main is None:
        at = next((k for k in range(first, min(first + _NEAR, stop)) if _view(page, k)), -1)
    elif topic is None or main.position != "main":
        return None
    else:
        it = doc.lowered[topic.head] in speech_words("this-is") and _view(page, stop - 2)  # `c'est la colère : «`
        nobody = doc.lowered[topic.head] in speech_words("on-word") and preposition(doc, first) is not None
        near = (topic.head, topic.head + 2) if preposition(doc, topic.head + 1) is not None else (topic.head,)
        at = first if it or nobody else next((k for k in near if _view(page, k)), -1)  # `Le son de cloche`
    return _held_by(page, at, first, stop) if at >= 0 else None


def _held_by(page: Page, at: int, first: int, stop: int) -> Argument | None:
    """Those of whom, among whom or on whose side a view at a token is, in the tokens [first, stop)."""
    doc = page.doc
    for k in range(first, stop):
        of, sided = preposition(doc, k), doc.lowered[max(k - 1, 0)] in speaker_words("side")
        if k == first and doc.lowered[k] in speaker_words("side") and called(page, k + 1):
            return Argument(role="subject", start=k + 1, end=k + 2, head=k + 1)  # `Côté syndicats, la colère monte`
        if of is None or of.lemma not in speaker_words("origin"):
            continue
        if of.lemma in speech_words("of-word") and not (sided or k == at + 1):
            continue  # `la colère monte contre le maire | de Gap`
        phrase = noun_phrase(doc, of.end - of.contracted)
        if phrase is None or phrase.end > stop or doc.lowered[phrase.head] in speaker_words("side"):
            continue
        if of.lemma in syntax("to-lemma") and not _body(page, phrase.head):
            continue  # `À Gap, l'inquiétude grandit : «`
        if can_say(page, phrase):
            return subject(page, phrase)
    return None


def _view(page: Page, k: int) -> bool:
    """Whether a noun says what somebody thinks or feels."""
    return page.doc[k].pos_ in ("NOUN", "ADJ") and page.doc[k].lower_ in speaker_words("view")


def _body(page: Page, head: int) -> bool:
    """Whether a noun or name is a body."""
    named = any(m.type == "Organization" and m.start <= head < m.end for m in page.at_token(head))
    return named or page.doc[head].lower_ in speech_words("collective-noun")


@cache
def _quarters() -> frozenset[str]:
    return speaker_words("origin") - syntax("to-lemma")  # not `Lettre à la préfète : «`
