"""A visit that somebody is on → visited: `Anne Roy, en visite de travail à Sfax, …`.

Who is on it stands before it, as the subject of `être` or with a comma or none between, or is the subject of the
sentence that it opens; whoever does something on the occasion of one is on it (`lors d'une visite à Sfax`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.doc import Doc
from kgextract.nlp.events.settings import introduced, on_the_way
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Argument, Candidate, Clause, Event, Mention, unit_of
from kgextract.nlp.relations.told import denied
from kgextract.tables.events import words_of
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import syntax

RULE, SURE = "on-a-visit", 0.7
PERSON = "Person"
PLACE = "Place"
_CLOSING = 3  # tokens in which a sentence ends
REACH = 6  # tokens between `être` and the visit


def read(doc: Doc) -> Iterator[Candidate]:
    """Who is on the visits of `doc`."""
    trips = [e for e in doc._.events if e.mention.cls in words_of("event-trip")]
    events = [e for e in trips if on_the_way(doc, e.mention.start) or _on_occasion(doc, e.mention)]
    if not events:
        return
    not_so = denied(doc)
    ending = {m.end: m for m in sorted((*doc._.nominals, *doc._.mentions), key=lambda m: -m.start)}  # the longest
    clauses: dict[int, list[Clause]] = {}
    for clause in doc._.clauses:
        clauses.setdefault(clause.unit, []).append(clause)
    for event in events:
        if id(event.mention) in not_so or event.mention.chain is None or _asked(doc, event.mention):
            continue
        for m in _visitors(doc, event.mention, clauses.get(unit_of(doc, event.mention.start), []), ending):
            yield from _facts(m, event)


def _facts(m: Mention, event: Event) -> Iterator[Candidate]:
    chain, place = m.chain, event.place
    if chain is None or place is None or place.chain is None or place.chain.type != PLACE:
        return
    yield Candidate(
        subject=chain,
        relation="visited",
        object=place.chain,
        start=min(m.start, event.mention.start, place.start),
        end=max(m.end, event.mention.end, place.end),
        rule=RULE,
        confidence=SURE,
    )


def _visitors(doc: Doc, visit: Mention, clauses: list[Clause], ending: dict[int, Mention]) -> list[Mention]:
    """Those who are on a visit with `en` before it."""
    first, _ = unit_tokens(doc)[unit_of(doc, visit.start)]
    if _on_occasion(doc, visit):
        over = (c for c in clauses if any(a.head == visit.head and a.role != "object" for a in c.arguments))
        return next((_people(shared(c)) for c in over if not c.negated), [])
    at = visit.start - 1
    if at == first:
        subjects = [c.subject for c in clauses if c.position == "main" and c.form == "finite" and c.verb > visit.end]
        return _people(subjects[0]) if subjects else []
    for clause in reversed(clauses):
        there = clause.lemma in office_words("being") and not clause.negated and clause.modality == "asserted"
        if there and clause.end <= at <= clause.end + REACH:
            between = doc[clause.end : at]
            return _people(clause.subject) if not any(t.text == "," or t.pos_ == "VERB" for t in between) else []
    found = ending.get(at - (doc[at - 1].text == ","))
    return [found] if found is not None and _visits(found) else []


def _asked(doc: Doc, visit: Mention) -> bool:
    """Whether the sentence asks it (`Le roi en visite au Gabon ?`)."""
    last = unit_tokens(doc)[unit_of(doc, visit.start)][1]
    return any(doc.lowered[k] in syntax("question-mark") for k in range(max(visit.end, last - _CLOSING), last))


def _on_occasion(doc: Doc, visit: Mention) -> bool:
    """Whether something is done on a visit told for the first time (`lors d'une | visite à Lens`), nobody's by name."""
    if visit.definite is not False or introduced(doc, visit.start) is None:
        return False
    after = preposition(doc, visit.head + 1)
    return after is None or after.lemma not in office_words("of")


def _people(subject: Argument | None) -> list[Mention]:
    found = subject.mentions if subject is not None else []
    return [m for m in found if _visits(m)]


def _visits(m: Mention) -> bool:
    return m.chain is not None and m.type == PERSON
