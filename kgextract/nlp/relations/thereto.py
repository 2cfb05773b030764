"""Verbs of belonging with a clitic for the body → memberOf: `Le PS a réagi. Anne Roy en fait partie`, `Il y a adhéré`,
`Elle l'a quitté en mai`.

The body is what the sentence before is about, or the only one in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from kgextract.nlp.coref import antecedent
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Argument, Candidate, Chain, Clause
from kgextract.nlp.relations.continued import bodies_before, thing_before
from kgextract.nlp.relations.memberships import membership
from kgextract.nlp.relations.pronouns import subject_of
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import syntax

RULE, SURE, DOUBT = "members-thereto", 0.7, 0.6
WHOLES = ("Organization", "Group")
MEMBERS = ("Person", "Place", "Organization")
COUNTRY = "Country"
JOINED = frozenset({"PoliticalParty", "Government", "InternationalOrganization", "Union"})
FAR = 2  # sentences between the body and its clitic
BEHIND = 3  # words behind the verb


def read(doc: Doc) -> Iterator[Candidate]:
    """The members that clauses name whose body is only a clitic."""
    for clause in doc._.clauses:
        if clause.form != "finite" or clause.modality != "asserted" or not (token := _clitic(doc, clause)):
            continue
        behind = doc.lowered[clause.start : clause.end + BEHIND]
        if clause.negated and office_words("no-longer").isdisjoint(behind):
            continue
        members = list(_members(doc, clause))
        body = _body(doc, token, [chain for chain, _ in members]) if members else None
        for chain, sure in members if body is not None else ():
            if body is not None and chain is not body:
                yield membership(chain, body, clause.start, clause.end, rule=RULE, confidence=sure)


def _clitic(doc: Doc, clause: Clause) -> int:
    """The token of the clitic that stands for a body, where the verb says that somebody is, was or gets in it; or 0."""
    names = set(infinitives(doc[clause.verb], clause.lemma))
    behind = set(doc.lowered[clause.end : clause.end + BEHIND])
    parts = names & office_words("doing-part") and behind & office_words("part-noun")
    member = names & office_words("copula") and behind & office_words("member-noun")
    for k in range(clause.start, clause.verb):
        word = doc.lowered[k]
        if word in office_words("thereof-clitic") and (parts or member or names & office_words("out-of-body")):
            return k
        if word in syntax("place-clitic") and names & office_words("into-body"):
            return k
        joins = word in syntax("object-clitic") and word not in syntax("plural-clitic") and not clause.passive
        if joins and names & office_words("joins-or-leaves"):
            return k
    return 0


def _members(doc: Doc, clause: Clause) -> Iterator[tuple[Chain, float]]:
    """Who is the subject of a clause, of a passive its object, by name or pronoun."""
    parts = [a for a in clause.arguments if a.role == "object"] if clause.passive else [clause.subject]
    part = next((a for a in parts if a is not None), None)
    if part is None:
        return
    named = {id(m.chain): m.chain for m in part.mentions if m.type in MEMBERS and m.chain is not None}
    for chain in named.values():
        if chain.type != "Place" or chain.cls == COUNTRY:
            yield chain, SURE
    if not named and part.end - part.start == 1:
        yield from ((chain, DOUBT) for chain in _meant(doc, part))


def _meant(doc: Doc, part: Argument) -> list[Chain]:
    somebody = subject_of(doc, part.start)
    return [somebody] if somebody is not None else bodies_before(doc, part.start, MEMBERS)


def _body(doc: Doc, token: int, besides: list[Chain]) -> Chain | None:
    """The body or group of which the sentence before tells."""
    feminine = doc.lowered[token] in office_words("feminine-clitic")
    masculine = doc.lowered[token] in office_words("masculine-clitic")
    gender: Literal["m", "f"] | None = "f" if feminine else "m" if masculine else None
    told = thing_before(doc, token, WHOLES, gender=gender, plural=False, besides=besides, far=FAR)
    if told is not None:
        return told
    near = antecedent(doc, token, gender=gender, types=WHOLES[:1], besides=besides)
    return near if near is not None and near.cls in JOINED else None
