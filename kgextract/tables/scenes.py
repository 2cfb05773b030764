"""What opens a scene of speaking: `rules/scenes.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kgextract.tables import Table


@dataclass(frozen=True, slots=True)
class SceneRule:
    """One way to say where somebody speaks: `roles` of the clause, or `verbs` with the event as object or subject.

    `types` and `classes` are those of the venue (no class: any); `speech` asks for a verb of saying; `verbs` are
    lemmas, `before` locutions that must stand before the venue inside the argument; `person` tells who is the speaker.
    """

    id: str
    types: tuple[str, ...]
    roles: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    never_classes: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    person: Literal["subject", "object"] = "subject"
    speech: bool = True
    confidence: float = 0.8
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    published: str = ""
    xfail: str = ""


@dataclass(frozen=True, slots=True)
class SceneVerb:
    """A verb that means to speak without saying what; `objects`: only with one of these nouns (`prendre` la parole)."""

    lemma: str
    objects: tuple[str, ...] = ()


RULES = Table("rules/scenes.yaml", SceneRule)
VERBS = Table("lexicons/scene_verbs.yaml", SceneVerb)
