"""What may stand for what: general nouns for things named before, and other words for an office."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from kgextract.tables import Table
from kgextract.tables.word_classes import word_classes


@dataclass(frozen=True, slots=True)
class Description:
    """A noun that takes up a thing of one of these classes, or one headed by one of these nouns.

    `draft` marks a noun that only says how far a text has come: the family is the noun that follows it. Nothing that
    has one of the `barred` words in its name is meant. `capital` wants the seat of government of a state named.
    """

    noun: str
    type: Literal["Person", "Organization", "Place", "Event", "Document", "Group"]
    classes: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    draft: bool = False
    barred: tuple[str, ...] = ()
    capital: bool = False


@dataclass(frozen=True, slots=True)
class OfficeKin:
    """A phrase that stands for one of several offices; `roles` are those of the table of people."""

    phrase: str
    offices: tuple[str, ...]
    roles: tuple[str, ...] = ()


DESCRIPTIONS = Table("lexicons/descriptions.yaml", Description)
OFFICE_KIN = Table("lexicons/office_kin.yaml", OfficeKin)


@cache
def descriptions() -> dict[tuple[str, str], Description]:
    """(Type, noun) → its row."""
    return {(row.type, row.noun.casefold()): row for row in DESCRIPTIONS.rows()}


@cache
def longest_description() -> int:
    """How many words the longest noun of a description has."""
    return max(len(row.noun.replace("'", "' ").split()) for row in DESCRIPTIONS.rows())


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that has several names; a longer title that starts with one of them is it as well."""

    name: str
    aliases: tuple[str, ...]


KNOWN_DOCUMENTS = Table("lexicons/known_documents.yaml", KnownDocument)


identity_words = word_classes("lexicons/identity_words.yaml")  # what decides what a mention stands for
