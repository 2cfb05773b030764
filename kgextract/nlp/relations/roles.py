"""Roles → facts: who holds the office, and what it makes of the holder (at the head, speaks for, belongs to).

`Fu Cong, représentant permanent de la Chine auprès de l'ONU` gives holdsRole(Fu Cong, the role) and
represents(Fu Cong, Chine).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Literal

from kgextract.nlp.coref import antecedent
from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Candidate, Chain, Mention, Role, unit_of
from kgextract.nlp.relations import parties
from kgextract.nlp.relations.continued import person_before
from kgextract.nlp.relations.lists import number_of
from kgextract.nlp.relations.memberships import membership
from kgextract.nlp.relations.newcomers import newcomer
from kgextract.nlp.relations.offices import DOUBT, IMPLIED, governs, implied
from kgextract.nlp.relations.owners import PARTY
from kgextract.nlp.relations.pronouns import appointed, subject_of
from kgextract.nlp.roles.delegates import UNION, only_belongs
from kgextract.nlp.roles.offices import office_phrase
from kgextract.nlp.roles.phrases import Index, OfficePhrase, index
from kgextract.nlp.roles.seats import seated
from kgextract.nlp.roles.targets import parties as named_parties
from kgextract.nlp.roles.targets import targets
from kgextract.tables.identity import identity_words
from kgextract.tables.roles import OFFICES, ROLE_RULES, Office, countries, office_words
from kgextract.tables.speakers import speaker_words

AT_TOP = ("head", "represents")
SEATED = "members-seated"


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that the roles of `doc` and its descriptions of officers give."""
    rows = _offices()
    by_key = {c.key: c for c in doc._.chains if c.key}
    peer: Role | None = None  # the last role that is no counterpart's
    cues = {k for s in doc._.statements if s.cue_range for k in range(*s.cue_range)}
    for role in doc._.roles:
        if role.mention.head in cues and role.how == "role-apposition":
            continue  # `Luc Roy, juge nécessaire de`
        row = rows.get(role.mention.lemma)
        if role.mention.lemma in office_words("counterpart"):
            row, role = _as_peer(doc, role, peer, rows)
        elif role.holders:
            peer = role
        whole = role
        peers = role.mention.lemma in office_words("counterpart") and row is not None and row.office not in AT_TOP
        for n, (holder, start, end, sure) in enumerate(_holders(doc, whole)):
            role = _own(whole, n)
            evidence = role, holder, start, end, sure
            if role.mention.chain is not None:
                yield _fact(evidence, "holdsRole", role.mention.chain)
                state = by_key.get(role.country) if role.office in ("none", "affiliated", "member") else None
                if state is not None:
                    yield _fact((*evidence[:4], sure * IMPLIED), "nationality", state)
                stated = _stated().get(role.how)
                if stated:
                    yield _fact(evidence, stated, role.mention.chain)
            if row is not None:
                for relation, target, doubt in implied(doc, role, holder, row, by_key):
                    yield _fact((*evidence[:4], sure * doubt), _in_union(role, relation, target), target)
            elif role.office == "none":
                for m, by in role.targets:  # `pneumologue au CHU de Lens`
                    if by in office_words("at-work") and m.type == "Organization" and m.kind == "named" and m.chain:
                        yield _fact(evidence, "affiliatedWith", m.chain)
            for m, by in role.targets if peers else ():
                if m.cls == PARTY and by in office_words("of") and m.chain is not None:
                    yield _fact(evidence, "memberOf", m.chain)  # `son homologue du PS, Luc Roy`
            for party in role.parties:
                if party.chain is not None:
                    belongs = party.cls == PARTY or role.office == "member" or only_belongs(role.mention.lemma, party)
                    speaks = role.office == "represents" and not belongs  # `représentant CGT`
                    if speaks:
                        yield _fact(evidence, "represents", party.chain)
                    if _leads(role, row, party) and not belongs:
                        yield _fact(evidence, "headOf", party.chain)  # `présidente FFR`
                    elif not speaks or (row is not None and row.belongs):
                        relation = "memberOf" if belongs else _in_union(role, "affiliatedWith", party.chain)
                        yield _fact(evidence, relation, party.chain)
    yield from parties.read(doc)
    yield from _described(doc, by_key)
    yield from _seated(doc)


def _in_union(role: Role, relation: str, body: Chain) -> str:
    """Who has an office in a union belongs to it, unless he is hired (`le délégué CGT`, not `la juriste de la CGT`)."""
    hired = not office_words("party-staff", "union-staff").isdisjoint(role.mention.lemma.lower().split())
    return "memberOf" if relation == "affiliatedWith" and body.cls == UNION and not hired else relation


def _leads(role: Role, row: Office | None, body: Mention) -> bool:
    """Whether an office at the head of a body ends with the name of a known one, or letters (`directrice CFF`)."""
    at_head = role.office == "head" and row is not None and not row.cabinet
    alone = body.kind == "named" and body.end - body.start == 1
    letters = alone and body.chain is not None and body.chain.name.isupper()
    return at_head and (body.key is not None or letters) and body.cls != PARTY and role.mention.end == body.end


def _own(role: Role, n: int) -> Role:
    """`les ambassadeurs de France et d'Italie, Luc Roy et Anne Blin`: as many lands as people, each has his own."""
    if not role.mention.plural or len(role.targets) != len(role.holders) or len(role.targets) < 2:
        return role
    return replace(role, targets=role.targets[n : n + 1])


def _as_peer(doc: Doc, role: Role, peer: Role | None, rows: dict[str, Office]) -> tuple[Office | None, Role]:
    """`le président russe et son homologue turc, …`: a counterpart holds the office of the one before it."""
    row = rows.get(peer.mention.lemma) if peer is not None else None
    if peer is None or row is None or unit_of(doc, role.mention.start) - unit_of(doc, peer.mention.start) > 1:
        return rows.get(role.mention.lemma), role
    if not (role.targets or role.country) or peer.office not in ("head", "represents"):
        return rows.get(role.mention.lemma), role
    of_group = any(doc.lowered[m.start] in office_words("parliamentary-group") for m, _ in peer.targets)
    if of_group and any(m.cls == PARTY for m, _ in role.targets):
        return rows.get(role.mention.lemma), role  # `la présidente du groupe LR et son homologue du PS`: not of the PS
    return row, replace(role, office=peer.office)


@cache
def _stated() -> dict[str, str]:
    """Row of data/rules/roles.yaml → the relation between holder and office that it states by its verb."""
    return {r.id: r.relation for r in ROLE_RULES.rows() if r.relation}


Evidence = tuple[Role, Chain, int, int, float]  # role, holder, the holder's tokens, how sure the holder is


def _holders(doc: Doc, role: Role) -> Iterator[tuple[Chain, int, int, float]]:
    """The chains of the holders, each with its tokens and how sure it is."""
    for m in role.holders:
        if m.chain is not None:
            yield m.chain, m.start, m.end, 1.0
    if role.pronoun is not None and not role.holders:
        chain = newcomer(doc, role.pronoun) or subject_of(doc, role.pronoun)
        chain = chain or _described_by(doc, role.pronoun) or appointed(doc, role) or _the_one(doc, role.pronoun)
        if chain is not None:
            yield chain, role.pronoun, role.pronoun + 1, DOUBT


def _the_one(doc: Doc, token: int) -> Chain | None:
    """Whom `celui`, `celle` at the beginning of a sentence takes up (`Luc Roy s'en va. Celui qui fut ministre …`), or a
    description that no name is known for (`Ancien ministre, le diplomate …`)."""
    word = doc.lowered[token]
    if word not in speaker_words("that-one"):
        word = doc.lowered[token - 1] if any(m.head == token for m in doc._.nominals) else ""
        if word not in identity_words("feminine", "masculine"):
            return None
    gender: Literal["m", "f"] = "f" if word in {*speaker_words("that-woman"), *identity_words("feminine")} else "m"
    found = person_before(doc, token, gender) or antecedent(doc, token, gender=gender, types=("Person",))
    before = unit_of(doc, token) - 1
    told = (m for m in doc._.mentions if m.type == "Person" and m.kind == "named" and unit_of(doc, m.start) == before)
    if any(m.chain is not found and m.gender in (gender, None) for m in told):
        return None  # `Luc Roy a reçu Paul Blin. Celui qui était alors ministre …`
    return found if found is not None and any(m.kind == "named" for m in found.mentions) else None


def _described_by(doc: Doc, head: int) -> Chain | None:
    """Whom a description with this head stands for, where a name is known (`l'élue`)."""
    m = next((m for m in doc._.nominals if m.head == head and m.type == "Person"), None)
    named = m is not None and m.chain is not None and any(other.kind == "named" for other in m.chain.mentions)
    return m.chain if m is not None and named else None


def _fact(evidence: Evidence, relation: str, target: Chain) -> Candidate:
    role, holder, start, end, sure = evidence
    return Candidate(
        subject=holder,
        relation=relation,
        object=target,
        start=min(role.mention.start, start),
        end=max(role.mention.end, end),
        rule=role.how,
        confidence=round(role.confidence * sure, 3),
        factuality=role.factuality,
    )


@cache
def _offices() -> dict[str, Office]:
    return {row.lemma: row for row in OFFICES.rows()}


# --- descriptions


def _described(doc: Doc, by_key: dict[str | None, Chain]) -> Iterator[Candidate]:
    """What a description says of somebody who is known by name (`la patronne de la CFDT`, `le dirigeant chinois`)."""
    ix = index(doc)
    partisans = {id(h.chain) for r in doc._.roles for h in r.holders for m, _ in r.targets if m.cls == PARTY}
    for m in doc._.nominals:
        if m.type != "Person" or m.chain is None or m.chain.unnamed or not m.definite or m.plural:
            continue
        if all(other.kind != "named" for other in m.chain.mentions) and m.chain.key is None:
            continue
        phrase = office_phrase(doc, m.head, ix)
        if phrase is None or phrase.coming:
            continue
        for relation, target in _made_of(doc, phrase, ix, by_key):
            another = target.cls == PARTY and id(m.chain) in partisans  # of whom a title has told the party
            if target is not m.chain and not another:
                yield Candidate(
                    subject=m.chain,
                    relation=relation,
                    object=target,
                    start=m.start,
                    end=m.end,
                    rule="described-office",
                    confidence=0.7,
                )


def _made_of(doc: Doc, phrase: OfficePhrase, ix: Index, by_key: dict[str | None, Chain]) -> Iterator[tuple[str, Chain]]:
    """(relation, target) of what an office that only describes somebody makes of him."""
    row = phrase.row
    direct, _ = targets(doc, phrase, ix)
    found = [t for t, by in direct if by in row.prepositions and t.chain is not None][:1]
    yield from (("memberOf", m.chain) for m in named_parties(phrase, ix) if m.cls == PARTY and m.chain is not None)
    if row.office == "member" or doc.lowered[phrase.head] in office_words("in-a-race", "figure-noun"):
        for m in found:
            if m.chain is not None and (m.cls == PARTY or (row.office == "member" and m.type == "Organization")):
                yield "memberOf", m.chain  # `la députée du Parti vert`
    elif row.office in ("head", "affiliated"):
        head = row.office == "head"
        chains = [t.chain for t in found]
        if not found and row.state:
            key = next((countries()[a] for a in phrase.adjectives if a in countries()), None)
            chains = [by_key.get(key)]
        for target in chains:
            if target is not None and (
                target.type == "Organization" or (head and target.type == "Place" and governs(row))
            ):
                yield "headOf" if head else "affiliatedWith", target


def _seated(doc: Doc) -> Iterator[Candidate]:
    """`les députés`, `plusieurs députés de gauche`: members of the one body of the article in which they sit (kept
    where they decide something, as the house does)."""
    ix = index(doc)
    done: set[int] = set()
    for m in doc._.nominals:
        if m.type != "Group" or m.chain is None or id(m.chain) in done or not m.plural:
            continue
        if number_of(doc, m) or any(w in office_words("others") for w in doc.lowered[m.start - 1 : m.head]):
            continue  # `trois députés`, `d'autres députés`: some of them
        body = seated(doc, m, ix)
        if body is not None:
            done.add(id(m.chain))
            yield membership(m.chain, body, m.start, m.end, rule=SEATED, confidence=0.65)
