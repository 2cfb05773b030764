"""A title → the offices that it may mean, and how well two titles agree: words, kindred offices, state, gender."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from kgextract.nlp.coref.chains import Chains
from kgextract.nlp.coref.wording import country_of, fold, nations, stem, stems
from kgextract.nlp.grammar.gender import noun_gender
from kgextract.nlp.grammar.names import gentile_endings
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Chain, Mention
from kgextract.nlp.roles.modifiers import is_below
from kgextract.tables import gazetteers, identity
from kgextract.tables.roles import OFFICES, office_words, party_words
from kgextract.tables.speakers import speaker_words

STATES = "place/"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a title: head and other words, and the table's office where it has one."""

    head: str
    rest: frozenset[str]
    names: frozenset[str]
    roles: tuple[str, ...] = ()
    own: bool = True  # the words of the text, not of a kindred office
    state: bool = False  # a kindred office of a state: no president of a company
    fixed: frozenset[str] = frozenset()  # words that belong to the office itself (`président de la République`)
    seated: bool = False  # called by the seat of a state (`le locataire de l'Élysée`)
    within: frozenset[str] = frozenset()  # other words that a preposition leads to: of a part (`du club français`)
    below: bool = False  # not at the head, or not yet (`le directeur général adjoint`, `la présidente élue`)


def readings(chains: Chains, m: Mention) -> tuple[Reading, ...]:
    """A title in its own words and in those of kindred offices."""
    w = chains.wording(m)
    found = []
    roles: tuple[str, ...] = ()
    fixed: frozenset[str] = frozenset()
    within, below = _led_to(chains, m) & w.rest, is_below(chains.doc, m.head, m.end)
    own = Reading(head=w.head, rest=w.rest, names=w.names, within=within, below=below)
    whole = [stem(x) for x in w.text.split()]
    bare = [x for x in whole if x not in stems("weightless")]  # `l'ancien patron`, but `le premier magistrat`
    for phrase, row in (k for first in dict.fromkeys((*whole[:1], *bare[:1])) for k in _kin().get(first, ())):
        if phrase not in (whole[: len(phrase)], bare[: len(phrase)]):
            continue
        seated = bool(row.roles and w.names) and phrase in (whole, bare)
        names = frozenset(country_of().get(k, k) for k in w.names) if seated else w.names
        roles += row.roles
        fixed |= frozenset(phrase) if row.roles else frozenset()
        own = Reading(w.head, names if seated else w.rest, names, roles, fixed=fixed, seated=seated)
        own = replace(own, within=within - fixed, below=below)
        for office in row.offices:
            first, *after = office.split()
            others = frozenset(stem(x) for x in fold(" ".join(after)).split() if len(x) > 3)
            rest = (names if seated else w.rest - set(phrase)) | others
            head = stem(fold(first).split()[0])
            state = bool(row.roles) and (bool(w.names) or row.phrase not in speaker_words("any-leader"))
            kindred = Reading(head, rest, names, own=False, state=state, seated=seated)
            found.append(replace(kindred, within=within - {*phrase}, below=below))
    return (own, *found)


def _led_to(chains: Chains, m: Mention) -> frozenset[str]:
    """The stems of what a preposition leads to in a title."""
    links = (k for k in range(m.head + 1, m.end) if preposition(chains.doc, k) is not None)
    return frozenset(map(stem, chains.doc.lowered[next(links, m.end) : m.end]))


@cache
def _kin() -> dict[str, list[tuple[list[str], identity.OfficeKin]]]:
    """Kindred offices by the first stem of their phrase."""
    found: dict[str, list[tuple[list[str], identity.OfficeKin]]] = {}
    for row in identity.OFFICE_KIN.rows():
        phrase = [stem(x) for x in fold(row.phrase).split()]
        found.setdefault(phrase[0], []).append((phrase, row))
    return found


def is_former(chains: Chains, m: Mention) -> bool:
    """Whether the title itself says that the office is over."""
    found = [t.lower_ for t in chains.doc[max(0, m.start - 1) : m.end]]
    return any(w in office_words("former") or w.split("-")[0] in office_words("former") for w in found)


def clash(chain: Chain, m: Mention, gender: str | None) -> bool:
    """Whether number or gender of a title speak against somebody."""
    return bool(m.plural) or bool(chain.gender and gender and chain.gender != gender)


def gender_of(chains: Chains, m: Mention) -> str | None:
    """By the determiner, which tells "la ministre" from "le ministre"; else as the noun shows it ("son avocate")."""
    word = chains.doc[m.start - 1].lower_ if m.start else ""
    if word in identity.identity_words("feminine"):
        return "f"
    if word in identity.identity_words("masculine"):
        return "m"
    first = noun_gender(chains.doc[m.start].lower_) if m.start < m.head else None  # `l'ancienne ministre`
    return first or noun_gender(chains.doc[m.head].lower_) or m.gender


def agreement(title: Reading, office: Reading, person: Chain, *, alone: bool) -> int:
    """3 same head and shared other words, 2 same head and nothing against it, 1 a kindred office, 0 another."""
    if title.head != office.head:
        return 0
    shared = title.rest & office.rest
    extra = title.rest - office.rest
    foreign = extra & title.names
    native = _from(person, foreign)
    if title.state and not title.names & office.names and (title.seated or not native):
        if any(not x.startswith(STATES) for x in office.names):
            return 0
    if not title.names & office.names and _kinds(foreign) & _kinds(office.names):
        return 0  # `Luc Roy, candidat du PS … le candidat du MoDem`
    sport = title.head in stems("of-a-team") and office.rest and not shared
    if sport and any(not x.startswith(STATES) for x in foreign):
        return 0  # `le manager agenais Luc Roy … l'entraîneur du RCV`
    if foreign and not native and (not office.rest or office.names):
        if person.key or (title.head in _of_states() and not _of_a_body(title, office)) or not alone:
            return 0  # else the nationality is the person's own: "le technicien français"
    more = extra - foreign - (_colours() if title.state else frozenset())  # `le chef de l'État socialiste`
    if not office.rest - office.names and title.head not in stems("of-a-team") | _of_states():
        more = frozenset(
            x for x in more if not x.endswith(_gentile())
        )  # `le dessinateur français … l'artiste alsacien`
    if more and (office.rest or office.names) and not shared:
        return 0
    if more and not shared - title.names and office.rest - office.names:
        return 0  # `le chef de la diplomatie française … le président français`: one state, and two offices
    if title.below and not office.below:
        return 0
    if shared and shared <= title.names and more & title.within and title.head not in _of_cabinets():
        return 0  # `le président français, Luc Roy, … le président du club français`
    if not title.own:
        return 1
    return 3 if shared else 2


def _of_a_body(title: Reading, office: Reading) -> bool:
    """Whether a calling is told for an envoy of a body (`l'émissaire de l'ONU, Luc Roy, … le diplomate suisse`)."""
    calling = not (title.own or title.state) and title.head not in {stem(x) for x in office_words("body-envoy")}
    return calling and any(not x.startswith(STATES) for x in office.names)


def _from(person: Chain, countries: frozenset[str]) -> bool:
    """Whether the table of people gives the person one of these countries."""
    row = gazetteers.people_by_key().get(person.key or "")
    return bool(row and row.country in countries)


def _kinds(names: frozenset[str]) -> set[bool]:
    """Whether there are places and whether there are bodies among names, but for countries, which adjectives name."""
    return {name.startswith(STATES) for name in names - _countries()}


@cache
def _countries() -> frozenset[str]:
    return frozenset(nations().values())


@cache
def _colours() -> frozenset[str]:
    """Stems of the words of political colour."""
    return frozenset(stem(fold(word)) for word in party_words())


@cache
def _gentile() -> tuple[str, ...]:
    """How the stems of adjectives of towns and regions end."""
    return tuple({stem(x) for x in gentile_endings()} | {fold(x).removesuffix("s") for x in gentile_endings()})


@cache
def _of_cabinets() -> frozenset[str]:
    """Heads of offices that have a part of what a government does: `la ministre française de la Santé`."""
    return frozenset(stem(fold(row.lemma).split()[0]) for row in OFFICES.rows() if row.cabinet)


@cache
def _of_states() -> frozenset[str]:
    """Heads of offices whose nationality is the state served: "le président français"."""
    return frozenset(stem(fold(row.lemma).split()[0]) for row in OFFICES.rows() if row.state)
