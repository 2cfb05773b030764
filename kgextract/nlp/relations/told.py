"""What the facts of events and of statements share: whom they may join, which events are denied, how one is told, who
says quoted words, and what stands in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import memory
from kgextract.nlp.layers import Candidate, Chain, Clause, Factuality, Mention, Saying, unit_of
from kgextract.tables.events import words_of
from kgextract.tables.syntax import syntax

TRIAL = "Trial"  # which goes on another day
_AIM = 2  # tokens of `afin de` before an infinitive


def denied(doc: Doc) -> set[int]:
    """The ids of the mentions of which a clause says that they did not do or happen, only might, or are called off."""
    said = ((c, m) for c in doc._.clauses if c.negated and c.subject for m in c.subject.mentions)
    frames = words_of("event-frame") - words_of("event-ends") - words_of("event-goes-on")
    found = {id(m) for c, m in said if m.type != "Event" or _happens(doc, c) or c.lemma in frames}
    for clause in doc._.clauses:
        topic = shared(clause)
        planned = clause.negated and clause.passive and clause.lemma in syntax("planned-lemma")
        if topic is not None and (planned or (clause.modality == "possible" and _happens(doc, clause))):
            found |= {id(m) for m in topic.mentions}
    off = {id(m) for c, m in called_off(doc) if not (m.cls == TRIAL and c.lemma in syntax("adjourning-lemma"))}
    return found | off | {id(m) for m in _supposed(doc)}


def _supposed(doc: Doc) -> Iterator[Mention]:
    """Events that are only thought of: an unknown one that would be something (`Une attaque serait une erreur`), what
    might come of something (`pourrait aboutir à des élections`, `menace de créer une crise`, `pour permettre une
    victoire`)."""
    events = {k: e.mention for e in doc._.events for k in range(e.mention.start, e.mention.head + 1)}
    organised = {id(e.mention): e.organised for e in doc._.events}
    for clause in doc._.clauses if events else ():
        topic = shared(clause)
        unknown = events.get(topic.head) if topic is not None else None
        would = clause.modality == "possible" and "Cnd" in doc[clause.verb].morph.get("Mood", [])
        to_come = clause.modality == "planned" and _happens(doc, clause) and not (unknown and organised[id(unknown)])
        if unknown is not None and unknown.definite is False and (would or to_come):
            yield unknown  # `Une attaque serait une erreur`, `Une émeute éclatera à Lyon`
        causes = clause.lemma in syntax("causing-lemma")
        opening = doc.lowered[max(clause.start - _AIM, 0) : clause.start]
        aim = causes and clause.form == "infinitive" and any(w in syntax("aim-opening") for w in opening)
        ahead = clause.modality in ("planned", "wished") or clause.subject is None
        wished = causes and clause.form == "infinitive" and ahead and doc[clause.start].pos_ != "AUX"
        if aim or wished or (clause.modality == "possible" and (causes or _happens(doc, clause))):
            caused = (a for a in clause.arguments if a.role == "object" or a.role in syntax("wish-preposition"))
            yield from (events[a.head] for a in caused if a.head in events)


def speaker_at(doc: Doc, token: int) -> Chain | None:
    """Who says the words of a statement in which a token stands."""
    at = doc[token].idx
    said = (s.speaker for s in doc._.statements or () if any(a <= at < b for a, b in s.content))
    return next((speaker for speaker in said if speaker is not None), None)


def clauses_at(doc: Doc, unit: int) -> list[Clause]:
    """The clauses of a unit, in text order."""
    found: dict[int, list[Clause]] = memory(doc, "clauses-by-unit")
    if not found:
        for clause in doc._.clauses:
            found.setdefault(clause.unit, []).append(clause)
    return found.get(unit, [])


def mentions_at(doc: Doc, unit: int) -> list[Mention]:
    """The mentions of a unit, the names first."""
    found: dict[int, list[Mention]] = memory(doc, "mentions-by-unit")
    if not found:
        for m in (*doc._.mentions, *doc._.nominals):
            found.setdefault(unit_of(doc, m.start), []).append(m)
    return found.get(unit, [])


def called_off(doc: Doc) -> Iterator[tuple[Clause, Mention]]:
    """Events that were to be, each with its clause (`le sommet prévu mardi a été annulé`, `la réunion devait se tenir
    mardi`)."""
    destined: Clause | None = None
    for clause in doc._.clauses:
        if clause.negated:
            continue
        named = []
        if clause.form == "finite" and clause.modality == "asserted" and clause.lemma in syntax("cancelled-lemma"):
            named = [a for a in clause.arguments if a.role == "object"]
        elif destined is not None and clause.subject and clause.start == destined.end and _happens(doc, clause):
            named = [clause.subject]
        destined = clause if clause.lemma in syntax("destined-lemma") and clause.tense == "Imp" else None
        for m in (m for a in named for m in a.mentions if m.start <= a.head <= m.head and m.type == "Event"):
            yield clause, _taken_up(m) if m.kind == "pronoun" else m


def _taken_up(pronoun: Mention) -> Mention:
    """The mention of the same thing before a pronoun."""
    before = [m for m in pronoun.chain.mentions if m.start < pronoun.start] if pronoun.chain is not None else []
    return max(before, key=lambda m: m.start, default=pronoun)


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
