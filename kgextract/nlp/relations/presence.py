"""Who was there, the occasion told before → participatedIn: `Le colloque a duré. Parmi les invités figurait A`.

`figurer`, `compter` among those who take part, `être présent` without a place or an occasion of its own, whose presence
`on` notes: the last thing that was held in the sentences before is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from kgextract.nlp.clauses.noun_reality import unreal
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import AGENTS, Argument, Candidate, Clause, Event, Mention, unit_of
from kgextract.nlp.relations.lists import Item, Starts, named_items, starts_of, titled_items
from kgextract.nlp.relations.told import denied
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import syntax

RULE, SURE = "there-as-told", 0.65
_NEAR = 2  # sentences from the occasion to who was there
_SAID = 3  # tokens from `être` to `présent`
_HELD = frozenset(
    {"Meeting", "Session", "Summit", "Conference", "Ceremony", "Demonstration", "Sport", "PressConference"}
)


def read(doc: Doc) -> Iterator[Candidate]:
    """Who was at the occasions that `doc` told before."""
    if not doc._.events or not office_words("partakers", "there", "presence").intersection(doc.lowered):
        return
    known: Starts = {}
    not_so = denied(doc) | unreal(doc)
    starts = [e.mention.start for e in doc._.events]
    for clause in doc._.clauses:
        if clause.form != "finite" or clause.negated or clause.modality != "asserted":
            continue
        if not known and _noted(doc, clause) is not None:
            known = starts_of(doc)
        people = _listed(doc, clause, known) or [
            (m.chain, m.start, m.end) for m in _people(doc, clause) if m.chain is not None
        ]
        before = bisect_left(starts, clause.start) if people else 0
        event = doc._.events[before - 1] if before else None
        if event is None or not _held(doc, event, clause, not_so):
            continue
        for chain, start, end in people:
            if chain is not event.mention.chain:
                yield Candidate(
                    subject=chain,
                    relation="participatedIn",
                    object=event.mention.chain,
                    start=min(start, clause.start),
                    end=max(end, clause.end),
                    rule=RULE,
                    confidence=SURE,
                )


def _held(doc: Doc, event: Event, clause: Clause, not_so: set[int]) -> bool:
    """Whether an event is held and told close before a clause."""
    m = event.mention
    near = clause.unit - unit_of(doc, m.start) <= _NEAR
    return near and m.chain is not None and m.cls in _HELD and id(m) not in not_so


def _noted(doc: Doc, clause: Clause) -> Argument | None:
    """`la présence` of which nobody in particular takes note (`On notait la présence de …`)."""
    names = infinitives(doc[clause.verb], clause.lemma)
    someone = clause.subject is not None and doc.lowered[clause.subject.head] not in office_words("anybody")
    if someone or not any(v in office_words("noticing") for v in names):
        return None
    objects = (a for a in clause.arguments if a.role == "object" and a.start >= clause.verb)
    return next((a for a in objects if doc.lowered[a.head] in office_words("presence")), None)


def _listed(doc: Doc, clause: Clause, known: Starts) -> list[Item]:
    """Those whose presence a clause notes."""
    noted = _noted(doc, clause)
    link = preposition(doc, noted.head + 1) if noted is not None else None
    if link is None or link.lemma not in office_words("of") or link.end >= len(doc):
        return []
    m = known.get(link.end)
    found = titled_items(doc, m, known) if m is not None and m.kind != "named" and m.plural else []
    return found or named_items(doc, link.end, known, AGENTS)


def _people(doc: Doc, clause: Clause) -> list[Mention]:
    """Those of whom a clause says that they are among those who take part, or there."""
    names = infinitives(doc[clause.verb], clause.lemma)
    among = next((a for a in clause.arguments if a.role in office_words("among") and _takes_part(doc, a)), None)
    if among is not None and any(v in syntax("figure-lemma") for v in names):
        parts = [among] if among.mentions and among.mentions[0].kind == "named" else [clause.subject, *clause.arguments]
    elif any(v in syntax("be-lemma") for v in names) and _present(doc, clause):
        parts = [clause.subject, *clause.arguments]
    else:
        return []
    for a in parts:
        if a is not None and (a is among or a.role in ("subject", "object")):
            found = [m for m in a.mentions if m.type in AGENTS and m.kind != "pronoun"]
            if found:
                return found
    return []


def _takes_part(doc: Doc, a: Argument) -> bool:
    """Whether a phrase speaks of those who take part, in nothing that it names."""
    told = any(m.type == "Event" for m in a.mentions)
    return not told and any(w in office_words("partakers") for w in doc.lowered[a.start : a.head + 1])


def _present(doc: Doc, clause: Clause) -> bool:
    """Whether `présent` stands behind the verb, and no place or occasion in the clause."""
    placed = any(m.type in ("Event", "Place") and a.role != "object" for a in clause.arguments for m in a.mentions)
    return not placed and any(w in office_words("there") for w in doc.lowered[clause.end : clause.end + _SAID])
