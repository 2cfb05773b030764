"""A group and the names beside it that are all of it → memberOf: `Renault, Airbus et Orange, trois entreprises, …`.

So do two numbers that make up the first (`Quatre suspects sont arrêtés : deux Polonais et deux Russes`).
`La CGT et FO : deux syndicats`, `Le Chili et le Kenya sont deux pays …`, `Trois pays ont voté non. Il s'agit de …`: as
many names as the group counts; between dashes (`les pays voisins – A, B et C –`) as many as there are.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import phrase_end
from kgextract.nlp.layers import Candidate, Mention, unit_of
from kgextract.nlp.relations.list_links import separator
from kgextract.nlp.relations.lists import (
    STOPS,
    Item,
    Starts,
    group_fits,
    in_order,
    named_items,
    number_of,
    over_participle,
    starts_of,
)
from kgextract.nlp.relations.memberships import membership
from kgextract.tables.names import words
from kgextract.tables.roles import office_words

RULE, SURE = "members-summed", 0.75
GROUP = "Group"
MEMBERS = ("Person", "Organization", "Place")
DASHES = frozenset("–—")
MOST, AHEAD = 9, 40  # members; tokens to `il s'agit`


def read(doc: Doc) -> Iterator[Candidate]:
    """The members that are named beside the groups of `doc`."""
    groups = [m for m in doc._.nominals if m.type == GROUP and m.plural and m.chain is not None]
    if not groups:
        return
    mentions = in_order(doc)
    starts = starts_of(doc)
    ending = {m.end: m for m in reversed(mentions) if m.kind == "named" and m.type in MEMBERS}
    counted = {m.start: m for m in groups if number_of(doc, m) > 0}
    for group in groups:
        parts = _parts(doc, group, counted) if group.start in counted else []
        for chain, start, end in (*_members(doc, group, starts, ending), *parts):
            assert group.chain is not None
            if chain is not group.chain:
                yield membership(
                    chain, group.chain, min(start, group.start), max(end, group.end), rule=RULE, confidence=SURE
                )


def _members(doc: Doc, group: Mention, starts: Starts, ending: dict[int, Mention]) -> list[Item]:
    head, number = doc.lowered[group.head], number_of(doc, group)
    for items, many in _ways(doc, group, starts, ending):
        if len(items) > 1 and (many or len(items) == number) and all(group_fits(c, head) for c, _, _ in items):
            return items
    return []


def _ways(doc: Doc, group: Mention, starts: Starts, ending: dict[int, Mention]) -> Iterator[tuple[list[Item], bool]]:
    """The names that may be all of the group, and whether as many as there are."""
    if group.end < len(doc) and doc[group.end].text in DASHES:
        items = named_items(doc, group.end + 1, starts, MEMBERS)
        closed = bool(items) and items[-1][2] < len(doc) and doc[items[-1][2]].text in DASHES
        yield (items if closed else []), True
    if 1 < number_of(doc, group) <= MOST:
        yield _before(doc, group, ending), False
        yield _told(doc, group, starts), False


def _before(doc: Doc, group: Mention, ending: dict[int, Mention]) -> list[Item]:
    """The names that `, trois pays,`, `: trois pays` or `sont trois pays` sums up."""
    at = group.start - 1
    if at >= 0 and (doc[at].pos_ == "NUM" or doc.lowered[at] in office_words("determiner")):
        at -= 1
    if at <= 0:
        return []
    copula = doc[at].pos_ == "AUX" and set(infinitives(doc[at])) & office_words("copula")
    end = over_participle(doc, group.end)  # `les trois opérateurs concernés`
    closed = end >= len(doc) or doc[end].text in STOPS
    if not (copula or doc[at].text == ":" or (doc[at].text == "," and closed)):
        return []
    items: list[Item] = []
    while at > 0 and (m := ending.get(at)) is not None and m.chain is not None:
        items.append((m.chain, m.start, m.end))
        at = m.start - 1
        at -= at > 0 and doc[at].pos_ == "DET"
        if at <= 0 or not (doc[at].text == "," or doc.lowered[at] in office_words("coordinator")):
            break
        at -= doc[at].text != "," and doc[at - 1].text == ","
    return items


def _parts(doc: Doc, group: Mention, counted: Starts) -> list[Item]:
    """The counted groups behind a colon or `Il s'agit de` that are together as many as the group."""
    number, at = number_of(doc, group), _announced(doc, group)
    items: list[Item] = []
    total, end = 0, at
    while 0 < at < len(doc) - 1:
        at += doc.lowered[at] in office_words("of")
        if doc.lowered[at] in words("one") and doc[at + 1].pos_ == "NOUN":
            total, end = total + 1, at + 2  # `trois Belges et un Français`
            at = separator(doc, end)
            continue
        part = counted.get(at)
        if part is None or part.chain is None:
            break
        items.append((part.chain, part.start, part.end))
        total, end = total + number_of(doc, part), part.end
        at = separator(doc, end)
    closed = end >= len(doc) or doc[end].text in STOPS or doc.lowered[end] in office_words("relative")
    return items if items and closed and total == number else []


def _announced(doc: Doc, group: Mention) -> int:
    """The token behind a colon, `il s'agit de`, in the sentence of the group or the next one, or 0."""
    unit = unit_of(doc, group.start)
    for k in range(group.end, min(len(doc), group.end + AHEAD)):
        if unit_of(doc, k) > unit + 1:
            break
        if (end := phrase_end(doc, k, office_words("these-are"))) > 0:
            return end
        if doc[k].text == ":" and doc[k + 1].pos_ == "NUM":
            return k + 1
    return 0


def _told(doc: Doc, group: Mention, starts: Starts) -> list[Item]:
    """The names behind `Il s'agit de`, `ce sont`, in the sentence of the group or the next one."""
    at = _announced(doc, group)
    return named_items(doc, at, starts, MEMBERS) if at and doc[at - 1].text != ":" else []
