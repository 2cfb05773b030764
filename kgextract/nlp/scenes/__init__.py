"""Doc → `scenes`: each occasion of speaking that the text names: where, when, who.

"Lors d'une conférence de presse à Dakar, lundi, la ministre a annoncé …" is a scene of the minister. Statements take
their own scene first, and carry it on until the text puts the speaker somewhere else (`statements.settings`); a look
back ("elle avait déjà dit devant le Sénat") is of its own sentence only.
"""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.dates.edtf import YEAR, day_of
from kgextract.nlp.doc import Doc
from kgextract.nlp.events import clauses, telling
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import MEDIA, Chain, Clause, Event, Mention, Scene, unit_of
from kgextract.nlp.scenes.days import days
from kgextract.nlp.scenes.encounters import company, encounters
from kgextract.nlp.scenes.followers import followed
from kgextract.nlp.scenes.spots import Phrase
from kgextract.nlp.scenes.stage import Stage, turns_to
from kgextract.nlp.scenes.tenses import before_then, looks_back, put_off, said_before
from kgextract.nlp.scenes.topics import topics
from kgextract.nlp.scenes.venues import phrases
from kgextract.nlp.scenes.voices import (
    coming,
    governing,
    holding,
    people,
    present,
    reported,
    taken_back,
)
from kgextract.tables.events import words_of
from kgextract.tables.scenes import SceneRule, marching, scene_words

_VOTE = "Vote"
_SITED = 6  # tokens of place and day behind the noun of an occasion


def read(doc: Doc) -> Doc:
    """Write `doc._.scenes`, in text order."""
    clauses.read(doc)
    told = telling.read(doc)
    stage = Stage.of(doc)
    events = {id(e.mention): e for e in doc._.events or ()}
    found: list[Scene] = []
    spoken: dict[int, Event] = {}  # by clause, the event at which it says that somebody spoke
    standing = phrases(stage)
    for last, p in zip([None, *standing], standing, strict=False):
        if coming(stage, p) or (last is not None and _goes_on(doc, last, p)):
            continue
        clause = governing(stage, p)
        _place(events, spoken, clause, p.venue)
        who = _admitted(stage, clause, people(stage, clause, p.venue), p) if clause else []
        if p.rule.over and p.rule.speakers and clause is None:
            continue  # `a-t-elle répété alors que son fils était à l'hôpital`
        scene = _scene(stage, events, p.venue, p.rule, clause, who, (p.start, p.end))
        scene.fronted = p.fronted
        scene.local = scene.local or "Election" in p.rule.classes  # a campaign lasts for weeks
        if not p.rule.over:
            found += _beside(scene, company(stage, p))
        if not who and (before := taken_back(stage, p)):
            scene.people = before
        elif not who and _standing(p) and not p.rule.over:
            scene.people, scene.weak = present(stage, p), True
            scene.local = scene.local or reported(stage, p.unit, p.start)
        found.append(scene)
    for unit in sorted(stage.clauses):
        for clause in stage.clauses[unit]:
            held = holding(stage, clause)
            if held is not None:
                venue, who, rule = held
                act = told.get(id(clause)) if rule.dated and rule.all else None
                if act is not None and act.mention.cls != _VOTE:  # "a inauguré la halle … cette inauguration"
                    venue = act.mention  # but nobody speaks at a vote: in the house that votes
                scene = _scene(stage, events, venue, rule, clause, who, (venue.start, venue.end))
                scene.weak = rule.weak
                told_of = rule.weak and reported(stage, unit, clause.verb)  # `a dit que la réunion s'était bien tenue`
                scene.local = scene.local or told_of
                scene.local = scene.local or (rule.weak and (before_then(stage, clause) or _long_ago(stage, unit)))
                event = events.get(id(venue))
                there = "object" in rule.roles or (rule.dated and clause.lemma not in words_of("event-guest"))
                if event is not None and event.date is None and event.ordinal is None and there:
                    event.date = scene.date
                if event is not None and event.place is None and rule.dated and event.organised:
                    event.place = _town(clause)
                found.append(scene)
    found += encounters(stage, told)
    found += [*days(stage), *topics(stage, standing)]
    found = [s for s in found if not (_to_come(doc, s) or _avoided(stage, s) or _put_off(stage, s))]
    found.sort(key=lambda s: s.start)
    doc._.scenes = found + followed(stage, [s for s in found if s.people and not s.local])
    return doc


def _goes_on(doc: Doc, before: Phrase, p: Phrase) -> bool:
    """Whether an occasion only says when the one before it was (`lors d'un point de presse à l'issue de | ses
    entretiens avec`)."""
    if before.venue.type != "Event" or p.venue.type != "Event" or not before.venue.end <= p.start:
        return False
    led = preposition(doc, p.start)
    if led is None or led.lemma not in scene_words("beside-another"):
        return False
    between = doc[before.venue.end : p.start]
    return len(between) <= _SITED and not any(t.is_punct or t.pos_ in ("VERB", "AUX") for t in between)


def _standing(phrase: Phrase) -> bool:
    """Whether a venue without a verb of saying lasts for what is said next (`était interrogée au micro de RTL`)."""
    aired = phrase.venue.cls in MEDIA and bool(phrase.rule.before)
    return phrase.venue.type == "Event" or aired or phrase.rule.weak or bool(phrase.rule.participles)


def _long_ago(stage: Stage, unit: int) -> bool:
    """Whether a sentence names no day, but a year that is over (`En 2011, elle a participé aux défilés`)."""
    values = [d.value or "" for d in stage.dates.get(unit, ())]
    today = stage.doc._.article.published or ""
    return any(len(v) == YEAR and v < today[:YEAR] for v in values) and not any(day_of(v) for v in values)


def _place(events: dict[int, Event], spoken: dict[int, Event], clause: Clause | None, venue: Mention) -> None:
    """Who speaks at an event and in a town in one clause: there the event is held (`a dit à Pau lors d'un débat`)."""
    if clause is None:
        return
    event = events.get(id(venue))
    if event is not None:
        spoken.setdefault(id(clause), event)
    elif venue.type == "Place" and (held := spoken.get(id(clause))) and held.place is None and held.organised:
        held.place = venue


def _town(clause: Clause) -> Mention | None:
    """Where a clause says that somebody is."""
    found = (m for a in clause.arguments if a.role in scene_words("place") for m in a.mentions)
    return next((m for m in found if m.type == "Place"), None)


def _to_come(doc: Doc, scene: Scene) -> bool:
    """Whether an occasion begins later than the article: nobody has spoken there yet."""
    first, today = ((scene.date.value or "") if scene.date else "").split("/")[0], doc._.article.published or ""
    day = day_of(first) or (first if len(first) == len("2024-07") else None)
    return bool(day and today and day > today[: len(day)])


def _put_off(stage: Stage, scene: Scene) -> bool:
    """Whether nobody is said to speak at an occasion that is put off (`prévue lundi au tribunal, l'audience a été
    reportée`)."""
    return not scene.people and put_off(stage, scene.unit)


def _avoided(stage: Stage, scene: Scene) -> bool:
    """Whether people stay away from an occasion (`ont boycotté la réunion`, `a refusé de participer au débat`)."""
    before = ""  # the lemma of the finite verb before
    for clause in stage.clauses.get(scene.unit, ()):
        refused = clause.form == "infinitive" and before in scene_words("refusing")
        if refused or clause.lemma in scene_words("staying-away"):
            covered = (a.start <= scene.venue.start < a.end for a in clause.arguments) if scene.venue else ()
            if any(covered):
                return True
        before = clause.lemma if clause.form == "finite" else ""
    return False


def _beside(scene: Scene, who: list[Mention]) -> list[Scene]:
    """The scene of those who are there without speaking in its sentence."""
    there = replace(scene, people=[m for m in who if m not in scene.people], weak=True)
    return [there] if there.people else []


def _admitted(stage: Stage, clause: Clause, who: list[Mention], p: Phrase) -> list[Mention]:
    """Those who may speak there by the rule: nobody where the clause addresses the venue (`demander à l'ONU de`)."""
    rule = p.rule
    if clause.lemma in marching():  # `ont manifesté à Pau`
        return []
    cue = cue_of(stage.doc, clause) if rule.never_cues else None
    if cue is not None and cue.lemma in scene_words("greeting") and not p.fronted:
        return []
    if rule.never_cues and clause.lemma in scene_words("writing"):  # `a écrit au Sénat`
        return []
    turns = cue is not None and cue.class_ in rule.never_cues
    addresses = cue is not None and turns_to(stage.doc, cue.lemma, p.venue) and not p.fronted
    turns = turns and ("Event" in rule.types or addresses)
    if turns or reported(stage, clause.unit, clause.verb):
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
        local=not text or (clause is not None and (looks_back(stage, clause) or said_before(stage, clause))),
    )


def speaks_in(scene: Scene, speaker: Chain) -> bool:
    """Whether the scene names a speaker."""
    return any(m.chain is speaker for m in scene.people)
