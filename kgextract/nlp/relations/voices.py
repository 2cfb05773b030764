"""Whose voice somebody is → represents: `La Norvège, par la voix de son Premier ministre, Luc Roy, a …`, `La ville, par
son adjoint Luc Roy, a …`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import AGENTS, Candidate, Chain, Mention, unit_of
from kgextract.nlp.relations.continued import bodies_before
from kgextract.tables.gazetteers import COUNTRIES
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import syntax

RULE, SURE = "lend-voice", 0.8
PERSON, CITY = "Person", "City"
BODIES = ("Organization", "Place", "Group")


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts of the voices that `doc` tells of."""
    yield from _by_officer(doc)
    text = lowered(doc)
    if not office_words("voice-noun").intersection(text):
        return
    starts = {m.start: m for m in doc._.mentions if m.type == PERSON and m.kind == "named"}
    for at, word in enumerate(text):
        link = preposition(doc, at) if word in office_words("voice-first") else None
        if link is None or link.lemma not in office_words("voice"):
            continue
        speaker = _speaker(doc, link.end, starts)
        party = _party(doc, at, speaker) if speaker is not None else None
        if speaker is not None and speaker.chain is not None and party is not None:
            yield Candidate(
                subject=speaker.chain,
                relation="represents",
                object=party,
                start=at,
                end=speaker.end,
                rule=RULE,
                confidence=SURE,
            )


def _by_officer(doc: Doc) -> Iterator[Candidate]:
    """Who speaks for a body as one of its officers, told between commas behind its name."""
    for role in doc._.roles:
        at = role.mention.start - 2
        if at < 2 or doc[at - 1].text != "," or doc.lowered[at] not in syntax("agent") or len(role.holders) != 1:
            continue
        holder = role.holders[0]
        if doc.lowered[at + 1] not in office_words("possessive") or holder.start < role.mention.end:
            continue
        body = next((m for m in (*doc._.mentions, *doc._.nominals) if m.end == at - 1 and m.type in AGENTS), None)
        closed = holder.end < len(doc) and doc[holder.end].text == ","
        if body is None or body.type == PERSON or body.chain is None or holder.chain is None or not closed:
            continue
        yield Candidate(
            subject=holder.chain,
            relation="represents",
            object=body.chain,
            start=at,
            end=holder.end,
            rule=RULE,
            confidence=SURE,
        )


def _speaker(doc: Doc, at: int, starts: dict[int, Mention]) -> Mention | None:
    """The name behind the locution, or the holder of the title there."""
    for k in (at, at + 1):
        if k in starts:
            return starts[k]
        role = next((r for r in doc._.roles if r.mention.start == k and len(r.holders) == 1), None)
        if role is not None:
            return role.holders[0]  # type: ignore[no-any-return]
        if k >= len(doc) or lowered(doc)[k] not in office_words("determiner", "civility"):
            return None
    return None


def _party(doc: Doc, at: int, speaker: Mention) -> Chain | None:
    """Who stands right before the locution, else the subject of the verb before it, or of the first one behind."""
    stop = at - (at > 0 and doc[at - 1].text == ",")
    beside = next((m for m in (*doc._.mentions, *doc._.nominals) if m.end == stop and m.type in AGENTS), None)
    if beside is not None and stop < at:
        return _land(doc, beside.chain) if beside.chain is not speaker.chain else None
    unit = unit_of(doc, at)
    clauses = [c for c in doc._.clauses if c.unit == unit and c.subject is not None and c.form == "finite"]
    before = [c for c in clauses if c.start < at]
    for clause in (*reversed(before), *(c for c in clauses if c.start >= at)):
        for m in clause.subject.mentions if clause.subject is not None else ():
            if m.type in AGENTS and m.chain is not None and m.chain is not speaker.chain:
                return m.chain  # type: ignore[no-any-return]
        if clause.subject is not None and not clause.subject.mentions:  # `Après avoir, par la voix de X, …, il a …`
            told = bodies_before(doc, clause.subject.start, BODIES)
            return told[0] if len(told) == 1 else None
    return None


def _land(doc: Doc, chain: Chain | None) -> Chain | None:
    """The state of a capital that speaks, where the article names the state."""
    if chain is None or chain.cls != CITY:
        return chain
    keys = {row.key for row in COUNTRIES.rows() if row.capital == chain.key}
    return next((c for c in doc._.chains if c.key in keys and c.mentions), chain)
