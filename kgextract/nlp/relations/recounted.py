"""Names, and a group that counts them again → memberOf: `Ana Brun a reçu Luc Roy. Les deux ministres …` means both.

They are those with the office that it is called by, where so many have it; else the nearest sentence with as many names
of its kind has them; where one has more, those of a coordination count, or those who met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from kgextract.nlp.coref.wording import stem
from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Candidate, Chain, Mention, unit_of
from kgextract.nlp.relations.lists import Starts, by_start, group_fits, in_order, known, named_items, number_of
from kgextract.tables.names import BODY_HEADS, words
from kgextract.tables.roles import office_words
from kgextract.tables.speakers import speaker_words

RULE, SURE = "members-recounted", 0.65
GROUP, MEMBER, MEETING = "Group", "memberOf", "metWith"
KINDS = ("Person", "Organization")  # of states, `les deux pays` says little
TELLING = ("PoliticalParty", "Union", "ArmedForces", "SportsBody", "Ministry")
ACTING = ("headOf", "represents")
MOST = 3  # that a group counts again
BACK = 6  # sentences before that of the group
Found = dict[int, Chain]
Fits = Callable[[Chain], bool]


def read(doc: Doc, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The members of the groups that count what was named before."""
    groups: dict[int, Mention] = {}
    new: set[int] = set()  # the chains of groups that are told of, not counted again
    for m in doc._.nominals:
        if m.type == GROUP and m.chain is not None and id(m.chain) not in groups:
            if not _definite(doc, m):
                new.add(id(m.chain))
            elif id(m.chain) not in new and _bare(doc, m):
                groups[id(m.chain)] = m
    if not groups:
        return
    facts = list(found)
    listed = {id(c.object) for c in facts if c.relation == MEMBER}
    mentions = in_order(doc)
    starts = by_start(mentions)
    by_unit: dict[int, list[Mention]] = {}
    for m in mentions:
        if m.type in KINDS and m.chain is not None and known(m):
            by_unit.setdefault(unit_of(doc, m.start), []).append(m)
    for key, m in groups.items():
        for chain in () if key in listed else _members(doc, m, by_unit, starts, facts).values():
            assert m.chain is not None
            yield Candidate(
                subject=chain, relation=MEMBER, object=m.chain, start=m.start, end=m.end, rule=RULE, confidence=SURE
            )


def _definite(doc: Doc, m: Mention) -> bool:
    """`les deux ministres`, `ces trois pays`."""
    at = m.start - (doc[m.start].pos_ != "DET")
    return at >= 0 and doc.lowered[at] in office_words("those-counted") and 1 < number_of(doc, m) <= MOST


def _bare(doc: Doc, m: Mention) -> bool:
    """No name behind it says which ones (`les deux pays du Golfe`, `les trois hommes qui`)."""
    names = {k.start for k in (*doc._.mentions, *doc._.nominals) if m.head < k.start <= m.end + 1}
    inside = range(m.head + 1, m.end)
    if any(k in names or doc.lowered[k] in words("definite") for k in inside):
        return False
    end = m.end
    if end < len(doc) and doc[end].pos_ == "ADP":
        return doc.lowered[end] not in office_words("of") and not names & {end, end + 1}
    return end >= len(doc) or doc.lowered[end] not in office_words("of", "relative")


def _members(
    doc: Doc, group: Mention, by_unit: dict[int, list[Mention]], starts: Starts, facts: list[Candidate]
) -> Found:
    """The chains that the group is, of the first kind that gives as many."""
    if found := _in_office(doc, group):
        return found
    head = doc.lowered[group.head]
    cls = _classes().get(head)
    acting = {id(c.subject) for c in facts if c.relation in ACTING} if stem(head) in _sides() else set()
    kinds = KINDS if head in office_words("of-any-kind") else (None,)
    for kind in kinds:

        def fits(c: Chain, kind: str | None = kind) -> bool:
            fitting = c.type == kind if kind else group_fits(c, head) and cls in (None, c.cls)
            return fitting and id(c) not in acting

        if found := _nearest(doc, group, fits, by_unit, starts, facts):
            return found
    return {}


@cache
def _sides() -> frozenset[str]:
    """Stems of the nouns of those who are tried or harmed: nobody who is told of by an office."""
    return frozenset(stem(x) for x in speaker_words("accused", "harmed"))


@cache
def _classes() -> dict[str, str]:
    """Plural of a noun of bodies → what they are (`partis`, `armées`), where a name is known to be one."""
    return {row.plural: row.class_ for row in BODY_HEADS.rows() if row.class_ in TELLING}


def _nearest(
    doc: Doc,
    group: Mention,
    fits: Fits,
    by_unit: dict[int, list[Mention]],
    starts: Starts,
    facts: list[Candidate],
) -> Found:
    number, last = number_of(doc, group), unit_of(doc, group.start)
    own: Found = {}  # of the sentence of the group
    for unit in range(last, max(-1, last - BACK - 1), -1):
        here = [m for m in by_unit.get(unit, ()) if m.end <= group.start and m.chain is not None and fits(m.chain)]
        told = {id(m.chain): m.chain for m in here if m.chain is not None}
        for those in (told, {**own, **told}):
            if len(those) == number:
                return those
        if len(told) > number:
            return _coordinated(doc, here, starts, number, fits) or _met(facts, told, number)
        own = told if unit == last else own
    return {}


def _coordinated(doc: Doc, here: list[Mention], starts: Starts, number: int, fits: Fits) -> Found:
    """The only coordination of so many names among the mentions of a sentence."""
    ways: list[Found] = []
    end = 0
    for m in here:
        if m.start < end:
            continue
        items = [i for i in named_items(doc, m.start, starts, KINDS) if fits(i[0])]
        if len(items) > 1:
            end = items[-1][2]
            ways.append({id(c): c for c, _, _ in items})
    ways = [w for w in ways if len(w) == number]
    return ways[0] if len(ways) == 1 else {}


def _met(facts: list[Candidate], everyone: Found, number: int) -> Found:
    """The two of them who met."""
    pairs = [
        {id(c.subject): c.subject, id(c.object): c.object}
        for c in facts
        if c.relation == MEETING and id(c.subject) in everyone and id(c.object) in everyone
    ]
    return pairs[0] if number == 2 and len({frozenset(p) for p in pairs}) == 1 else {}


def _in_office(doc: Doc, group: Mention) -> Found:
    """Those so far who have the office that the group is called by, where they are as many."""
    wanted = stem(doc.lowered[group.head])
    holding = {
        id(h.chain): h.chain
        for role in doc._.roles
        if role.mention.end <= group.start and stem(doc.lowered[role.mention.head]) == wanted
        for h in role.holders
        if h.chain is not None and known(h)
    }
    return holding if len(holding) == number_of(doc, group) else {}
