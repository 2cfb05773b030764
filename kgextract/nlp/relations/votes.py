"""Clauses of adoption with counts beside them → how a text was voted: votes in favour, against, abstentions.

`La résolution a été adoptée par 153 voix contre 10 et 23 abstentions` gives the resolution three counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Candidate, Clause, Mention, unit_of
from kgextract.nlp.relations.continued import text_before
from kgextract.tables.names import words
from kgextract.tables.relations import RELATION_RULES

ADOPTED = ("adopted", "adoptedOn")
DOCUMENT, VOTES = "Document", "Votes"
RELATIONS = {
    "votes-in-favour": "votesInFavour",
    "votes-against": "votesAgainst",
    "abstentions": "abstentions",
    "unanimity": "votesInFavour",
}
RULE = "vote-counts"
CONFIDENCE = 0.85


def read(doc: Doc) -> Iterator[Candidate]:
    """The counts of the votes that `doc` tells."""
    counts: dict[int, list[Mention]] = {}
    for m in doc._.quantities:
        if m.cls == VOTES:
            counts.setdefault(unit_of(doc, m.start), []).append(m)
    if not counts:
        return
    for clause in doc._.clauses:
        here = counts.get(clause.unit, ())
        text = _adopted(doc, clause) if here else None
        if text is None or text.chain is None or clause.negated:
            continue
        for m in here:
            yield Candidate(
                subject=text.chain,
                relation=RELATIONS[(m.name or "").rpartition(" ")[2]],
                object=m.chain,  # type: ignore[arg-type]
                start=min(text.start, clause.start, m.start),
                end=max(text.end, clause.end, m.end),
                rule=RULE,
                confidence=CONFIDENCE,
                factuality=clause.modality,
            )


def _adopted(doc: Doc, clause: Clause) -> Mention | None:
    """The document that a clause says to be adopted, or to get votes (`Le texte a recueilli 412 voix`)."""
    verbs = set(infinitives(doc[clause.verb], clause.lemma))
    if verbs & _verbs():
        texts = [m for a in clause.arguments if a.role == "object" for m in a.mentions]
    elif verbs & words("gathers-votes"):
        texts = list(clause.subject.mentions) if clause.subject else []
        if clause.subject is not None and not texts:  # `Elle a recueilli 13 voix`
            taken_up = text_before(doc, clause.subject.start, (DOCUMENT,))
            texts = taken_up.mentions[:1] if taken_up is not None else []
    else:
        return None
    return next((m for m in texts if m.chain is not None and m.chain.type == DOCUMENT), None)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(v for row in RELATION_RULES.rows() if row.relation in ADOPTED for v in row.verbs)
