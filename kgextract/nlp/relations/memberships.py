"""Somebody and a body, group or state → that the one is a member of the other, before it is checked."""

from __future__ import annotations

from kgextract.nlp.layers import Candidate, Chain


def membership(member: Chain, of: Chain, start: int, end: int, *, rule: str, confidence: float) -> Candidate:
    """What tokens [start, end) say: `memberOf`."""
    return Candidate(
        subject=member, relation="memberOf", object=of, start=start, end=end, rule=rule, confidence=confidence
    )
