"""Clauses of a unit → the same, where an infinitive tells what somebody undergoes: `X s'est vu remettre un prix par Y`.

Whoever stands behind `par` does it, or nobody who is told; X is its object where it has no other (`X s'est fait
accuser de fraude par Y`). So does whom somebody makes do it (`a fait adopter la loi par le Sénat`); where that is not
told, the lemma says that somebody had it done (`a fait adopter la loi`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from kgextract.nlp.clauses.page import Page
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Clause
from kgextract.tables.syntax import syntax


def turn(page: Page, clauses: list[Clause]) -> None:
    """Give such infinitives who does it as their subject."""
    for before, clause in pairwise(clauses):
        if clause.form != "infinitive" or clause.start < before.end:
            continue
        passed = all(page.tags[k] == "ADV" for k in range(before.end, clause.start))
        names = infinitives(page.doc[before.verb], before.lemma)
        if passed and not before.reflexive and not syntax("made-to-lemma").isdisjoint(names):
            if not _take_agent(clause) and clause.lemma in syntax("made-by-others-lemma"):
                clause.lemma = f"{before.lemma} {clause.lemma}"
            continue
        if not (passed and before.reflexive) or syntax("undergo-lemma").isdisjoint(names):
            continue
        agent = next((a for a in clause.arguments if a.role in syntax("agent")), None)
        patient = clause.subject
        clause.arguments = [a for a in clause.arguments if a is not agent]
        clause.subject = None
        if agent is not None:
            agent.role = "subject"
            clause.subject = agent
        if patient is None:
            continue
        has_object = any(a.role == "object" for a in clause.arguments)
        role = next(iter(syntax("to-lemma"))) if has_object else "object"  # `s'est vu reprocher | son silence`
        told = replace(patient, role=role)
        clause.arguments.insert(0, told)


def _take_agent(clause: Clause) -> bool:
    """Take who is made to do something for its subject, where that is told (`a fait adopter la loi | par le Sénat`)."""
    agent = next((a for a in clause.arguments if a.role in syntax("agent") and a.mentions), None)
    if agent is not None:
        clause.arguments = [a for a in clause.arguments if a is not agent]
        clause.subject = replace(agent, role="subject")
    return agent is not None
