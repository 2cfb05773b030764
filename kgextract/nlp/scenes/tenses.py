"""A clause → when it tells of what it says: as something past, as something before what is told."""

from __future__ import annotations

from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.layers import Clause
from kgextract.nlp.scenes.stage import Stage
from kgextract.tables.scenes import scene_words, speaking, speaking_objects
from kgextract.tables.speech import speech_words


def _goes_on(stage: Stage, clause: Clause) -> bool:
    """Whether a clause is a participle alone behind a conjunction, whose auxiliary stands in the clause before."""
    alone = clause.end - clause.start == 1 and "Part" in stage.doc[clause.verb].morph.get("VerbForm", [])
    return alone and stage.doc[clause.start - 1].lower_ in speech_words("and-word")


def looks_back(stage: Stage, clause: Clause) -> bool:
    """A pluperfect tells of another occasion than the one that the text is about, for all its participles.

    `avait dit craindre le pire et accusé la ville lors d'un débat`
    """
    if clause.start and _goes_on(stage, clause):
        before = (c for c in reversed(stage.clauses.get(clause.unit, ())) if c.verb < clause.start)
        clause = next((c for c in before if c.form == "finite"), clause)
    group = range(clause.start, clause.end)
    found = [k for k in group if stage.tags[k] == "AUX" and k != clause.verb]
    if clause.passive and len(found) == 1:  # "était jugé", not "avait été jugé"
        return False
    return any("Imp" in stage.doc[k].morph.get("Tense", []) for k in found)


def before_then(stage: Stage, clause: Clause) -> bool:
    """A relative clause in the perfect without a day: before what is told (`X, qui a participé à des défilés`)."""
    alone = clause.position == "relative" and not any(a.role == "date" for a in clause.arguments)
    return alone and any(stage.tags[k] == "AUX" for k in range(clause.start, clause.end) if k != clause.verb)


def put_off(stage: Stage, unit: int, behind: int = 0) -> bool:
    """Whether a sentence says, behind a token, that something is not held as planned (`Le procès a été reporté`)."""
    here = stage.clauses.get(unit, ())
    return any(c.lemma in scene_words("putting-off") and c.passive and c.verb >= behind for c in here)


def is_past(stage: Stage, clause: Clause) -> bool:
    """Whether a clause is told in a past tense (`a promis`, `promit`, `assurera-t-il` of a narrative), not `promet`."""
    if any(stage.tags[k] == "AUX" for k in range(clause.start, clause.end) if k != clause.verb):
        return True
    mistagged = stage.words[clause.verb].endswith(tuple(scene_words("never-past")))  # `lance Anne Roy`
    return (clause.tense in ("Past", "Imp") and not mistagged) or clause.modality == "planned"


def said_before(stage: Stage, clause: Clause) -> bool:
    """Whether a relative clause in the perfect tells of words of its own (`X, qui a défendu la loi au débat, nie`), not
    only that somebody spoke (`X, qui est intervenu au débat, nie`)."""
    if clause.position != "relative" or clause.lemma in speaking() or cue_of(stage.doc, clause) is None:
        return False
    objects = [stage.words[a.head] for a in clause.arguments if a.role == "object"]
    own = objects and not speaking_objects(clause.lemma) & {*objects}
    return bool(own) and any(stage.tags[k] == "AUX" for k in range(clause.start, clause.end) if k != clause.verb)
