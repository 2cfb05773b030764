"""Stage → the occasion that an article is about: the event that its first sentences tell of as held on a day.

"Une vingtaine d'élus ont participé lundi à un atelier sur l'eau." – who speaks next, speaks there, until somebody
speaks elsewhere (`statements.occasions`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.dates.edtf import day_of
from kgextract.nlp.events.clauses import by_token, happening
from kgextract.nlp.layers import Event, Scene
from kgextract.nlp.scenes.stage import Stage
from kgextract.nlp.scenes.voices import looks_back, reported
from kgextract.tables.scenes import RULES, scene_words

_LEAD = 3  # sentences with which an article begins
_TOPIC = "scene-topic"


def topics(stage: Stage) -> Iterator[Scene]:
    """The occasions of the first sentences, each where its clause tells of it."""
    rule = next(row for row in RULES.rows() if row.id == _TOPIC)
    events = by_token(stage.doc)
    first = [n for n, unit in enumerate(stage.doc._.units) if unit.kind == "text"][:_LEAD]
    for unit in first:
        for clause in stage.clauses.get(unit, ()):
            if clause.negated or clause.modality != "asserted" or clause.position == "relative":
                continue
            if reported(stage, unit, clause.verb) or looks_back(stage, clause):
                continue
            for event, _ in happening(stage.doc, clause, events):
                m, date = event.mention, event.date or stage.date_of(clause.start, clause.end, unit)
                if (m.cls in scene_words("topic") or _is_round(event)) and date is not None and day_of(date.value):
                    yield Scene(
                        venue=m,
                        date=date,
                        people=[],
                        unit=unit,
                        start=m.start,
                        end=m.end,
                        rule=rule,
                        weak=True,
                    )


def _is_round(event: Event) -> bool:
    """Whether a visit is one of a town or its people, at which others speak: not a state visit to a country."""
    place = event.place
    return event.mention.cls in scene_words("round") and place is not None and place.cls not in scene_words("land")
