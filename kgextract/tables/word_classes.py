"""A lexicon of closed classes → the words of each: files whose rows are a class and its words, nothing more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from kgextract.tables import Table

Words = Callable[..., frozenset[str]]


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words, lemmas or locutions of one class, lower case, plain apostrophe; several rows of a class add up.

    `same` is the class of another lexicon, `syntax_words relative`, whose words are those of this one.
    """

    class_: str
    words: tuple[str, ...] = ()
    same: str = ""

    def __post_init__(self) -> None:
        if not self.words and not self.same:
            raise ValueError("the class has no words")


@cache
def word_classes(path: str) -> Words:
    """The path of a lexicon → a function: names of classes → their words; KeyError where there is no such class."""
    table = Table(path, WordClass)

    @cache
    def by_class() -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for row in table.rows():
            found.setdefault(row.class_, set()).update(row.words)
            if row.same:
                lexicon, _, name = row.same.partition(" ")
                found[row.class_] |= word_classes(f"lexicons/{lexicon}.yaml")(name)
        return {name: frozenset(words) for name, words in found.items()}

    @cache
    def words(*names: str) -> frozenset[str]:
        return frozenset().union(*(by_class()[name] for name in names))

    return words
