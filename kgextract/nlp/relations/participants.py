"""Events, scenes and statements → participatedIn: who an event's own phrase names, who speaks there, who is near.

`les négociations entre la Suède et le Chili`, `un entretien à Oslo avec le président`, `la conférence de presse d'Anne
Roy et de Luc Moreau`, `le vote par les députés`. Of people without a name `de` only says what kind it is (`la grève des
pilotes`, `le sommet des ministres`), and who is on a visit has visited.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from kgextract.nlp.clauses.noun_reality import unreal
from kgextract.nlp.doc import Doc
from kgextract.nlp.events.settings import is_unsure, lead_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, tags, unit_tokens
from kgextract.nlp.layers import AGENTS, Argument, Candidate, Chain, Clause, Event, Mention, Saying, Scene, unit_of
from kgextract.nlp.relations.told import denied, told
from kgextract.tables.events import words_of
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import syntax

PEOPLE = ("Person", "Group")
TALKS = frozenset({"Interview", "Speech"})
GATHERINGS = frozenset({"Meeting", "Session", "Summit", "Conference", "PressConference", "Visit"}) | TALKS
OF_PEOPLE = (GATHERINGS - TALKS - {"Visit"}) | {
    "Demonstration",
    "Vote",
    "Trial",
}  # whose noun says with `de` who takes part
# whose noun says so with `entre` and `avec`
POSSESSED = (GATHERINGS | {"Trial"}) - TALKS - {"PressConference", "Visit"}  # nobody takes part in his own speech
SHARED = GATHERINGS | {"Demonstration", "Sport", "War", "Incident", "Ceremony", "Trial", "Election"}
# rules whose facts stand beside spokeAt
SPEAKING = frozenset(
    {
        "statement-participant",
        "event-participants",
        "event-told",
        "take-part",
        "join-in",
        "in-presence",
        "see-present",
        "in-court",
        "act-during",
        "speak-there",
        "take-the-floor",
        "talk-in",
    }
)
ELECTION, MATCH, PROTEST = "Election", "Sport", "Demonstration"
_HYPHENS, _CONTINENT = ("-", "–"), "Continent"
NEARNESS = 0.35  # who is near an event most likely takes part; below the floor of facts
TOLD = 0.7  # whom a verb of meeting names (`s'est entretenue avec …`, taken up as `l'entretien`)
BACK, NEAR_EVENTS = 2, 6  # sentences back to the event whose participants are spoken of; events looked at
REACH = 18  # tokens behind the noun in which its people stand


def read(doc: Doc) -> Iterator[Candidate]:
    """The participants of the events of `doc`."""
    not_so = denied(doc) | unreal(doc)
    people = _People(doc)
    shared: set[int] = set()
    subjects: dict[int, list[Argument]] = {}  # of the main clauses, by unit
    for clause in doc._.clauses:
        if clause.subject is not None and clause.position == "main" and clause.form == "finite":
            subjects.setdefault(clause.unit, []).append(clause.subject)
    for event in doc._.events:
        if id(event.mention) in not_so or is_unsure(doc, event.mention.start, event.mention.head):
            continue
        for candidate in (*_named_by(doc, event, people), *_told(event), *_possessing(doc, event, subjects)):
            shared.add(id(candidate.object))
            yield candidate
    for saying in doc._.statements:
        venue, speaker = saying.venue, saying.speaker
        if venue is None or speaker is None or saying.factuality != "asserted":
            continue
        if venue.type == "Event" and speaker.type in AGENTS and id(venue) in shared and _at_it(doc, saying, venue):
            at = saying.cue_range or (venue.mentions[0].start, venue.mentions[0].end)
            yield told(saying, speaker, "participatedIn", venue, at, rule="statement-participant", most=0.65)
    for scene in doc._.scenes:
        yield from _present(scene)
    yield from _candidates(doc)
    yield from _partaking(doc)


def _at_it(doc: Doc, saying: Saying, venue: Chain) -> bool:
    """Whether who speaks takes part in what many only speak about: a demonstration or ceremony that the sentence
    names, or whose demonstrators it does; whoever says something at a meeting does."""
    if venue.cls not in (PROTEST, "Ceremony"):
        return True
    if saying.cue_range is None:
        return False
    here = unit_of(doc, saying.cue_range[0])
    start, end = unit_tokens(doc)[here]
    one = office_words("demonstrators", "one-demonstrator", "strikers", "one-striker", "at-demonstration")
    return any(unit_of(doc, m.start) == here for m in venue.mentions) or not one.isdisjoint(doc.lowered[start:end])


class _People:
    """The agents and titles of a Doc by the token where they start."""

    def __init__(self, doc: Doc) -> None:
        self.starts: dict[int, Mention] = {}
        for m in sorted((*doc._.nominals, *doc._.mentions), key=lambda m: m.end):
            if m.type in AGENTS:
                self.starts[m.start] = m  # the longest
        self.titles = {r.mention.start: r.mention.end for r in doc._.roles}

    def opens(self, doc: Doc, at: int) -> bool:
        """Does an agent, its title or its determiner stand at token `at`?"""
        words = lowered(doc)
        while at < len(words) and words[at] in office_words("determiner"):
            at += 1
        return at in self.starts or at in self.titles


def _named_by(doc: Doc, event: Event, people: _People) -> Iterator[Candidate]:
    """Whom the phrase of the event names as taking part."""
    chain, m = event.mention.chain, event.mention
    if chain is None:
        return
    found: list[Mention] = []
    words, kinds = lowered(doc), tags(doc)
    title = m.kind == "named" and doc[m.head].text[0].isupper()  # `la Marche des femmes`
    gathers = m.cls in OF_PEOPLE and not title and m.lemma not in words_of("event-of-a-town")
    i, last = m.head + 1, min(len(doc), m.head + REACH)
    while i < last:
        if (
            words[i] in syntax("relative")
            or (doc[i].is_punct and words[i] != "-")
            or kinds[i] in ("VERB", "AUX", "PRON")
        ):
            break  # `la première visite d'un pape depuis | celle de Jean Roy`
        if words[i] in office_words("coordinator") and words[min(i + 1, last - 1)] in office_words("determiner"):
            break  # `la crise malienne | et les liens entre les deux pays`
        link = preposition(doc, i)
        if link is None:
            i += 1
            continue
        if i >= m.end and link.lemma in words_of("event-during") | words_of("event-cause"):
            break  # `un point de presse à l'issue de | ses entretiens avec le ministre`
        fits: tuple[str, ...] = AGENTS if link.lemma in office_words("participants") and m.cls in SHARED else ()
        if m.cls in (MATCH, "War") and link.lemma in office_words("against"):
            fits = AGENTS  # `le match contre l'Albanie`
        if link.lemma in office_words("of") and i == m.head + 1 and m.lemma in words_of("event-performed"):
            fits = (PEOPLE[0],)  # `le concert d'Anne Roy`
        if link.lemma in office_words("of") and gathers and i == _after_kind(doc, kinds, m.head + 1, people):
            fits = (PEOPLE[0],)
        if link.lemma in syntax("agent") and m.cls == "Vote":
            fits = AGENTS
        done = event.organised or m.cls == PROTEST  # `la marche d'Anne Roy`
        if fits and (done or link.lemma not in office_words("of")):
            series = _series(doc, link.end, link.lemma, people, listed=not _is_fronted(doc, m.start))
            found += [x for x in series if x.type in fits and x not in found]
        i = max(link.end, i + 1)
    for x in (*found, *_joined(doc, event, people)):
        if x.chain is not None and x.chain.type in AGENTS and x.chain is not chain:
            yield taking_part(x, event)


def _joined(doc: Doc, event: Event, people: _People) -> list[Mention]:
    """The two sides that a hyphen joins behind the noun (`le sommet UE-Chine`, `le match France-Italie`)."""
    m = event.mention
    if m.cls not in SHARED:
        return []
    inside = [x for k in range(m.head + 1, m.end) if (x := people.starts.get(k)) is not None and x.end <= m.end]
    pairs = ((a, b) for a, b in pairwise(inside) if b.start == a.end + 1 and doc[a.end].text in _HYPHENS)
    return [x for pair in pairs for x in pair if x.cls != _CONTINENT]


def _possessing(doc: Doc, event: Event, subjects: dict[int, list[Argument]]) -> Iterator[Candidate]:
    """Whose it is, where the sentence has one subject: `Lors de sa réunion à Lima, le comité …`."""
    m, at = event.mention, event.mention.start
    if at == 0 or m.chain is None or m.cls not in POSSESSED or doc[at - 1].lower_ not in words_of("event-third"):
        return
    found = {id(x.chain): x for a in subjects.get(unit_of(doc, at), ()) for x in a.mentions if x.chain is not None}
    agents = [x for x in found.values() if x.type in PEOPLE]
    if len(agents) == 1 and agents[0].chain is not m.chain:
        yield taking_part(agents[0], event, rule="event-possessed")


def _told(event: Event) -> Iterator[Candidate]:
    """Whom the clause names that told the event before its noun (`Cent élèves ont défilé. La marche …`)."""
    clause, chain = event.told, event.mention.chain
    if clause is None or chain is None or event.mention.cls not in GATHERINGS | {"Demonstration", "Sport", "Trial"}:
        return
    met = _together(clause) and event.mention.cls in GATHERINGS - TALKS
    alone = met or event.mention.cls in ("Demonstration", "Trial") or _together(clause)
    roles = office_words("participants") if not alone else frozenset()
    filled = [a for a in clause.arguments if a.role in roles or (roles and a.role == "object")]
    if not roles or filled:
        filled = [*([clause.subject] if clause.subject else []), *filled]
    for m in {id(m.chain): m for a in filled for m in a.mentions if m.chain is not None}.values():
        side = (met or event.mention.cls == MATCH) and m.type in AGENTS and m.kind == "named"  # `Lens a battu Lille`
        if (m.type in PEOPLE or side) and m.chain is not chain:
            yield Candidate(
                subject=m.chain,  # type: ignore[arg-type]
                relation="participatedIn",
                object=chain,
                start=min(event.mention.start, clause.start),
                end=max(event.mention.end, clause.end),
                rule="event-told",
                confidence=TOLD,
            )


def _together(clause: Clause) -> bool:
    """`Les ministres se sont réunis`, `ont débattu`: several who do it with each other."""
    joint = clause.reflexive or clause.lemma in words_of("event-joint")
    found = clause.subject.mentions if clause.subject is not None and joint else ()
    return len(found) > 1 or any(m.plural or m.type == "Group" for m in found)


def _candidates(doc: Doc) -> Iterator[Candidate]:
    """Who stands in the election that a title names (`candidate à l'élection présidentielle`)."""
    events = {e.mention.start: e for e in doc._.events if e.mention.cls == ELECTION}
    for role in doc._.roles if events else ():
        if role.mention.lemma not in office_words("in-a-race") or role.factuality != "asserted":
            continue
        at = next((k for k in range(role.mention.head + 1, role.mention.end) if k in events), None)
        for m in role.holders if at is not None else ():
            if m.chain is not None and events[at].mention.chain is not None:
                yield taking_part(m, events[at], rule="candidate-at")


def _partaking(doc: Doc) -> Iterator[Candidate]:
    """People who are called after what they take part in (`les participants au forum`, `les délégués du congrès`), or
    who only can be those of the event just told (`Le forum s'est ouvert. Les participants ont voté`)."""
    told = [e for e in doc._.events if e.organised and e.mention.chain is not None]
    events = {e.mention.start: e for e in told}
    for m in doc._.nominals if events else ():
        if m.type != "Group" or m.chain is None or doc.lowered[m.head] not in office_words("partakers"):
            continue
        link = preposition(doc, m.head + 1)
        known = m.definite is True and doc.lowered[m.start - 1] not in words("partitive")
        known = known and (m.start < 2 or preposition(doc, m.start - 2) is None)  # `Parmi | les participants figure`
        bare = known and m.end == m.head + 1 and doc[m.end].pos_ in ("VERB", "AUX", "PRON")
        if link is None and bare and (last := _only_before(doc, m, told)) is not None:
            yield taking_part(m, last, rule="partakers")
        if link is None or link.lemma not in office_words("sphere-or-place", "of") or link.end >= len(doc):
            continue
        at = link.end + (not link.contracted and doc.lowered[link.end] in office_words("singular-article"))
        event = events.get(at)
        if event is not None and event.mention.chain is not m.chain:
            yield taking_part(m, event, rule="partakers")


def _only_before(doc: Doc, m: Mention, told: list[Event]) -> Event | None:
    """The only event of the sentences right before a mention, where its own names none."""
    here = unit_of(doc, m.start)
    last = bisect_left(told, m.end, key=lambda e: e.mention.start)
    near = [e for e in told[max(0, last - NEAR_EVENTS) : last + 1] if here - BACK <= unit_of(doc, e.mention.start)]
    alone = len({id(e.mention.chain) for e in near}) == 1 and all(unit_of(doc, e.mention.start) < here for e in near)
    return near[-1] if alone and near[-1].mention.cls in SHARED - {"Incident", "War"} else None


def _after_kind(doc: Doc, kinds: list[str], i: int, people: _People) -> int:
    """The token behind adjectives and bare nouns that say what kind it is (`visite officielle de travail | du roi`)."""
    while i + 1 < len(kinds):
        link = preposition(doc, i)
        kind = link is not None and not link.contracted and link.lemma in office_words("of")
        counted = kind and kinds[i + 1] == "NUM" and i + 2 < len(kinds)  # `la visite de deux jours | du roi`
        if kind and kinds[i + 1 + counted] == "NOUN" and i + 1 not in people.starts and i + 1 not in people.titles:
            i += 2 + counted
        elif kinds[i] == "ADJ":
            i += 1
        else:
            break
    return i


def _is_fronted(doc: Doc, start: int) -> bool:
    """`Lors de la grève des mineurs, | la reine …`: a phrase that opens its sentence ends with a comma."""
    lead = lead_of(doc, start)
    return lead is not None and lead.start - unit_tokens(doc)[unit_of(doc, start)][0] <= 1


def _series(doc: Doc, at: int, lemma: str, people: _People, *, listed: bool) -> list[Mention]:
    """The agents named one after the other from token `at` on (`le président Li, M. Roy et de la ministre`)."""
    words = lowered(doc)
    found: list[Mention] = []
    # how many stand before a comma: a series without `et` is none (`l'entretien du roi, | la ministre l'a dit`)
    sure = 0
    closed = False  # by `et`: what a comma parts from it is no further member
    while at < len(words):
        again = preposition(doc, at)
        closed = closed or (bool(found) and words[at] in office_words("coordinator"))
        if at in people.starts:
            found.append(people.starts[at])
            at = people.starts[at].end
        elif at in people.titles:
            at = people.titles[at]
        elif words[at] in office_words("determiner", "coordinator", "civility") and again is None:
            at += 1
        elif _some(words, at) and lemma not in office_words("of") and people.opens(doc, at + 1):
            at += 1
        elif words[at] == "," and not closed and (listed or not found) and people.opens(doc, at + 1):
            repeated = (then := preposition(doc, at + 1)) is not None and then.lemma == lemma
            sure, at = sure or (0 if repeated else len(found)), at + 1
        elif again is not None and found and again.lemma.rpartition(" ")[2] == lemma and people.opens(doc, again.end):
            at = again.end
        else:
            break
    return found if closed or not sure else found[:sure]


def _some(words: list[str], at: int) -> bool:
    """`des` that is no `de`: behind `avec`, `entre`, a coordinator (`entre le maire et des élus`)."""
    before = office_words("participants") | office_words("coordinator")
    return words[at] in office_words("plural-of") and at > 0 and words[at - 1] in before


def taking_part(m: Mention, event: Event, *, rule: str = "event-participants") -> Candidate:
    """That somebody takes part in an event."""
    return Candidate(
        subject=m.chain,  # type: ignore[arg-type]
        relation="participatedIn",
        object=event.mention.chain,  # type: ignore[arg-type]
        start=min(event.mention.start, m.start),
        end=max(event.mention.end, m.end),
        rule=rule,
        confidence=0.65,
    )


def _present(scene: Scene) -> Iterator[Candidate]:
    """The people of a scene whose venue is an event."""
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
                rule=scene.rule.id,
                confidence=TOLD if scene.rule.id in syntax("scene-of-participants") else NEARNESS,
            )
