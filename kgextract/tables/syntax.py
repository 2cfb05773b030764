"""Closed classes of words that decide how a clause is built: `syntax_words.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kgextract.tables import Table


@dataclass(frozen=True, slots=True)
class SyntaxWords:
    """A closed class of forms or lemmas."""

    class_: str
    words: tuple[str, ...]


SYNTAX_WORDS: Table[SyntaxWords] = Table("lexicons/syntax_words.yaml", SyntaxWords)


@cache
def syntax(name: str) -> frozenset[str]:
    """The words of a class; KeyError where there is none of that name."""
    return {row.class_: frozenset(row.words) for row in SYNTAX_WORDS.rows()}[name]
