"""So many people, and as many names in a later sentence → memberOf: the group is those who are named.

`Trois opposants ont été arrêtés. L'avocat Luc Roy, la journaliste Anne Blin et Paul Petit avaient …` gives all three;
so does `Anne Blin et Luc Roy ont été libérés. Les deux journalistes …`, where the sentence before names no one else.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Candidate, Mention, unit_of
from kgextract.nlp.relations.counting import counting
from kgextract.nlp.relations.lists import Item, Starts, in_order, named_items, number_of, starts_of
from kgextract.nlp.relations.memberships import membership
from kgextract.tables.roles import office_words

RULE, SURE = "numbered-group", 0.65
PERSON, GROUP = "Person", "Group"
REACH = 3  # sentences behind the one that counts
MOST = 6  # people of a group whose names are all given


def read(doc: Doc) -> Iterator[Candidate]:
    """The members of the groups that the article counts before it names them."""
    mentions = in_order(doc)
    starts = starts_of(doc)
    counted: set[int] = set()  # tokens of the names that a later group has: the nearest one counts them
    groups: dict[int, Mention] = {}  # the first counted mention of each chain
    for m in mentions:
        if m.type == GROUP and m.kind == "nominal" and m.chain is not None and 1 < number_of(doc, m) <= MOST:
            several = doc.lowered[m.head] in office_words("of-lands", "of-bodies") or counting(doc, m) is not None
            aside = "(" in doc.lowered[max(m.start - 3, 0) : m.start]  # `(les deux élus du centre se sont abstenus)`
            if not several and not aside and not _named_before(doc, m, mentions):
                groups.setdefault(id(m.chain), m)
    for m in reversed(groups.values()):
        number = number_of(doc, m)
        for chain, start, end in _named(doc, m, starts, number) or _named_last(doc, m, starts, number):
            if start in counted:
                break
            counted.add(start)
            assert m.chain is not None
            yield membership(chain, m.chain, start, end, rule=RULE, confidence=SURE)


def _named_before(doc: Doc, group: Mention, mentions: list[Mention]) -> bool:
    """`Luc Roy et Anne Blin sont les deux candidats`: its own sentence has as many names before it."""
    unit = doc._.units[unit_of(doc, group.start)].start
    people = (m for m in mentions if m.type == PERSON and m.kind == "named" and m.end <= group.start)
    return len({id(m.chain) for m in people if unit <= doc[m.start].idx}) >= number_of(doc, group)


def _named(doc: Doc, group: Mention, starts: Starts, number: int) -> list[Item]:
    """The first coordination of people behind the group, where it has as many names; else nothing."""
    first = unit_of(doc, group.start)
    for _, last in unit_tokens(doc)[first : first + REACH + 1]:
        k = max(group.end, _)
        while k < last:
            items = named_items(doc, k, starts, (PERSON,)) if _opens(doc, k, starts) else []
            if len(items) > 1:
                fits = len(items) == number and _joined(doc, items) and not _led(doc, k)
                return items if fits else []
            k = max(k + 1, items[0][2] if items else 0)
    return []


def _named_last(doc: Doc, group: Mention, starts: Starts, number: int) -> list[Item]:
    """The coordination of as many people in the sentence before those whom a definite group takes up, if it has no
    others."""
    unit = unit_of(doc, group.start)
    if not unit or not group.definite or group.end - group.start > 2:
        return []
    first, last = unit_tokens(doc)[unit - 1]
    found: list[Item] = []
    k = first
    while k < last:
        items = named_items(doc, k, starts, (PERSON,)) if _opens(doc, k, starts) else []
        if found and items:
            return []
        found = found or items
        k = max(k + 1, items[-1][2] if items else 0)
    return found if len(found) == number and _joined(doc, found) else []


def _led(doc: Doc, at: int) -> bool:
    """Does a preposition lead to the coordination: `signé par A et B`, `en présence du juge, A, et de B`?"""
    titles = (r.mention.start for r in doc._.roles if any(h.start == at for h in r.holders))
    start = min((at, *titles))
    return any((link := preposition(doc, k)) is not None and link.end >= start - 1 for k in range(start - 2, start + 1))


def _joined(doc: Doc, items: list[Item]) -> bool:
    """`A et B`, not `l'avocat d'A, B`, whom the comma sets apart."""
    return any(doc.lowered[k] in office_words("coordinator") for k in range(items[-2][2], items[-1][1]))


def _opens(doc: Doc, k: int, starts: Starts) -> bool:
    """A name, or the determiner of a title."""
    if k in starts and starts[k].type == PERSON:
        return True
    return doc.lowered[k] in office_words("singular-article") and any(r.mention.start == k + 1 for r in doc._.roles)
