"""Who is at the head of a jury or delegation → those named behind as beside them: `Le jury, présidé par A, avec B`.

`accompagné de`, `avec` … open the list; of a body that is no such group, nothing is said (`le maire, accompagné de B`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.layers import Candidate, unit_of
from kgextract.nlp.relations.lists import SKIPPED, by_start, in_order, named_items
from kgextract.tables.roles import office_words

RULE, SURE = "members-beside-head", 0.75
PERSON, MEMBER = "Person", "memberOf"
LEADING = frozenset({"lead", "lead-group", "lead-delegation"})  # the rows whose subject is at the head
_OPENER = 3  # words


def read(doc: Doc, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The members that the facts about heads of groups open."""
    heads = [c for c in found if c.relation in (MEMBER, "headOf") and c.rule in LEADING and _is_group(doc, c)]
    starts = by_start(in_order(doc)) if heads else {}
    for c in heads:
        unit = unit_of(doc, c.start)
        near = (m.end for m in c.subject.mentions if m.start >= c.start and unit_of(doc, m.start) == unit)
        end = max(near, default=0)
        at = _opened(doc, past_bracket(doc, end, SKIPPED)) if end else 0
        for chain, start, stop in named_items(doc, at, starts, (PERSON,)) if at else ():
            if chain is not c.subject:
                yield Candidate(
                    subject=chain, relation=MEMBER, object=c.object, start=start, end=stop, rule=RULE, confidence=SURE
                )


def _is_group(doc: Doc, c: Candidate) -> bool:
    return any(doc.lowered[m.head] in office_words("led-group") for m in c.object.mentions)


def _opened(doc: Doc, end: int) -> int:
    """The token after `, accompagné de`, `, entouré notamment de`, `, avec` behind a name, or 0."""
    at = end + (end < len(doc) and doc[end].text == ",")
    for n in range(_OPENER, 0, -1):
        if at + n < len(doc) and doc.between(at, at + n).lower() in office_words("in-company"):
            return at + n
    return 0
