"""Events, scenes and statements → facts: whose session, where and when held, who spoke and who was there."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kgextract.nlp.layers import Candidate, Chain, Event, Saying, Scene

VENUES = ("Event", "Organization", "Place")
AGENTS = ("Person", "Organization", "Group", "Place")
SESSIONS = frozenset({"Session", "Meeting", "Conference", "Summit"})


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that the events, scenes and statements of `doc` give."""
    for event in doc._.events:
        yield from _own(event)
    for saying in doc._.statements:
        yield from _spoken(doc, saying)
    for scene in doc._.scenes:
        yield from _present(doc, scene)


def _own(event: Event) -> Iterator[Candidate]:
    """What the event's own phrase says: host, place, date."""
    chain = event.mention.chain
    if chain is None:
        return
    place, day, host = event.place, event.date, event.host
    if place is not None and place.chain is not None:
        relation = "heldAt" if event.organised else "occurredIn"
        if event.organised or place.chain.type == "Place":
            yield _fact(chain, relation, place.chain, event, place.start, place.end)
    if day is not None and day.chain is not None:
        yield _fact(chain, "heldOn" if event.organised else "occurredOn", day.chain, event, day.start, day.end)
    if host is not None and host.chain is not None and host.chain.type == "Organization" and event.organised:
        if event.mention.cls in SESSIONS:
            yield _fact(chain, "sessionOf", host.chain, event, host.start, host.end)


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


def _spoken(doc: Doc, saying: Saying) -> Iterator[Candidate]:
    """spokeAt, and represents for whom a statement is made."""
    if saying.speaker is None or saying.factuality == "denied":
        return
    start, end = saying.cue_range or _tokens(doc, saying)
    if saying.venue is not None and saying.venue.type in VENUES and saying.speaker.type in AGENTS:
        yield Candidate(
            subject=saying.speaker,
            relation="spokeAt",
            object=saying.venue,
            start=start,
            end=end,
            rule="statement-venue",
            confidence=round(min(0.9, saying.confidence), 3),
            factuality=saying.factuality,
        )


def _tokens(doc: Doc, saying: Saying) -> tuple[int, int]:
    span = doc.char_span(*saying.content[0], alignment_mode="expand")
    return (span.start, span.end) if span is not None and len(span) else (0, 1)


def _present(doc: Doc, scene: Scene) -> Iterator[Candidate]:
    """participatedIn: the people of a scene whose venue is an event."""
    venue = scene.venue
    if venue is None or venue.chain is None or venue.chain.type != "Event":
        return
    for m in scene.people:
        if m.chain is not None and m.chain.type in AGENTS:
            yield Candidate(
                subject=m.chain,
                relation="participatedIn",
                object=venue.chain,
                start=min(venue.start, m.start),
                end=max(venue.end, m.end),
                rule=scene.rule,
                confidence=0.6,
            )
