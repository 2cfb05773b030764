"""Who succeeds whom, and in what → the office of the predecessor.

`Anne Roy remplace Luc Petit au poste de préfète` and `… nommée ministre à la place de Luc Petit` say of both that they
held the office; `le sénateur Jean Blanc remplace Luc Petit` says it of nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Candidate, unit_of
from kgextract.tables.roles import ROLE_RULES

RULE, SHARE = "predecessor", 0.9  # how sure the office of the one makes that of the other


def read(doc: Doc, found: list[Candidate]) -> Iterator[Candidate]:
    """The offices of predecessors, out of the facts found so far."""
    successions = [c for c in found if c.relation == "succeeded" and c.factuality == "asserted"]
    for c in successions:
        unit = unit_of(doc, c.start)
        for held in found:
            if held.relation != "holdsRole" or held.subject is not c.subject or held.rule not in _by_verb():
                continue
            if held.factuality == "asserted" and unit_of(doc, held.start) == unit:
                yield Candidate(
                    subject=c.object,
                    relation="holdsRole",
                    object=held.object,
                    start=min(c.start, held.start),
                    end=max(c.end, held.end),
                    rule=RULE,
                    confidence=round(min(c.confidence, held.confidence) * SHARE, 3),
                )


@cache
def _by_verb() -> frozenset[str]:
    """The rows whose verb joins an office to its holder: with them it is the office that changes hands."""
    return frozenset(r.id for r in ROLE_RULES.rows() if r.place == "verb")
