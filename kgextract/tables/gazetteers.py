"""Rows of `data/gazetteers/*.tsv`: countries, regions, cities, organisations, people, names. See `data/README.md`.

Keys are IRI paths (`place/chine`, `org/onu`, `person/fu-cong`), the same in every version; `capital`, `continent`,
`country`, `parent`, `seat` and the second part of an office are keys as well. `ambiguous` are those names of a row that
prove little alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from kgextract.tables import Table


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory; demonyms are lower-case adjectives, masculine, feminine and their plurals."""

    key: str
    name: str
    official: str | None = None
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    iso: str | None = None
    wikidata: str | None = None
    capital: str | None = None
    continent: str | None = None
    cls: Literal["Country", "Territory"] = "Country"
    sovereign: str | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A continent, part of the world, subnational unit, sea, river or mountain range."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None
    cls: Literal["Continent", "Region", "NaturalFeature", "Building", "Headquarters", "Territory"] = "Region"
    ambiguous: tuple[str, ...] = ()
    verified: bool = False


@dataclass(frozen=True, slots=True)
class City:
    """A city; `ambiguous` are those of its names that are also words, given names or surnames."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None
    population: int = 0
    ambiguous: tuple[str, ...] = ()
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Towns:
    """Towns and villages of a country too small for `City`: names only, none that is also a word or a person's name."""

    country: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body, party, company, medium …; `cls` is a class of the ontology."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    cls: str = "Organization"
    country: str | None = None
    parent: str | None = None
    seat: str | None = None
    wikidata: str | None = None
    verified: bool = False
    ambiguous: tuple[str, ...] = ()
    source: str = "own"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known; each office is `role@key@from@to`, dates EDTF, the last one empty while in office."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    gender: Literal["m", "f"] | None = None
    country: str | None = None
    wikidata: str | None = None
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metonym:
    """A seat or capital that stands for a body or a state where the condition holds."""

    phrase: str
    key: str
    condition: Literal["always", "acts"] = "acts"  # acts: subject or agent of a verb of saying or willing


@dataclass(frozen=True, slots=True)
class GivenName:
    """A given name; `u` is used for both genders."""

    name: str
    gender: Literal["m", "f", "u"]


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname that stands before the given name in its language (Chinese, Korean, Vietnamese, Hungarian)."""

    name: str
    origin: Literal["zh", "ko", "vi", "hu", "km"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One item of `Person.offices`: head of state of `place/chine` from 2013-03-14, still in office."""

    person: Person
    role: str
    body: str
    start: str
    end: str


COUNTRIES = Table("gazetteers/countries.tsv", Country)
REGIONS = Table("gazetteers/regions.tsv", Region)
CITIES = Table("gazetteers/cities.tsv", City)
TOWNS = Table("gazetteers/towns.tsv", Towns)
ORGANISATIONS = Table("gazetteers/organisations.tsv", Organisation)
PEOPLE = Table("gazetteers/people.tsv", Person)
METONYMS = Table("gazetteers/metonyms.tsv", Metonym)
GIVEN_NAMES = Table("gazetteers/given_names.tsv", GivenName)
SURNAMES = Table("gazetteers/surnames.tsv", Surname)


@cache
def people_by_key() -> dict[str | None, Person]:
    """The table of people by key."""
    return {p.key: p for p in PEOPLE.rows()}


@cache
def seats() -> dict[str | None, str]:
    """The key of a body → that of the town where it has its seat, of those of which that is known."""
    return {o.key: o.seat for o in ORGANISATIONS.rows() if o.seat}


@cache
def capitals() -> dict[str, str]:
    """The key of a state → that of its capital."""
    return {c.key: c.capital for c in COUNTRIES.rows() if c.capital}


def offices(person: Person) -> tuple[Office, ...]:
    """The offices of a person, as rows: `head-of-state@place/chine@2013-03-14@` → Office(…)."""
    parts = (item.split("@") for item in person.offices)
    return tuple(Office(person=person, role=r, body=b, start=s, end=e) for r, b, s, e in parts)


@cache
def _holders() -> dict[tuple[str, str], tuple[Office, ...]]:
    found: dict[tuple[str, str], list[Office]] = {}
    for person in PEOPLE.rows():
        for office in offices(person):
            found.setdefault((office.role, office.body), []).append(office)
    return {k: tuple(sorted(v, key=lambda o: o.start)) for k, v in found.items()}


def holder(role: str, body: str, date: str) -> Person | None:
    """Who held an office on an ISO day: ("head-of-state", "place/chine", "2024-07-02") → Xi Jinping, or None."""
    on = [o for o in _holders().get((role, body), ()) if o.start <= date and (not o.end or date <= o.end)]
    if len(on) > 1:  # the day of a change: the newcomer
        on = [o for o in on if o.start == max(x.start for x in on)]
    people = {o.person.key: o.person for o in on}
    return next(iter(people.values())) if len(people) == 1 else None
