"""Verbs of saying with their constructions, and closed classes of speech: `cues.yaml`, `speech_words.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from kgextract.tables import Table
from kgextract.tables.word_classes import word_classes


@dataclass(frozen=True, slots=True)
class CueClass:
    """Cue lemmas that share meaning and constructions; the head of the file explains `frames` and `strength`."""

    class_: str
    frames: tuple[str, ...]
    lemmas: tuple[str, ...]
    strength: Literal["say", "judge", "want", "think"] = "say"


@dataclass(frozen=True, slots=True)
class Endings:
    """Endings of the verbs whose infinitive ends in `ending`; the stem is what stands before it."""

    ending: str
    finite: tuple[str, ...]
    gerund: tuple[str, ...]
    past: tuple[str, ...]


CUES: Table[CueClass] = Table("lexicons/cues.yaml", CueClass)
CONJUGATION: Table[Endings] = Table("lexicons/conjugation.yaml", Endings)
speech_words = word_classes("lexicons/speech_words.yaml")


@cache
def speech_endings(name: str) -> tuple[str, ...]:
    """A class of endings of speech (`-èrent`) as `str.endswith` takes them."""
    return tuple(w.removeprefix("-") for w in sorted(speech_words(name)))


@dataclass(frozen=True, slots=True)
class StatementRule:
    """A construction that reports speech, with the sentences that show it."""

    id: str
    confidence: float
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    xfail: str | None = None


STATEMENT_RULES: Table[StatementRule] = Table("rules/statements.yaml", StatementRule)


@cache
def statement_confidence() -> dict[str, float]:
    """Rule id → its confidence."""
    return {row.id: row.confidence for row in STATEMENT_RULES.rows()}
