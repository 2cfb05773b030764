"""How speakers are found: constructions with their sentences (`speakers.yaml`), closed classes around them."""

from __future__ import annotations

from dataclasses import dataclass

from kgextract.tables import Table
from kgextract.tables.word_classes import word_classes


@dataclass(frozen=True, slots=True)
class SpeakerRule:
    """A way in which a text says who speaks, with the sentences that show it."""

    id: str
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    xfail: str = ""


SPEAKER_RULES: Table[SpeakerRule] = Table("rules/speakers.yaml", SpeakerRule)
speaker_words = word_classes("lexicons/speaker_words.yaml")
