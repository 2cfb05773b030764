"""Doc → `scenes`: each occasion of speaking that the text names: where, when, who.

"Lors d'une conférence de presse à Dakar, lundi, la ministre a annoncé …" is a scene of the minister. Statements take
their own scene first, and carry it on until the text puts the speaker somewhere else (`statements.settings`); a look
back ("elle avait déjà dit devant le Sénat") is of its own sentence only.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from kgextract.nlp.events import telling
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.layers import Chain, Clause, Event, Mention, Scene, unit_of
from kgextract.nlp.scenes.days import days
from kgextract.nlp.scenes.encounters import company, encounters
from kgextract.nlp.scenes.stage import Stage
from kgextract.nlp.scenes.venues import phrases
from kgextract.nlp.scenes.voices import governing, holding, looks_back, people, present, reported
from kgextract.tables.roles import countries
from kgextract.tables.scenes import SceneRule

_NEAR = 4  # paragraphs (blank lines count) in which the members of a speaking body go on for it
_OFFICES = ("represents", "head", "member", "affiliated")


def read(doc: Doc) -> Doc:
    """Write `doc._.scenes`, in text order."""
    told = telling.read(doc)
    stage = Stage.of(doc)
    events = {id(e.mention): e for e in doc._.events or ()}
    found: list[Scene] = []
    spoken: dict[int, Event] = {}  # by clause, the event at which it says that somebody spoke
    for p in phrases(stage):
        clause = governing(stage, p)
        _place(events, spoken, clause, p.venue)
        who = _admitted(stage, clause, people(stage, clause, p.venue), p.rule) if clause else []
        scene = _scene(stage, events, p.venue, p.rule, clause, who, (p.start, p.end))
        scene.fronted = p.fronted
        found += _beside(scene, company(stage, p))
        if not who and (p.venue.type == "Event" or p.rule.weak):
            scene.people, scene.weak = present(stage, p), True
            scene.local = scene.local or reported(stage, p.unit, p.start)
        found.append(scene)
    for unit in sorted(stage.clauses):
        for clause in stage.clauses[unit]:
            held = holding(stage, clause)
            if held is not None:
                venue, who, rule = held
                scene = _scene(stage, events, venue, rule, clause, who, (venue.start, venue.end))
                scene.weak = rule.weak
                event = events.get(id(venue))
                if event is not None and event.date is None and event.ordinal is None and "object" in rule.roles:
                    event.date = scene.date
                found.append(scene)
    found += encounters(stage, told)
    found += days(stage)
    found.sort(key=lambda s: s.start)
    doc._.scenes = found + _continued(stage, [s for s in found if s.people and not s.local])
    return doc


def _place(events: dict[int, Event], spoken: dict[int, Event], clause: Clause | None, venue: Mention) -> None:
    """Who speaks at an event and in a town in one clause: there the event is held (`a dit à Pau lors d'un débat`)."""
    if clause is None:
        return
    event = events.get(id(venue))
    if event is not None:
        spoken.setdefault(id(clause), event)
    elif venue.type == "Place" and (held := spoken.get(id(clause))) and held.place is None and held.organised:
        held.place = venue


def _beside(scene: Scene, who: list[Mention]) -> list[Scene]:
    """The scene of those who are there without speaking in its sentence."""
    there = replace(scene, people=[m for m in who if m not in scene.people], weak=True)
    return [there] if there.people else []


def _admitted(stage: Stage, clause: Clause, who: list[Mention], rule: SceneRule) -> list[Mention]:
    """Those who may speak there by the rule: nobody where the clause addresses the venue (`demander à l'ONU de`)."""
    cue = cue_of(stage.doc, clause) if rule.never_cues else None
    if (cue is not None and cue.class_ in rule.never_cues) or reported(stage, clause.unit, clause.verb):
        return []
    return [m for m in who if not rule.speakers or m.type in rule.speakers]


def _scene(
    stage: Stage,
    events: dict[int, Event],
    venue: Mention,
    rule: SceneRule,
    clause: Clause | None,
    who: list[Mention],
    span: tuple[int, int],
) -> Scene:
    unit = unit_of(stage.doc, span[0])
    event = events.get(id(venue))
    date = event.date if event and event.date else stage.beside(span, unit)
    if date is None and clause is not None:
        date = stage.date_of(clause.start, clause.end, unit)
    text = stage.doc._.units[unit].kind == "text"
    return Scene(
        venue=venue,
        date=date,
        people=who,
        unit=unit,
        start=span[0],
        end=span[1],
        rule=rule,
        local=not text or (clause is not None and looks_back(stage, clause)),
    )


def _continued(stage: Stage, lasting: list[Scene]) -> list[Scene]:
    """Who holds an office of the speaking body goes on ("La Chine s'est exprimée … Son ambassadeur, X, a dit")."""
    found = []
    held = _offices(stage.doc)
    nationals = _nationals(stage.doc)
    for scene in lasting:
        parties = _parties(stage.doc, scene)
        offices = _OFFICES if scene.venue is None or scene.venue.type == "Event" else _OFFICES[:1]
        for party in parties:
            for office, holder in held.get(party, ()):
                if office in offices:
                    found += _follow(stage, scene, holder)
        if scene.venue is None:
            keys = {m.chain.key for m in scene.people if m.type == "Place" and m.chain is not None and m.chain.key}
            for key in sorted(keys):
                for person in nationals.get(key, ()):
                    found += _follow(stage, scene, person)
    return found


def _follow(stage: Stage, scene: Scene, person: Mention) -> list[Scene]:
    """The scene of somebody named in the next paragraphs, from that sentence on."""
    units, at = stage.doc._.units, unit_of(stage.doc, person.start)
    near = 0 <= units[at].paragraph - units[scene.unit].paragraph <= _NEAR and units[at].kind == "text"
    if not near or at < scene.unit or person.chain is None:
        return []
    return [replace(scene, people=[person], unit=at, start=stage.spans[at][0], end=person.end)]


def _offices(doc: Doc) -> dict[int, list[tuple[str, Mention]]]:
    """The chain of a body or state, by id → the offices in it and who holds them."""
    found: dict[int, list[tuple[str, Mention]]] = {}
    for role in doc._.roles or ():
        for target, _ in role.targets:
            found.setdefault(id(target.chain), []).extend((role.office, h) for h in role.holders)
    return found


def _nationals(doc: Doc) -> dict[str, list[Mention]]:
    """The key of a country → the officials whom an adjective gives it (`la ministre chinoise`, `le chef de l'État`)."""
    found: dict[str, dict[int, Mention]] = {}
    for role in doc._.roles or ():
        keys = {role.country, *(countries().get(t.lower_) for t in doc[role.mention.start : role.mention.end])}
        for key in keys - {None}:
            for holder in role.holders:
                found.setdefault(str(key), {}).setdefault(id(holder.chain), holder)
    for chain in doc._.chains:
        for m in chain.mentions if chain.type == "Person" else ():
            for key in {countries().get(t.lower_) for t in doc[m.start : m.end]} - {None} if m.kind == "nominal" else ():
                found.setdefault(str(key), {}).setdefault(id(chain), chain.mentions[0])
    return {key: sorted(people.values(), key=lambda m: m.start) for key, people in found.items()}


def _parties(doc: Doc, scene: Scene) -> set[int]:
    """The chains of the speaking bodies and groups, and of what the name of a group holds (`les élus de Nantes`)."""
    groups = [m for m in scene.people if m.type != "Person"]
    parties = {id(m.chain) for m in groups if m.chain is not None}
    for group in groups:
        if group.type == "Group":
            inner = (m for m in doc._.mentions if group.start <= m.start and m.end <= group.end)
            parties |= {id(m.chain) for m in inner if m.chain is not None}
    return parties


def speaks_in(scene: Scene, speaker: Chain) -> bool:
    """Whether the scene names a speaker."""
    return any(m.chain is speaker for m in scene.people)
