"""Doc → `events`: meetings, sessions, elections, visits, attacks … with host, place and date from their own words.

"la 56e session du Conseil des droits de l'homme à Genève" → named event, ordinal 56, host the Council, place Genève
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from kgextract.nlp.events.frames import organiser, place_and_date
from kgextract.nlp.events.phrases import Phrase, noun, phrase
from kgextract.nlp.grammar.adjuncts import Fillers
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import text_of
from kgextract.nlp.layers import DateExpression, Event, Mention
from kgextract.tables.events import NAMES, words_of
from kgextract.tables.names import words

_HOSTS = ("Organization", "Group", "Person", "Place")
_BEARERS = ("Person", "Organization", "Place")  # their names may hold the name of an event


def read(doc: Doc) -> Doc:
    """Write `doc._.events`."""
    mentions = [*(doc._.mentions or ()), *(doc._.nominals or ())]
    fillers = Fillers(mentions, doc._.dates or ())
    taken = _taken(doc)
    events: list[Event] = []
    reach = 0
    for i in range(len(doc)):
        if i < reach or i in taken:
            continue
        found = phrase(doc, i, fillers)
        if found is not None:
            event = _event(doc, found, mentions, fillers)
            if event is not None:
                events.append(event)
                reach = found.head + 1
    events += _proper(doc, events)
    events.sort(key=lambda e: (e.mention.start, -e.mention.end))
    doc._.events = events
    return doc


def _taken(doc: Doc) -> set[int]:
    """Tokens inside names of other things, where an event noun is part of the name, and inside titles of documents."""
    named = [m for m in doc._.mentions or () if m.kind == "named" and m.type != "Event" and not _is_event(doc, m)]
    inside = {k for m in named for k in range(m.start, m.end)}
    for role in doc._.roles or ():  # "un responsable de la manifestation": a noun with its article keeps its sense
        m = role.mention
        inside |= {k for k in range(m.start, m.end) if k == m.start or not _stands_alone(doc, k)}
    return inside


def _stands_alone(doc: Doc, k: int) -> bool:
    row = noun(doc, k)
    article = doc[k - 1].lower_ in words("definite", "indefinite")
    return row is not None and article and doc[k].is_lower and not (row.weak or row.change)


def _is_event(doc: Doc, m: Mention) -> bool:
    """Whether what passes for a body, without a table knowing it, has the noun of an event as its head."""
    if m.type != "Organization" or m.key:
        return False
    row = noun(doc, m.start)
    return row is not None and row.class_ in words_of("event-not-body") and (row.named or row.ordinal)


# --- the event


def _event(doc: Doc, p: Phrase, mentions: list[Mention], fillers: Fillers) -> Event | None:
    nested = [m for m in mentions if p.head < m.start and m.end <= p.end]
    named = _is_named(doc, p, nested)
    place, date = place_and_date(doc, p, fillers)
    if not named and not _counts(p, place, date):
        return None
    own = [m for m in nested if not _governed(doc, p, m)]
    host = next((m for m in own if m.type in ("Organization", "Group")), None)
    host = host or next((m for m in own if m.type in _HOSTS and _after_of(doc, m)), None)
    mention = Mention(
        start=p.start,
        end=p.end,
        type="Event",
        cls=p.row.class_,
        kind="named" if named else "nominal",
        head=p.head,
        rule="event-ordinal" if p.ordinal and named else "event-name" if named else "event-noun",
        confidence=0.8 if named else 0.5 if p.row.weak or p.row.change else 0.65,
        lemma=p.row.noun,
        plural=p.plural,
        definite=p.definite,
    )
    place = place or _own_place(doc, p, nested)
    return Event(
        mention=mention,
        ordinal=p.ordinal,
        host=host,
        place=place,
        date=date,
        organiser=organiser(doc, p, fillers),
        organised=p.row.organised,
    )


def _governed(doc: Doc, p: Phrase, m: Mention) -> bool:
    """Whether a complement other than `de` holds a mention ("négociations entre le gouvernement et …")."""
    other = {*p.row.complements, *words_of("event-inside"), *words_of("event-agent")}
    return any(f.lemma in other for k in range(p.head + 1, m.start) if (f := preposition(doc, k)))


def _own_place(doc: Doc, p: Phrase, nested: list[Mention]) -> Mention | None:
    """The place inside the phrase: of what is held, any; of what happened, a town, or any where the noun has a site."""
    for m in nested:
        if m.type != "Place" or m.kind != "named":
            continue
        if p.row.organised:
            if p.row.named:
                return m
        elif not _after_of(doc, m) or p.row.noun in words_of("event-sited") or m.cls in words_of("event-town"):
            return m
    return None


def _counts(p: Phrase, place: Mention | None, date: DateExpression | None) -> bool:
    """Whether a description counts: a determiner, and for some nouns something that says which one."""
    if p.definite is None and not p.row.bare and p.start == p.head:
        return False
    told = place is not None or date is not None
    if p.row.change:
        again = p.definite is True and p.end == p.head + 1 and p.row.noun in words_of("event-again")
        return p.argument or p.pointed or date is not None or again
    if p.row.weak:
        return p.end > p.head + 2 or told
    if p.plural and p.row.class_ in words_of("event-talk"):  # "les discussions", "des enquêtes": which ones?
        return p.end > p.head + 2 or p.pointed or told
    return True


def _is_named(doc: Doc, p: Phrase, nested: list[Mention]) -> bool:
    """A capital on the noun, a number of a series, or a city, country or body right after `de`."""
    if p.capital:
        return p.end > p.start + 1
    if p.apposed:
        return True
    if p.ordinal is not None and p.row.ordinal and p.definite is not False:
        return True
    if p.dated is not None and p.dated.end == p.end and not p.row.organised and p.definite is True:
        return p.dated.end - p.dated.start > 1
    if not p.row.named or p.definite is False:
        return False
    first = next((m for m in nested if m.kind == "named" and m.type in ("Place", "Organization")), None)
    if first is None or not _after_of(doc, first):
        return False
    return first.start - p.head <= 3


def _after_of(doc: Doc, m: Mention) -> bool:
    for k in range(m.start - 1, max(m.start - 3, -1), -1):
        if doc[k].lower_ in words("of"):
            return True
        if doc[k].lower_ not in words("definite"):
            return False
    return False


# --- names without a noun


@cache
def _names() -> re.Pattern[str]:
    names = "|".join(rf"(?P<n{k}>{row.name})" for k, row in enumerate(NAMES.rows()))
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")


def _proper(doc: Doc, events: list[Event]) -> list[Event]:
    """The Brexit, COP28, the CAN: an event name that no other name or event holds."""
    held = {k for e in events for k in range(e.mention.start, e.mention.end)}
    held |= {k for m in doc._.mentions or () if m.type in _BEARERS for k in range(m.start, m.end)}
    places = {m.start: m for m in doc._.mentions or () if m.type == "Place"}
    found = []
    for match in _names().finditer(text_of(doc)):
        span = doc.char_span(*match.span())
        if span is None or span.start in held:
            continue
        after = preposition(doc, span.end)
        place = places.get(after.end) if after and after.lemma in words("of-lemma") else None
        row = NAMES.rows()[int(str(match.lastgroup)[1:])]
        mention = Mention(
            start=span.start,
            end=place.end if place else span.end,
            type="Event",
            cls=row.class_,
            kind="named",
            head=span.end - 1,
            rule="event-name",
            confidence=0.85,
            lemma=span.text.lower(),
        )
        found.append(Event(mention=mention, place=place, organised=row.organised))
    return found
