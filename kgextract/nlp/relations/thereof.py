"""Those of a group of the sentence before → memberOf: `Trois élus ont protesté. Parmi eux, A`, `L'un d'eux, A, …`.

The group is the first one of several people, bodies or states of the nearest sentence that has one.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Candidate, Mention, unit_of
from kgextract.nlp.relations.lists import Item, by_start, group_fits, in_order, named_items
from kgextract.nlp.relations.memberships import membership
from kgextract.tables.names import nominal_words
from kgextract.tables.roles import office_words

RULE, SURE = "members-thereof", 0.7
GROUP = "Group"
MEMBERS = ("Person", "Organization", "Country")
BACK = 4  # sentences, those that open so not counted
OPENER = 4  # words
ASIDE = 6  # words between `Parmi eux` and whoever is named


def read(doc: Doc) -> Iterator[Candidate]:
    """Who is named as one of those of whom the sentence before tells."""
    spans = unit_tokens(doc)
    opened = [(u, at) for u, (first, last) in enumerate(spans) if u and (at := _opened(doc, first, last))]
    starts = by_start(in_order(doc)) if opened else {}
    told = {u for u, _ in opened}
    by_unit: dict[int, Mention] = {}
    for m in doc._.nominals if opened else ():
        if m.type == GROUP and m.plural:
            by_unit.setdefault(unit_of(doc, m.start), m)
    for unit, at in opened:
        group = next(
            (g for u in range(unit - 1, max(unit - BACK, -1), -1) if u not in told and (g := by_unit.get(u))), None
        )
        if group is None or group.chain is None:
            continue
        for chain, start, end in _named(doc, at, spans[unit][1], starts):
            if group_fits(chain, doc.lowered[group.head]):
                yield membership(chain, group.chain, start, end, rule=RULE, confidence=SURE)


def _opened(doc: Doc, first: int, last: int) -> int:
    """The token after `Parmi eux`, `L'un d'eux`, `Deux d'entre elles` at the beginning of a sentence, or 0."""
    for n in range(OPENER, 1, -1):
        if first + n < last and doc.between(first, first + n).lower() in office_words("of-them"):
            return first + n
    return 0


def _named(doc: Doc, at: int, last: int, starts: dict[int, Mention]) -> list[Item]:
    """The names right behind, over a comma or the verb that says that they are among them."""
    for k in range(at, min(at + ASIDE, last)):
        items = named_items(doc, k, starts, MEMBERS)
        if items:
            return items
        told = doc.lowered[k] in nominal_words("sits") or doc[k].text in (",", ":")
        if not (told or doc[k].pos_ in ("ADV", "VERB", "AUX", "PRON", "DET")):
            break
    return []
