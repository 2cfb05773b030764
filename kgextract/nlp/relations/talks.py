"""Scenes and clauses → spokeAt of whoever speaks, or does something in a talk of their own, without words of saying.

`S'est exprimée lundi pendant la séance.`, `Lors d'une allocution télévisée, le président a décrété l'état d'urgence.`,
`Le groupe a présenté lors de sa conférence de presse une console.`
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import AGENTS, MEDIA, Candidate, Clause, Mention, Scene
from kgextract.nlp.relations.events import COUNTRY
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words, speaking, speaking_objects

RULE, SPOKE, SURE = "own-talk", "spoke-there", 0.7
_BEHIND = 3  # tokens behind a talk in which it is told whose it is


def read(doc: Doc) -> Iterator[Candidate]:
    """Who gives the talks of `doc`."""
    talks = [s for s in doc._.scenes or () if _own(doc, s)]
    spoken = [s for s in doc._.scenes or () if s.people and not (s.weak or s.rule.verbs) and s.start < s.end]
    if not (talks or spoken):
        return
    clauses: dict[int, list[Clause]] = {}
    for c in doc._.clauses:
        if c.form == "finite" and c.position == "main":
            clauses.setdefault(c.unit, []).append(c)
    for scene in spoken:
        clause = _governing(scene, clauses.get(scene.unit, []))
        m = scene.venue
        if clause is not None and m is not None and _speaks(doc, clause) and _hears(m):
            yield from _facts(m, [x for x in scene.people if x.type in ("Person", "Group")], SPOKE)
    starts = {m.start: m for m in (*doc._.mentions, *doc._.nominals) if m.type in ("Person", "Group")} if talks else {}
    for scene in talks:
        clause = _governing(scene, clauses.get(scene.unit, []))
        m = scene.venue
        if clause is None or m is None or m.chain is None or not _gives(clause, m):
            continue
        people = [x for x in clause.subject.mentions if x.chain is not None] if clause.subject is not None else []
        types = ("Person",) if m.cls in scene_words("one-voice") else AGENTS
        own = [x for x in people if x.type in types and x.chain is not m.chain and not _of_another(doc, m, x, starts)]
        yield from _facts(m, own, RULE)


def _facts(venue: Mention, people: list[Mention], rule: str) -> Iterator[Candidate]:
    for who in people:
        if who.chain is not None and venue.chain is not None and venue.chain.cls != COUNTRY:
            yield Candidate(
                subject=who.chain,
                relation="spokeAt",
                object=venue.chain,
                start=min(venue.start, who.start),
                end=max(venue.end, who.end),
                rule=rule,
                confidence=SURE,
            )


def _hears(m: Mention) -> bool:
    """Whether one speaks at a venue: not `intervenir à Lyon`."""
    cls = m.chain.cls if m.chain is not None else m.cls
    return m.type == "Event" or cls in MEDIA or cls in scene_words("shared", "envoys-before")


def _speaks(doc: Doc, clause: Clause) -> bool:
    """Whether a clause only says that somebody speaks (`s'est exprimé`, `a pris la parole`)."""
    if clause.passive or clause.negated or clause.modality != "asserted":
        return False
    objects = {lowered(doc)[a.head] for a in clause.arguments if a.role == "object"}
    return clause.lemma in speaking() or bool(objects & speaking_objects(clause.lemma))


def _own(doc: Doc, scene: Scene) -> bool:
    """Whether a phrase leads to a talk or press conference of one's own or new to the text (`lors d'un, de son`)."""
    m = scene.venue
    if m is None or scene.rule.verbs or scene.start >= m.start or scene.rule.over or m.type != "Event":
        return False
    if m.cls not in scene_words("one-voice", "press"):
        return False
    before = lowered(doc)[scene.start : m.start]
    return bool({*before} & (words("indefinite") | words("possessive")))


def _governing(scene: Scene, clauses: list[Clause]) -> Clause | None:
    """The main clause of a phrase: the one before it, else behind."""
    left = [] if scene.fronted else [c for c in clauses if c.verb < scene.start]
    right = [c for c in clauses if c.verb >= scene.end]
    return max(left, key=lambda c: c.verb) if left else min(right, key=lambda c: c.verb, default=None)


def _gives(clause: Clause, m: Mention) -> bool:
    """Whether what somebody does is done in a talk of their own."""
    if clause.passive or clause.negated or clause.modality != "asserted":
        return False
    if m.cls in scene_words("press"):
        return clause.lemma in scene_words("presenting")
    return clause.lemma not in scene_words("listening", "copula")


def _of_another(doc: Doc, m: Mention, who: Mention, starts: dict[int, Mention]) -> bool:
    """Whether the words behind a talk tell of somebody else (`un discours du roi`)."""
    near = range(m.head + 1, min(m.end + _BEHIND, len(doc)))
    told = next((k for k in near if lowered(doc)[k] in words("of", "contracted")), None)
    if told is None:
        return False
    found = (starts[k] for k in (told + 1, told + 2) if k in starts)
    return any(x.chain is not who.chain for x in found)
