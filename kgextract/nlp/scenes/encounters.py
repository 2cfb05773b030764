"""Stage → scenes of those who meet: `s'est entretenu mardi avec X`, `Reçue à l'Élysée, X`, `un entretien avec X`.

Nobody is said to speak there, but what they say next is said there (`statements.occasions`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgextract.nlp.events.settings import belongs
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Clause, Event, Mention, Scene
from kgextract.nlp.scenes.spots import Phrase
from kgextract.nlp.scenes.stage import Stage
from kgextract.nlp.scenes.tenses import looks_back
from kgextract.nlp.scenes.voices import dated, reported, speakers
from kgextract.tables.names import words
from kgextract.tables.scenes import RULES, SceneRule, scene_words

_PEOPLE = ("Person", "Group", "Organization")
_SITES = ("Place", "Organization")
_TITLE = 25  # tokens between "avec" and the name behind a title


def encounters(stage: Stage, told: dict[int, Event]) -> Iterator[Scene]:
    """The clauses of meeting, with the event that takes one up (`told`, by the id of the clause) or the place."""
    rules = _rules()
    for unit, clauses in stage.clauses.items():
        if stage.doc._.units[unit].kind != "text":
            continue
        for clause in clauses:
            fitting = [r for r in rules.get(clause.lemma, ()) if _fits(r, clause)]
            if not fitting or clause.negated or clause.modality != "asserted":
                continue
            if clause.form == "infinitive" or reported(stage, unit, clause.verb):
                continue
            event = told.get(id(clause))
            date = stage.date_of(clause.start, clause.end, unit)
            who = _met(stage, clause)
            rule = fitting[0] if who else next((r for r in fitting if r.empty), fitting[0])
            venue = event.mention if event else _place(stage, clause, rule)
            if (who and (venue or date)) or (rule.empty and venue and date):
                yield Scene(
                    venue=venue,
                    date=(event.date if event else None) or date,
                    people=who,
                    unit=unit,
                    start=clause.start,
                    end=clause.end,
                    rule=rule,
                    local=looks_back(stage, clause),
                    weak=True,
                )


@cache
def _rules() -> dict[str, tuple[SceneRule, ...]]:
    table: dict[str, list[SceneRule]] = {}
    for row in RULES.rows():
        for verb in row.verbs if row.classes and not row.types else ():
            table.setdefault(verb, []).append(row)
    return {verb: tuple(rows) for verb, rows in table.items()}


def _fits(rule: SceneRule, clause: Clause) -> bool:
    """Whether several people meet, where a rule wants them to: not `le roi s'est réuni avec X`."""
    if not rule.reflexive:
        return True
    named = clause.subject.mentions if clause.subject is not None else ()
    return clause.reflexive and dated(clause) and clause.form == "finite" and not any(m.type == "Person" for m in named)


def _met(stage: Stage, clause: Clause) -> list[Mention]:
    """Subject, object and those behind `avec` of a clause."""
    found = speakers(stage, clause)
    for a in clause.arguments:
        if a.role == "object" or a.role in scene_words("company"):
            found += [m for m in a.mentions if m.type in _PEOPLE and m.chain and m not in found]
    return found


def _place(stage: Stage, clause: Clause, rule: SceneRule) -> Mention | None:
    """Where they meet: not `a reçu des envoyés accrédités à Goma`; a crowd, before or in what has a name."""
    roles = scene_words("rally-place") if rule.all else scene_words("place")
    placed = [a for a in clause.arguments if a.role in roles and belongs(stage.doc, clause, a)]
    if rule.all:  # `ont manifesté place Broglie`
        placed += [a for a in clause.arguments if a.role == "object" and a.start >= clause.end]
    found = (m for a in placed for m in a.mentions)
    fitting = (m for m in found if m.type in _SITES and (m.chain.cls if m.chain else m.cls) in rule.classes)
    return min(fitting, key=lambda m: m.start, default=None)


def company(stage: Stage, phrase: Phrase) -> list[Mention]:
    """The people with whom an event is held: `un entretien à Erevan avec le premier ministre Nikol Pachinian`."""
    if phrase.venue.type != "Event":
        return []
    first, last = phrase.venue.head + 1, stage.spans[phrase.unit][1]
    for k in range(first, last):
        if stage.quoted[k] or stage.tags[k] == "VERB" or stage.words[k] in words("relative"):
            return []
        found = preposition(stage.doc, k)
        if found is not None and found.lemma in scene_words("company"):
            return _named(stage, found.end, min(last, found.end + _TITLE))
    return []


def _named(stage: Stage, start: int, end: int) -> list[Mention]:
    """The people named from a token on, up to the verb."""
    stop = next((k for k in range(start, end) if stage.tags[k] in ("VERB", "AUX") or stage.quoted[k]), end)
    return [m for m in stage.mentions_in(start, stop) if m.type == "Person" and m.chain and m.kind == "named"]
