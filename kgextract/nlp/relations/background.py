"""Chains with a key → background facts: what the tables say of two things that the article names both.

Where an article speaks of Oslo and of Norway, locatedIn(Oslo, Norvège) goes out as background, never as what is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Candidate
from kgextract.tables.gazetteers import CITIES, ORGANISATIONS


def read(doc: Doc) -> Iterator[Candidate]:
    """A city in its country, a body in its parent and at its seat, where both ends are in the article."""
    by_key = {c.key: c for c in doc._.chains if c.key and c.mentions}
    for key, chain in by_key.items():
        for relation, other in _known().get(key, ()):
            if other in by_key and by_key[other] is not chain:
                first = chain.mentions[0]
                yield Candidate(
                    subject=chain,
                    relation=relation,
                    object=by_key[other],
                    start=first.start,
                    end=first.end,
                    rule="gazetteer",
                    confidence=0.9,
                    background=True,
                )


@cache
def _known() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for city in CITIES.rows():
        if city.country:
            found.setdefault(city.key, []).append(("locatedIn", city.country))
    for body in ORGANISATIONS.rows():
        for relation, other in (("partOf", body.parent), ("locatedIn", body.seat)):
            if other:
                found.setdefault(body.key, []).append((relation, other))
    return {k: tuple(v) for k, v in found.items()}
