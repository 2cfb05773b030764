"""Proper names of events → events: the Brexit, COP28, and what passed for a body, a place or a document."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.events.frames import place_and_date
from kgextract.nlp.events.phrases import YEAR, Phrase, is_year, noun
from kgextract.nlp.events.seated import at_sitting, is_held, is_sat
from kgextract.nlp.grammar.adjuncts import Fillers
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import once, text_of
from kgextract.nlp.layers import DateExpression, Event, Mention
from kgextract.nlp.openings import Finder
from kgextract.tables.events import NAMES, EventNoun, words_of
from kgextract.tables.names import words

_LETTERS = re.compile(r"[A-Z][A-Za-z]{2,9}\d{0,4}")  # `Sali`, `FIKAR`, `CMP5`
_BEARERS = ("Person", "Organization", "Place")  # their names may hold the name of an event

_FAIRS = ("Ceremony", "Conference")  # what may be called after the day of a saint


def taken_tokens(doc: Doc) -> set[int]:
    """Tokens inside names of other things, where an event noun is part of the name, and inside titles of documents."""
    named = [m for m in doc._.mentions or () if m.kind == "named" and m.type != "Event" and not _is_event(doc, m)]
    inside = {k for m in named for k in range(m.start, _own_end(doc, m))}
    for role in doc._.roles or ():  # "un responsable de la manifestation": a noun with its article keeps its sense
        m = role.mention
        inside |= {k for k in range(m.start, m.end) if k == m.start or not _stands_alone(doc, k)}
    return inside


def _own_end(doc: Doc, m: Mention) -> int:
    """Where a body's own words end before those of what it holds (`le comité d'organisation de la | conférence de
    Lomé`)."""
    if m.type != "Organization" or m.key or not doc[m.start].is_lower:
        return m.end
    held = (k for k in range(m.start + 2, m.end) if doc[k].is_lower and doc[k - 1].lower_ in words("definite"))
    rows = ((k, noun(doc, k)) for k in held)
    return next((k for k, row in rows if row is not None and row.organised and row.named), m.end)


def take_over(doc: Doc, events: list[Event]) -> None:
    """What passed for a body, a place or a document, and is the name of an event, is nothing else."""
    ends = {e.mention.start: e.mention.end for e in events}
    same = [m for m in doc._.mentions or () if m.end <= ends.get(m.start, 0) and m.type != "Event"]
    same = [m for m in same if m.end == ends[m.start] or (noun(doc, m.start) and m.end == m.start + 1)]
    either = words_of("event-or-body")
    held = (m for m in same if m.cls not in either or is_held(doc, m.end) or is_sat(doc, m.start))
    gone = {id(m) for m in held if _is_event(doc, m)}
    saints = {e.mention.head + 1 for e in events if e.mention.end > e.mention.head + 1 and e.mention.cls in _FAIRS}
    saints = {k for k in saints if doc[k].lower_.split("-")[0] in words_of("event-saint") and doc[k - 1].is_lower}
    if saints:  # `la foire Saint-Martin`: a day, no place
        gone |= {id(m) for m in doc._.mentions or () if m.start in saints}
    if gone:
        doc._.mentions = [m for m in doc._.mentions or () if id(m) not in gone]


def _stands_alone(doc: Doc, k: int) -> bool:
    row = noun(doc, k)
    article = doc[k - 1].lower_ in words("definite", "indefinite")
    return row is not None and article and doc[k].is_lower and not (row.weak or row.change)


def _is_event(doc: Doc, m: Mention) -> bool:
    """Whether what passes for a body, a place or a document, without a table knowing it, is the name of an event."""
    if m.type == "Person":  # "un Discours"
        before = doc[m.start - 1] if m.start else None
        return m.end == m.start + 1 and noun(doc, m.start) is not None and before is not None and before.pos_ == "DET"
    row = noun(doc, m.start)
    if row is not None and row.seated:
        return m.type == "Organization" and at_sitting(doc, m.start, m.end)
    if m.type not in ("Organization", "Place", "Document") or m.key or (m.rule == "firm" and doc[m.start].is_lower):
        return False  # `les éditions Morelle`
    if _names().fullmatch(text_of(doc), doc[m.start].idx, doc[m.end - 1].idx + len(doc[m.end - 1])):
        return True
    if row is not None and row.capital and is_capital(doc[m.start]):
        return True
    if row is not None and m.type == "Organization" and row.organised:
        if (row.ordinal and is_held(doc, m.end)) or (row.class_ in words_of("event-sitting") and is_sat(doc, m.start)):
            return True
    if row is None or m.type == "Document" or row.class_ not in words_of("event-not-body"):
        return False
    if m.type == "Place":
        return row.class_ in words_of("event-not-place") and (m.end > m.start + 1)
    return row.named or row.ordinal or (doc[m.start].is_lower and row.class_ in words_of("event-apposed"))


@cache
def _names() -> Finder:
    names = [rf"(?P<n{k}>{row.name})" for k, row in enumerate(NAMES.rows())]
    return Finder.of_any(names, before=r"(?<![\w-])", after=r"(?![\w-])")


def begins(doc: Doc, i: int) -> bool:
    """Whether the proper name of an event that is held begins at a token, an article before it (`la | COP28`)."""
    at = i + (i + 1 < len(doc) and doc.lowered[i] in words("definite"))
    return at < len(doc) and doc[at].idx in once(doc, "events-held", lambda: _held(doc))


def _held(doc: Doc) -> set[int]:
    """The characters where the proper names of events that are held begin."""
    rows = ((m.start(), NAMES.rows()[int(str(m.lastgroup)[1:])]) for m in _names().finditer(text_of(doc)))
    return {start for start, row in rows if row.organised}


def proper(doc: Doc, events: list[Event], fillers: Fillers) -> list[Event]:
    """The Brexit, COP28, the CAN: an event name that no other name or event holds, with its place and date."""
    held = {k: e.mention for e in events for k in range(e.mention.start, e.mention.end)}
    bearers = [m for m in doc._.mentions or () if m.type in _BEARERS and not _is_event(doc, m)]
    held |= {k: m for m in bearers for k in range(m.start, m.end)}
    places = {m.start: m for m in doc._.mentions or () if m.type == "Place"}
    years = {d.start: d for d in doc._.dates or () if d.end == d.start + 1 and len(d.value or "") == YEAR}
    found = []
    for match in _names().finditer(text_of(doc)):
        span = doc.char_span(*match.span())
        if span is None:
            continue
        bearer = held.get(span.start)
        if bearer is not None and (bearer.type == "Event" or bearer.end >= span.end or bearer.start < span.start):
            continue  # not "G20" alone, but "G20 de Rome"
        after = preposition(doc, span.end)
        place = places.get(after.end) if after and after.lemma in words("of-lemma") else None
        row = NAMES.rows()[int(str(match.lastgroup)[1:])]
        end = place.end if place else span.end
        year = years.get(end)
        mention = Mention(
            start=span.start,
            end=year.end if year else end + is_year(doc, end),
            type="Event",
            cls=row.class_,
            kind="named",
            head=span.end - 1,
            rule="event-name",
            confidence=0.85,
            lemma=match.group().lower(),
        )
        held_at, held_on = place_and_date(doc, _named_phrase(mention, row.organised, year), fillers)
        found.append(Event(mention=mention, place=place or held_at, date=year or held_on, organised=row.organised))
    return found


def letters(doc: Doc, events: list[Event]) -> list[Event]:
    """The letters in brackets behind the name of a fair or a festival, wherever they stand: `le Salon du livre (Sali)`.

    They begin like its noun; what passed for a body or a place by these letters is nothing else.
    """
    bodies = (m for m in doc._.mentions or () if m.type == "Organization" and not m.key and doc[m.end].text == "(")
    inner = [e for m in bodies if (e := _inside(doc, m)) is not None]
    known: dict[str, Event] = {}
    for e in (*events, *inner):
        m = e.mention
        if not (e.organised and m.kind == "named" and m.end + 2 < len(doc) and doc[m.end].text == "("):
            continue
        short = doc[m.end + 1].text
        if doc[m.end + 2].text in ",)" and _LETTERS.fullmatch(short) and short[0] == doc[m.head].text[0].upper():
            known.setdefault(short, e)
    for m in doc._.mentions or ():
        if m.key and m.end - m.start == 1:
            known.pop(doc[m.start].text, None)  # a table knows the body
    if not known:
        return []
    doc._.mentions = [m for m in doc._.mentions or () if not (m.end - m.start == 1 and doc[m.start].text in known)]
    held = {k for m in (*doc._.mentions, *(e.mention for e in events)) for k in range(m.start, m.end)}
    found = [e for e in inner if e in known.values()]
    for token in doc:
        if (e := known.get(token.text)) is not None and token.i not in held:
            long = e.mention
            mention = replace(long, start=token.i, end=token.i + 1, head=token.i, kind="named", rule="acronym")
            mention.name = long.name = long.name or doc.between(long.start, long.end)
            found.append(Event(mention=mention, organised=True))
    return found


def _inside(doc: Doc, m: Mention) -> Event | None:
    """The fair in the name of the body that holds it: `le Commissariat général du [Salon du livre]`."""
    rows = ((k, noun(doc, k)) for k in range(m.start + 1, m.end) if is_capital(doc[k]))
    at = next(((k, row) for k, row in rows if row is not None and row.organised and row.named), None)
    if at is None:
        return None
    k, row = at
    mention = Mention(
        start=k,
        end=m.end,
        type="Event",
        cls=row.class_,
        kind="named",
        head=k,
        rule="event-name",
        confidence=0.7,
        lemma=row.noun,
    )
    return Event(mention=mention, organised=True)


def _named_phrase(m: Mention, organised: bool, dated: DateExpression | None) -> Phrase:
    """A proper name of an event as the phrase that it is in its sentence."""
    return Phrase(
        start=m.start,
        head=m.head,
        end=m.end,
        row=EventNoun(noun=m.lemma or "", class_=m.cls, organised=organised),
        ordinal=None,
        capital=True,
        definite=True,
        plural=None,
        pointed=False,
        apposed=False,
        argument=False,
        dated=dated,
    )
