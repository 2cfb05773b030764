"""What the facts of events and of statements share: whom they may join, which events are denied, how one is told."""

from __future__ import annotations

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Candidate, Chain, Clause, Factuality, Saying
from kgextract.tables.syntax import syntax

AGENTS = ("Person", "Organization", "Group", "Place")


def denied(doc: Doc) -> set[int]:
    """The ids of the mentions of which a clause says that they did not do or happen, or only might happen."""
    found = {id(m) for c in doc._.clauses if c.negated and c.subject for m in c.subject.mentions}
    for clause in doc._.clauses:
        topic = shared(clause)
        if clause.modality == "possible" and topic is not None and _happens(doc, clause):
            found |= {id(m) for m in topic.mentions}
    return found


def _happens(doc: Doc, clause: Clause) -> bool:
    return any(v in syntax("happen-lemma") for v in infinitives(doc[clause.verb], clause.lemma))


def told(
    saying: Saying,
    subject: Chain,
    relation: str,
    object: Chain,
    at: tuple[int, int],
    *,
    rule: str,
    most: float,
    factuality: Factuality = "asserted",
) -> Candidate:
    """A fact that follows from an act of saying, at tokens `at`: never surer than the statement, nor than `most`."""
    return Candidate(
        subject=subject,
        relation=relation,
        object=object,
        start=at[0],
        end=at[1],
        rule=rule,
        confidence=round(min(most, saying.confidence), 3),
        factuality=factuality,
    )
