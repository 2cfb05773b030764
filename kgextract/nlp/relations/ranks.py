"""Where somebody stands in politics → memberOf: `Au PS, Anne Roy dénonce …`, `un élu de l'opposition, Luc Petit`.

Who speaks or acts behind a party or camp that opens the sentence is of it, unless an office says another party (`Au PS,
Luc Petit hésite`); and so is who speaks next, where nobody does in a sentence that only turns to the party (`Chez les
Verts, on hésite. « Non », dit A`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Candidate, Chain, Mention, unit_of
from kgextract.nlp.relations.memberships import membership
from kgextract.nlp.relations.owners import PARTY
from kgextract.tables.roles import office_words

RULE, SURE = "ranks-of-camp", 0.7
PERSON, GROUP = "Person", "Group"
REACH = 7  # words before the camp


def read(doc: Doc) -> Iterator[Candidate]:
    """The members that parties and camps have by their place in a sentence or by their office."""
    camps = [m for m in (*doc._.mentions, *doc._.nominals) if m.chain is not None and _is_camp(doc, m)]
    if not camps:
        return
    yield from _opened(doc, {m.start: m for m in sorted(camps, key=lambda m: m.end)})
    yield from _in_offices(doc, {m.end: m for m in camps if m.type == GROUP})


def _is_camp(doc: Doc, m: Mention) -> bool:
    return m.cls == PARTY or (m.type == GROUP and not m.plural and doc.lowered[m.head] in office_words("camp"))


def _opened(doc: Doc, camps: dict[int, Mention]) -> Iterator[Candidate]:
    """`Dans les rangs de la majorité, le député Luc Petit s'est dit choqué.`"""
    said: dict[int, list[tuple[int, Chain]]] = {}
    for s in doc._.statements:
        if s.speaker is not None and s.speaker.type == PERSON and s.cue_range is not None:
            said.setdefault(s.unit, []).append((s.cue_range[0], s.speaker))
    parties = {id(person): party for person, party in _told(doc)}
    acting = {c.unit for c in doc._.clauses if c.form == "finite" and c.subject is not None and c.subject.mentions}
    subjects = _acting(doc)
    for unit, (first, last) in enumerate(unit_tokens(doc)):
        opening = next((camps[k] for k in range(first + 1, min(first + REACH, last)) if k in camps), None)
        actor = subjects.get(opening.end + 1) if opening is not None and opening.end < last else None
        if opening is not None and actor is not None and doc[opening.end].text == "," and opening.chain is not None:
            ranks = doc.between(first, opening.start).lower() in office_words("in-the-ranks")
            if ranks and doc._.units[unit].kind == "text" and parties.get(id(actor), opening.chain) is opening.chain:
                yield _member(actor, opening, first, opening.end + 1)
                continue
        if unit not in said:
            side = _turned_to(doc, first, last, camps) if unit + 1 in said and unit not in acting else None
            if side is not None and doc._.units[unit].kind == "text":
                at, speaker = min(said[unit + 1], key=lambda x: x[0])
                named = any(m.kind == "named" and unit_of(doc, m.start) == unit + 1 for m in speaker.mentions)
                if named and parties.get(id(speaker), side.chain) is side.chain:
                    yield _member(speaker, side, first, at)
            continue
        camp = next((camps[k] for k in range(first + 1, min(first + REACH, last)) if k in camps), None)
        if camp is None or camp.end >= last or doc[camp.end].text != ",":
            continue
        if doc.between(first, camp.start).lower() not in office_words("in-the-ranks"):
            continue
        at, speaker = min(said[unit], key=lambda x: x[0])
        named = any(camp.end < m.start and m.end <= at for m in speaker.mentions)
        if at > camp.end and named and parties.get(id(speaker), camp.chain) is camp.chain:
            yield _member(speaker, camp, first, at)


def _acting(doc: Doc) -> dict[int, Chain]:
    """The people who are named as the subject of a finite clause, by the first token of the subject."""
    found: dict[int, Chain] = {}
    for c in doc._.clauses:
        if c.form == "finite" and c.subject is not None and not c.passive:
            named = next((m for m in c.subject.mentions if m.type == PERSON and m.kind == "named"), None)
            if named is not None and named.chain is not None:
                found[min(c.subject.start, named.start)] = named.chain
    return found


def _turned_to(doc: Doc, first: int, last: int, camps: dict[int, Mention]) -> Mention | None:
    """The one camp to which a sentence turns without telling what somebody does (`Même constat au PS.`)."""
    found = [camps[k] for k in range(first + 1, last) if k in camps]
    if len({id(m.chain) for m in found}) != 1:
        return None
    camp, again = found[0], doc.lowered[first] in office_words("same-again")
    opening = doc.between(first, camp.start).lower() in office_words("in-the-ranks")
    if not again:
        return camp if opening and camp.end < last and doc[camp.end].text == "," else None
    led = any(doc.between(camp.start - n, camp.start).lower() in office_words("in-the-ranks") for n in (1, 2, 3, 4))
    return camp if led else None


def _told(doc: Doc) -> Iterator[tuple[Chain | None, Chain | None]]:
    """Who is said to be of which party by an office or in brackets."""
    for role in doc._.roles:
        for m in (*role.parties, *(t for t, _ in role.targets)):
            if m.cls == PARTY:
                yield from ((h.chain, m.chain) for h in role.holders)
    parties = {m.start: m for m in doc._.mentions if m.cls == PARTY}
    for m in doc._.mentions:
        if m.type == PERSON and m.end + 1 in parties and doc[m.end].text == "(":
            yield m.chain, parties[m.end + 1].chain


def _in_offices(doc: Doc, camps: dict[int, Mention]) -> Iterator[Candidate]:
    """`la sénatrice de l'opposition Anne Roy`."""
    for role in doc._.roles:
        camp = camps.get(role.mention.end)
        if camp is None or camp.start <= role.mention.head or doc.lowered[camp.start - 1] == ",":
            continue
        if role.office != "member" and role.mention.lemma not in office_words("in-a-race", "figure-noun"):
            continue
        for h in role.holders:
            if h.chain is not None:
                yield _member(h.chain, camp, min(h.start, role.mention.start), max(h.end, role.mention.end))


def _member(person: Chain, camp: Mention, start: int, end: int) -> Candidate:
    assert camp.chain is not None
    return membership(person, camp.chain, start, end, rule=RULE, confidence=SURE)
