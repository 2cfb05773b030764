"""Nouns and names of events, and what is said around them: `lexicons/events.yaml`, `rules/events.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kgextract.tables import Table


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A noun or noun group that names a kind of event; see the head of the file for the flags."""

    noun: str
    class_: str
    plural: str = ""
    organised: bool = True
    bare: bool = False
    ordinal: bool = False
    named: bool = False
    weak: bool = False
    sited: bool = False  # counts only with a place or a date
    change: bool = False
    pointed: bool = False  # counts only behind a demonstrative ("ces agissements")
    deed: bool = False  # nothing but what somebody announces, supports, opposes
    taken: bool = False  # counts only where it takes up an event ("la grève … le mouvement")
    apposed: bool = False
    capital: bool = False  # counts only with a capital: the noun is a name ("le Printemps de Bourges")
    seated: bool = False  # a body: counts only where one of its sittings is told ("lors d'un conseil municipal")
    verbs: tuple[str, ...] = ()
    near: tuple[str, ...] = ()  # verbs that tell it only in a sentence just before the noun alone
    complements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventName:
    """A proper name of an event that has no noun in it; `name` is a regular expression of the whole word."""

    name: str
    class_: str
    organised: bool = True


@dataclass(frozen=True, slots=True)
class EventRule:
    """One way in which a text says what an event is, where and when; `words` are the lemmas that it reads."""

    id: str
    words: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    xfail: str = ""


NOUNS = Table("lexicons/events.yaml", EventNoun)
NAMES = Table("lexicons/event_names.yaml", EventName)
RULES = Table("rules/events.yaml", EventRule)


@cache
def words_of(rule: str) -> frozenset[str]:
    """The words of a rule; KeyError where there is no such rule."""
    for row in RULES.rows():
        if row.id == rule:
            return frozenset(row.words)
    raise KeyError(rule)


@cache
def gatherings() -> frozenset[str]:
    """The nouns in both numbers of what people do together, who stand behind `de`: marches, strikes, rallies."""
    rows = [r for r in NOUNS.rows() if r.class_ == "Demonstration" or r.noun in words_of("event-of-people")]
    return frozenset(w for r in rows for w in (r.noun, r.plural) if w)


@cache
def event_nouns() -> frozenset[str]:
    """The nouns of events of one word, in both numbers."""
    return frozenset(w for r in NOUNS.rows() for w in (r.noun, r.plural) if w and " " not in w)


@cache
def sitting_bodies() -> frozenset[str]:
    """The nouns of bodies that may stand for one of their sittings."""
    return frozenset(r.noun for r in NOUNS.rows() if r.seated)


@cache
def deeds() -> frozenset[str]:
    """The nouns of what somebody only announces, supports or opposes: no day is theirs."""
    return frozenset(r.noun for r in NOUNS.rows() if r.deed)
