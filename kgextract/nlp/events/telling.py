"""Doc → what clauses tell of events: place and date from the verb of their noun in a sentence before, whose they are.

"Ils ont manifesté lundi à Bamako. … un responsable de la manifestation" → the demonstration was on Monday, in Bamako
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kgextract.nlp.dates.edtf import day_of
from kgextract.nlp.doc import Doc
from kgextract.nlp.events.settings import VENUES, belongs, introduced, of_cause
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Clause, DateExpression, Event, Mention, MentionIndex, unit_of
from kgextract.nlp.stretches import beginning
from kgextract.tables.events import NOUNS, words_of
from kgextract.tables.names import nominal_words, words
from kgextract.tables.syntax import syntax

_REACH = 14  # units from the sentence that tells an event to the noun that takes it up
_AHEAD = 3  # units from an event that is only named to the clause that tells it
_NEAR = 1  # the same for a verb that may tell other things
_AGENTS = ("Organization", "Group", "Person")
_SPORT, _VOTE = "Sport", "Vote"
_WAS = 2  # tokens of `il était`
_OBJECT = 5  # tokens from a verb to the noun that it has
_FRINGE = 4  # words of `en marge de` and an article


def read(doc: Doc) -> dict[int, Event]:
    """Fill place, date and host of events that have none: from the verb of their noun, a possessive, an adoption.

    Returns the event that takes up what a clause tells, by the id of the clause.
    """
    _by_possessive(doc)
    told = _by_verb(doc)
    _by_next(doc)
    _by_adoption(doc)
    return told


@cache
def _verbs() -> dict[str, frozenset[str]]:
    return {row.noun: frozenset(row.verbs) for row in NOUNS.rows() if row.verbs}


def _tellers(noun: str) -> frozenset[str]:
    """The verbs that tell what a noun names, or the noun that an adjective follows (`sommet extraordinaire`)."""
    return _verbs().get(noun) or _verbs().get(noun.split()[0] if noun.count(" ") == 1 else "", frozenset())


@cache
def _near_verbs() -> dict[str, frozenset[str]]:
    return {row.noun: frozenset(row.near) for row in NOUNS.rows() if row.near}


@cache
def _nouns() -> frozenset[str]:
    """The nouns that verbs which tell events have behind them (`prendre feu`)."""
    return frozenset(noun for row in NOUNS.rows() for v in (*row.verbs, *row.near) if (noun := v.partition(" ")[2]))


@cache
def _changes() -> frozenset[str]:
    return frozenset(row.noun for row in NOUNS.rows() if row.change)


@cache
def _weak() -> frozenset[str]:
    return frozenset(row.noun for row in NOUNS.rows() if row.weak)


def _by_verb(doc: Doc) -> dict[int, Event]:
    """An event that is taken up without having been named takes place and date of the clause that told it."""
    known = [e for e in doc._.events or () if e.mention.chain is not None]
    placed = {id(e.mention.chain) for e in known if e.place}
    dated = {id(e.mention.chain) for e in known if e.date and day_of(e.date.value) == e.date.value}
    names = MentionIndex([m for m in doc._.mentions if m.kind == "named"])
    by_lemma: dict[str, list[Clause]] = {}
    by_unit: dict[int, list[Clause]] = {}
    for clause in doc._.clauses or ():
        by_lemma.setdefault(clause.lemma, []).append(clause)
        by_unit.setdefault(clause.unit, []).append(clause)
    found: dict[int, Event] = {}
    for event in known:
        chain = event.mention.chain
        first = min((m.start for m in chain.mentions), default=event.mention.start) if chain else -1
        apposed = _apposed(doc, event.mention)
        reach = 0 if apposed else _reach(doc, event)
        if not (reach or apposed) or event.mention.start != first:
            continue
        clauses = [c for verb in _tellers(event.mention.lemma) for c in _clauses(doc, verb, by_lemma)]
        clauses = [c for c in clauses if _names_alike(own, c)] if (own := _own_names(names, event)) else clauses
        clauses = [] if not own and _of_theirs(doc, event) else clauses
        told = _telling(doc, event, clauses, reach)
        bare = event.mention.end == event.mention.head + 1 and _hour(event.date) and event.place is None
        if not told and reach > _NEAR and bare:
            near = [c for verb in _near_verbs().get(event.mention.lemma, ()) for c in _clauses(doc, verb, by_lemma)]
            near = [c for c in near if event.mention.cls != _SPORT or _opposes(c)]
            told = _telling(doc, event, near, _NEAR)
        if not told and reach > _NEAR and event.mention.lemma in words_of("event-bridged"):
            before = by_unit.get(unit_of(doc, event.mention.start) - _NEAR, ())
            told = [c for c in before if _was_done(doc, c) and _is_so(event, c)][:1]
        if apposed:
            here = unit_of(doc, event.mention.start)
            told = [c for c in clauses if c.unit == here and c.end <= event.mention.start and _is_so(event, c)][-1:]
        for clause in told[:1]:
            found.setdefault(id(clause), event)
            event.told = clause
            event.organiser = event.organiser or _filler(doc, clause, words_of("event-organiser"), _AGENTS)
            if id(chain) not in dated:  # "a débuté à 14 h" leaves the day to the clause
                event.date = _date(doc, clause) or event.date
        for clause in told if id(chain) not in placed else ():
            if event.place is None and _same_day(_date(doc, clause), event.date):
                event.place = _site(doc, event, clause)
    return found


def _by_next(doc: Doc) -> None:
    """An event that is only named, most of all in a headline, takes place and day of the next clause that tells it.

    "Dix morts lors d'une attaque … Des hommes ont attaqué le village de Darey", "Mort de Luc Roy … Il est mort lundi"
    """
    known = [e for e in doc._.events or () if e.mention.chain is not None and not e.organised]
    placed = {id(e.mention.chain) for e in known if e.place}
    dated = {id(e.mention.chain) for e in known if e.date}
    names = MentionIndex([m for m in doc._.mentions if m.kind == "named"])
    tellers: dict[str, list[Clause]] = {}
    for clause in doc._.clauses or ():
        tellers.setdefault(clause.lemma, []).append(clause)
    for event in known:
        m = event.mention
        chain = m.chain
        bare = id(chain) not in placed and event.place is None, id(chain) not in dated and event.date is None
        if chain is None or not any(bare) or m.plural or m.start != min(x.start for x in chain.mentions):
            continue
        here = unit_of(doc, m.start)
        own = _own_names(names, event)
        heading = doc._.units[here].kind == "heading"
        if not heading and (m.definite is not False or not introduced(doc, m.start)):
            continue
        if not own and m.end > m.head + 1 and (m.lemma in _changes() or not heading):
            continue  # `la mort d'un voisin`: whoever dies next may be another one
        clauses = [c for verb in _tellers(m.lemma) for c in _clauses(doc, verb, tellers)]
        clauses = [c for c in clauses if here < c.unit <= here + _AHEAD and c.modality == "asserted" and not c.negated]
        clauses = [c for c in clauses if not own or _names_alike(own, c)]
        told = min(clauses, key=lambda c: c.verb, default=None)
        if told is None:
            continue
        if bare[1]:
            event.date = _date(doc, told)
        if bare[0] and _same_day(_date(doc, told), event.date):
            event.place = _site(doc, event, told)


def _clauses(doc: Doc, verb: str, by_lemma: dict[str, list[Clause]]) -> Iterator[Clause]:
    """The clauses with a verb, of one with a noun (`ouvrir feu`) those in which the noun stands behind it."""
    lemma, _, noun = verb.partition(" ")
    for clause in by_lemma.get(lemma, ()):
        if not noun or noun in doc.lowered[clause.verb + 1 : clause.verb + _OBJECT]:
            yield clause


def _of_theirs(doc: Doc, event: Event) -> bool:
    """Whether an event happened to somebody's own (`la mort de | sa fille`), whom no verb before names."""
    m = event.mention
    inner = range(m.head + 1, m.end - 1)
    return any(preposition(doc, k) and doc.lowered[k + 1] in words("possessive") for k in inner)


def _site(doc: Doc, event: Event, clause: Clause) -> Mention | None:
    """Where a clause says that an event happened: before which court, to which place, or at it."""
    struck = clause.arguments if event.mention.cls in words_of("event-struck") else ()
    places = (m for a in struck if a.role == "object" for m in a.mentions if m.type == VENUES[0])
    told = _court(event, clause) or next(places, None) or _filler(doc, clause, words_of("event-place"), VENUES)
    given = told is not None and event.mention.cls == _VOTE and told.type != VENUES[0]
    given = given and told is not None and told.cls not in words_of("event-or-body")
    return None if given else told  # `ont voté une aide | à la Croix-Rouge. Le vote`


def _court(event: Event, clause: Clause) -> Mention | None:
    """Before which court somebody is tried: `Il comparaît devant le tribunal de Pau. Le procès …`."""
    if event.mention.lemma not in words_of("event-at-court"):
        return None
    filled = [*clause.arguments, *([clause.subject] if clause.subject else [])]
    return next((m for a in filled for m in a.mentions if m.cls == "Court"), None)


def _own_names(names: MentionIndex, event: Event) -> set[int]:
    """The things that the phrase of an event names (`l'attaque du village de Darey`)."""
    m = event.mention
    return {id(x.chain) for x in names.within(m.start + 1, m.end) if x.chain is not None and x.chain is not m.chain}


def _names_alike(own: set[int], clause: Clause) -> bool:
    """Whether a clause names one of these things, too: another attack than the one that it tells has other places."""
    filled = [*clause.arguments, *([clause.subject] if clause.subject else [])]
    return any(id(m.chain) in own for a in filled for m in a.mentions)


def _same_day(one: DateExpression | None, other: DateExpression | None) -> bool:
    return one is None or other is None or one.value == other.value


def _by_possessive(doc: Doc) -> None:
    """ "À l'occasion de son assemblée générale, la fédération …": the body that acts in the sentence is the host; so
    is the one before "dont la première session"."""
    for event in doc._.events or ():
        at = event.mention.start
        sits = event.mention.cls in words_of("event-sitting") or event.mention.lemma in words_of("event-own-sitting")
        if not sits or event.host is not None or not at:
            continue
        if at > 2 and doc.lowered[at - 2] in words("of-which"):
            event.host = _of_which(doc, at - 2)
        if doc[at - 1].lower_ not in words_of("event-third"):
            continue
        here = unit_of(doc, at)
        subjects = [c.subject for c in doc._.clauses or () if c.unit == here and c.subject and c.position == "main"]
        bodies = [m for s in subjects for m in s.mentions if m.type == "Organization"]
        if len({id(m.chain) for m in bodies}) == 1:
            event.host = bodies[0]


def _of_which(doc: Doc, at: int) -> Mention | None:
    """The body that ends right before `dont` at a token, a comma between."""
    end = at - (doc[at - 1].text == ",")
    near = [m for m in (*(doc._.mentions or ()), *(doc._.nominals or ())) if m.end == end and m.type == "Organization"]
    return min(near, key=lambda m: m.start, default=None)


def _reach(doc: Doc, event: Event) -> int:
    """How many units back an event may have been told: many for "la réunion", one for "lors d'une réunion"."""
    m = event.mention
    pointed = m.start > 0 and doc.lowered[m.start - 1] in nominal_words("demonstrative")  # `ces frappes`
    many = m.plural and not pointed and not (m.definite and m.cls in words_of("event-talk"))  # "les entretiens"
    if m.kind != "nominal" or many or event.ordinal is not None or doc[m.head].is_upper or _on_the_fringe(doc, m):
        return 0
    if m.lemma in _weak() and m.end > m.head + 1:  # `l'échange | d'informations` is none that was told
        return 0
    if any(t.lower_ in words_of("event-other") for t in doc[m.start : m.head]):  # `l'autre | match` is none that was
        return 0
    if m.definite is True:
        return _REACH
    here = doc._.units[unit_of(doc, m.start)]
    opens = m.start == 0 or doc[m.start - 1].idx <= here.start  # "Ils ont défilé lundi. Une marche pour l'eau"
    return 1 if m.definite is False and (opens or introduced(doc, m.start)) else 0


def _on_the_fringe(doc: Doc, m: Mention) -> bool:
    """Whether something else was held beside it (`La rencontre a eu lieu en marge du | sommet`)."""
    near = (preposition(doc, k) for k in range(max(m.start - _FRINGE, 0), m.start))
    return any(link is not None and link.lemma in words_of("event-fringe") for link in near)


def _telling(doc: Doc, event: Event, clauses: list[Clause], reach: int) -> list[Clause]:
    """The clauses in the units before an event that may tell it, the last one first."""
    here = unit_of(doc, event.mention.start)
    found = [c for c in clauses if here - reach <= c.unit < here and _is_so(event, c) and not _is_locution(doc, c)]
    if event.mention.cls in words_of("event-talk"):
        found = [c for c in found if _meets(c) or _opposes(c)]
    return sorted(found, key=lambda c: -c.verb)


def _hour(date: DateExpression | None) -> bool:
    """Whether a date says no more than the hour (`Lens recevra samedi Lille. Le match débutera à 20 heures`)."""
    return date is None or "T" in (date.value or "")


def _was_done(doc: Doc, clause: Clause) -> bool:
    """Whether a main clause tells what was done on a day, nothing that was only said (`a reçu lundi à Lomé sa médaille.
    La | cérémonie …`)."""
    told = (clause.position == "main" and clause.form == "finite") or _just_done(doc, clause)
    told = told and clause.modality == "asserted"
    return told and clause.tense != "Fut" and _date(doc, clause) is not None and cue_of(doc, clause) is None


def _just_done(doc: Doc, clause: Clause) -> bool:
    """Whether an infinitive tells what was done a moment ago (`vient de | remettre la médaille`)."""
    led = clause.form == "infinitive" and clause.start > 1 and doc.lowered[clause.start - 1] in words("of")
    return led and doc[clause.start - 2].lemma_.lower() in syntax("done-lemma")


def _is_locution(doc: Doc, clause: Clause) -> bool:
    """Whether a bare noun makes another verb of a clause (`prendre part` is no `prise`, but `prendre feu` a fire)."""
    bare = (a for a in clause.arguments if a.role == "object" and a.end == a.start + 1 and not a.mentions)
    return any(doc[a.head].pos_ == "NOUN" and doc.lowered[a.head] not in _nouns() for a in bare)


def _is_so(event: Event, clause: Clause) -> bool:
    known = ("asserted", "planned") if event.organised else ("asserted",)
    return not clause.negated and clause.modality in known


def _apposed(doc: Doc, m: Mention) -> bool:
    """ "Elle a rencontré mardi le roi, un face-à-face tendu": what the clause before the comma tells."""
    return m.definite is False and m.start > 1 and doc[m.start - 2].text == "," and doc[m.start - 1].pos_ == "DET"


def _meets(clause: Clause) -> bool:
    """Whether a clause names people, bodies or states who meet (not `des doses reçues en mai`)."""
    named = [*clause.arguments, *([clause.subject] if clause.subject else [])]
    states = clause.subject.mentions if clause.subject is not None and clause.reflexive else ()
    return any(m.type in _AGENTS for a in named for m in a.mentions) or any(m.cls == "Country" for m in states)


def _opposes(clause: Clause) -> bool:
    """Whether a clause names both sides of a match (`Nantes recevra Lens`, not `le club a reçu une amende`)."""
    theirs = any(a.role == "object" and a.mentions for a in clause.arguments)
    return theirs and clause.subject is not None and bool(clause.subject.mentions)


def _filler(doc: Doc, clause: Clause, roles: frozenset[str], types: tuple[str, ...]) -> Mention | None:
    """The first mention of these types that one of these prepositions leads to."""
    own = (a for a in clause.arguments if a.role in roles and belongs(doc, clause, a) and not of_cause(doc, clause, a))
    found = (m for a in own for m in a.mentions if m.type in types)
    return next(found, None)


def _date(doc: Doc, clause: Clause) -> DateExpression | None:
    own = (a for a in clause.arguments if a.role == "date" and not of_cause(doc, clause, a))
    found = (d for a in own for d in _dates(doc, a.start, a.end) if d.value)
    return next(found, None) or _when(doc, clause)


def _dates(doc: Doc, start: int, end: int) -> Sequence[DateExpression]:
    return beginning(doc._.dates or (), start, end, lambda d: d.start)


def _when(doc: Doc, clause: Clause) -> DateExpression | None:
    """The day of the moment at which something happened (`Il était midi, lundi, quand un car s'est | renversé`)."""
    first = unit_tokens(doc)[clause.unit][0]
    when = next((k for k in range(first, clause.start) if doc.lowered[k] in words_of("event-suddenly")), None)
    if when is None or not any(doc[k].lemma_.lower() in syntax("be-lemma") for k in range(first, first + _WAS)):
        return None
    days = (d for d in _dates(doc, first, when) if day_of(d.value) and "T" not in (d.value or ""))
    return next(days, None)


def _by_adoption(doc: Doc) -> None:
    """A definite session or meeting without a date of its own takes the day on which its body adopted the text.

    "L'Assemblée a adopté lundi une résolution. … lors de la session plénière de l'Assemblée" → the session is of Monday
    """
    adopted: dict[int, DateExpression] = {}
    hosts = {id(e.mention): e.host.chain for e in doc._.events or () if e.host}
    for clause in doc._.clauses or ():
        if clause.lemma not in words_of("event-adoption") or clause.subject is None or clause.negated:
            continue
        date = _date(doc, clause)
        for m in clause.subject.mentions if date else ():
            body = hosts.get(id(m)) if m.type == "Event" else m.chain
            if body is not None and date is not None:
                adopted.setdefault(id(body), date)
    for event in doc._.events or ():
        body = event.host.chain if event.host else None
        fits = event.mention.definite and event.ordinal is None and event.date is None and event.organised
        if (
            fits
            and event.mention.cls in words_of("event-sitting")
            and id(body) in adopted
            and _about_document(doc, event.mention)
        ):
            event.date = adopted[id(body)]


def _about_document(doc: Doc, mention: Mention) -> bool:
    """Whether the unit of a mention speaks of a document."""
    here = unit_of(doc, mention.start)
    found = [*(doc._.mentions or ()), *(doc._.nominals or ())]
    return any(m.type == "Document" and unit_of(doc, m.start) == here for m in found)
