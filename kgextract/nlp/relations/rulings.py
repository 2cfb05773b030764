"""Rulings that are told before they are named → adoptedOn: `La cour a annulé lundi le permis. La décision …`."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Candidate, Clause, Mention, unit_of
from kgextract.nlp.relations.slots import Slots
from kgextract.tables.names import nominal_words, words
from kgextract.tables.roles import office_words

RULE, SURE = "ruling-told", 0.65
RULING, BODY = "Judgment", "Organization"
_REACH = 2  # units from the sentence that tells a ruling to the noun that takes it up


def read(doc: Doc) -> Iterator[Candidate]:
    """The day on which a body decided what a noun takes up that the article has not had before."""
    nouns = [m for m in doc._.nominals if m.type == "Document" and m.cls == RULING and _takes_up(doc, m)]
    if not nouns:
        return
    by_unit: dict[int, list[Clause]] = {}
    for clause in doc._.clauses:
        if clause.lemma in office_words("rules") and _is_done(clause):
            by_unit.setdefault(clause.unit, []).append(clause)
    if not by_unit:
        return
    slots = Slots.of(doc)
    for m in nouns:
        here = unit_of(doc, m.start)
        near = (c for unit in range(here - 1, here - 1 - _REACH, -1) for c in by_unit.get(unit, ()))
        clause = next(near, None)
        date = slots.day(clause) if clause is not None else None
        if clause is None or date is None or date.chain is None or m.chain is None:
            continue
        yield Candidate(
            subject=m.chain,
            relation="adoptedOn",
            object=date.chain,
            start=min(clause.start, date.start),
            end=max(clause.end, date.end),
            rule=RULE,
            confidence=SURE,
        )


def _takes_up(doc: Doc, m: Mention) -> bool:
    """Whether a noun is the first of its chain, with an article that says that it is known, and no complement."""
    if m.chain is None or m.plural or m.start != min(x.start for x in m.chain.mentions):
        return False
    link = preposition(doc, m.head + 1) if m.head + 1 < len(doc) else None
    if doc.lowered[m.head] not in office_words("ruling") or (link is not None and link.lemma in office_words("of")):
        return False
    known = words("definite") | nominal_words("demonstrative")
    return any(doc.lowered[k] in known for k in (m.start, m.start - 1) if k >= 0)


def _is_done(clause: Clause) -> bool:
    """Whether a body is said to have decided (`le tribunal a condamné`, `a été condamné par la cour`)."""
    if clause.negated or clause.modality != "asserted" or clause.form != "finite" or clause.position == "relative":
        return False
    return clause.subject is not None and any(m.type == BODY for m in clause.subject.mentions)
