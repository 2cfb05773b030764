"""Who is of those who take part, vote, sign or support, or with them → participatedIn, votedFor, supports … too.

`La réunion rassemble des élus, dont Luc Roy`: a fact of the same sentence names the group, another one those who are of
it. `Luc Roy, accompagné d'Anne Blin, s'est rendu à Lima`: so has she.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Argument, Candidate, Chain, Clause, Mention, unit_of
from kgextract.nlp.relations.told import clauses_at
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import syntax

RULE, DEED, SHARE = "members-take-part", "members-vote", 0.9  # how sure a member is where the group is
GROUP, MEMBER, PRESENT = "Group", "memberOf", "participatedIn"
# what each of a group does himself
DEEDS = frozenset({PRESENT, "votedFor", "votedAgainst", "signed", "cosponsored", "supports", "opposes"})
UNDERGONE = frozenset({"metWith", "accused", "supports", "opposes", "appointed"})
DONE_TO = "done-to-members"
MEETING, MET, MET_THERE = "Meeting", "metWith", "met-there"
COMPANY, VISITED, PERSON = "in-company", "visited", "Person"


def read(doc: Doc, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The facts about members that those about their groups give."""
    facts = [c for c in found if c.factuality == "asserted"]
    yield from _together(doc, facts)
    yield from _met_there(doc, facts)
    groups = [c for c in facts if c.relation in DEEDS and c.subject.type == GROUP]
    touched = [c for c in facts if c.relation in UNDERGONE and GROUP in (c.subject.type, c.object.type)]
    members: dict[int, list[Candidate]] = {}
    for c in facts if groups or touched else ():
        if c.relation == MEMBER:
            members.setdefault(unit_of(doc, c.start), []).append(c)
    known = {(id(c.subject), c.relation, id(c.object)) for c in facts if members}
    for c in groups if members else ():
        unit = unit_of(doc, c.start)
        inside = {k for m in c.subject.mentions if unit_of(doc, m.start) == unit for k in range(m.start, m.end)}
        for member in members.get(unit, ()):
            key = id(member.subject), c.relation, id(c.object)
            of_them = member.object is c.subject or member.start in inside  # or of the body whose members they are
            if of_them and key not in known and member.subject not in (c.subject, c.object):
                known.add(key)
                yield _as_they_do(member, c)
    yield from _done_to(doc, touched, members)


def _done_to(doc: Doc, touched: list[Candidate], members: dict[int, list[Candidate]]) -> Iterator[Candidate]:
    """What is done to members of a group that is only described, or to who leads it (`a reçu des élus, dont Luc Roy`,
    `a reçu une délégation menée par Luc Roy`)."""
    for c in touched:
        unit = unit_of(doc, c.start)
        sides = [(c.object, c.subject)] + ([(c.subject, c.object)] if c.relation == MET else [])
        for group, other in sides:
            if group.type != GROUP or any(m.kind == "named" for m in group.mentions):
                continue
            people = [x.subject for x in members.get(unit, ()) if x.object is group]
            people += _leaders(doc, group, unit) if c.relation == MET else []
            for chain in people:
                if chain.type == PERSON and chain not in (group, other):
                    who = (other, chain) if group is c.object else (chain, other)
                    yield replace(
                        c, subject=who[0], object=who[1], rule=DONE_TO, confidence=round(c.confidence * SHARE, 3)
                    )


def _leaders(doc: Doc, group: Chain, unit: int) -> Iterator[Chain]:
    """Who is named in a sentence as the head of a delegation."""
    for clause in clauses_at(doc, unit):
        if clause.subject is None or clause.negated or clause.modality != "asserted":
            continue
        leads = syntax("leading-lemma").intersection(infinitives(doc[clause.verb], clause.lemma))
        if leads and any(m.chain is group for a in clause.arguments if a.role == "object" for m in a.mentions):
            yield from (m.chain for m in clause.subject.mentions if m.chain is not None and m.kind == "named")


def _together(doc: Doc, facts: list[Candidate]) -> Iterator[Candidate]:
    """What those who accompany somebody do with him: take part, go there."""
    with_whom: dict[tuple[int, int], list[Mention]] = {}
    main: Clause | None = None
    for clause in doc._.clauses:
        main = clause if clause.form == "finite" else main
        for leader, companions in _company(clause, main if main and main.unit == clause.unit else None):
            for m in leader.mentions:
                with_whom.setdefault((id(m.chain), clause.unit), []).extend(companions)
    known = {(id(c.subject), c.relation, id(c.object)) for c in facts}
    for c in facts if with_whom else ():
        for m in with_whom.get((id(c.subject), unit_of(doc, c.start)), ()):
            goes = c.relation == PRESENT or (c.relation == VISITED and m.type == PERSON)
            if m.chain is None or not goes or m.chain in (c.subject, c.object):
                continue
            if (key := (id(m.chain), c.relation, id(c.object))) not in known:
                known.add(key)
                start, end, sure = min(m.start, c.start), max(m.end, c.end), round(c.confidence * SHARE, 3)
                yield replace(c, subject=m.chain, start=start, end=end, rule=COMPANY, confidence=sure)


def _met_there(doc: Doc, facts: list[Candidate]) -> Iterator[Candidate]:
    """Who met somebody at a meeting that names the other one (`a quitté Lens après un entretien avec Luc Roy`)."""
    there: dict[tuple[int, int], list[Mention]] = {}  # by who takes part and unit
    heads = {id(e.mention.chain): e.mention for e in doc._.events if e.mention.cls == MEETING}
    for c in facts:
        m = heads.get(id(c.object)) if c.relation == PRESENT else None
        if m is not None and c.start <= m.head < c.end:
            there.setdefault((id(c.subject), unit_of(doc, m.head)), []).append(m)
    for c in facts if there else ():
        for one, other in ((c.subject, c.object), (c.object, c.subject)) if c.relation == MET else ():
            for m in there.get((id(other), unit_of(doc, c.start)), ()):
                if m.chain is not None and c.start <= m.head < c.end and one is not m.chain:
                    yield replace(c, subject=one, relation=PRESENT, object=m.chain, rule=MET_THERE)


def _company(clause: Clause, main: Clause | None) -> Iterator[tuple[Argument, list[Mention]]]:
    """Whom a clause says to be accompanied, and by whom (`a visité Lima, accompagné de`: the subject before)."""
    if clause.negated or clause.modality != "asserted":
        return
    if clause.passive and clause.form == "participle" and clause.lemma in office_words("company-verb"):
        leader = next((a for a in clause.arguments if a.role == "object"), None)
        if main is not None and not (leader and any(m.type == PERSON for m in leader.mentions)):
            leader = shared(main)
        beside = [a for a in clause.arguments if a.role in office_words("of")]
        beside += [clause.subject] if clause.subject is not None else []
    else:
        leader = clause.subject
        beside = [a for a in clause.arguments if a.role in office_words("company")]
    companions = [m for a in beside for m in a.mentions if m.type in (PERSON, GROUP)]
    if leader is not None and companions and any(m.type == PERSON for m in leader.mentions):
        yield leader, companions


def _as_they_do(member: Candidate, group: Candidate) -> Candidate:
    return replace(
        group,
        subject=member.subject,
        start=min(member.start, group.start),
        end=max(member.end, group.end),
        rule=RULE if group.relation == PRESENT else DEED,
        confidence=round(min(member.confidence, group.confidence) * SHARE, 3),
    )
