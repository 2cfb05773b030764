"""Closed classes of words that decide how a clause is built: `syntax_words.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kgextract.tables import Table
from kgextract.tables.word_classes import word_classes


@dataclass(frozen=True, slots=True)
class VerbalWord:
    """Words that say what a verb says, and the prepositions that lead to its subject and its object.

    `kind`: the word is what is done (deed), who does it (agent), what comes of it (work), or is said of somebody
    (quality).
    """

    verb: str  # infinitive, as the rows of relations write it
    kind: Literal["deed", "agent", "work", "quality"]
    words: tuple[str, ...]
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    reflexive: bool = False
    told: bool = False  # what is announced of it is so (`annoncer la nomination de …`)


syntax = word_classes("lexicons/syntax_words.yaml")
VERBAL_WORDS: Table[VerbalWord] = Table("lexicons/verbal_words.yaml", VerbalWord)
