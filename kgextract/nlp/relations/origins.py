"""Places with an adjective of nationality → locatedIn: `la ville ukrainienne de Kharkiv`, `la capitale malienne`.

Only where the article names the country as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Candidate, Mention
from kgextract.nlp.relations.whereabouts import lands
from kgextract.tables.names import nominal_words, words
from kgextract.tables.roles import countries, office_words

RULE, CONFIDENCE = "nationality-of-place", 0.75
PLACE, COUNTRY = "Place", "Country"
REACH = 2  # words behind the noun in which its adjective stands


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that the adjectives of places give."""
    by_key = {c.key: c for c in doc._.chains if c.key}
    for m in (*doc._.nominals, *doc._.mentions):
        if m.type != PLACE or m.cls == COUNTRY or m.chain is None or m.chain.cls == COUNTRY:
            continue
        country = by_key.get(_country(doc, m))
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
