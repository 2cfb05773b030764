"""Headings and datelines → the place of the event that they announce.

"Séisme à Brest : le bilan s'alourdit", "Kinshasa : une explosion fait trois morts", "DAKAR, 3 mai (APS) – Un forum …"
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.events.phrases import Phrase
from kgextract.nlp.events.settings import lead_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Event, Mention, MentionIndex, unit_of
from kgextract.tables.events import words_of

_LINKS = (":", "-", "–", "—", ",", ".")
_TOWN = "City"


def opens_heading(doc: Doc, p: Phrase) -> bool:
    """Whether a noun without a determiner opens a heading (`Grève : le trafic est perturbé`, `Rencontre à Pau`).

    A change only with what it happens to (`Libération de deux otages`).
    """
    at = unit_of(doc, p.start)
    if doc._.units[at].kind != "heading" or p.row.weak or p.row.deed or p.plural:
        return False
    if unit_tokens(doc)[at][0] != p.start:
        return False
    led = preposition(doc, p.end) if p.end < len(doc) and p.row.noun in words_of("event-again") else None
    if led is not None and led.lemma in words_of("event-place"):
        return True  # `Drame dans le canton de Vaud`
    if p.row.change or (p.row.noun in words_of("event-heading") and p.argument):
        return p.argument or p.end > p.head + 2
    if p.row.class_ not in words_of("event-clause"):
        return False
    after = doc[p.end] if p.end < len(doc) else None
    return after is not None and (after.text in _LINKS[:1] or preposition(doc, p.end) is not None)


def place(doc: Doc, events: list[Event], mentions: MentionIndex) -> None:
    """Give the events of headings, and of what follows a dateline, the one place that they name."""
    for number, unit in enumerate(doc._.units):
        if unit.kind not in ("heading", "dateline"):
            continue
        first, last = unit_tokens(doc)[number]
        sites = [m for m in mentions.started(first, last) if m.type == "Place" and m.kind == "named"]
        if unit.kind == "heading":
            here = [e for e in events if first <= e.mention.start < last]
            if len(here) == 1 and here[0].place is None and sites:
                here[0].place = _in_heading(doc, here[0], sites, first)
        elif sites and sites[0].cls == _TOWN and number + 1 < len(doc._.units):
            _after_dateline(doc, events, mentions, sites[0], number + 1)


def _in_heading(doc: Doc, event: Event, sites: list[Mention], first: int) -> Mention | None:
    """The place that opens a heading before a colon; for what happened also the only one that a preposition names."""
    site = sites[0]
    if site.start == first and site.end < len(doc) and doc[site.end].text == ":" and event.mention.start > site.end:
        if (event.mention.definite or event.organised) and site.cls != _TOWN:
            return None  # `Haïti : l'ONU lève l'embargo`
        return None if event.organised and event.mention.definite is True and _led(doc, event) else site
    if event.organised or len(sites) != 1 or site.start < event.mention.end:
        return None
    led = preposition(doc, site.start - 1)
    return site if led is not None and led.lemma in words_of("event-place") else None


def _led(doc: Doc, event: Event) -> bool:
    """Whether a preposition leads to an event (`Gap : l'ONU à deux jours du | scrutin`)."""
    return lead_of(doc, event.mention.start) is not None


def _after_dateline(doc: Doc, events: list[Event], mentions: MentionIndex, town: Mention, number: int) -> None:
    """What is held on a day that the first sentence names, and nowhere else, is in the town of the dateline."""
    first, last = unit_tokens(doc)[number]
    here = [e for e in events if first <= e.mention.start < last]
    if any(m.type == "Place" and m.kind == "named" for m in mentions.started(first, last)):
        return
    if len(here) == 1 and here[0].organised and here[0].date is not None and here[0].place is None:
        here[0].place = town
