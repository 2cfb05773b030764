"""Members of a group that takes part in an event → participatedIn: `La réunion rassemble des élus, dont Luc Roy`.

A fact of the same sentence names the group, another one those who are of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Candidate, Chain, unit_of

RULE, SHARE = "members-take-part", 0.9  # how sure a member is where the group is
GROUP, MEMBER, PRESENT = "Group", "memberOf", "participatedIn"


def read(doc: Doc, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The facts about members that those about their groups give."""
    facts = [c for c in found if c.factuality == "asserted"]
    groups = [c for c in facts if c.relation == PRESENT and c.subject.type == GROUP]
    members: dict[tuple[int, int], list[Candidate]] = {}
    for c in facts if groups else ():
        if c.relation == MEMBER and c.object.type == GROUP:
            members.setdefault((id(c.object), unit_of(doc, c.start)), []).append(c)
    known: set[tuple[int, int]] = {(id(c.subject), id(c.object)) for c in facts if members and c.relation == PRESENT}
    for c in groups if members else ():
        for member in members.get((id(c.subject), unit_of(doc, c.start)), ()):
            if (id(member.subject), id(c.object)) not in known and member.subject is not c.object:
                known.add((id(member.subject), id(c.object)))
                yield _present(member, c, c.object)


def _present(member: Candidate, group: Candidate, event: Chain) -> Candidate:
    return Candidate(
        subject=member.subject,
        relation=PRESENT,
        object=event,
        start=min(member.start, group.start),
        end=max(member.end, group.end),
        rule=RULE,
        confidence=round(min(member.confidence, group.confidence) * SHARE, 3),
    )
