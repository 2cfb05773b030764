"""Stage → scenes without a place: who did something on a day that the clause names (`a reçu lundi`, `a publié hier`).

What they say where the text goes on was said on that day, until another is named (`statements.occasions`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgextract.nlp.dates.edtf import day_of
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.layers import Clause, DateExpression, Mention, Scene
from kgextract.nlp.scenes.stage import Stage
from kgextract.nlp.scenes.tenses import looks_back
from kgextract.nlp.scenes.voices import acts_on, dated, reported, speakers
from kgextract.tables.scenes import RULES, SceneRule, scene_words
from kgextract.tables.speech import speech_words

_SAID = ("object", "content", "de")
_DAYS = "scene-day"
_PAPERS = "scene-paper-day"
_THING = 4  # tokens of what a sentence says it is
_FRESH = 2  # months back to a day on which people still say what the article tells behind it


def days(stage: Stage) -> Iterator[Scene]:
    """The days on which people, bodies and states act, and on which documents are made or given out."""
    rules = {row.id: row for row in RULES.rows()}
    for unit, clauses in stage.clauses.items():
        if stage.doc._.units[unit].kind != "text":
            continue
        for clause in clauses:
            if clause.negated or clause.modality != "asserted" or reported(stage, unit, clause.verb):
                continue
            date = stage.date_of(clause.start, clause.end, unit)
            if date is None or not day_of(date.value) or looks_back(stage, clause) or _told(stage, clause, date):
                continue
            if _long_ago(stage, date) or (clause.position == "incise" and date.end <= clause.start):
                continue  # `Il a été interpellé samedi, a annoncé le parquet`: a day of what is said
            papers = _papers(clause)
            if papers:
                yield _scene(stage, clause, papers, rules[_PAPERS], unit)
            public = next((r for r in _public().get(clause.lemma, ()) if _in_public(stage, clause, r)), None)
            if public is not None:
                yield _scene(stage, clause, [], public, unit)
            if clause.form == "finite" and _acts(clause) and not _lasts(stage, clause):
                who = [*speakers(stage, clause), *_others(clause)]
                if papers:  # what a body publishes it does not say
                    who = [m for m in who if m.type == "Person"]
                if who:
                    yield _scene(stage, clause, who, rules[_DAYS], unit)
            elif who := _behind_it_is(stage, clause, clauses[0]):
                yield _scene(stage, clause, who, rules[_DAYS], unit)


def _behind_it_is(stage: Stage, clause: Clause, first: Clause) -> list[Mention]:
    """Who did what a sentence says it is (`C'est l'appel qu'a lancé lundi X`, `un cri lancé lundi par X`)."""
    if stage.words[max(first.start - 1, 0)] not in scene_words("it-was") or first.lemma not in scene_words("copula"):
        return []
    taken_up = clause.position == "relative" and stage.words[clause.start - 1] in speech_words("that-word")
    done = clause.form == "participle" and clause.passive and clause.start <= first.end + _THING
    if clause is first or not (taken_up or done):
        return []
    subject = clause.subject or next((a for a in clause.arguments if taken_up and a.role == "object"), None)
    return [m for m in subject.mentions if m.type == "Person" and m.chain] if subject is not None else []


def _others(clause: Clause) -> list[Mention]:
    """Who is there with the doer of a clause, or whom it raises to something (`a nommé lundi X`)."""
    raised = clause.lemma in scene_words("raising")
    told = (a for a in clause.arguments if (a.role == "object" and raised) or a.role in scene_words("company"))
    return [m for a in told for m in a.mentions if m.type == "Person" and m.chain]


@cache
def _public() -> dict[str, tuple[SceneRule, ...]]:
    """The rows of what is done before others, by verb: they tell its day to those who speak next."""
    rows = [row for row in RULES.rows() if row.all and row.dated and not (row.types or row.classes)]
    return {verb: tuple(r for r in rows if verb in r.verbs) for row in rows for verb in row.verbs}


def _in_public(stage: Stage, clause: Clause, rule: SceneRule) -> bool:
    """Whether a clause tells an act of a row (`a inauguré lundi`, `ont reçu lundi leur diplôme`)."""
    return dated(clause) and clause.position == "main" and (not rule.objects or acts_on(stage, clause, rule))


def _acts(clause: Clause) -> bool:
    """Whether a clause is a main one of a verb behind which somebody may speak."""
    return clause.position in ("main", "incise") and clause.lemma not in scene_words("speechless")


def _told(stage: Stage, clause: Clause, date: DateExpression) -> bool:
    """Whether a date stands behind what somebody says (`a fait état de l'exécution, jeudi, de douze otages`)."""
    said = any(a.start < date.start and a.role in _SAID for a in clause.arguments if a.start > clause.verb)
    return said and stage.words[date.start - 1] == "," and cue_of(stage.doc, clause) is not None


def _long_ago(stage: Stage, date: DateExpression) -> bool:
    """Whether a day is months before the article: what is said behind it need not be of that day."""
    day, today = day_of(date.value) or "", stage.doc._.article.published or ""
    return bool(today) and _month(today) - _month(day) > _FRESH


def _month(day: str) -> int:
    """The months up to a day from the year 0."""
    year, month = day.split("-")[:2]
    return int(year) * 12 + int(month)


def _lasts(stage: Stage, clause: Clause) -> bool:
    """Whether an imperfect says how things were (`elle se trouvait lundi à Lille`)."""
    return clause.tense == "Imp" and stage.tags[clause.verb] == "VERB" and clause.end - clause.start <= 2


def _papers(clause: Clause) -> list[Mention]:
    """The documents that a clause of making or publishing has as its object."""
    if clause.lemma not in scene_words("giving-out"):
        return []
    given = [a for a in clause.arguments if a.role == "object"]
    if clause.form == "participle" and clause.subject is not None:  # "une étude parue hier"
        given.append(clause.subject)
    return [m for a in given for m in a.mentions if m.type == "Document" and m.chain]


def _scene(stage: Stage, clause: Clause, who: list[Mention], rule: SceneRule, unit: int) -> Scene:
    return Scene(
        venue=None,
        date=stage.date_of(clause.start, clause.end, unit),
        people=who,
        unit=unit,
        start=clause.start,
        end=clause.end,
        rule=rule,
        weak=True,
    )
