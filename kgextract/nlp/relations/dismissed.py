"""Somebody dismissed, and somebody else named instead → who succeeds whom: `a limogé Luc Roy et nommé Anne Blin à sa
place`, `a écarté Luc Roy et nommé Anne Blin pour le remplacer`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import once
from kgextract.nlp.layers import Argument, Candidate, Chain, Clause
from kgextract.tables.relations import RELATION_RULES
from kgextract.tables.roles import office_words

RULE, SURE = "in-their-place", 0.75
PERSON = "Person"


def read(doc: Doc) -> Iterator[Candidate]:
    """Who is named in the place of somebody dismissed before."""
    for clause in doc._.clauses:
        if clause.lemma not in _naming() or clause.negated or clause.modality != "asserted":
            continue
        own = office_words("their-place")
        if not any(doc.between(a.start, a.end).lower() in own for a in clause.arguments):
            continue
        who = next((a for a in clause.arguments if a.role == "object"), None)
        new = _person(who)
        old = dismissed(doc, clause, None)
        if new is not None and old is not None and new is not old:
            start = min(clause.start, who.start if who is not None else clause.start)
            yield Candidate(
                subject=new, relation="succeeded", object=old, start=start, end=clause.end, rule=RULE, confidence=SURE
            )


def dismissed(doc: Doc, clause: Clause, gender: str | None) -> Chain | None:
    """Who was last dismissed before a clause, in its sentence or the one before it; of a gender, if one is given."""
    found: Chain | None = None
    leave, dismiss = office_words("leaving"), office_words("dismissing")
    for other in once(doc, "dismissals", lambda: [c for c in doc._.clauses if c.lemma in leave | dismiss]):
        if other.verb >= clause.verb or clause.unit - other.unit > 1 or other.negated:
            continue
        told = shared(other) if other.passive else next((a for a in other.arguments if a.role == "object"), None)
        who = _person(other.subject if other.lemma in leave else told)
        if who is not None and (gender is None or who.gender in (gender, None)):
            found = who
    return found


def _person(argument: Argument | None) -> Chain | None:
    """The person whom an argument names."""
    named = (m for m in (argument.mentions if argument is not None else ()) if m.type == PERSON and m.kind == "named")
    return next((m.chain for m in named if m.chain is not None), None)


@cache
def _naming() -> frozenset[str]:
    """The verbs with which somebody is named in another's place."""
    return frozenset(verb for row in RELATION_RULES.rows() if row.id == "in-place-of" for verb in row.verbs)
