"""Compounds with anti- and pro- before a name → opposes and supports: `la coalition anti-Bachar`, `des élus pro-UE`.

The name inside the compound is no mention of its own: who it stands for is found where the article names it elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Candidate, Chain, Mention
from kgextract.tables.syntax import syntax

RULE, CONFIDENCE = "prefix", 0.75
AGENTS = ("Group", "Organization", "Person")
PREFIXES = {"opposes": "against-prefix", "supports": "for-prefix"}


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that compounds inside or right after descriptions of people and bodies give."""
    starts = _prefixes()
    places = [k for k, word in enumerate(lowered(doc)) if word.startswith(starts)]
    found = [(k, r, name) for k in places for r, name in _compound(doc, k)]
    if not found:
        return
    chains = {_plain(name): c for c in doc._.chains for name in _names(doc, c)}
    mentions = [m for m in (*doc._.mentions, *doc._.nominals) if m.type in AGENTS]
    for k, relation, name in found:
        other = chains.get(_plain(name))
        m = next((m for m in mentions if m.start <= k < m.end or m.end == k), None)
        if other is not None and m is not None and m.chain is not None and m.chain is not other:
            yield _fact(m, relation, other, k)


def _compound(doc: Doc, k: int) -> Iterator[tuple[str, str]]:
    """(relation, name) of a compound at token k, whose name has a capital."""
    for relation, words in PREFIXES.items():
        for prefix in syntax(words):
            if lowered(doc)[k].startswith(prefix) and doc[k].text[len(prefix) : len(prefix) + 1].isupper():
                yield relation, doc[k].text[len(prefix) :]


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(prefix for words in PREFIXES.values() for prefix in syntax(words))


def _names(doc: Doc, chain: Chain) -> set[str]:
    return {*chain.names, chain.name, *(doc.between(m.start, m.end) for m in chain.mentions), *_family(chain)}


def _family(chain: Chain) -> set[str]:
    return {m.family for m in chain.mentions if m.family}


def _plain(name: str) -> str:
    return name.casefold()


def _fact(m: Mention, relation: str, other: Chain, k: int) -> Candidate:
    assert m.chain is not None
    return Candidate(
        subject=m.chain,
        relation=relation,
        object=other,
        start=min(m.start, k),
        end=max(m.end, k + 1),
        rule=RULE,
        confidence=CONFIDENCE,
    )
