"""Word lists of noun phrases and names: closed classes, prepositions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from kgextract.tables import Table


@dataclass(frozen=True, slots=True)
class WordClass:
    """A closed class of words, lower case, plain apostrophe."""

    class_: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preposition:
    """A preposition or locution; `forms` where it is not written as its lemma, `contracted` those with the article."""

    lemma: str
    forms: tuple[str, ...] = ()
    contracted: tuple[str, ...] = ()
    place: bool = False
    time: bool = False


WORD_CLASSES = Table("lexicons/word_classes.yaml", WordClass)
PREPOSITIONS = Table("lexicons/prepositions.yaml", Preposition)


@cache
def words(name: str) -> frozenset[str]:
    """The words of a closed class; KeyError where there is no such class."""
    for row in WORD_CLASSES.rows():
        if row.class_ == name:
            return frozenset(row.words)
    raise KeyError(name)


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Given names of one gender."""

    gender: Literal["m", "f", "both"]
    names: tuple[str, ...]


GIVEN_NAMES = Table("lexicons/given_names.yaml", GivenNames)


@cache
def given_name_gender() -> dict[str, Literal["m", "f"] | None]:
    """Given name → its gender, None where both are usual."""
    table: dict[str, Literal["m", "f"] | None] = {}
    for row in GIVEN_NAMES.rows():
        for name in row.names:
            gender = None if row.gender == "both" else row.gender
            table[name] = gender if table.get(name, gender) == gender else None
    return table
