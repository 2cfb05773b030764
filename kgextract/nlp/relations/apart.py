"""A group, other words, and only then its members → memberOf: `Quatre élus ont démissionné mardi, dont Luc Roy et …`.

`Plusieurs pays ont voté non, Norvège en tête`, `Deux élus, Luc Roy le premier, …`: so says what follows the names too.
The group is the last one of several before the comma; a plural noun between may be what the names are of, and stops it.
Those of a body are its members themselves (`Deux élus du PS ont protesté, dont …`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.wordlist import lowered, phrase_end, tags, unit_tokens
from kgextract.nlp.layers import Candidate, Chain, Mention, unit_of
from kgextract.nlp.relations.counting import counting
from kgextract.nlp.relations.lists import (
    Item,
    Starts,
    body_within,
    group_fits,
    is_some,
    named_items,
    number_of,
    starts_of,
)
from kgextract.nlp.relations.memberships import membership
from kgextract.nlp.relations.told import mentions_at
from kgextract.tables.names import words
from kgextract.tables.roles import office_words, party_words

RULE, SURE = "members-apart", 0.7
GROUP, COUNTRY, PARTY = "Group", "Country", "PoliticalParty"
MEMBERS = ("Person", "Organization", "Place")
ACTING = ("Person", "Organization", COUNTRY)
AGENTS = (GROUP, "Person", "Organization")
CLOSING = frozenset(",.;)»")
MARKS = {"(": ")", ":": "."}  # before a list, each with what closes it
BRACKET = 8  # words
LISTED = 12  # words of a list


def read(doc: Doc) -> Iterator[Candidate]:
    """The members that stand behind the verb of the groups of `doc`."""
    yield from _closed(doc)
    text = lowered(doc)
    groups = [m for m in doc._.nominals if m.type == GROUP and m.plural and m.chain is not None]
    openers = [k for k in range(1, len(text)) if text[k] in MARKS or text[k - 1] == ","] if groups else []
    ways = [way for at in openers for way in _over(doc, at)]
    starts = starts_of(doc) if ways else {}
    for at, first, only in ways:
        group = _group(doc, at - (text[at] not in MARKS), groups)
        if group is None:
            continue
        items = named_items(doc, first, starts, MEMBERS if text[at] not in MARKS else ACTING)
        end = past_bracket(doc, items[-1][2], BRACKET) if items else first
        if not items or end >= len(doc) or not (doc[end].text in CLOSING or _tells(doc, end)):
            continue
        if only and not _only_list(doc, group, at, items, end):
            continue
        whole = whole_of(doc, group, starts)
        for chain, start, stop in items:
            land = whole is not group.chain and text[group.head] in office_words("fellow") and chain.cls == COUNTRY
            if (land or group_fits(chain, text[group.head])) and chain is not whole:
                assert whole is not None
                yield membership(chain, whole, min(group.start, start), stop, rule=RULE, confidence=SURE)


def _closed(doc: Doc) -> Iterator[Candidate]:
    """Who of a group is named between a comma and what says that he is of it."""
    foremost = office_words("foremost")
    closers = [(k, end) for k in range(2, len(doc) - 1) if (end := phrase_end(doc, k, foremost))]
    if not closers:
        return
    groups = [m for m in doc._.nominals if m.type == GROUP and m.plural and m.chain is not None]
    starts = starts_of(doc) if groups else {}
    for k, end in closers if groups else ():
        if end >= len(doc) or doc[end].text not in CLOSING:
            continue
        for comma in range(k - 2, max(k - LISTED, 0), -1):
            items = named_items(doc, comma + 1, starts, MEMBERS) if doc[comma].text == "," else []
            group = _group(doc, comma, groups, beside=True) if items and items[-1][2] == k else None
            if group is None or group.chain is None:
                continue
            for chain, start, stop in items:
                if group_fits(chain, doc.lowered[group.head]):
                    yield membership(chain, group.chain, min(group.start, start), stop, rule=RULE, confidence=SURE)
            break


def whole_of(doc: Doc, group: Mention, starts: Starts) -> Chain | None:
    """What those of a group belong to: the body of its members (`deux élus | du PS`), a camp, or the group itself."""
    members = doc.lowered[group.head] in office_words("member-plural")
    body = body_within(group, starts) or counting(doc, group) if members else None
    return body.chain if body is not None else _camp(doc, group) or group.chain


def _camp(doc: Doc, group: Mention) -> Chain | None:
    """The party or camp that opens the sentence of its people (`Chez les Verts, deux élus ont protesté, dont A`)."""
    text = lowered(doc)
    if group.end - group.head > 1 or text[group.head] not in office_words("seated-people", "member-plural"):
        return None
    unit = unit_of(doc, group.start)
    first, _ = unit_tokens(doc)[unit]
    sides = (m for m in mentions_at(doc, unit) if first < m.start and m.end < group.start)
    side = next(
        (m for m in sides if doc[m.end].text == "," and (PARTY in (m.cls, m.chain and m.chain.cls) or _of_a_colour(m))),
        None,
    )
    opened = side is not None and doc.between(first, side.start).lower() in office_words("in-the-ranks")
    camp: Chain | None = side.chain if side is not None and opened else None
    return camp


def _of_a_colour(m: Mention) -> bool:
    return m.type == GROUP and m.lemma in party_words()


def _tells(doc: Doc, at: int) -> bool:
    """A relative clause of whoever is named (`dont Anne Roy, qui …`, `dont Anne Roy à qui …`)."""
    return at + 1 < len(doc) and bool({*doc.lowered[at : at + 2]} & office_words("relative"))


def _over(doc: Doc, at: int) -> Iterator[tuple[int, int, bool]]:
    """The token, the first one after `dont`, `parmi lesquels`, and whether only a list has members there: after a
    colon, a bracket or `comme`."""
    if doc[at].text in MARKS:
        yield at, at + 1, True
        return
    some, alike = (phrase_end(doc, at, office_words(name)) for name in ("apart", "apart-alike"))
    if some or alike:
        yield at, max(some, alike), alike > some


def _only_list(doc: Doc, group: Mention, at: int, items: list[Item], end: int) -> bool:
    """Two or more of some group of which nobody else is told between; a colon or a bracket behind other nouns, or one
    that goes on, has as many as are counted."""
    number = number_of(doc, group)
    others = (m for m in (*doc._.nominals, *doc._.mentions) if group.end <= m.start < at and m.type in AGENTS)
    nouns = any(kind in ("NOUN", "PROPN") for kind in tags(doc)[group.end : at])
    some = is_some(doc, group) or (doc[at].text in MARKS and not nouns)  # `Les candidats ont été reçus : A et B.`
    if len(items) < 2 or not some or any(m.kind != "named" or m.type == GROUP for m in others):
        return False
    if doc[at].text not in MARKS:
        return True
    return doc[end].text == MARKS[doc[at].text] and (number == len(items) or not (nouns or number))


def _group(doc: Doc, comma: int, groups: list[Mention], *, beside: bool = False) -> Mention | None:
    """The group of the sentence whose members a list behind the comma gives: the last one, with words in between, if
    it may not stand right before it."""
    first, _ = unit_tokens(doc)[unit_of(doc, comma)]
    group = next((m for m in reversed(groups) if first <= m.start and m.end < comma + beside), None)
    if group is None:
        return None
    text, kinds = lowered(doc), tags(doc)
    between = range(group.end, comma)
    if not (between or beside) or any(doc[k].text in '.;:«»"()' for k in between):
        return None
    lands = text[group.head] in office_words("of-lands")
    if not lands and any(kinds[k] == "NOUN" and text[k - 1] in words("plural-determiner") for k in between):
        return None
    return group
