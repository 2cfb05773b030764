"""Word lists of noun phrases and names: closed classes, prepositions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from kgextract.errors import DataError
from kgextract.tables import Table
from kgextract.tables.gazetteers import COUNTRIES, GIVEN_NAMES
from kgextract.tables.word_classes import word_classes


@dataclass(frozen=True, slots=True)
class Preposition:
    """A preposition or locution; `forms` where it is not written as its lemma, `contracted` those with the article.

    `capital` is how it begins a sentence where newspapers leave its accent off.
    """

    lemma: str
    forms: tuple[str, ...] = ()
    contracted: tuple[str, ...] = ()
    capital: str = ""
    place: bool = False
    time: bool = False


words = word_classes("lexicons/word_classes.yaml")
not_names = word_classes("lexicons/not_names.yaml")
document_words = word_classes("lexicons/document_words.yaml")
nominal_words = word_classes("lexicons/nominal_words.yaml")
team_words = word_classes("lexicons/team_words.yaml")
firm_words = word_classes("lexicons/firm_words.yaml")
sign_words = word_classes("lexicons/name_signs.yaml")
PREPOSITIONS = Table("lexicons/prepositions.yaml", Preposition)


@cache
def given_name_gender() -> dict[str, Literal["m", "f"] | None]:
    """Given name → its gender, None where both are usual."""
    return {row.name: None if row.gender == "u" else row.gender for row in GIVEN_NAMES.rows()}


@dataclass(frozen=True, slots=True)
class BodyHead:
    """A common noun that heads the name of a body; see the head of the file for `strength`."""

    noun: str
    class_: str
    strength: Literal["strong", "weak", "capital", "generic"]
    alone: bool = False
    fixed: bool = False
    plural: str = ""
    prepositions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceHead:
    """A common noun that heads the name of a place; `whole`: the noun belongs to the name, `address`: no determiner."""

    noun: str
    class_: str
    whole: bool = False
    address: bool = False


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """A noun that heads a document; `named` by a proper name, `capital` only with a capital, `work` by a title.

    `numbered`: a number right behind it names it (`la résolution 1701`), `yearly`: a year (`le budget 2020`).
    """

    noun: str
    class_: str
    plural: str = ""
    named: bool = False
    capital: bool = False
    work: bool = False
    numbered: bool = False
    yearly: bool = False


@cache
def endings(name: str) -> tuple[str, ...]:
    """A class of endings (`-ant`) as `str.endswith` takes them; KeyError where there is no such class."""
    return tuple(w.removeprefix("-") for w in sorted(words(name)))


BODY_HEADS = Table("lexicons/body_heads.yaml", BodyHead)
PLACE_HEADS = Table("lexicons/place_heads.yaml", PlaceHead)
DOCUMENT_HEADS = Table("lexicons/document_heads.yaml", DocumentHead)


def feminine_civilities() -> frozenset[str]:
    """Forms of address of women."""
    return words("feminine-civility")


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of nationality, lower case."""
    try:
        return frozenset(d for row in COUNTRIES.rows() for d in row.demonyms)
    except DataError:
        return frozenset()


@dataclass(frozen=True, slots=True)
class CommonNouns:
    """Nouns that describe things of one type; `number` says whether only one number of them does."""

    type: Literal["Person", "Group", "Organization", "Place"]
    class_: str
    nouns: tuple[str, ...]
    number: Literal["singular", "plural", "any"] = "any"
    complements: tuple[str, ...] = ()


COMMON_NOUNS = Table("lexicons/common_nouns.yaml", CommonNouns)
