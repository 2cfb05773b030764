"""A description and a chain → how much their words are the same; nothing where a number, host or name tells another.

`le gouvernement italien … le gouvernement`: the same head. `deux stars … les deux hommes`: kindred. `le gouvernement …
l'ancien gouvernement`: another.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kgextract.nlp.coref.chains import Chains
from kgextract.nlp.coref.kindred import Likeness, likeness, other_event
from kgextract.nlp.coref.wording import Wording, stem, stems
from kgextract.nlp.events import shortened
from kgextract.nlp.grammar.wordlist import paragraphs_before
from kgextract.nlp.layers import Chain, Event, Mention
from kgextract.tables import identity
from kgextract.tables.names import nominal_words, not_names, words

_DAY = len("2024-07-02")
_NAMED = ("Organization", "Place")
_LED_BY_OF = ("NOUN", "PROPN", "ADV", "ADJ", "NUM")


def pointing(chains: Chains, m: Mention) -> bool:
    """Whether a demonstrative stands before it."""
    return m.start > 0 and "Dem" in chains.doc[m.start - 1].morph.get("PronType", [])


def is_definite(chains: Chains, m: Mention) -> bool | None:
    """As the mention says, but *des* is *de les* behind a noun or an adverb only: "la fin des affrontements"."""
    before = chains.doc[m.start - 1].lower_ if m.start > 1 else ""
    if m.plural and before in words("contracted") and before in words("partitive"):
        return chains.doc[m.start - 2].pos_ in _LED_BY_OF
    return m.definite


def compared(chains: Chains, m: Mention, w: Wording, c: Chain, before: Mention, events: dict[int, Event]) -> Likeness:
    """How much the words of m are those of the chain; NONE where a number, host or name tells another thing."""
    others = [chains.wording(x) for x in c.mentions]
    if numbers_clash(w, others) or hosts_clash(m, c, events):
        return Likeness.NONE
    if m.rule == shortened.RULE:
        return Likeness.HEAD if shortened.stands_for(chains.doc, m, c.mentions) else Likeness.NONE
    bygone = w.contrast & stems("bygone") if m.type in _NAMED else frozenset()
    if bygone and not any(bygone & o.contrast for o in others):
        return Likeness.NONE  # `le gouvernement … l'ancien gouvernement`
    if m.type == "Event" and w.contrast & stems("last") and not any(o.contrast & stems("last") for o in others):
        return Likeness.NONE  # `la réunion … depuis leur dernière rencontre`
    if m.type == "Event" and other_event(chains, m, c, events):
        return Likeness.NONE
    theirs = frozenset().union(*(o.rest for o in others))
    if m.type == "Event" and theirs:  # `l'attaque de Brou … l'attaque de mardi`: days are compared as days
        w, theirs = replace(w, rest=w.rest - _days()), theirs - _days()
    shared = w.rest & theirs
    alike = [o for o in others if o.head == w.head]
    if not alike and m.kind != "named" and not w.plural and w.head in chains.introduced(c):
        return Likeness.SHARED if shared or not w.rest else Likeness.NONE
    if w.rest and not shared and (theirs or m.type == "Group") and not pointing(chains, m):
        return Likeness.NONE if alike else likeness(chains, m, w, c, before)
    if m.type == "Group" and any(o.numbers != w.numbers for o in others) and not pointing(chains, m):
        near = before.start >= paragraphs_before(chains.doc, m.start, 1)
        if not (alike and near) or w.numbers or w.rest or not is_definite(chains, m):
            return Likeness.NONE  # but "200 manifestants … les manifestants"
    if m.type == "Group" and w.numbers and not w.rest and w.head in stems("counted"):
        kind = _kinds().get(w.head)  # "deux stars du football … les deux hommes", never "deux pays"
        apart = kind is not None and any(_kinds().get(o.head, kind) != kind for o in others)
        return Likeness.NONE if apart else Likeness.KINDRED
    if _names_clash(w.names, frozenset().union(*(o.names for o in others))):
        return Likeness.NONE
    if m.type == "Group" and not alike and w.plural and _of_those(w, others):
        return Likeness.KINDRED  # "une délégation de maires … les maires"
    if any(o.plural == w.plural for o in alike) or (alike and w.head in stems("number-free")):
        if any(o.rest == w.rest for o in alike):
            return Likeness.EQUAL
        return Likeness.SHARED if shared else Likeness.HEAD
    return Likeness.NONE if m.kind == "named" else likeness(chains, m, w, c, before)


@cache
def _days() -> frozenset[str]:
    """Stems of the words of dates."""
    return frozenset(stem(x) for x in not_names("calendar"))


def _of_those(w: Wording, others: list[Wording]) -> bool:
    """Whether the noun of m says of whom a gathering is."""
    return not w.rest and any(o.head in _gatherings() and w.head in o.rest for o in others)


@cache
def _gatherings() -> frozenset[str]:
    """Stems of the nouns of people taken together."""
    return frozenset(stem(x) for x in nominal_words("gathering-of"))


def numbers_clash(w: Wording, others: list[Wording]) -> bool:
    """Whether numbers or words that set apart ("précédent") tell two things."""
    for mine, known in (
        (w.numbers, frozenset().union(*(o.numbers for o in others))),
        (w.contrast, frozenset().union(*(o.contrast for o in others))),
    ):
        if mine and known and not mine & known:
            return True
    apart = w.contrast & stems("other")
    return bool(apart and not apart & frozenset().union(*(o.contrast for o in others)))


@cache
def _kinds() -> dict[str, str]:
    """Stem of a noun of which there may be two → whether these are people, states, bodies or places."""
    kinds = ("counted-people", "counted-states", "counted-bodies", "counted-places")
    return {stem(x): kind for kind in kinds for x in identity.identity_words(kind)}


def _names_clash(rest: frozenset[str], theirs: frozenset[str]) -> bool:
    """Two countries or bodies, one on each side: "le gouvernement italien", "le gouvernement français"."""
    a, b = ({x for x in side if x.startswith("place/")} for side in (rest, theirs))
    return bool(a and b and not a & b)


def _compatible(a: str | None, b: str | None) -> bool:
    """Whether two dates may be one: the same day, whatever the hour, or one within the other."""
    if not a or not b:
        return True
    a, b = a[:_DAY], b[:_DAY]
    return a.startswith(b) or b.startswith(a)


def hosts_clash(m: Mention, c: Chain, events: dict[int, Event]) -> bool:
    """Whether the event of a mention has another number, host or date than those of the chain."""
    mine = events.get(id(m))
    if mine is None:
        return False
    for x in c.mentions:
        other = events.get(id(x))
        if other is None:
            continue
        if mine.ordinal and other.ordinal and mine.ordinal != other.ordinal:
            return True
        if m.definite is False and other.ordinal and not mine.ordinal:
            return True  # "une session du Conseil" is none of those with a number
        if mine.host and other.host and mine.host.chain is not other.host.chain:
            return True
        if mine.date and other.date and not _compatible(mine.date.value, other.date.value):
            return True
    return False
