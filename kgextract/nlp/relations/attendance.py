"""Who was there, listed behind the verb → participatedIn: `Ont participé au sommet Luc Roy, Anne Blin et …`.

The sentence begins with the verb, or with `étaient présents`; the event follows, and its people stand behind it. Or it
begins with `y`, and the sentence before tells the event (`Y ont pris part …`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered, tags, unit_tokens
from kgextract.nlp.layers import Candidate, Event, unit_of
from kgextract.nlp.relations.lists import Item, Starts, named_items, starts_of
from kgextract.tables.events import words_of
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import syntax

RULE, SURE = "attendance", 0.75
TYPES = ("Person", "Organization", "Country")
OPENING, REACH = 5, 12  # words of the verb; words between it and the first of those who came


def read(doc: Doc) -> Iterator[Candidate]:
    """The people whom an inverted sentence lists behind its event."""
    listed = office_words("attendance") | syntax("place-clitic")
    if not doc._.events or listed.isdisjoint(lowered(doc)):
        return
    starts = starts_of(doc)
    units = unit_tokens(doc)
    for event in doc._.events:
        m = event.mention
        first, last = units[unit_of(doc, m.start)]
        if m.chain is None or not _opened(doc, first, m.start):
            continue
        yield from _came(event, _behind(doc, event.mention.end, last, starts))
    yield from _taken_up(doc, units, starts)


def _came(event: Event, items: list[Item]) -> Iterator[Candidate]:
    m = event.mention
    for chain, start, end in items:
        if chain is not m.chain and m.chain is not None:
            yield Candidate(
                subject=chain,
                relation="participatedIn",
                object=m.chain,
                start=min(m.start, start),
                end=max(m.end, end),
                rule=RULE,
                confidence=SURE,
            )


def _taken_up(doc: Doc, units: list[tuple[int, int]], starts: Starts) -> Iterator[Candidate]:
    """Those who come behind `y` and its verb, at the only event of the sentence before (`Le colloque s'est ouvert. Y
    participent la FAO et le biologiste Luc Roy`)."""
    told: dict[int, list[Event]] = {}
    for event in doc._.events:
        if event.organised and event.mention.chain is not None:
            told.setdefault(unit_of(doc, event.mention.start), []).append(event)
    for n, (first, last) in enumerate(units[1:], start=1):
        events = told.get(n - 1, [])
        if first >= last or lowered(doc)[first] not in syntax("place-clitic") or n in told:
            continue
        verb = next((k for k in range(first + 1, min(first + OPENING, last)) if _attends(doc, k)), None)
        if verb is not None and len({id(e.mention.chain) for e in events}) == 1:
            yield from _came(events[0], _behind(doc, _behind_share(doc, verb), last, starts))


def _behind_share(doc: Doc, verb: int) -> int:
    """The token behind a verb, or behind `part` in `prendre part`."""
    share = verb + 1 < len(doc) and lowered(doc)[verb + 1] in words_of("event-share")
    return verb + 1 + share


def _opened(doc: Doc, first: int, start: int) -> bool:
    """Does the sentence begin with a verb of being there that leads to the token `start`?"""
    kinds = tags(doc)
    end = min(first + OPENING, start)
    verb = next((k for k in range(first, end) if _attends(doc, k)), None)
    if (
        verb is None
        or kinds[first] in ("DET", "ADP", "PRON", "PUNCT")
        or any(kinds[k] not in ("VERB", "AUX", "ADV", "ADJ", "NOUN", "DET") for k in range(first + 1, verb))
    ):
        return False
    links = (preposition(doc, k) for k in range(verb + 1, start))
    there = office_words("sphere-or-place") | words_of("event-during")
    return any(f is not None and f.lemma in there and start - f.end <= 1 for f in links)


def _attends(doc: Doc, k: int) -> bool:
    word = lowered(doc)[k]
    return word in office_words("attendance") or any(v in office_words("attendance") for v in infinitives(doc[k]))


def _behind(doc: Doc, at: int, last: int, starts: Starts) -> list[Item]:
    """The names listed behind the event that ends at a token, over its place and date."""
    for k in range(at, min(last, at + REACH)):
        if tags(doc)[k] in ("VERB", "AUX", "PRON", "SCONJ"):
            break
        items = named_items(doc, k, starts, TYPES) if lowered(doc)[k - 1] != "," or k == at + 1 else []
        if items and preposition(doc, k) is None and preposition(doc, k - 1) is None:
            return items
    return []
