"""Stage → the occasion that an article is about: the event that its first sentences tell of as held on a day.

"Une vingtaine d'élus ont participé lundi à un atelier sur l'eau." – who speaks next, speaks there, until somebody
speaks elsewhere (`statements.occasions`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgextract.nlp.dates.edtf import day_of
from kgextract.nlp.events.clauses import by_token, happening
from kgextract.nlp.layers import Clause, DateExpression, Event, Mention, Scene
from kgextract.nlp.scenes.speaking import speaks
from kgextract.nlp.scenes.spots import Phrase
from kgextract.nlp.scenes.stage import Stage
from kgextract.nlp.scenes.tenses import looks_back
from kgextract.nlp.scenes.voices import according, reported
from kgextract.tables.events import words_of
from kgextract.tables.names import words
from kgextract.tables.scenes import RULES, SceneRule, scene_words

_LEAD = 3  # sentences with which an article begins
_TOPIC = "scene-topic"
_OPENS = 3  # tokens in which a body that opens a sentence begins
_OF_DAY = 2  # tokens from a body to the day of its sitting
_LEADING = ("PUNCT", "SPACE", "ADV", "DET")  # what may stand before an occasion that opens its sentence


def topics(stage: Stage, told: Sequence[Phrase]) -> Iterator[Scene]:
    """The occasions of the first sentences, each where its clause tells of it, or a phrase of one without a verb."""
    rule = next(row for row in RULES.rows() if row.id == _TOPIC)
    events = by_token(stage.doc)
    first = [n for n, unit in enumerate(stage.doc._.units) if unit.kind == "text"][:_LEAD]
    yield from _verbless(stage, [p for p in told if p.unit in first], rule)
    for unit in first:
        yield from _opening(stage, unit, rule)
        yield from _sitting_of_a_day(stage, unit, rule)
        for clause in stage.clauses.get(unit, ()):
            if clause.negated or clause.modality != "asserted" or clause.position == "relative":
                continue
            if reported(stage, unit, clause.verb) or looks_back(stage, clause) or _told(stage, clause):
                continue
            if clause.passive and clause.lemma in scene_words("harming"):
                continue  # `a été agressée lundi lors d'un meeting`
            said = speaks(stage, clause)
            for event, role in [*happening(stage.doc, clause, events), *_on_a_round(clause, events)]:
                m = event.mention
                talk = m.cls not in scene_words("press")  # a body may give a press conference
                given = talk and role == "object" and clause.lemma in scene_words("granting")
                if given or (said and role not in ("subject", "object") and not _by_a_body(clause)):
                    continue  # `a accordé un entretien`, `a affirmé lundi lors d'un forum`: nobody else is there
                own = clause.form != "participle" or any(a.role == "date" for a in clause.arguments)
                date = event.date or (stage.date_of(clause.start, clause.end, unit) if own else None)
                about = (event.organised and m.cls in scene_words("topic")) or m.lemma in scene_words("court-act")
                press = m.cls in scene_words("press") and (role == "subject" or _by_a_body(clause))
                about = about or press or _is_round(event)
                if about and date is not None and day_of(date.value):
                    yield _topic(m, date, unit, rule)


def _topic(m: Mention, date: DateExpression | None, unit: int, rule: SceneRule) -> Scene:
    """A scene that only what a sentence is about gives: nobody is said to speak there as yet."""
    return Scene(venue=m, date=date, people=[], unit=unit, start=m.start, end=m.end, rule=rule, weak=True)


def _on_a_round(clause: Clause, events: dict[int, Event]) -> Iterator[tuple[Event, str]]:
    """The visit on which somebody is (`était lundi en visite de travail à Sfax`)."""
    for a in clause.arguments if clause.lemma in scene_words("copula") else ():
        event = events.get(a.head) if a.role in words_of("event-inside") else None
        if event is not None and event.mention.cls in scene_words("round"):
            yield event, a.role


def _opening(stage: Stage, unit: int, rule: SceneRule) -> Iterator[Scene]:
    """The occasion with which a sentence opens, by its own day, whatever stands before its verb (`La passation entre A
    et le nouveau maire, B, s'est tenue lundi`), and also without one where the verb says that it was held."""
    first, last = stage.spans[unit]
    opens = (e for e in stage.doc._.events or () if first <= e.mention.start < last)
    event = next(opens, None)
    mains = [c for c in stage.clauses.get(unit, ()) if c.form == "finite" and c.position == "main"]
    if event is None or not mains or event.mention.cls not in scene_words("topic") or not event.organised:
        return
    m = event.mention
    before = range(first, m.start)
    alone = all(stage.words[k] in words("definite", "indefinite") or stage.tags[k] in _LEADING for k in before)
    held = mains[0].lemma in scene_words("held-occasion") and (m.definite is True or event.place is not None)
    dated = event.date is not None and first <= event.date.start < last and day_of(event.date.value)
    clause = mains[0]
    so = not clause.negated and clause.modality == "asserted" and not looks_back(stage, clause)
    if alone and so and (dated or held) and not reported(stage, unit, m.start):
        yield _topic(m, event.date if dated else None, unit, rule)


def _sitting_of_a_day(stage: Stage, unit: int, rule: SceneRule) -> Iterator[Scene]:
    """The sitting of a body with which a sentence opens (`Le conseil municipal de lundi a été houleux`)."""
    first, last = stage.spans[unit]
    for m in stage.mentions_in(first, min(first + _OPENS, last)):
        if m.type != "Organization" or not stage.opens(unit, m.start) or m.lemma not in scene_words("sits-on-a-day"):
            continue
        dates = (d for d in stage.dates.get(unit, ()) if 0 < d.start - m.end <= _OF_DAY and day_of(d.value))
        date = next((d for d in dates if stage.words[m.end] in words("of")), None)
        mains = [c for c in stage.clauses.get(unit, ()) if c.form == "finite" and c.position == "main"]
        if date is not None and mains and not mains[0].negated and mains[0].modality == "asserted":
            yield _topic(m, date, unit, rule)
        return


def _told(stage: Stage, clause: Clause) -> bool:
    """Whether somebody says that an event was: an infinitive behind a verb of saying (`dit avoir menti lors du débat`);
    all behind `selon X`.
    """
    if clause.form != "infinitive":
        return according(stage, clause.unit)
    before = [c for c in stage.clauses[clause.unit] if c.form == "finite" and c.verb < clause.verb]
    return bool(before) and speaks(stage, before[-1])


def _by_a_body(clause: Clause) -> bool:
    """Whether a body holds it, for which several people may speak (`Le club tenait une conférence de presse`)."""
    named = {m.type for m in clause.subject.mentions} if clause.subject is not None else set()
    return bool(named) and "Person" not in named  # the town of a body that no table knows (`L'ALM Évreux tenait`)


def _verbless(stage: Stage, told: Sequence[Phrase], rule: SceneRule) -> Iterator[Scene]:
    """The occasion of a sentence without a verb (`Séance tendue lors du conseil municipal du 6 mai.`)."""
    for p in told:
        if p.venue.type == "Place" or any(c.form == "finite" for c in stage.clauses.get(p.unit, ())):
            continue
        date = stage.beside((p.start, p.end), p.unit) or next(iter(stage.dates.get(p.unit, ())), None)
        day = day_of(date.value) if date is not None else None
        if day or p.venue.cls in scene_words("speaking-place"):
            date = date if day else None
            yield Scene(
                venue=p.venue, date=date, people=[], unit=p.unit, start=p.start, end=p.end, rule=rule, weak=True
            )


def _is_round(event: Event) -> bool:
    """Whether a visit is one of a town, its people or its works, at which others speak: no state visit to a country."""
    place, of = event.place, (event.mention.lemma or "").replace("'", " ").split()
    here = place.cls not in scene_words("land") if place is not None else bool(scene_words("inspecting") & {*of})
    return event.mention.cls in scene_words("round") and here
