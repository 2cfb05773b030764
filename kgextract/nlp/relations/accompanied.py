"""Who is at the head of a jury or delegation → those named behind as beside them: `Le jury, présidé par A, avec B`.

`accompagné de`, `avec`, `À ses côtés siègent` … open the list; of a body that is no such group, nothing is said (`le
maire, accompagné de B`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Candidate, Chain, unit_of
from kgextract.nlp.relations.lists import SKIPPED, named_items, starts_of
from kgextract.tables.names import nominal_words
from kgextract.tables.roles import office_words

RULE, SURE = "members-beside-head", 0.75
PERSON, MEMBER = "Person", "memberOf"
LEADING = frozenset({"lead", "lead-group", "lead-delegation"})  # the rows whose subject is at the head
_OPENER = 3  # words
_ASIDE = 6  # words between `À ses côtés` and the verb


def read(doc: Doc, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The members that the facts about heads of groups open."""
    heads = [c for c in found if c.relation in (MEMBER, "headOf") and c.rule in LEADING and _is_group(doc, c)]
    starts = starts_of(doc) if heads else {}
    for c in heads:
        unit = unit_of(doc, c.start)
        ends = (_end(doc, chain, c.start, unit) for chain in (c.subject, c.object))
        at = next((at for end in ends if end and (at := _opened(doc, past_bracket(doc, end, SKIPPED)))), 0)
        at = at or _beside(doc, unit + 1)
        for chain, start, stop in named_items(doc, at, starts, (PERSON,)) if at else ():
            if chain is not c.subject:
                yield Candidate(
                    subject=chain, relation=MEMBER, object=c.object, start=start, end=stop, rule=RULE, confidence=SURE
                )


def _end(doc: Doc, chain: Chain, start: int, unit: int) -> int:
    """The end of the last mention of a chain in a sentence from a token on, or 0."""
    return max((m.end for m in chain.mentions if m.start >= start and unit_of(doc, m.start) == unit), default=0)


def _beside(doc: Doc, unit: int) -> int:
    """The token after `À ses côtés siègent`, `À ses côtés :` at the beginning of a sentence, or 0."""
    spans = unit_tokens(doc)
    first, last = spans[unit] if unit < len(spans) else (0, 0)
    opened = next((k for k in range(first, min(first + _OPENER, last)) if doc.lowered[k] in office_words("sides")), -1)
    if opened < 0 or doc.between(first, opened + 1).lower() not in office_words("at-their-side"):
        return 0
    for k in range(opened + 1, min(opened + _ASIDE, last)):
        if doc[k].text == ":" or doc.lowered[k] in nominal_words("sits"):
            return k + 1 + (doc.lowered[k + 1] in office_words("also"))
        if doc[k].is_punct and doc[k].text != ",":
            return 0
    return 0


def _is_group(doc: Doc, c: Candidate) -> bool:
    return any(doc.lowered[m.head] in office_words("led-group") for m in c.object.mentions)


def _opened(doc: Doc, end: int) -> int:
    """The token after `, accompagné de`, `, entouré notamment de`, `, avec` behind a name, or 0."""
    at = end + (end < len(doc) and doc[end].text == ",")
    for n in range(_OPENER, 0, -1):
        if at + n < len(doc) and doc.between(at, at + n).lower() in office_words("in-company"):
            return at + n
    return 0
