"""Closed classes of words that decide how a clause is built: `syntax_words.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from kgextract.tables import Table


@dataclass(frozen=True, slots=True)
class SyntaxWords:
    """A closed class of forms or lemmas."""

    class_: str
    words: tuple[str, ...]


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


SYNTAX_WORDS: Table[SyntaxWords] = Table("lexicons/syntax_words.yaml", SyntaxWords)
VERBAL_WORDS: Table[VerbalWord] = Table("lexicons/verbal_words.yaml", VerbalWord)


@cache
def syntax(name: str) -> frozenset[str]:
    """The words of a class; KeyError where there is none of that name."""
    return {row.class_: frozenset(row.words) for row in SYNTAX_WORDS.rows()}[name]
