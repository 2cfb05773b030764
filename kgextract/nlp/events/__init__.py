"""Doc → `events`: meetings, sessions, elections, visits, attacks … with host, place and date from their own words.

"la 56e session du Conseil des droits de l'homme à Genève" → named event, ordinal 56, host the Council, place Genève
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from kgextract.nlp.events.times import place_and_date
from kgextract.nlp.grammar.adjuncts import Fillers, adjuncts
from kgextract.nlp.grammar.names import is_capital, opens_sentence
from kgextract.nlp.grammar.phrases import after_head, complement
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, text_of
from kgextract.nlp.layers import DateExpression, Event, Mention
from kgextract.tables.dates import WORDS as CALENDAR
from kgextract.tables.events import NAMES, NOUNS, EventNoun, words_of
from kgextract.tables.names import words

_HOSTS = ("Organization", "Group", "Person", "Place")
_BEARERS = ("Person", "Organization", "Place")  # their names may hold the name of an event
_BEFORE = 3  # adjectives and numbers between determiner and noun


class _Phrase(NamedTuple):
    start: int
    head: int
    end: int
    row: EventNoun
    ordinal: int | None
    capital: bool
    definite: bool | None
    apposed: bool  # a proper name stands right after the noun ("l'ouragan Irma", "l'opération Barkhane")
    dated: DateExpression | None  # a date inside the phrase ("les attentats du 11 septembre")


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
        phrase = _phrase(doc, i, fillers)
        if phrase is not None:
            event = _event(doc, phrase, mentions, fillers)
            if event is not None:
                events.append(event)
                reach = phrase.head + 1
    events += _proper(doc, events)
    events.sort(key=lambda e: (e.mention.start, -e.mention.end))
    doc._.events = events
    return doc


def _taken(doc: Doc) -> set[int]:
    """Tokens inside names of other things, where an event noun is part of the name, and inside titles of documents."""
    named = [m for m in doc._.mentions or () if m.kind == "named" and m.type != "Event" and not _is_event(doc, m)]
    roles = [r.mention for r in doc._.roles or ()]
    return {k for m in (*named, *roles) for k in range(m.start, m.end)}


def _is_event(doc: Doc, m: Mention) -> bool:
    """Whether what passes for a body, without a table knowing it, has the noun of an event as its head."""
    if m.type != "Organization" or m.key:
        return False
    row = _noun(doc, m.start)
    return row is not None and row.class_ in words_of("event-not-body") and (row.named or row.ordinal)


# --- the phrase


def _phrase(doc: Doc, i: int, fillers: Fillers) -> _Phrase | None:
    """The event phrase whose noun starts at token i, or None."""
    row = _noun(doc, i)
    if row is None:
        return None
    size = len(_words(row.noun))
    head = i + size - 1
    start = i
    ordinal = None
    while start > 0 and i - start < _BEFORE and not doc[start - 1].is_space:
        number = _number(doc[start - 1].lower_)
        if number is not None:
            ordinal = number
        elif doc[start - 1].pos_ not in ("ADJ",) or doc[start - 1].lower_ in words("time-noun"):
            break
        start -= 1
    end, names = after_head(doc, head)
    end = max(end, head + 1)
    apposed = names is not None and names[0] == head + 1 and row.class_ in words_of("event-apposed")
    if names and names[0] > head and not apposed:
        end = max(head + 1, names[0])
    definite = _definite(doc, start)
    capital = is_capital(doc[i]) and not opens_sentence(doc[i])
    dated = None
    after = preposition(doc, end)
    if after is not None and after.lemma in words("of-lemma") and end == head + 1:
        dated = fillers.date_at(doc, after.end)
    if dated is not None:
        end = dated.end
    else:
        allowed = ["de", *row.complements]
        end = _pair(doc, end, max(end, complement(doc, end, allowed)))
        end = _before_date(doc, head + 1, end, fillers)
    return _Phrase(start, head, end, row, ordinal, capital, definite, apposed, dated)


def _pair(doc: Doc, first: int, end: int) -> int:
    """The end with a second complement that repeats the first one's preposition ("des élus et des experts")."""
    if end == first or end + 1 >= len(doc) or doc[end].lower_ not in words("coordinator"):
        return end
    same = doc[end + 1].lower_ == doc[first].lower_ and doc[first].lower_ in words("of")
    return complement(doc, end + 1, words("of-lemma")) if same else end


def _noun(doc: Doc, i: int) -> EventNoun | None:
    text = lowered(doc)
    rows = _by_first_word().get(text[i])
    if rows is None or (doc[i].pos_ in ("VERB", "AUX", "ADP", "PRON", "ADV") and not is_capital(doc[i])):
        return None
    return next((row for parts, row in rows if tuple(text[i : i + len(parts)]) == parts), None)


def _definite(doc: Doc, start: int) -> bool | None:
    if start == 0:
        return None
    word = doc[start - 1].lower_
    if word in words("possessive"):
        return True
    if word in words("definite") and word not in words("partitive"):
        return True
    if (word in words("indefinite") and word not in words("of")) or word in words("partitive"):
        return False
    return None


def _before_date(doc: Doc, head: int, end: int, fillers: Fillers) -> int:
    """A phrase ends before a date that a preposition adds ("élections législatives | du 5 juin")."""
    for k in range(head, end):
        if fillers.date_at(doc, k) is None:
            continue
        while k > head and (doc[k - 1].pos_ in ("ADP", "DET") or doc[k - 1].lower_ in words("of")):
            k -= 1
        return max(k, head)
    return end


@cache
def _ordinals() -> dict[str, int]:
    return {form: int(row.value) for row in CALENDAR.rows() if row.slot == "ordinal" for form in row.forms}


def _number(word: str) -> int | None:
    found = re.fullmatch(r"(\d{1,3})(\D{1,4})", word)
    if found and found[2] in words_of("event-ordinal"):
        return int(found[1])
    return _ordinals().get(word)


def _words(noun: str) -> tuple[str, ...]:
    return tuple(w for part in noun.lower().split() for w in part.replace("'", "' ").split())


@cache
def _by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], EventNoun], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], EventNoun]]] = {}
    for row in NOUNS.rows():
        for form in {row.noun, row.plural} - {""}:
            parts = tuple(w for p in _words(form) for w in re.split(r"(-)", p) if w)
            for split in {_words(form), parts}:
                table.setdefault(split[0], []).append((split, row))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in table.items()}


# --- the event


def _event(doc: Doc, p: _Phrase, mentions: list[Mention], fillers: Fillers) -> Event | None:
    nested = [m for m in mentions if p.head < m.start and m.end <= p.end]
    named = _is_named(doc, p, nested)
    after = adjuncts(doc, p.end, fillers)
    place, date = place_and_date(doc, p.start, p.end, after, fillers, ordinal=p.ordinal is not None)
    if p.dated is not None:
        date = p.dated
    if not named and not _counts(p, place, date):
        return None
    host = next((m for m in nested if m.type in ("Organization", "Group")), None)
    host = host or next((m for m in nested if m.type in _HOSTS and _after_of(doc, m)), None)
    city = next((m for m in nested if m.type == "Place" and m.kind == "named"), None)
    if place is None and city is not None and (p.row.named or not p.row.organised):
        place = city
    mention = Mention(
        start=p.start,
        end=p.end,
        type="Event",
        cls=p.row.class_,
        kind="named" if named else "nominal",
        head=p.head,
        rule="event-ordinal" if p.ordinal and named else "event-name" if named else "event-noun",
        confidence=0.8 if named else 0.5 if p.row.weak else 0.65,
        lemma=p.row.noun,
        plural=doc[p.head].lower_ == _words(p.row.plural)[-1] != _words(p.row.noun)[-1] if p.row.plural else None,
        definite=p.definite,
    )
    return Event(mention=mention, ordinal=p.ordinal, host=host, place=place, date=date, organised=p.row.organised)


def _counts(p: _Phrase, place: Mention | None, date: DateExpression | None) -> bool:
    """Whether a description counts: a determiner, and for weak nouns something that says which one."""
    if p.definite is None and not p.row.bare and p.start == p.head:
        return False
    if p.row.weak:
        return p.end > p.head + 2 or place is not None or date is not None
    return True


def _is_named(doc: Doc, p: _Phrase, nested: list[Mention]) -> bool:
    """A capital on the noun, a number of a series, or a city, country or body right after `de`."""
    if p.capital:
        return p.end > p.start + 1
    if p.apposed:
        return True
    if p.ordinal is not None and p.row.ordinal and p.definite is not False:
        return True
    if p.dated is not None and not p.row.organised and p.definite is True:
        return len(doc[p.dated.start : p.dated.end]) >= 2
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
