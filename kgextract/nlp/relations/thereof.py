"""Those of a group of the sentence before → memberOf: `Trois élus ont protesté. Parmi eux, A`, `L'un d'eux, A, …`, `A
est l'un d'entre eux`, of a counted one `L'un, A, est …, l'autre, B, …`.

The group is the first one of several people, bodies or states of the nearest sentence that has one.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import opening_end, phrase_end, unit_tokens
from kgextract.nlp.layers import Candidate, Clause, Mention, unit_of
from kgextract.nlp.relations.lists import Item, group_fits, named_items, number_of, starts_of
from kgextract.nlp.relations.memberships import membership
from kgextract.tables.names import nominal_words
from kgextract.tables.roles import office_words

RULE, SURE = "members-thereof", 0.7
GROUP, PERSON = "Group", "Person"
MEMBERS = (PERSON, "Organization", "Country")
BACK = 4  # sentences, those that open so not counted
ASIDE = 6  # words between `Parmi eux` and whoever is named


def read(doc: Doc) -> Iterator[Candidate]:
    """Who is named as one of those of whom the sentence before tells."""
    spans = unit_tokens(doc)
    opened = {u: at for u, (first, last) in enumerate(spans) if u and (at := _opened(doc, first, last))}
    said = [c for c in doc._.clauses if c.unit and c.modality == "asserted" and not c.negated and _is_one(doc, c)]
    each = [k for k in range(1, len(doc) - 3) if doc.lowered[k] in office_words("singular-article") and _each(doc, k)]
    if not (opened or said or each):
        return
    starts = starts_of(doc)
    by_unit: dict[int, Mention] = {}
    for m in doc._.nominals:
        if m.type == GROUP and m.plural:
            by_unit.setdefault(unit_of(doc, m.start), m)
    told = {*opened, *(c.unit for c in said), *(unit_of(doc, k) for k in each)}
    found = [(u, _named(doc, at, spans[u][1], starts), False) for u, at in opened.items()]
    found += [(c.unit, _subjects(c), False) for c in said]
    found += [(unit_of(doc, k), named_items(doc, _each(doc, k), starts, (PERSON,))[:1], True) for k in each]
    for unit, items, counted in found:
        group = next(
            (g for u in range(unit - 1, max(unit - BACK, -1), -1) if u not in told and (g := by_unit.get(u))), None
        )
        group = by_unit.get(unit, group) if counted else group
        if group is None or group.chain is None or (counted and not number_of(doc, group)):
            continue
        for chain, start, end in items:
            if group_fits(chain, doc.lowered[group.head]) and start > group.end:
                yield membership(chain, group.chain, start, end, rule=RULE, confidence=SURE)


def _subjects(clause: Clause) -> list[Item]:
    """Those who are the subject of a clause by their name."""
    mentions = clause.subject.mentions if clause.subject is not None else ()
    return [(m.chain, m.start, m.end) for m in mentions if m.chain is not None and {m.type, m.cls} & set(MEMBERS)]


def _is_one(doc: Doc, clause: Clause) -> bool:
    """`est l'un d'entre eux`, `figure parmi eux`"""
    verbs = infinitives(doc[clause.verb], clause.lemma)
    if not any(verb in office_words("copula") | office_words("is-among") for verb in verbs):
        return False
    return clause.end < len(doc) and phrase_end(doc, clause.end, office_words("of-them")) > 0


def _each(doc: Doc, k: int) -> int:
    """Where whoever `l'un`, `le premier` stands for is named behind it, between commas or behind `est`, or 0."""
    if not (doc[k - 1].is_punct or doc[k].is_sent_start or doc.lowered[k - 1] in office_words("coordinator")):
        return 0
    at = next((k + n for n in (3, 2) if doc.between(k, k + n).lower() in office_words("each-of-them")), 0)
    if not at or at + 1 >= len(doc):
        return 0
    return at + 1 if doc[at].text == "," or office_words("copula").intersection(infinitives(doc[at])) else 0


def _opened(doc: Doc, first: int, last: int) -> int:
    """The token after `Parmi eux`, `L'un d'eux`, `Deux d'entre elles` at the beginning of a sentence, or 0."""
    return opening_end(doc, first, last, office_words("of-them"))


def _named(doc: Doc, at: int, last: int, starts: dict[int, Mention]) -> list[Item]:
    """The names right behind, over a comma or the verb that says that they are among them."""
    for k in range(at, min(at + ASIDE, last)):
        items = named_items(doc, k, starts, MEMBERS)
        if items:
            return items
        told = doc.lowered[k] in nominal_words("sits") | nominal_words("stands-among") or doc[k].text in (",", ":")
        if not (told or doc[k].pos_ in ("ADV", "AUX", "PRON", "DET")):
            break
    return []
