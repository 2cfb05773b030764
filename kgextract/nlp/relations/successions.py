"""Who succeeds whom, and in what → the office of the predecessor.

`Anne Roy remplace Luc Petit au poste de préfète` and `… nommée ministre à la place de Luc Petit` say of both that they
held the office; `le sénateur Jean Blanc remplace Luc Petit` says it of nobody. `Anne Roy dirige le port. Son
prédécesseur, Luc Petit, …` says of both that they were at its head.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Candidate, unit_of
from kgextract.nlp.relations import predecessors
from kgextract.tables.roles import ROLE_RULES

RULE, SHARE = "predecessor", 0.9  # how sure the office of the one makes that of the other
AT_HEAD = frozenset({"take-lead", "take-reins", "named-to-lead"})
HEAD, NEAR = "headOf", 3  # sentences back to what somebody with a predecessor heads


def read(doc: Doc, found: list[Candidate]) -> Iterator[Candidate]:
    """The offices of predecessors, out of the facts found so far."""
    successions = [c for c in found if c.relation == "succeeded" and c.factuality == "asserted"]
    heading = [c for c in found if c.relation == HEAD and c.factuality == "asserted"] if successions else []
    for c in successions:
        yield from _headed(doc, c, heading)
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


def _headed(doc: Doc, c: Candidate, heading: list[Candidate]) -> Iterator[Candidate]:
    """What both were at the head of: the one thing of which it is said so of one of them, of none of the other."""
    here = unit_of(doc, c.start)
    near = NEAR if c.rule == predecessors.RULE else 0
    told = [h for h in heading if here - near <= unit_of(doc, h.start) <= here]
    if not near:  # `Anne Roy prend la suite de Luc Petit à la tête du port`; not `le maire de Lens remplace Luc Petit`
        told = [h for h in told if h.rule in AT_HEAD or h.rule in _by_verb()]
    for one, other in ((c.subject, c.object), (c.object, c.subject)):
        own = {id(h.object): h for h in told if h.subject is one}
        held = next(iter(own.values())) if len(own) == 1 else None
        named = held is not None and any(m.kind == "named" for m in held.object.mentions)
        if held is not None and named and not any(h.subject is other for h in heading):
            yield replace(
                held,
                subject=other,
                start=min(c.start, held.start),
                end=max(c.end, held.end),
                rule=RULE,
                confidence=round(min(c.confidence, held.confidence) * SHARE, 3),
            )


@cache
def _by_verb() -> frozenset[str]:
    """The rows whose verb joins an office to its holder: with them it is the office that changes hands."""
    return frozenset(r.id for r in ROLE_RULES.rows() if r.place == "verb")
