"""Clauses → who is said to stay away from which occasion: nobody of them spoke or took part there.

`Anne Roy, qui n'était pas conviée à la réunion`, `le maire, absent du débat`, `la CGT a boudé le sommet`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kgextract.nlp.coref import antecedent
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import once
from kgextract.nlp.layers import Argument, Chain, Clause, Mention, unit_of
from kgextract.tables.scenes import scene_words

EVENT, OBJECT = "Event", "object"
AGENTS = ("Person", "Organization", "Place", "Group")
_AFTER = 2  # sentences in which they go on speaking
_REACH = 12  # tokens from somebody to `absent`


class Absence(NamedTuple):
    """Somebody who was not at an occasion, and the sentence that says so."""

    who: Chain
    event: Chain | None
    unit: int


def absences(doc: Doc) -> tuple[Absence, ...]:
    """All that the text tells of staying away, found once."""
    return once(doc, "absences", lambda: (*_by_verb(doc), *_by_adjective(doc)))


def away(doc: Doc, who: Chain | None, unit: int) -> bool:
    """Whether a sentence or one just before it says of somebody that they were not where others spoke."""
    return any(a.who is who and 0 <= unit - a.unit <= _AFTER for a in absences(doc))


def missed(doc: Doc, who: Chain | None, event: Chain | None) -> bool:
    """Whether somebody is said to have stayed away from that very occasion."""
    return event is not None and any(a.who is who and a.event is event for a in absences(doc))


def not_there(doc: Doc, who: Chain | None, venue: Chain | None) -> bool:
    """Whether somebody stayed away from an event: that one, or one of which nothing else is told."""
    if who is None or venue is None or venue.type != EVENT:
        return False
    told = (a.event for a in absences(doc) if a.who is who)
    return any(event is None or event is venue or len(event.mentions) == 1 for event in told)


def _by_verb(doc: Doc) -> Iterator[Absence]:
    for clause in doc._.clauses or ():
        lemmas = {*infinitives(doc[clause.verb], clause.lemma)}
        stays = not clause.negated and lemmas & scene_words("staying-away")
        attends = clause.negated and lemmas & scene_words("being-there")
        invited = clause.negated and clause.passive and lemmas & scene_words("asking-in")
        if clause.modality != "asserted" or not (stays or attends or invited):
            continue
        if invited:
            who: Argument | None = next((a for a in clause.arguments if a.role == OBJECT), None)
        else:
            who = clause.subject
        told = [a for a in clause.arguments if a is not who]
        event = next((m.chain for a in told for m in a.mentions if m.type == EVENT), None)
        there = attends and any(_trip(doc, a) or _attended(doc, lemmas, a) for a in told)
        if event is None and not there:
            continue
        for chain in _people(doc, clause, who):
            yield Absence(chain, event, clause.unit)


def _people(doc: Doc, clause: Clause, who: Argument | None) -> list[Chain]:
    if who is None:
        return []
    found = [m.chain for m in who.mentions if m.chain is not None and m.type in AGENTS]
    if not found and who.end - who.start == 1 and clause.position != "relative":
        meant = antecedent(doc, who.start, types=AGENTS[:1])
        found = [meant] if meant is not None else []
    return found


def _attended(doc: Doc, lemmas: set[str], a: Argument) -> bool:
    """`n'assistait pas aux | travaux`: something at which others are, though no name or date tells which."""
    return bool(lemmas & scene_words("attending")) and a.role in scene_words("to-it") and a.start > 0


def _trip(doc: Doc, a: Argument) -> bool:
    """`n'avait pas fait le | déplacement`: to where all are."""
    return doc.lowered[a.head] in scene_words("coming-there")


def _by_adjective(doc: Doc) -> Iterator[Absence]:
    """`Luc Roy, absent du débat, …`, `La ministre était absente de la réunion`."""
    if scene_words("not-there").isdisjoint(doc.lowered):
        return
    ending: dict[int, Mention] = {}
    for m in (*doc._.nominals, *doc._.mentions):
        if m.type in AGENTS and m.chain is not None:
            ending[m.end] = m
    events = {e.mention.start: e.mention for e in doc._.events}
    for k, word in enumerate(doc.lowered):
        link = preposition(doc, k + 1) if word in scene_words("not-there") else None
        if link is None or link.lemma not in scene_words("of-it"):
            continue
        event = events.get(link.end) or events.get(link.end + 1)
        if event is None or any(doc.lowered[j] in scene_words("never-there") for j in range(max(k - 3, 0), k)):
            continue
        unit = unit_of(doc, k)
        first = max(k - _REACH, 0)
        who = next((ending[j] for j in range(k, first, -1) if j in ending and unit_of(doc, j - 1) == unit), None)
        if who is not None and who.chain is not None:
            yield Absence(who.chain, event.chain, unit)
