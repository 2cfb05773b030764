"""A verb in the text → the infinitives of rule rows that it may be: the model's lemma and the endings of the tables."""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Token
from kgextract.nlp.grammar.inflection import forms
from kgextract.tables.relations import RELATION_RULES
from kgextract.tables.roles import ROLE_RULES


def infinitives(token: Token, lemma: str = "") -> tuple[str, ...]:
    """The infinitives that a verb form stands for (`préside` → `présider`), the model's own lemma first."""
    first = (lemma or token.lemma_).lower()
    return tuple(dict.fromkeys((first, *_by_form().get(token.lower_, ()))))


@cache
def finite_forms() -> frozenset[str]:
    """Forms that are finite, and no participle, of a verb of a rule row (`parraine`, not `conduit`)."""
    kinds: dict[str, set[str]] = {}
    for verb in _verbs():
        for form, kind in forms(verb):
            kinds.setdefault(form, set()).add(kind)
    return frozenset(form for form, found in kinds.items() if found == {"finite"})


@cache
def past_forms() -> frozenset[str]:
    """Past participles of the verbs of rule rows (`rédigée`)."""
    return frozenset(form for verb in _verbs() for form, kind in forms(verb) if kind == "past")


@cache
def participles() -> frozenset[str]:
    """Past participles of the verbs of role rows (`nommée`)."""
    verbs = frozenset().union(*(row.verbs for row in ROLE_RULES.rows()))
    return frozenset(form for verb in verbs for form, kind in forms(verb) if kind == "past")


@cache
def _verbs() -> frozenset[str]:
    of_relations = (row.verbs for row in RELATION_RULES.rows())
    return frozenset().union(*of_relations, *(row.verbs for row in ROLE_RULES.rows()))


@cache
def _by_form() -> dict[str, tuple[str, ...]]:
    table: dict[str, set[str]] = {}
    for verb in _verbs():
        for form, _ in forms(verb):
            table.setdefault(form, set()).add(verb)
    return {form: tuple(sorted(found)) for form, found in table.items()}
