"""A token → the kinds of event verbs that it may be: those of its lemma, and of its form where the model errs.

"redoute" (lemma `redoute` for the model) → event-unreal; "s'ouvrira" → event-frame
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.grammar.inflection import forms
from kgextract.tables.events import words_of

_RULES = (
    *("event-frame", "event-hit", "event-effect", "event-toll-verb", "event-hold", "event-victim"),
    *("event-host", "event-arrive", "event-undergo", "event-unreal", "event-light", "event-modal", "event-goes-on"),
    *("event-moved", "event-made", "event-ends", "event-says", "event-serve", "event-curtain", "event-rise"),
    *("event-comes", "event-return", "event-make", "event-plotted", "event-launch", "event-is", "event-gathered"),
)
_NONE: frozenset[str] = frozenset()
_SAYS = 3  # tokens from a subject to its verb


def kinds(token: Token) -> frozenset[str]:
    """The rules of `rules/events.yaml` whose verbs a token may be a form of."""
    by_lemma, by_form = _tables()
    return by_lemma.get(token.lemma_.lower(), _NONE) | by_form.get(token.lower_, _NONE)


def finite(token: Token) -> bool:
    """Whether a form of a verb of events is a finite one and no participle, whatever its tag (`réunit`)."""
    return token.lower_ in _finite()


@cache
def _finite() -> frozenset[str]:
    verbs = {verb for r in _RULES for verb in words_of(r)}
    found = {(form, kind) for verb in verbs for form, kind in forms(verb)}
    return frozenset(f for f, kind in found if kind == "finite") - {f for f, kind in found if kind == "past"}


def says(doc: Doc, end: int) -> bool:
    """Whether what ends at a token says something, as a body does and no event (`le mouvement | a annoncé`)."""
    for token in doc[end : end + _SAYS]:
        if token.is_punct:
            return False
        if token.pos_ == "VERB" and "event-says" in kinds(token):
            return True
    return False


@cache
def _tables() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    by_lemma = {verb: frozenset(r for r in _RULES if verb in words_of(r)) for r in _RULES for verb in words_of(r)}
    by_form: dict[str, frozenset[str]] = {}
    for verb, rules in by_lemma.items():
        for form, _ in forms(verb):
            by_form[form] = by_form.get(form, _NONE) | rules
    return by_lemma, by_form
