"""Parties and people of a camp that the article names → memberOf: `Plusieurs élus d'opposition, de LFI aux LR, …`.

`le PS, dans l'opposition,`, `le PS (opposition)`, `le PS, premier parti d'opposition`, `L'opposition, menée par le PS`;
who tables a motion of no confidence is of the opposition, and so is the party in brackets of whoever speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Candidate, Chain, Mention
from kgextract.nlp.relations.list_links import separator
from kgextract.nlp.relations.lists import STOPS, Item, Starts, in_order, named_items, starts_of
from kgextract.nlp.relations.memberships import membership
from kgextract.nlp.relations.owners import PARTY
from kgextract.nlp.relations.parties import BRACKETED
from kgextract.tables.roles import office_words

RULE, SURE = "of-camp", 0.65
GROUP = "Group"
PLACED = 5  # words between a party and its camp
AHEAD = 12  # words between a camp and an example of it
PROPOSED = frozenset({"proposed", "cosponsored"})
TABLED = 0.6


def read(doc: Doc, found: list[Candidate]) -> Iterator[Candidate]:
    """The members of the camps of `doc`; those who table a motion of no confidence are among the facts found so far."""
    camps = _camps(doc)
    if not camps:
        return
    mentions = in_order(doc)
    starts = starts_of(doc)
    ending = {m.end: m for m in reversed(mentions) if m.cls == PARTY and m.kind == "named"}
    for m in doc._.nominals:
        if m.type == GROUP and m.plural and (camp := _said_of(doc, m, camps)) is not None:
            if m.chain is not None and m.chain is not camp:
                yield _member(m.chain, camp, m.start, m.end)
            yield from (_member(c, camp, m.start, end) for c, end in _from_to(doc, m.end, starts))
    for camp in {id(c): c for c in camps.values()}.values():
        for m in camp.mentions:
            yield from (_member(c, camp, m.start, end) for c, end in _from_to(doc, m.end, starts))
            like = [c for c, _, _ in _like(doc, m, starts)]
            parties = [c.object for c in found if c.rule == BRACKETED and any(c.subject is one for one in like)]
            yield from (_member(one, camp, m.start, m.end) for one in (*like, *parties))
    for k in range(1, len(doc)):
        if doc.lowered[k] in camps:
            for p in _placed(doc, k, ending):
                assert p.chain is not None
                yield _member(p.chain, camps[doc.lowered[k]], p.start, k + 1)
    yield from _in_offices(doc, camps)
    yield from _against_the_government(doc, camps, found)


def _camps(doc: Doc) -> dict[str, Chain]:
    """The words for a camp of which the article has just one, and which that is."""
    found: dict[str, dict[int, Chain]] = {}
    for m in (*doc._.mentions, *doc._.nominals):
        if m.type == GROUP and m.chain is not None and m.definite is not False:
            word = doc.lowered[m.head]
            for camp in office_words("camp") if word[:1] else ():
                if word in (camp, f"{camp}s"):
                    found.setdefault(camp, {})[id(m.chain)] = m.chain
    only = {word: next(iter(chains.values())) for word, chains in found.items() if len(chains) == 1}
    return only | {f"{word}s": chain for word, chain in only.items()}  # `les députés des oppositions`


def _said_of(doc: Doc, m: Mention, camps: dict[str, Chain]) -> Chain | None:
    """The camp of people or parties whose description ends with it (`des élus | d'opposition`)."""
    last = m.end - 1
    if last - m.head < 2 or doc.lowered[last] not in camps or doc.lowered[m.head] in office_words("of-lands"):
        return None
    link = preposition(doc, last - 1)
    return camps[doc.lowered[last]] if link is not None and link.lemma in office_words("of") else None


def _from_to(doc: Doc, at: int, starts: Starts) -> Iterator[tuple[Chain, int]]:
    """Both ends of what a camp reaches from and to (`, de LFI aux LR`), each with the token after the last."""
    at += at < len(doc) and doc[at].text in (",", "(")
    ends: list[Mention] = []
    for links in ("of", "reaching"):
        link = preposition(doc, at) if at < len(doc) else None
        if link is None or link.lemma not in office_words(links) or link.end >= len(doc):
            return
        m = starts.get(link.end + (link.end not in starts and doc.lowered[link.end] in office_words("determiner")))
        if m is None or m.cls != PARTY or m.kind != "named" or m.chain is None:
            return
        ends.append(m)
        at = m.end
    yield from ((m.chain, at) for m in ends if m.chain is not None)


def _like(doc: Doc, camp: Mention, starts: Starts) -> list[Item]:
    """Whom a sentence gives as an example of a camp (`Les oppositions doutent, à l'instar d'Anne Roy (LR)`)."""
    for k in range(camp.end, min(camp.end + AHEAD, len(doc))):
        if doc[k].text in STOPS - {","} or doc[k].is_sent_start:
            break
        for n in (3, 4) if doc[k].text == "," else ():
            if doc.between(k + 1, k + 1 + n).lower() in office_words("for-example"):
                return named_items(doc, k + 1 + n, starts, ("Person", PARTY))
    return []


def _in_offices(doc: Doc, camps: dict[str, Chain]) -> Iterator[Candidate]:
    """`le député d'opposition Luc Roy`."""
    for role in doc._.roles:
        last = role.mention.end - 1
        link = preposition(doc, last - 1) if last > role.mention.head and doc.lowered[last] in camps else None
        if link is None or link.lemma not in office_words("of") or role.office != "member":
            continue
        for h in role.holders:
            if h.chain is not None:
                yield _member(h.chain, camps[doc.lowered[last]], role.mention.start, max(h.end, role.mention.end))


def _placed(doc: Doc, k: int, ending: dict[int, Mention]) -> Iterator[Mention]:
    """The parties before a camp that are said to be there, the coordinated ones too (`A et B, dans l'opposition,`)."""
    at = next((j for j in range(k - 1, max(k - 1 - PLACED, 0), -1) if doc[j].text in (",", "(")), 0)
    closed = k + 1 == len(doc) or doc[k + 1].is_punct or doc[k + 1].pos_ == "ADP"
    if not at or not closed or not _is_there(doc, at, k):
        return
    party = ending.get(at)
    while party is not None and party.chain is not None:
        yield party
        at = party.start - (party.start > 0 and doc[party.start - 1].pos_ == "DET")
        before = next((j for j in (at - 1, at - 2) if j > 0 and separator(doc, j) == at), 0)
        party = ending.get(before) if before else None


def _is_there(doc: Doc, mark: int, camp: int) -> bool:
    """Whether the words between a mark and a camp say that what stands before is of it; none do in brackets."""
    if camp == mark + 1:
        return doc[mark].text == "("
    if doc.between(mark + 1, camp).lower() in office_words("in-camp"):
        return True
    links = (preposition(doc, j) for j in (camp - 2, camp - 1) if j > mark)
    of = any(link is not None and link.lemma in office_words("of") for link in links)
    return of and not office_words("camp-party").isdisjoint(doc.lowered[mark + 1 : camp])


def _against_the_government(doc: Doc, camps: dict[str, Chain], found: list[Candidate]) -> Iterator[Candidate]:
    """`Le PS a déposé une motion de censure`: a party that does is of the opposition."""
    camp = next((camps[w] for w in camps if w in office_words("against-government")), None)
    if camp is None:
        return
    censured = {
        id(m.chain)
        for m in (*doc._.mentions, *doc._.nominals)
        if m.chain is not None and doc.between(m.head, m.head + 3).lower() in office_words("no-confidence")
    }
    for c in found:
        if c.relation in PROPOSED and id(c.object) in censured and c.subject.cls == PARTY:
            if c.factuality == "asserted" and c.subject is not camp:
                yield _member(c.subject, camp, c.start, c.end, TABLED)


def _member(one: Chain, camp: Chain, start: int, end: int, sure: float = SURE) -> Candidate:
    return membership(one, camp, start, end, rule=RULE, confidence=sure)
