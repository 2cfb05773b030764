"""A noun of political colour → the person whose party or colour the text tells: `Luc Roy (PS) … le socialiste`."""

from __future__ import annotations

from collections.abc import Iterable

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import once
from kgextract.nlp.layers import Chain, Mention
from kgextract.tables.roles import party_words

_PARTY = "PoliticalParty"


def of_colour(doc: Doc, noun: str, people: Iterable[Mention]) -> Chain | None:
    """The only one of those named beside whose name a party or colour stands that the noun (lower case) tells of.

    `Paul Roy (PS)`, `Paul Roy, élu du PS`, `le maire socialiste Paul Roy`
    """
    names = party_words().get(noun)
    if names is None:
        return None
    named = (m for m in people if m.type == "Person" and m.kind == "named" and m.chain is not None)
    found = {id(m.chain): m.chain for m in named if _colours(doc, m) & names}
    return next(iter(found.values())) if len(found) == 1 else None


def _colours(doc: Doc, m: Mention) -> set[str]:
    """The words of the party and of the titles beside a name."""
    text, found = doc.lowered, {doc.lowered[m.start - 1]} if m.start else set()
    for r in doc._.roles or ():
        if any(h is m for h in r.holders):
            found |= {*text[r.mention.start : r.mention.end], *_party(doc, r.mention.start, r.mention.end)}
    if m.end + 1 < len(doc) and text[m.end] == "(":
        found |= _party(doc, m.end + 1, m.end + 2)
    return found


def _party(doc: Doc, start: int, end: int) -> set[str]:
    """The words of the names of parties in tokens [start, end)."""
    parties = once(doc, "parties", lambda: [m for m in doc._.mentions if m.cls == _PARTY])
    here = (p.chain for p in parties if start <= p.start < end and p.chain is not None)
    return {word for c in here for word in c.name.lower().split()}
