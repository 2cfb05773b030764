"""A group and the names beside it that are all of it → memberOf: `Renault, Airbus et Orange, trois entreprises, …`.

`La CGT et FO : deux syndicats`, `Le Chili et le Kenya sont deux pays …`, `Trois pays ont voté non. Il s'agit de …`: as
many names as the group counts; between dashes (`les pays voisins – A, B et C –`) as many as there are.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Candidate, Mention, unit_of
from kgextract.nlp.relations.lists import (
    STOPS,
    Item,
    Starts,
    by_start,
    group_fits,
    in_order,
    named_items,
    number_of,
    over_participle,
)
from kgextract.nlp.relations.memberships import membership
from kgextract.tables.roles import office_words

RULE, SURE = "members-summed", 0.75
GROUP = "Group"
MEMBERS = ("Person", "Organization", "Place")
DASHES = frozenset("–—")
MOST, AHEAD, LOCUTION = 9, 40, 3  # members; tokens to `il s'agit`; its words


def read(doc: Doc) -> Iterator[Candidate]:
    """The members that are named beside the groups of `doc`."""
    groups = [m for m in doc._.nominals if m.type == GROUP and m.plural and m.chain is not None]
    if not groups:
        return
    mentions = in_order(doc)
    starts = by_start(mentions)
    ending = {m.end: m for m in reversed(mentions) if m.kind == "named" and m.type in MEMBERS}
    for group in groups:
        for chain, start, end in _members(doc, group, starts, ending):
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


def _told(doc: Doc, group: Mention, starts: Starts) -> list[Item]:
    """The names behind `Il s'agit de`, `ce sont`, in the sentence of the group or the next one."""
    unit = unit_of(doc, group.start)
    for k in range(group.end, min(len(doc), group.end + AHEAD)):
        if unit_of(doc, k) > unit + 1:
            break
        for n in range(LOCUTION, 1, -1):
            if doc.between(k, k + n).lower() in office_words("these-are"):
                return named_items(doc, k + n, starts, MEMBERS)
    return []
