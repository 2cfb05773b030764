"""Events and statements → facts: whose session, where and when held, who spoke where and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgextract.nlp.dates.edtf import day_of, finer, occasion_of
from kgextract.nlp.doc import Doc
from kgextract.nlp.events.settings import bounded
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import AGENTS, Candidate, Chain, Cover, Event, Mention, MentionIndex, Saying, unit_of
from kgextract.nlp.relations.event_sites import led_by_of, sites
from kgextract.nlp.relations.told import called_off, denied, told
from kgextract.tables.events import words_of
from kgextract.tables.roles import office_words
from kgextract.tables.scenes import scene_words
from kgextract.tables.syntax import syntax

VENUES = ("Event", "Organization", "Place")
COUNTRY = "Country"  # nobody speaks "at" a state
PAPERS = frozenset({"PressRelease", "Letter", "Declaration", "Post", "Report", "Study", "Survey"})
_OUT = 8  # tokens from a talk to the participle that says when it came out
_CITED = 4  # tokens before a document in which `cité` tells that another one issued it
ATTACK = "Attack"
ELECTION = "Election"
VOTE, HOUSE = "Vote", "Parliament"
DEMONSTRATION = "Demonstration"
CALLERS = frozenset({"PoliticalParty", "Union", "NGO"})  # bodies that call people to the streets
OF_PEOPLE = frozenset({"Demonstration", "Meeting"})
HAPPENED = {"heldAt": "occurredIn", "heldOn": "occurredOn"}
SESSIONS = frozenset({"Session", "Meeting", "Conference", "Summit"})
TRIP = "Visit"  # what happens on its way, and is not held


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that the events, scenes and statements of `doc` give."""
    not_so = denied(doc)
    names = MentionIndex(doc._.mentions)
    places = MentionIndex([m for m in (*doc._.mentions, *doc._.nominals) if m.type == "Place"])
    groups = Cover(m for m in doc._.nominals if m.type == "Group")
    organised = _organised(doc)
    for event in doc._.events:
        if id(event.mention) in not_so:
            continue
        event.organised = organised.get(id(event.mention.chain), event.organised)
        yield from _own(doc, event, places, groups)
    for saying in doc._.statements:
        yield from _spoken(doc, saying, names)
    yield from _dated_by_speech(doc, not_so)
    yield from _put_off(doc)


def told_finer(doc: Doc, found: list[Candidate]) -> set[int]:
    """The days of events that the same sentence tells more exactly (`se tiendra cette année à Pau, du 3 au 7 mai`)."""
    alike: dict[tuple[int, str, int], list[Candidate]] = {}
    for c in found:
        if c.object.dates and c.relation in ("heldOn", "occurredOn"):
            alike.setdefault((id(c.subject), c.relation, unit_of(doc, c.end - 1)), []).append(c)
    value = {id(c): c.object.dates[0].value for same in alike.values() if len(same) > 1 for c in same}
    value.update({k: None for k, v in value.items() if _of_days(v or "")})  # of which a day is only a part
    several = (same for same in alike.values() if len(same) > 1)
    return {id(c) for same in several for c in same if any(finer(value[id(x)], value[id(c)]) for x in same)}


def of_inner(doc: Doc, found: list[Candidate]) -> set[int]:
    """The several days of what a ceremony opens or closes, which are not its own (`la cérémonie d'ouverture du sommet,
    qui se tient samedi et dimanche`)."""
    brief = [e.mention for e in doc._.events if e.mention.cls in words_of("event-of-a-day") and not e.mention.plural]
    inner = Cover(brief)
    opened = {
        id(m.chain)
        for e in doc._.events
        if e.organised
        for m in inner.over(e.mention.start)
        if m.head != e.mention.head
    }
    days = (c for c in found if c.relation == "heldOn" and id(c.subject) in opened and c.object.dates)
    return {id(c) for c in days if "/" in (c.object.dates[0].value or "")}


def of_span(found: list[Candidate]) -> set[int]:
    """The single days within all the days on which the same event is held (`le salon, qui se tient du 3 au 7 mai, a
    débuté lundi`: the day on which it began)."""
    days: dict[int, dict[str, list[Candidate]]] = {}
    for c in found:
        if c.relation == "heldOn" and c.object.dates:
            days.setdefault(id(c.subject), {}).setdefault(c.object.dates[0].value or "", []).append(c)
    spans = ((v, told) for told in days.values() if len(told) > 1 for v in told if _of_days(v))
    return {id(c) for span, told in spans for v, same in told.items() if finer(day_of(v), span) for c in same}


def _of_days(value: str) -> bool:
    """Whether a value is an interval of more than two days (`2024-07-03/2024-07-07`, no week-end)."""
    first, _, last = value.partition("/")
    return day_of(first) is not None and day_of(last) is not None and occasion_of(value) is None


def _organised(doc: Doc) -> dict[int, bool]:
    """Whether what a chain names is held by somebody: its first noun that says so ("la fête … cet événement")."""
    found: dict[int, bool] = {}
    for event in doc._.events:
        if event.mention.lemma not in words_of("event-general"):
            found.setdefault(id(event.mention.chain), event.organised)
    return found


def as_told(doc: Doc, found: list[Candidate]) -> list[Candidate]:
    """What is held where it only can have happened: `le massacre s'est déroulé lundi à Pau` is no meeting."""
    happened = {chain for chain, held in _organised(doc).items() if not held}
    happened |= {id(e.mention.chain) for e in doc._.events if e.mention.cls == TRIP}
    turned = [
        replace(c, relation=HAPPENED[c.relation]) if c.relation in HAPPENED and id(c.subject) in happened else c
        for c in found
    ]
    return [c for c in turned if c.relation != HAPPENED["heldAt"] or c.object.type == "Place"]


def _dated_by_speech(doc: Doc, not_so: set[int]) -> Iterator[Candidate]:
    """A press conference, a debate … was held on the day on which something was said there, where all agree on it."""
    days = {day_of(d.value): d.chain for d in reversed(doc._.dates or ()) if d.chain is not None and day_of(d.value)}
    brief = [e for e in doc._.events if e.mention.cls in {*words_of("event-brief"), *SESSIONS} and e.ordinal is None]
    brief = [e for e in brief if not (e.mention.lemma in words_of("event-given") and _given_out(doc, e.mention))]
    held = {id(e.mention.chain): e for e in brief if e.organised and id(e.mention) not in not_so}
    dated = {id(e.mention.chain) for e in doc._.events if e.date is not None}
    said: dict[int, list[Saying]] = {}
    for saying in doc._.statements:
        if saying.venue is not None and id(saying.venue) in held and id(saying.venue) not in dated and saying.date:
            said.setdefault(id(saying.venue), []).append(saying)
    for venue, sayings in said.items():
        first = sayings[0]
        day = days.get(day_of(first.date))
        if day is not None and len({s.date for s in sayings}) == 1:
            at = first.cue_range or _tokens(doc, first)
            yield Candidate(
                subject=held[venue].mention.chain,
                relation="heldOn",
                object=day,
                start=at[0],
                end=at[1],
                rule="statement-venue",
                confidence=0.7,
            )


def _given_out(doc: Doc, m: Mention) -> bool:
    """Whether it is told when a talk came out, not when it was held (`une interview au Monde publiée vendredi`)."""
    near = doc[m.end : min(m.end + _OUT, len(doc))]
    return any(t.pos_ == "VERB" and t.lemma_.lower() in scene_words("giving-out") for t in near)


def _put_off(doc: Doc) -> Iterator[Candidate]:
    """The new day of what is not held as planned (`le concert est reporté au 12 juin`)."""
    organised = {id(e.mention) for e in doc._.events if e.organised}
    for clause, m in called_off(doc):
        days = [a for a in clause.arguments if a.role == "date" and _to(doc, a.start)]
        for day in (d for a in days for d in doc._.dates or () if a.start <= d.start < a.end):
            if id(m) in organised and m.chain is not None and day.chain is not None:
                yield Candidate(
                    subject=m.chain,
                    relation="heldOn",
                    object=day.chain,
                    start=min(m.start, clause.start),
                    end=max(clause.end, day.end),
                    rule="event-put-off",
                    confidence=0.75,
                )


def _to(doc: Doc, start: int) -> bool:
    """Does `à` lead to a day?"""
    found = preposition(doc, start) or preposition(doc, start - 1)
    return found is not None and found.lemma in syntax("to-lemma") and not bounded(doc, start)


def _own(doc: Doc, event: Event, places: MentionIndex, groups: Cover) -> Iterator[Candidate]:
    """What the event's own phrase says: host, place, date."""
    chain = event.mention.chain
    if chain is None:
        return
    place, day, host = event.place, event.date, event.host
    for site in sites(doc, event, place, places) if place is not None else ():
        relation = "heldAt" if event.organised else "occurredIn"
        into = event.mention.cls == ELECTION and site.type == "Organization"  # `son élection au Sénat`
        into = into or (
            event.mention.cls == TRIP and site.start < event.mention.end
        )  # `sa visite à Lens`: who goes there
        if site.chain is not None and not into and (event.organised or site.chain.type == "Place"):
            yield _fact(chain, relation, site.chain, event, site.start, site.end)
    if day is not None and day.chain is not None:
        yield _fact(chain, "heldOn" if event.organised else "occurredOn", day.chain, event, day.start, day.end)
    doer = event.organiser
    if doer is not None and doer.chain is not None and doer.chain.type in AGENTS:
        yield _fact(chain, "organizedBy", doer.chain, event, doer.start, doer.end)
    if doer is None and event.mention.cls == ATTACK and event.told is not None and event.told.subject is not None:
        for m in event.told.subject.mentions:  # `Des hommes armés ont attaqué le poste. L'attaque …`
            if m.chain is not None and m.chain.type in AGENTS:
                yield _fact(chain, "organizedBy", m.chain, event, m.start, m.end)
    if host is not None and host.chain is not None and _led(doc, event, host):
        inside = any(g.start < host.start for g in groups.over(host.start))  # `la grève des pilotes de Ryanair`
        several = host.plural and event.mention.cls in OF_PEOPLE  # people take part in a strike, bodies call it
        if host.type in ("Organization", "Group") and not several and led_by_of(doc, host.start) and not inside:
            yield _fact(chain, "organizedBy", host.chain, event, host.start, host.end)
    if host is not None and host.chain is not None and host.cls in CALLERS and event.mention.cls == DEMONSTRATION:
        if led_by_of(doc, host.start) and not any(g.start < host.start for g in groups.over(host.start)):
            yield _fact(chain, "organizedBy", host.chain, event, host.start, host.end)  # `la marche de la CGT`
    if host is not None and host.chain is not None and event.mention.cls == VOTE and led_by_of(doc, host.start):
        if host.cls == HOUSE or doc.lowered[host.head] in words_of("event-or-sitting"):
            yield _fact(chain, "heldAt", host.chain, event, host.start, host.end)  # `le vote de l'Assemblée sur …`
    if host is not None and host.chain is not None and host.chain.type == "Organization" and event.organised:
        built = event.mention.lemma in words_of("event-works") and doc.lowered[host.head] in office_words(
            "establishment"
        )
        if event.mention.cls in SESSIONS and not built:  # `les travaux du musée`
            held = event.mention.lemma in words_of("event-of-hosts")
            yield _fact(chain, "organizedBy" if held else "sessionOf", host.chain, event, host.start, host.end)


def _led(doc: Doc, event: Event, host: Mention) -> bool:
    """Is the event a deed of who stands behind `de` (`l'opération de l'armée`, `l'attaque des rebelles`)?"""
    noun = event.mention.lemma
    by_fighters = noun in office_words("deed-of-fighters") and doc.lowered[host.head] in office_words("fighters")
    return noun in office_words("led-event") or by_fighters


def _fact(chain: Chain, relation: str, other: Chain, event: Event, start: int, end: int) -> Candidate:
    return Candidate(
        subject=chain,
        relation=relation,
        object=other,
        start=min(event.mention.start, start),
        end=max(event.mention.end, end),
        rule="event-phrase",
        confidence=0.8,
    )


def _of_others(doc: Doc, document: Chain, author: Chain, names: MentionIndex) -> bool:
    """Whether a document is another one's (`a dit Anne Roy, citée dans un communiqué`, `dans un rapport de l'ONU`)."""
    for m in document.mentions:
        within = (n for n in names.within(m.start + 1, m.end) if n.type == "Organization" and n.chain is not None)
        if any(n.chain is not author for n in within):
            return True
        if any(w in scene_words("cited") for w in doc.lowered[max(m.start - _CITED, 0) : m.start]):
            return True
    return False


def _spoken(doc: Doc, saying: Saying, names: MentionIndex) -> Iterator[Candidate]:
    """spokeAt, and represents for whom a statement is made."""
    if saying.speaker is None or saying.factuality == "denied":
        return
    at = saying.cue_range or _tokens(doc, saying)
    speaker, party = saying.speaker, saying.on_behalf_of
    if party is not None and party is not speaker and speaker.type in ("Person", "Place"):
        yield told(saying, speaker, "represents", party, at, rule="statement-behalf", most=0.8)
    document = saying.document
    if document is not None and document.cls in PAPERS and saying.factuality == "asserted":
        author = party if party is not None and party.type == "Organization" else speaker
        if author.type in AGENTS and not _of_others(doc, document, author, names):
            yield told(saying, author, "announced", document, at, rule="statement-document", most=0.75)
    venue = saying.venue
    if venue is None or venue.cls == COUNTRY:
        return
    if venue.type in VENUES and speaker.type in AGENTS:
        standing = saying.factuality
        yield told(saying, speaker, "spokeAt", venue, at, rule="statement-venue", most=0.9, factuality=standing)


def _tokens(doc: Doc, saying: Saying) -> tuple[int, int]:
    span = doc.char_span(*saying.content[0], alignment_mode="expand")
    return (span.start, span.end) if span is not None and span.start < span.end else (0, 1)
