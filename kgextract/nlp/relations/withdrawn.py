"""Nouns of leaving with who leaves what → memberOf: `le retrait du Mali et du Niger de la Cédéao`: they were in it."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import genitive
from kgextract.nlp.layers import Candidate, Mention
from kgextract.nlp.relations.lists import named_items, starts_of
from kgextract.nlp.relations.memberships import membership
from kgextract.tables.roles import office_words

RULE, SURE = "members-withdrawn", 0.75
MEMBERS = ("Person", "Place", "Organization")
BODIES = frozenset({"PoliticalParty", "Government", "InternationalOrganization", "Union", "NGO", "SportsBody"})


def read(doc: Doc) -> Iterator[Candidate]:
    """The members that nouns of leaving name."""
    nouns = [k for k in range(len(doc) - 3) if doc.lowered[k] in office_words("withdrawal-noun")]
    starts = starts_of(doc) if nouns else {}
    for k in nouns:
        items = named_items(doc, k + 1, starts, MEMBERS) if genitive(doc, k + 1) is not None else []
        body = _body(doc, items[-1][2], starts) if items else None
        for chain, start, _ in items if body is not None else ():
            if body is not None and body.chain is not None and chain is not body.chain:
                yield membership(chain, body.chain, start, body.end, rule=RULE, confidence=SURE)


def _body(doc: Doc, at: int, starts: dict[int, Mention]) -> Mention | None:
    """The body behind `de` at a token."""
    link = genitive(doc, at)
    if link is None or link.end >= len(doc):
        return None
    m = starts.get(link.end + (not link.contracted and doc.lowered[link.end] in office_words("determiner")))
    return m if m is not None and (m.chain.cls if m.chain is not None else m.cls) in BODIES else None
