"""A body's plural name, said of some of its people → memberOf: `les Frères musulmans … le Frère musulman Ali Roy`, `les
talibans … cinq combattants talibans`.

In the singular before a name; behind a noun of people as an adjective. Nationalities are no bodies.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.layers import Candidate, Chain, Mention
from kgextract.nlp.relations.memberships import membership
from kgextract.tables.names import demonyms, not_names, words
from kgextract.tables.roles import office_words, party_words

RULE, SURE = "one-of-body", 0.75
PERSON, GROUP = "Person", "Group"
BODIES = frozenset({"PoliticalParty", "Union", "ArmedForces", "NGO", "Organization"})
WORDS = 3  # of a name
PLURAL = "s"


def read(doc: Doc) -> Iterator[Candidate]:
    """The members of the bodies of `doc` that are called by its name."""
    plurals = _plurals(doc)
    if not plurals:
        return
    singulars = {one: chain for name, chain in plurals.items() if (one := _singular(name))}
    for person in doc._.mentions if singulars else ():
        if person.type == PERSON and person.kind == "named" and person.chain is not None:
            found = _before(doc, person, singulars)
            if found is not None:
                start, body = found
                yield membership(person.chain, body, start, person.end, rule=RULE, confidence=SURE)
    for group in doc._.nominals:
        if group.type == GROUP and group.plural and group.chain is not None:
            end = group.end - (group.end - group.head > 1)
            whole = plurals.get((doc.lowered[end],)) if end < len(doc) and end > group.head else None
            against = doc.lowered[group.head] in office_words("no-people-of")
            if whole is not None and whole is not group.chain and not against:
                yield membership(group.chain, whole, group.start, end + 1, rule=RULE, confidence=SURE)


def _plurals(doc: Doc) -> dict[tuple[str, ...], Chain]:
    """The plural names of bodies, and groups of one word with their article, that the article names."""
    found: dict[tuple[str, ...], Chain] = {}
    for m in (*doc._.mentions, *doc._.nominals):
        if m.chain is None or m.start == 0 or not (m.cls in BODIES or m.type == GROUP):
            continue
        name = tuple(doc.lowered[m.start : m.end])
        several = m.plural and m.definite if m.kind != "named" else True
        led = doc.lowered[m.start - 1] in words("the-several") or name[0] in words("the-several")
        name = name[1:] if name[0] in words("the-several") else name
        plural = 0 < len(name) <= WORDS and all(w.endswith(PLURAL) for w in name)
        body = m.cls in BODIES or len(name) > 1 or name[0] in office_words("fighters") & not_names("group-name")
        if several and led and plural and body and not demonyms() & set(name):
            found.setdefault(name, m.chain)
    return found


def _singular(name: tuple[str, ...]) -> tuple[str, ...]:
    """The name of one of them, where the table of colours has none."""
    one = tuple(w[:-1] for w in name)
    return () if len(one) == 1 and one[0] in party_words() else one


def _before(doc: Doc, person: Mention, singulars: dict[tuple[str, ...], Chain]) -> tuple[int, Chain] | None:
    """Where the name of one of a body stands before somebody's, with its article, and the body."""
    for n in range(1, WORDS + 1):
        start = person.start - n
        body = singulars.get(tuple(doc.lowered[start : person.start])) if start > 0 else None
        if body is not None and doc[start - 1].pos_ in ("DET", "ADP", "ADJ"):
            sure = n > 1 or is_capital(doc[start]) or body.cls == "ArmedForces"
            return (start, body) if sure else None
    return None
