"""How speakers are found: constructions with their sentences (`speakers.yaml`), closed classes around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kgextract.tables import Table


@dataclass(frozen=True, slots=True)
class SpeakerRule:
    """A way in which a text says who speaks, with the sentences that show it."""

    id: str
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    xfail: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """A closed class of words or lemmas, lower case, plain apostrophe."""

    class_: str
    words: tuple[str, ...]


SPEAKER_RULES: Table[SpeakerRule] = Table("rules/speakers.yaml", SpeakerRule)
SPEAKER_WORDS: Table[SpeakerWords] = Table("lexicons/speaker_words.yaml", SpeakerWords)


@cache
def speaker_words(*names: str) -> frozenset[str]:
    """The words of one class of `speaker_words.yaml`, or of several together; KeyError where one is missing."""
    classes = {row.class_: row.words for row in SPEAKER_WORDS.rows()}
    return frozenset(w for name in names for w in classes[name])
