"""Doc → `events`: meetings, sessions, elections, visits, attacks … with host, place and date from their own words.

"la 56e session du Conseil des droits de l'homme à Genève" → named event, ordinal 56, host the Council, place Genève
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from kgextract.nlp.doc import Doc
from kgextract.nlp.events import headlines
from kgextract.nlp.events.frames import is_unreal, organiser, place_and_date
from kgextract.nlp.events.phrases import YEAR, Phrase, is_year, noun, phrase
from kgextract.nlp.events.settings import introduced
from kgextract.nlp.grammar.adjuncts import Fillers
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import text_of
from kgextract.nlp.layers import DateExpression, Event, Mention, MentionIndex, unit_of
from kgextract.nlp.openings import Finder
from kgextract.tables.events import NAMES, EventNoun, words_of
from kgextract.tables.names import words

_HOSTS = ("Organization", "Group", "Person", "Place")
_RACE = "Election"
_BEARERS = ("Person", "Organization", "Place")  # their names may hold the name of an event


def read(doc: Doc) -> Doc:
    """Write `doc._.events`."""
    mentions = [*(doc._.mentions or ()), *(doc._.nominals or ())]
    fillers = Fillers(mentions, doc._.dates or ())
    index = MentionIndex(mentions)
    taken = _taken(doc)
    events: list[Event] = []
    deeds: list[Mention] = []
    seen: set[str] = set()  # nouns of events so far: "le salon du livre … le salon"
    reach = 0
    for i in range(len(doc)):
        if i < reach or i in taken:
            continue
        found = phrase(doc, i, fillers)
        if found is not None:
            event = _event(doc, found, index, fillers, seen)
            if event is not None and found.row.deed:
                deeds.append(event.mention)
                reach = found.head + 1
            elif event is not None:
                seen.add(found.row.noun)
                events.append(event)
                reach = found.head + 1
    events += _proper(doc, events, fillers)
    _take_over(doc, events)
    events.sort(key=lambda e: (e.mention.start, -e.mention.end))
    _share_hosts(doc, events)
    headlines.place(doc, events, index)
    _lengthen_roles(doc, events)
    doc._.events = events
    doc._.nominals = sorted([*(doc._.nominals or ()), *deeds], key=lambda m: (m.start, -m.end))
    return doc


def _lengthen_roles(doc: Doc, events: list[Event]) -> None:
    """`candidate à l'[élection] de 2027`: the title ends with the election in it, its year too."""
    ends = {e.mention.start: e.mention.end for e in events if e.mention.cls == _RACE}
    for role in (doc._.roles or ()) if ends else ():
        m = role.mention
        reached = max((ends[k] for k in range(m.head + 1, m.end) if k in ends), default=m.end)
        if reached > m.end and not any(m.end <= h.start < reached for h in role.holders):
            m.end = reached


def _share_hosts(doc: Doc, events: list[Event]) -> None:
    """ "La 53e session du Conseil et la 55e session": a number of the same series in one unit has the same host."""
    for before, event in pairwise(events):
        numbered = before.ordinal is not None and event.ordinal is not None and event.host is None
        if numbered and before.mention.lemma == event.mention.lemma:
            if unit_of(doc, before.mention.start) == unit_of(doc, event.mention.start):
                event.host = before.host


def _taken(doc: Doc) -> set[int]:
    """Tokens inside names of other things, where an event noun is part of the name, and inside titles of documents."""
    named = [m for m in doc._.mentions or () if m.kind == "named" and m.type != "Event" and not _is_event(doc, m)]
    inside = {k for m in named for k in range(m.start, m.end)}
    for role in doc._.roles or ():  # "un responsable de la manifestation": a noun with its article keeps its sense
        m = role.mention
        inside |= {k for k in range(m.start, m.end) if k == m.start or not _stands_alone(doc, k)}
    return inside


def _take_over(doc: Doc, events: list[Event]) -> None:
    """What passed for a body, a place or a document, and is the name of an event, is nothing else."""
    spans = {(e.mention.start, e.mention.end) for e in events}
    same = [m for m in doc._.mentions or () if (m.start, m.end) in spans and m.type != "Event"]
    gone = {id(m) for m in same if m.cls not in words_of("event-or-body") and _is_event(doc, m)}
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
    if m.type not in ("Organization", "Place", "Document") or m.key:
        return False
    if _names().fullmatch(text_of(doc), doc[m.start].idx, doc[m.end - 1].idx + len(doc[m.end - 1])):
        return True
    row = noun(doc, m.start)
    if row is not None and row.capital and is_capital(doc[m.start]):
        return True
    if row is None or m.type == "Document" or row.class_ not in words_of("event-not-body"):
        return False
    if m.type == "Place":
        return row.class_ in words_of("event-not-place") and (m.end > m.start + 1)
    return row.named or row.ordinal or (doc[m.start].is_lower and row.class_ in words_of("event-apposed"))


# --- the event


def _event(doc: Doc, p: Phrase, mentions: MentionIndex, fillers: Fillers, seen: set[str]) -> Event | None:
    if (p.row.noun in words_of("event-phase") and _opens(doc, p)) or (p.row.capital and not p.capital):
        return None
    nested = sorted(mentions.within(p.head + 1, p.end), key=lambda m: m.kind != "named")
    named = _is_named(doc, p, nested)
    place, date = place_and_date(doc, p, fillers)
    again = p.definite is True and p.end == p.head + 1 and not p.plural and p.row.noun in seen
    if not named and not again and not _counts(doc, p, place, date):
        return None
    own = [m for m in nested if not _governed(doc, p, m) and not (p.apposed and m.start == p.head + 1)]
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
        confidence=0.8 if named else 0.4 if p.row.deed else 0.5 if p.row.weak or p.row.change else 0.65,
        lemma=p.row.noun,
        plural=p.plural,
        definite=p.definite,
    )
    place = place or (None if is_unreal(doc, p.start) else _own_place(doc, p, nested))
    return Event(
        mention=mention,
        ordinal=p.ordinal,
        host=host,
        place=place,
        date=date,
        organiser=organiser(doc, p, fillers),
        organised=p.row.organised,
    )


def _opens(doc: Doc, p: Phrase) -> bool:
    """ "L'ouverture du sommet" tells of the summit, which is held."""
    after = preposition(doc, p.head + 1) or preposition(doc, p.head + 2)
    if after is None or after.lemma not in words("of-lemma"):
        return False
    rows = [row for k in range(after.end, min(after.end + 4, len(doc))) if (row := noun(doc, k))]
    return bool(rows) and rows[0].organised


def _governed(doc: Doc, p: Phrase, m: Mention) -> bool:
    """Whether a complement other than `de` holds a mention ("négociations entre le gouvernement et …")."""
    other = {*p.row.complements, *words_of("event-inside"), *words_of("event-agent")}
    return any(f.lemma in other for k in range(p.head + 1, m.start) if (f := preposition(doc, k)))


def _own_place(doc: Doc, p: Phrase, nested: list[Mention]) -> Mention | None:
    """The place inside the phrase: of what is held, any; of what happened, a town, or any where the noun has a site."""
    for m in nested:
        if m.type != "Place" or m.kind != "named" or any(noun(doc, k) for k in range(p.head + 1, m.start)):
            continue
        if p.row.organised:
            trip = p.row.class_ in words_of("event-trip")
            if (p.row.named and _after_of(doc, m)) or ((p.row.named or trip) and _sited(doc, m)):
                return m
        elif not _after_of(doc, m) or p.row.noun in words_of("event-sited") or m.cls in words_of("event-town"):
            return m
    return None


def _sited(doc: Doc, m: Mention) -> bool:
    """Whether a preposition of place leads to a mention."""
    found = (preposition(doc, k) for k in (m.start - 1, m.start - 2) if k >= 0)
    return any(f is not None and f.end > m.start - 2 and f.lemma in words_of("event-place") for f in found)


def _counts(doc: Doc, p: Phrase, place: Mention | None, date: DateExpression | None) -> bool:
    """Whether a description counts: a determiner, and for some nouns something that says which one."""
    if p.definite is None and not p.row.bare and p.start == p.head:
        return headlines.opens_heading(doc, p)
    told = place is not None or date is not None
    if p.row.deed:
        return p.end > p.head + 1
    if p.row.change:
        again = p.definite is True and p.end == p.head + 1 and p.row.noun in words_of("event-again")
        return p.argument or p.pointed or date is not None or again
    if p.row.sited:
        return told
    if p.row.weak:
        return p.end > p.head + 2 or told or (p.definite is True and introduced(doc, p.start) is not None)
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
    if first is not None and _after_of(doc, first):
        return first.start - p.head <= 3
    return _of_a_name(doc, p, nested)


def _of_a_name(doc: Doc, p: Phrase, nested: list[Mention]) -> bool:
    """Whether `de` leads to a name that is nobody's (`la guerre du Golfe`, `la crise de Suez`)."""
    after = preposition(doc, p.head + 1)
    if after is None or after.lemma not in words("of-lemma") or after.end >= p.end:
        return False
    at = after.end + (doc[after.end].lower_ in words("definite"))
    if at >= p.end or not is_capital(doc[at]):
        return False
    return not any(m.start <= at < m.end and m.type in ("Person", "Group", "Document") for m in nested)


def _after_of(doc: Doc, m: Mention) -> bool:
    for k in range(m.start - 1, max(m.start - 3, -1), -1):
        if doc[k].lower_ in words("of"):
            return True
        if doc[k].lower_ not in words("definite"):
            return False
    return False


# --- names without a noun


@cache
def _names() -> Finder:
    names = [rf"(?P<n{k}>{row.name})" for k, row in enumerate(NAMES.rows())]
    return Finder.of_any(names, before=r"(?<![\w-])", after=r"(?![\w-])")


def _proper(doc: Doc, events: list[Event], fillers: Fillers) -> list[Event]:
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
