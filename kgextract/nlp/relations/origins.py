"""Places with an adjective of nationality → locatedIn: `la ville ukrainienne de Kharkiv`, `la capitale malienne`.

Elections and what befalls a land are in it too (`l'élection présidentielle togolaise`, `la guerre civile libyenne`).
Only where the article names the country as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Candidate, Chain, Mention
from kgextract.nlp.relations.told import denied
from kgextract.nlp.relations.whereabouts import lands
from kgextract.tables.events import words_of
from kgextract.tables.names import nominal_words, words
from kgextract.tables.roles import countries, office_words

RULE, CONFIDENCE = "nationality-of-place", 0.75
EVENT_RULE = "nationality-of-event"
ELECTION = "Election"
PLACE, COUNTRY = "Place", "Country"
_HYPHENS = ("-", "–")
REACH = 2  # words behind the noun in which its adjective stands


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that the adjectives of places give."""
    by_key = {c.key: c for c in doc._.chains if c.key}
    yield from _of_events(doc, by_key)
    for m in (*doc._.nominals, *doc._.mentions):
        if m.type != PLACE or m.cls == COUNTRY or m.chain is None or m.chain.cls == COUNTRY or m.plural:
            continue  # `les marchés norvégiens`: places of a kind
        key = _country(doc, m)
        if lands().get(m.chain.key, key) != key:
            continue  # `Brazzaville … la capitale congolaise`: one adjective of two lands
        country = by_key.get(key)
        if country is not None and country is not m.chain and country.type == PLACE:
            yield Candidate(
                subject=m.chain,
                relation="locatedIn",
                object=country,
                start=m.start,
                end=m.end,
                rule=RULE,
                confidence=CONFIDENCE,
            )


def _of_events(doc: Doc, by_key: dict[str, Chain]) -> Iterator[Candidate]:
    """Where an election was held, where a war or crisis was, by the adjective of its phrase."""
    not_so, text = denied(doc), lowered(doc)
    placed = {id(e.mention.chain) for e in doc._.events if e.place is not None}
    for m in (e.mention for e in doc._.events):
        held = m.cls == ELECTION
        befalls = held or m.lemma in words_of("event-of-land")
        if not befalls or m.chain is None or id(m.chain) in placed or id(m) in not_so:
            continue
        keys = [countries()[text[k]] for k in range(m.head + 1, m.end) if text[k] in countries()]
        tied = any(text[k] in _HYPHENS for k in range(m.head + 1, m.end))  # `le conflit israélo-palestinien`
        country = by_key.get(keys[0]) if len(keys) == 1 and not tied else None
        if country is not None and country.type == PLACE:
            placed.add(id(m.chain))
            yield Candidate(
                subject=m.chain,
                relation="heldAt" if held else "occurredIn",
                object=country,
                start=m.start,
                end=m.end,
                rule=EVENT_RULE,
                confidence=CONFIDENCE,
            )


def _country(doc: Doc, m: Mention) -> str | None:
    """The country of an adjective right behind the first noun of a place, but for what lies at its border, or behind
    the noun for its kind before its name (`la ville norvégienne de | Bergen`), or that of a capital that a table knows.
    """
    text = lowered(doc)
    if m.kind == "named" and m.start > 1 and text[m.start - 2] in nominal_words("seat-of-land", "settlement"):
        return countries().get(text[m.start - 1]) if doc[m.start - 1].text.islower() else None
    if m.start > 2 and text[m.start - 1] in words("elided-of") and text[m.start - 3] in nominal_words("settlement"):
        return countries().get(text[m.start - 2]) if doc[m.start - 2].text.islower() else None
    if text[m.start] in office_words("edge") | office_words("own-land"):
        return None
    for k in range(m.start + 1, min(m.end, m.start + 1 + REACH)):
        if text[k] in countries() and doc[k].text.islower():
            return countries()[text[k]]
    if m.kind == "nominal" and m.end - m.start <= REACH and text[m.start] in nominal_words("seat-of-land"):
        return lands().get(m.chain.key) if m.chain is not None else None  # `Nairobi, la | capitale`
    return None
