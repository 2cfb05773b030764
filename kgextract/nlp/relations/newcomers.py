"""Pronoun of a sentence behind an appointment → the one appointed: `Le roi a nommé [Luc Roy] préfet. Il succède à …`.

Only where the sentence says whom somebody succeeds or what other office he has; `Il a salué …` may be the king.
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Chain, Clause, unit_of
from kgextract.nlp.relations.pronouns import first_told, gender_of
from kgextract.tables.roles import ROLE_RULES, office_words

PERSON = "Person"


def newcomer(doc: Doc, token: int) -> Chain | None:
    """The only person to whom the sentence before gives an office, somebody else than its subject, or None."""
    gender = gender_of(doc, token)
    if gender is None:
        return None
    unit = unit_of(doc, first_told(doc, token, gender)) - 1
    found = {id(c): c for c in _given_an_office(doc, unit) if c.gender in (gender, None)}
    return next(iter(found.values())) if len(found) == 1 else None


def successor(doc: Doc, clause: Clause, token: int) -> Chain | None:
    """The same for the subject of `succéder`, `remplacer`."""
    return newcomer(doc, token) if set(infinitives(doc[clause.verb])) & office_words("succeed") else None


def _given_an_office(doc: Doc, unit: int) -> list[Chain]:
    rows, verbs = _appointing()
    held = (h for r in doc._.roles if r.how in rows and unit_of(doc, r.mention.start) == unit for h in r.holders)
    titled = {(id(h), k) for r in doc._.roles for h in r.holders for k in range(r.mention.start, r.mention.end)}
    clauses = (c for c in doc._.clauses if c.unit == unit and c.form == "finite" and not c.passive)
    objects = (
        m
        for c in clauses
        if verbs & set(infinitives(doc[c.verb], c.lemma)) and c.modality == "asserted" and not c.negated
        for a in c.arguments
        if a.role == "object" and a.start > c.verb
        for m in a.mentions
        if m.start <= a.head < m.end or (id(m), a.head) in titled  # not `fit la connaissance de | Luc Roy`
    )
    people = (m for m in (*held, *objects) if m.type == PERSON and m.kind == "named")
    return [m.chain for m in people if m.chain is not None]


@cache
def _appointing() -> tuple[frozenset[str], frozenset[str]]:
    """The rows whose holder is no subject, and their verbs."""
    rows = [r for r in ROLE_RULES.rows() if r.holder == "object" or r.place == "noun"]
    return frozenset(r.id for r in rows), frozenset(v for r in rows for v in r.verbs)
