"""A group of members and the body that is said to have so many → whose members a list behind them gives.

`Le jury compte neuf membres, dont Anne Roy`: Anne Roy is a member of the jury, not of the nine.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import once
from kgextract.nlp.layers import Clause, Mention
from kgextract.tables.roles import office_words

WHOLES = ("Organization", "Group")
OBJECT, PASSIVE_OBJECT = "object", "de"


def counting(doc: Doc, members: Mention) -> Mention | None:
    """The body that the clause before counts these members of, or None where they say themselves whose they are."""
    body = _bodies(doc).get(members.head)
    bare = office_words("fellow").issuperset(doc.lowered[members.head + 1 : members.end])
    composed = doc.lowered[members.head] not in office_words("member-plural")
    return body if bare or composed else None


def _bodies(doc: Doc) -> dict[int, Mention]:
    """Head of each noun of members that a clause counts → the body of which it does."""
    return once(doc, "bodies that count their members", lambda: dict(_counted(doc)))


def _counted(doc: Doc) -> list[tuple[int, Mention]]:
    found: list[tuple[int, Mention]] = []
    for clause in doc._.clauses:
        if clause.negated or office_words("counts-members").isdisjoint(infinitives(doc[clause.verb], clause.lemma)):
            continue
        body = _whole(clause)
        if body is not None:
            role = PASSIVE_OBJECT if clause.passive else OBJECT
            heads = (a.head for a in clause.arguments if a.role == role)
            every = clause.passive  # `composée de trois ministres : A, B et C`
            found += ((k, body) for k in heads if every or doc.lowered[k] in office_words("member-plural"))
    return found


def _whole(clause: Clause) -> Mention | None:
    """The one body that is the subject of a clause, of a passive one its object."""
    parts = [a for a in clause.arguments if a.role == OBJECT] if clause.passive else [clause.subject]
    bodies = [m for a in parts if a is not None for m in a.mentions if m.type in WHOLES and m.start <= a.head < m.end]
    return bodies[0] if bodies and bodies[0].chain is not None else None
