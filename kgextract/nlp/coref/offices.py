"""Mentions of offices → chains: one chain an office, whoever holds it.

"le ministre de l'Intérieur Paul Roy … Anne Blin, ministre de l'Intérieur" is one office; "le président Roy" and "la
présidente Blin" are two, unless their words or their holder say more, and so are "l'ancien ministre Roy" and "le
ministre Diop".
"""

from __future__ import annotations

from kgextract.nlp.coref.chains import Chains, fits
from kgextract.nlp.layers import Chain, Mention


def read(chains: Chains, mentions: list[Mention]) -> None:
    """Put each mention of a role into the chain of its office."""
    holders: dict[int, set[int]] = {}
    past: set[int] = set()  # mentions and chains of offices that somebody held before
    for role in chains.doc._.roles or ():
        holders.setdefault(id(role.mention), set()).update(id(h.chain) for h in role.holders if h.chain)
        if role.former:
            past.add(id(role.mention))
    of_chain: dict[int, set[int]] = {}
    for m in mentions:
        if m.type != "Role" or m.chain:
            continue
        mine = holders.get(id(m), set())
        chain = _same(chains, m, mine, of_chain, past)
        if chain is None:
            chain = chains.open(m)
            past |= {id(chain)} if id(m) in past else set()
        else:
            chain = chains.join(m, chain)
        of_chain.setdefault(id(chain), set()).update(mine)


def _same(chains: Chains, m: Mention, mine: set[int], of_chain: dict[int, set[int]], past: set[int]) -> Chain | None:
    w = chains.wording(m)
    for c in reversed(chains.latest("Role")):
        other = chains.wording(c.mentions[0])
        if other.head != w.head or not fits(c, m):
            continue
        theirs = of_chain.get(id(c), set())
        shared = bool(mine & theirs)
        if mine and theirs and not shared and (id(m) in past) != (id(c) in past):
            continue  # `l'ancien ministre, Luc Roy, … le ministre, Paul Diop`
        if other.rest == w.rest and other.plural == w.plural and (w.rest or shared):
            return c
        if shared and (other.rest <= w.rest or w.rest <= other.rest):
            return c
    return None
