"""What opens a scene of speaking: `rules/scenes.yaml`, verbs of speaking and closed classes of words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from kgextract.tables import Table
from kgextract.tables.word_classes import word_classes


@dataclass(frozen=True, slots=True)
class SceneRule:
    """One way to say where somebody speaks: a phrase before the venue, or `verbs` with it as `roles` of their clause.

    A phrase is a preposition (`roles`) or a locution (`before`, up to four words before the venue), also a participle
    (`participles`, masculine singular) and a preposition (`by`) with up to three words between. `where`: a relative of
    place behind the venue leads to the speaker (`à Pau, où X a dit`). `types` and
    `classes` are those of the venue, `heads` the lemmas of its noun (none: any). `spot`: where the phrase must stand,
    `initial` at the beginning of its sentence, `apart` there or behind a comma, `beside` there or right behind a verb
    or its inverted subject. `speakers` are the types that may speak there, `never_cues` classes of cues whose `à` is no
    venue (`demander à`), `voices` the roles of who speaks in the clause of `verbs`.
    """

    id: str
    types: tuple[str, ...]
    roles: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    never_classes: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    spot: Literal["any", "initial", "apart", "beside"] = "any"
    speakers: tuple[str, ...] = ()
    never_cues: tuple[str, ...] = ()
    voices: tuple[str, ...] = ("subject",)
    where: bool = False
    objects: tuple[str, ...] = ()  # heads of what the verb acts on, one of which must be there (`lancer` les travaux)
    dated: bool = False  # only where the clause names a day
    reflexive: bool = False  # only with a reflexive verb (`s'est tenu`)
    all: bool = False  # the sentence is about the occasion: who speaks next, speaks there
    weak: bool = False  # they are there, and need not speak there
    empty: bool = False  # counts without them
    predicate: bool = False  # the phrase says what somebody is (`X était l'invité de`)
    over: bool = False  # who does not speak there in this sentence is there no more
    placeless: bool = False  # only where no place with a name follows
    closed: bool = False  # only where a comma closes the phrase (`De Genève, X a dit`)
    proper: bool = False  # only a venue with a name of its own
    past: bool = False  # only what is told in a past tense was said there
    confidence: float = 0.8
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    xfail: str = ""


@dataclass(frozen=True, slots=True)
class SceneVerb:
    """A verb that means to speak without saying what; `objects`: only with one of these nouns (`prendre` la parole);
    `denied`: only in the negative (`n'a pas mâché ses mots`)."""

    lemma: str
    objects: tuple[str, ...] = ()
    denied: bool = False


@dataclass(frozen=True, slots=True)
class ScenePeople:
    """Nouns for who takes part in events of some classes (`un manifestant`); their statements are made there."""

    classes: tuple[str, ...]
    nouns: tuple[str, ...]


MARCH = "scene-marched"  # the row of crowds
GATHERED = "scene-gathered"  # the row of those who come together somewhere
TRIALS = ("scene-appears", "scene-judges")  # the rows of those before a court, who speak there as its sides (`benches`)
RULES = Table("rules/scenes.yaml", SceneRule)
VERBS = Table("lexicons/scene_verbs.yaml", SceneVerb)
PEOPLE = Table("lexicons/scene_people.yaml", ScenePeople)
scene_words = word_classes("lexicons/scene_words.yaml")


@cache
def marching() -> frozenset[str]:
    """The verbs of the row MARCH, which are no verbs of speaking, whatever else they may mean (`manifester`)."""
    return frozenset(verb for row in RULES.rows() if row.id == MARCH for verb in row.verbs)


@cache
def taking_part() -> dict[str, frozenset[str]]:
    """A noun for who takes part → the classes of events that it means."""
    return {noun: frozenset(row.classes) for row in PEOPLE.rows() for noun in row.nouns}


@cache
def speaking() -> frozenset[str]:
    """The verbs that mean to speak whatever their object."""
    return frozenset(row.lemma for row in VERBS.rows() if not (row.objects or row.denied))


@cache
def speaking_objects(lemma: str = "") -> frozenset[str]:
    """The nouns with which a verb, one lemma or any, means to speak (`prendre` la parole)."""
    rows = (row for row in VERBS.rows() if lemma in ("", row.lemma) and not row.denied)
    return frozenset(noun for row in rows for noun in row.objects)
