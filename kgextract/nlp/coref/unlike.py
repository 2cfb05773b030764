"""A description and a chain that it might take up → whether what stands in it or around it tells of another thing.

`la direction des affaires juridiques … la direction des affaires sociales`; `l'assassinat d'Ana Ruiz … Luis Vega est
mort. Son décès`; `le retrait des troupes françaises dans | ce pays`, which is not France.
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.coref.chains import Chains
from kgextract.nlp.coref.wording import Wording, stem
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import memory
from kgextract.nlp.layers import Chain, Mention
from kgextract.tables.events import NOUNS
from kgextract.tables.names import words

_PARTS = 3  # words of a description that another of its kind may differ from in the last one
_BACK = 12  # tokens from a noun back to the adjective of a state


def is_unlike(chains: Chains, m: Mention, w: Wording, c: Chain) -> bool:
    """Whether a description cannot take the chain up, whatever its noun."""
    return _contrasted(chains, m, w, c) or _of_somebody_else(chains, m, c) or _is_abroad(chains, m, c)


def _contrasted(chains: Chains, m: Mention, w: Wording, c: Chain) -> bool:
    """Whether both have the same words but for a last adjective (`la direction des affaires juridiques, sociales`)."""
    mine = _parts(chains, m)
    if len(mine) < _PARTS or chains.doc[m.end - 1].pos_ != "ADJ":
        return False
    alike = [x for x in c.mentions if chains.wording(x).head == w.head and x.end - x.start > 1]
    theirs = [_parts(chains, x) for x in alike if chains.doc[x.end - 1].pos_ == "ADJ"]
    return bool(theirs) and len(theirs) == len(alike) and all(t[:-1] == mine[:-1] and t != mine for t in theirs)


def _parts(chains: Chains, m: Mention) -> tuple[str, ...]:
    """The stems of the words of a description."""
    kinds = ("NOUN", "ADJ", "PROPN")
    return tuple(stem(t.lower_) for t in chains.doc[m.start : m.end] if t.pos_ in kinds)


def _of_somebody_else(chains: Chains, m: Mention, c: Chain) -> bool:
    """Whether a possessive makes it what happened to somebody (`son décès`), and the chain names whom else."""
    if m.type != "Event" or m.start == 0 or chains.doc[m.start - 1].lower_ not in words("possessive"):
        return False
    if (m.lemma or "") not in _changes():
        return False
    hit = [x for e in c.mentions for x in chains.named.started(e.start, e.end) if x.type == "Person" and x.chain]
    last = _last_person(chains, m.start)
    return bool(hit) and last is not None and all(x.chain is not last.chain for x in hit)


def _last_person(chains: Chains, token: int) -> Mention | None:
    """Who was named last before a token."""
    before: list[Mention | None] = memory(chains.doc, "last-people").setdefault("before", [])
    if not before:
        people = {x.start: x for x in chains.named.started(0, len(chains.doc)) if x.type == "Person" and x.chain}
        last = None
        for k in range(len(chains.doc)):
            before.append(last)
            last = people.get(k, last)
    return before[token]


def _is_abroad(chains: Chains, m: Mention, c: Chain) -> bool:
    """Whether those in a country, or who leave it, are of the state of the chain (`l'armée française dans le pays`)."""
    doc, at = chains.doc, m.start - 2
    if m.type != "Place" or c.cls != "Country" or not c.key or at < 1:
        return False
    if preposition(doc, at) is None and doc[m.start - 1].lower_ not in words("contracted"):
        return False
    for k in range(at, max(at - _BACK, -1), -1):
        if doc[k].pos_ in ("AUX", "PUNCT", "SCONJ") or (doc[k].pos_ == "VERB" and "Fin" in _form(chains, k)):
            return False
        if chains.nations.get(stem(doc[k].lower_)) == c.key:
            return True
    return False


def _form(chains: Chains, k: int) -> list[str]:
    return list(chains.doc[k].morph.get("VerbForm", []))


@cache
def _changes() -> frozenset[str]:
    """The nouns of what happens to somebody."""
    return frozenset(row.noun for row in NOUNS.rows() if row.change)
