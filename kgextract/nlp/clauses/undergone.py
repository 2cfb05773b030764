"""Clauses of a unit → the same, where an infinitive tells what somebody undergoes: `X s'est vu remettre un prix par Y`.

Whoever stands behind `par` does it, or nobody who is told; X is its object where it has no other (`X s'est fait
accuser de fraude par Y`).
"""

from __future__ import annotations

from itertools import pairwise

from kgextract.nlp.clauses.page import Page
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Argument, Clause
from kgextract.tables.syntax import syntax


def turn(page: Page, clauses: list[Clause]) -> None:
    """Give such infinitives who does it as their subject."""
    for before, clause in pairwise(clauses):
        if clause.form != "infinitive" or not before.reflexive or clause.start < before.end:
            continue
        passed = all(page.tags[k] == "ADV" for k in range(before.end, clause.start))
        if not passed or syntax("undergo-lemma").isdisjoint(infinitives(page.doc[before.verb], before.lemma)):
            continue
        agent = next((a for a in clause.arguments if a.role in syntax("agent")), None)
        patient = clause.subject
        clause.arguments = [a for a in clause.arguments if a is not agent]
        clause.subject = None
        if agent is not None:
            agent.role = "subject"
            clause.subject = agent
        if patient is not None and not any(a.role == "object" for a in clause.arguments):
            told = Argument(
                role="object", start=patient.start, end=patient.end, head=patient.head, mentions=patient.mentions
            )
            clause.arguments.insert(0, told)
