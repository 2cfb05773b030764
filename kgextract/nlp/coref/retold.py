"""A title by a kindred office → whoever was called so last, also those whom the text only describes.

"Le préfet a mis en garde … le représentant de l'État": one person without a name. "Le maire de Gap s'agace. « … », dit
Luc Roy. L'élu …": Luc Roy, once `presented` has told who the mayor is, and no earlier president.
"""

from __future__ import annotations

from kgextract.nlp.coref.chains import Chains, fits, last_before
from kgextract.nlp.coref.readings import Reading, agreement, clash, gender_of, is_former, readings
from kgextract.nlp.coref.salience import in_general
from kgextract.nlp.layers import Chain, Mention
from kgextract.tables.identity import identity_words
from kgextract.tables.names import words

_NEAR = 1  # paragraphs back


def read(chains: Chains, loose: list[Mention]) -> None:
    """Move descriptions that nothing but a kindred office gave somebody, or nobody, to who was called so last."""
    offices = _offices(chains)
    for m in loose:
        kin = [r for r in readings(chains, m) if not r.own]
        person = _last(chains, m, kin, offices) if kin and not is_former(chains, m) else None
        if person is None or m.chain is None or person is m.chain:
            continue
        if m.chain.unnamed:
            if m.chain.mentions[0] is m:
                chains.merge(person, m.chain)
        elif _later(person, m.chain, m):
            m.chain.mentions.remove(m)
            chains.join(m, person)


def _offices(chains: Chains) -> dict[int, list[tuple[int, Reading]]]:
    """What those are called whom no title stands beside, by chain, and where."""
    titled = {id(h.chain) for r in chains.doc._.roles or () for h in r.holders}
    people = (c for c in chains.of_type("Person") if id(c) not in titled)
    return {id(c): [(x.start, readings(chains, x)[0]) for x in c.mentions if x.kind == "nominal"] for c in people}


def _last(
    chains: Chains, m: Mention, kin: list[Reading], offices: dict[int, list[tuple[int, Reading]]]
) -> Chain | None:
    """The person nearby mentioned last before a title who has one of its kindred offices."""
    gender = gender_of(chains, m)
    heads = {r.head for r in kin}
    body = any(x.type == "Organization" for x in chains.named.started(m.head + 1, m.end))  # `le numéro un de la CFDT`
    best: tuple[int, Chain] | None = None
    for c in chains.recent(m, _NEAR):
        if clash(c, m, gender) or not fits(c, m) or in_general(chains.doc, c, m):
            continue
        told = [r for start, r in offices.get(id(c), ()) if start < m.start and r.head in heads]
        told = [r for r in told if not (body and r.roles and {*r.roles} <= identity_words("heads-a-state"))]
        before = last_before(c, m.start) if any(agreement(a, r, c, alone=False) for a in kin for r in told) else None
        if before is not None and (best is None or before.start > best[0]):
            best = before.start, c
    return best[1] if best else None


def _later(person: Chain, other: Chain, m: Mention) -> bool:
    """Whether somebody was mentioned after another one, before a title."""
    mine, theirs = last_before(person, m.start), last_before(other, m.start)
    return mine is not None and (theirs is None or theirs.start < mine.start)


def may_be_retold(chains: Chains, m: Mention) -> bool:
    """Whether a description may be another word for the office of somebody told before (`l'élu`, no `son élu`)."""
    owned = m.start > 0 and chains.doc.lowered[m.start - 1] in words("possessive")
    return m.definite is True and not m.plural and not owned
