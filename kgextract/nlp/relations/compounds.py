"""An alliance and the names joined right behind it → memberOf: `l'intersyndicale CGT-FO`, `la coalition PS/MR`."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Candidate, Mention
from kgextract.nlp.relations.lists import by_start
from kgextract.nlp.relations.memberships import membership
from kgextract.tables.roles import office_words

RULE, SURE = "members-joined", 0.75
LINKS = frozenset("-–—/+")
LEAST = 2


def read(doc: Doc) -> Iterator[Candidate]:
    """The members that alliances have by the names that follow them."""
    wholes = [
        m
        for m in (*doc._.nominals, *doc._.mentions)
        if doc.lowered[m.head] in office_words("alliance-noun") and m.chain
    ]
    starts = by_start(sorted(doc._.mentions, key=lambda m: (m.start, -m.end))) if wholes else {}
    for whole in wholes:
        names = _joined(doc, whole.head + 1, starts)
        for m in names if len(names) >= LEAST else ():
            if m.chain is not None and m.chain is not whole.chain and whole.chain is not None:
                yield membership(m.chain, whole.chain, whole.start, m.end, rule=RULE, confidence=SURE)


def _joined(doc: Doc, at: int, starts: dict[int, Mention]) -> list[Mention]:
    """The bodies or people from a token on that hyphens or strokes join."""
    found: list[Mention] = []
    while at in starts and starts[at].type in ("Organization", "Person"):
        found.append(starts[at])
        at = starts[at].end
        if at + 1 >= len(doc) or doc[at].text not in LINKS:
            break
        at += 1
    return found
