"""Mentions of offices → chains: one chain an office, whoever holds it.

"le ministre de l'Intérieur Paul Roy … Anne Blin, ministre de l'Intérieur" is one office; "le président Roy" and "la
présidente Blin" are two, unless their words or their holder say more.
"""

from __future__ import annotations

from kgextract.nlp.coref.chains import Chains, fits
from kgextract.nlp.layers import Chain, Mention


def read(chains: Chains, mentions: list[Mention]) -> None:
    """Put each mention of a role into the chain of its office."""
    holders: dict[int, set[int]] = {}
    for role in chains.doc._.roles or ():
        holders.setdefault(id(role.mention), set()).update(id(h.chain) for h in role.holders if h.chain)
    of_chain: dict[int, set[int]] = {}
    for m in mentions:
        if m.type != "Role" or m.chain:
            continue
        mine = holders.get(id(m), set())
        chain = _same(chains, m, mine, of_chain)
        chain = chains.join(m, chain) if chain else chains.open(m)
        of_chain.setdefault(id(chain), set()).update(mine)


def _same(chains: Chains, m: Mention, mine: set[int], of_chain: dict[int, set[int]]) -> Chain | None:
    w = chains.wording(m)
    for c in reversed(chains.of_type("Role")):
        other = chains.wording(c.mentions[0])
        if other.head != w.head or not fits(c, m):
            continue
        shared = bool(mine & of_chain.get(id(c), set()))
        if other.rest == w.rest and other.plural == w.plural and (w.rest or shared):
            return c
        if shared and (other.rest <= w.rest or w.rest <= other.rest):
            return c
    return None
