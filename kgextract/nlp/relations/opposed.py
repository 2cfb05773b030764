"""Matches that a clause tells → participatedIn: the team of a town behind the one that it plays against.

`Le match qui opposait Lens à Auxerre samedi au stade`: Auxerre as well, not the stadium
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Candidate
from kgextract.nlp.relations.participants import MATCH, taking_part
from kgextract.tables.events import words_of
from kgextract.tables.syntax import syntax

RULE, TOWN = "opposed", "City"


def read(doc: Doc) -> Iterator[Candidate]:
    """The towns whose teams stand right behind `à` and the object of such a verb."""
    played = {e.mention.head: e for e in doc._.events if e.mention.cls == MATCH and e.mention.chain is not None}
    for clause in doc._.clauses if played else ():
        event = played.get(clause.subject.head) if clause.subject is not None else None
        told = clause.lemma in words_of("event-opposes") and not clause.negated
        if event is None or not told or clause.modality not in ("asserted", "planned"):
            continue
        alone = (a for a in clause.arguments if a.role == "object" and len(a.mentions) == 1)
        end = next((a.end for a in alone if a.mentions[0].kind == "named"), -1)
        link = preposition(doc, end) if 0 < end < len(doc) else None  # not `opposera X et Y au Caire`, `X samedi à Pau`
        if link is None or link.lemma not in syntax("to-lemma"):
            continue
        behind = (a for a in clause.arguments if a.role == link.lemma and 0 <= a.start - end <= 1)
        for m in (m for a in behind for m in a.mentions):
            if m.cls == TOWN and m.kind == "named" and m.chain is not None:
                yield taking_part(m, event, rule=RULE)
