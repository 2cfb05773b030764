"""Offices, titles and callings, the words around them, and the constructions that join them to a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from kgextract.errors import DataError
from kgextract.tables import Table
from kgextract.tables.gazetteers import COUNTRIES
from kgextract.tables.word_classes import word_classes

OfficeClass = Literal["head", "represents", "member", "affiliated", "none"]


@dataclass(frozen=True, slots=True)
class Office:
    """A head noun or locution with its forms; a lemma that starts with `*` is an ending of an open class."""

    lemma: str
    office: OfficeClass
    feminine: str = ""
    plural: str = ""
    prepositions: tuple[str, ...] = ()  # the complements that give the target
    bodies: tuple[str, ...] = ()  # lower-case beginnings of the name of the body that whoever has the title sits in
    needs_complement: bool = False  # too common a word to be an office alone
    complete: bool = False  # takes no target of its own but a nationality
    belongs: bool = False  # who represents the target also works for it
    state: bool = False  # an adjective of nationality gives the target
    cabinet: bool = False  # belongs to a government, at its head where the office is `head`
    governs: bool = False  # may be at the head of a place, as every `state` office may
    heading: tuple[str, ...] = ()  # `head` only bare or with these adjectives, else `affiliated`

    def forms(self) -> dict[str, bool]:
        """Each written form, lower case → is it plural?"""
        singular = {self.lemma, self.feminine or self.lemma}
        plural = {self.plural} if self.plural else {_plural(w) for w in singular}
        if self.plural and self.feminine not in ("", self.lemma):
            plural.add(" ".join(_plural(w) for w in self.feminine.split()))
        return {w.lower(): w not in singular for w in (*plural, *singular)}


def _plural(word: str) -> str:
    return word if word[-1] in "sxz" else word + "s"


@dataclass(frozen=True, slots=True)
class PartyWord:
    """A noun and adjective of political colour, and the words of which a party of that colour has one in its name."""

    lemma: str
    feminine: str = ""
    plural: str = ""
    names: tuple[str, ...] = ()  # lower case; those of the noun itself need not be listed

    def forms(self) -> tuple[str, ...]:
        """Each written form, lower case."""
        singular = dict.fromkeys((self.lemma, self.feminine or self.lemma))
        return (*singular, *(self.plural if self.plural and w == self.lemma else _plural(w) for w in singular))


@dataclass(frozen=True, slots=True)
class RoleRule:
    """One construction that joins a role to its holder, with its own sentences.

    `place` names what the code looks at; `verbs` (lemmas) and `before` (locutions right before the role) open the
    frames; `holder` says on which side of the verb the holder stands.
    """

    id: str
    place: Literal["before-name", "comma-name", "apposition", "brackets", "coordination", "verb", "manner", "noun"]
    confidence: float
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()  # of appointing (`la nomination de … au poste de`)
    before: tuple[str, ...] = ()
    bare: bool = True  # a verb frame that takes the role with no locution
    holder: Literal["subject", "object"] = "subject"
    former: bool = False
    calling: float = 0  # how sure where the word is a calling or rank, no office (`l'économiste Luc Roy`); 0: as sure
    relation: str = ""  # what the verb says of holder and office, beside holdsRole
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    xfail: str = ""


OFFICES = Table("lexicons/offices.yaml", Office)
office_words = word_classes("lexicons/office_words.yaml")
PARTY_WORDS = Table("lexicons/party_words.yaml", PartyWord)
ROLE_RULES = Table("rules/roles.yaml", RoleRule)


@cache
def party_words() -> dict[str, frozenset[str]]:
    """Form of a noun of political colour → the words of which the name of its party has one."""
    return {form: frozenset((*row.forms(), *row.names)) for row in PARTY_WORDS.rows() for form in row.forms()}


@cache
def countries() -> dict[str, str]:
    """Adjective of nationality, lower case → key of the country."""
    try:
        return {demonym.lower(): row.key for row in COUNTRIES.rows() for demonym in row.demonyms}
    except DataError:
        return {}  # a data folder without the table of countries
