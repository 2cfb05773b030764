"""Roles → facts: who holds the office, and what it makes of the holder (at the head, speaks for, belongs to).

`Fu Cong, représentant permanent de la Chine auprès de l'ONU` gives holdsRole(Fu Cong, the role) and
represents(Fu Cong, Chine). A party in brackets (`Anne Roy (PS)`) gives memberOf.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from kgextract.nlp.layers import Candidate, Chain, Mention, Role
from kgextract.nlp.roles.offices import index, office_phrase
from kgextract.tables.gazetteers import PEOPLE
from kgextract.tables.roles import OFFICES, Office, countries, office_words

PARTY = "PoliticalParty"
UNKNOWN = "Organization"  # a body of which no table knows the kind


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that the roles of `doc` and the parties beside names give."""
    rows = {row.lemma: row for row in OFFICES.rows()}
    by_key = {c.key: c for c in doc._.chains if c.key}
    for role in doc._.roles:
        for holder in role.holders:
            if holder.chain is None:
                continue
            if role.mention.chain is not None:
                yield _fact(role, holder, "holdsRole", role.mention.chain)
            yield from _targeted(role, holder, rows.get(role.mention.lemma), by_key)
            for party in role.parties:
                if party.chain is not None:
                    yield _fact(role, holder, "memberOf", party.chain)
    yield from _described(doc, by_key)
    yield from _bracketed(doc)


def _fact(role: Role, holder: Mention, relation: str, target: Chain) -> Candidate:
    assert holder.chain is not None
    return Candidate(
        subject=holder.chain,
        relation=relation,
        object=target,
        start=min(role.mention.start, holder.start),
        end=max(role.mention.end, holder.end),
        rule=role.how,
        confidence=role.confidence,
        factuality=role.factuality,
    )


def _targeted(role: Role, holder: Mention, row: Office | None, by_key: dict[str | None, Chain]) -> Iterator[Candidate]:
    """headOf, represents, memberOf, affiliatedWith."""
    if row is None or role.office == "none" or role.former:
        return
    target = _target(role, row, by_key)
    if target is None and row.state and role.office == "head" and not role.targets:
        target = _known(holder, by_key)
    if target is None:
        return
    if role.office == "head" and target.type in ("Organization", "Place"):
        yield _fact(role, holder, "headOf", target)
    elif role.office == "represents":
        yield _fact(role, holder, "represents", target)
        if row.belongs and target.type == "Organization":
            yield _fact(role, holder, "affiliatedWith", target)
    elif role.office == "member" and target.type in ("Organization", "Group"):
        yield _fact(role, holder, "memberOf", target)
    elif role.office == "affiliated" and target.type == "Organization":
        yield _fact(role, holder, "affiliatedWith", target)


def _target(role: Role, row: Office, by_key: dict[str | None, Chain]) -> Chain | None:
    """What the office is an office of: the first fitting complement, else the country of the adjective."""
    if not row.complete:
        for preposition in row.prepositions:
            for mention, by in role.targets:
                if by == preposition and mention.chain is not None:
                    return mention.chain
    return by_key.get(role.country) if role.country and row.state else None


def _described(doc: Doc, by_key: dict[str | None, Chain]) -> Iterator[Candidate]:
    """headOf from a description that says of what (`le dirigeant chinois`), where it is known of whom."""
    ix = index(doc)
    for m in doc._.nominals:
        if m.type != "Person" or m.chain is None or m.chain.unnamed or not m.definite or m.plural:
            continue
        phrase = office_phrase(doc, m.head, ix)
        if phrase is None or phrase.former or phrase.row.office != "head" or not phrase.row.state:
            continue
        country = next((countries()[a] for a in phrase.adjectives if a in countries()), None)
        target = by_key.get(country) if country else None
        if target is not None:
            yield Candidate(
                subject=m.chain,
                relation="headOf",
                object=target,
                start=m.start,
                end=m.end,
                rule="described-office",
                confidence=0.7,
            )


def _known(holder: Mention, by_key: dict[str | None, Chain]) -> Chain | None:
    """The state that the table of people gives a holder whose title says no more than `le président`."""
    key = holder.chain.key if holder.chain else None
    if key is None:
        return None
    for row in PEOPLE.rows() if key in people_keys() else ():
        if row.key == key:
            states = [o.split("@")[1] for o in row.offices if o.split("@")[0] in office_words("state-office")]
            return by_key.get(states[0]) if states else None
    return None


@cache
def people_keys() -> frozenset[str]:
    """The keys of the table of people."""
    return frozenset(row.key for row in PEOPLE.rows())


def _bracketed(doc: Doc) -> Iterator[Candidate]:
    """memberOf from a party in brackets after a name (`Anne Roy (PS)`)."""
    parties = {m.start: m for m in doc._.mentions if m.cls in (PARTY, UNKNOWN)}
    for person in doc._.mentions:
        at = person.end + 1
        if person.type != "Person" or at not in parties or doc[person.end].text != "(":
            continue
        party = parties[at]
        if party.cls != PARTY and (party.key or not doc[party.start : party.end].text.isupper()):
            continue
        if person.chain is None or party.chain is None or party.end >= len(doc):
            continue
        if doc[party.end].text in (")", ",", "-", "–", "/"):
            yield Candidate(
                subject=person.chain,
                relation="memberOf",
                object=party.chain,
                start=person.start,
                end=party.end,
                rule="party-brackets",
                confidence=0.92 if party.cls == PARTY else 0.7,
            )
