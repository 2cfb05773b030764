"""Doc → `events`: meetings, sessions, elections, visits, attacks … with host, place and date from their own words.

"la 56e session du Conseil des droits de l'homme à Genève" → named event, ordinal 56, host the Council, place Genève

- the phrase: `phrases` of nouns, `unknown` ones, `names` alone and `pairs` of them, `shortened` and in `headlines`, of
  what is `seated`, no `figures` and nothing `otherwise` called so; its `tails`
- where and when: `frames` ask the phrase and its `sites`, what stands `before` and `after` it, the one of the `days`,
  in `agreement` with its participle; `settings` read what `verbs` say, unless it is only `wished`; `clauses` and
  `telling` add what other sentences have
"""

from __future__ import annotations

from itertools import pairwise

from kgextract.nlp.doc import Doc
from kgextract.nlp.events import headlines
from kgextract.nlp.events.frames import organiser, place_and_date
from kgextract.nlp.events.names import begins, letters, proper, take_over, taken_tokens
from kgextract.nlp.events.otherwise import is_other
from kgextract.nlp.events.phrases import Phrase, noun, phrase
from kgextract.nlp.events.seated import at_sitting
from kgextract.nlp.events.settings import CLITICS, behind_locution, gathered, introduced, is_unreal, lead_of, on_the_way
from kgextract.nlp.events.shortened import named_alone, short_form
from kgextract.nlp.events.sites import after_of, governed, own_place, struck_place
from kgextract.nlp.events.unknown import unknown
from kgextract.nlp.events.verbs import kinds, says
from kgextract.nlp.grammar.adjuncts import Fillers, adjuncts
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import memory
from kgextract.nlp.layers import AGENTS, Cover, DateExpression, Event, Mention, MentionIndex, unit_of
from kgextract.nlp.nominals import OPENS
from kgextract.tables import identity
from kgextract.tables.events import sitting_bodies, words_of
from kgextract.tables.names import nominal_words, words
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import syntax

_RACE = "Election"
_ADJECTIVES = 3  # tokens from the noun of a sitting to `de`
_STRIKE, _GENERAL, _MATCH = "Demonstration", "Conference", "Sport"
_BODIES = ("Organization", "Group")
_MOVEMENTS = ("PoliticalParty", "ArmedForces")  # bodies that are movements, whether a table knows them or not


def read(doc: Doc) -> Doc:
    """Write `doc._.events`."""
    mentions = [*(doc._.mentions or ()), *(m for m in doc._.nominals or () if m.rule != OPENS)]
    fillers = Fillers(mentions, doc._.dates or ())
    index = MentionIndex(mentions)
    taken = taken_tokens(doc)
    other = {m.head for m in mentions if m.type != "Group" or m.kind == "named"}
    events: list[Event] = []
    deeds: list[Mention] = []
    done: dict[str, str] = {}  # the same of deeds: "une hausse des loyers … cette hausse"
    seen: dict[str, str] = {}  # nouns of events so far and their classes: "le salon du livre … le salon"
    reach = 0
    for i in range(len(doc)):
        if i < reach or i in taken:
            continue
        found = phrase(doc, i, fillers)
        if found is None and (row := unknown(doc, i, other)) is not None:
            found = phrase(doc, i, fillers, row)
        if found is not None:
            demonstrative = found.start > 0 and doc[found.start - 1].lower_ in nominal_words("demonstrative")
            before = seen if not found.row.deed else done if demonstrative else {}
            event = _event(doc, found, index, fillers, before)
            if event is not None and found.row.deed:
                done[found.row.noun] = found.row.class_
                deeds.append(event.mention)
                reach = found.head + 1
            elif event is not None:
                seen[found.row.noun] = found.row.class_
                events.append(event)
                reach = found.head + 1
        if (found is None or found.row.capital) and reach <= i and (again := short_form(doc, i, seen)) is not None:
            events.append(again)
            reach = i + 1
    events += proper(doc, events, fillers)
    events += letters(doc, events)
    events += named_alone(doc, events)
    take_over(doc, events)
    events.sort(key=lambda e: (e.mention.start, -e.mention.end))
    _share_hosts(doc, events)
    headlines.place(doc, events, index)
    _lengthen_roles(doc, events)
    doc._.events = events
    heads = {e.mention.head for e in events}
    sat = Cover(e.mention for e in events if e.mention.lemma in sitting_bodies())
    kept = [m for m in doc._.nominals or () if m.type != "Place" or m.head not in heads]  # `le second | tour`
    kept = [m for m in kept if m.type not in _BODIES or not sat.over(m.start)]  # `lors d'un | conseil municipal`
    doc._.nominals = sorted([*kept, *deeds], key=lambda m: (m.start, -m.end))
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


# --- the event


def _event(doc: Doc, p: Phrase, mentions: MentionIndex, fillers: Fillers, seen: dict[str, str]) -> Event | None:
    if (p.row.noun in words_of("event-phase") and _opens(doc, p, fillers)) or (p.row.capital and not p.capital):
        return None
    if is_other(doc, p, seen):
        return None
    if p.row.noun.split(" ")[0] in words_of("event-or-sitting") and _sits(doc, p):
        return None  # `la quatrième réunion du | conseil des ministres`: the body
    if p.row.seated and not at_sitting(doc, p.start, p.end):
        return None
    if p.row.noun in words_of("event-comes-with") and _in_locution(doc, p):
        return None
    if (
        p.row.noun in words_of("event-dated")
        and p.ordinal is not None
        and doc[p.start - 1].lower_ in words_of("event-third")
    ):
        return None  # `le colloque en est à sa deuxième | journée`: a part of it
    nested = sorted(mentions.within(p.head + 1, p.end), key=lambda m: m.kind != "named")
    named = _is_named(doc, p, nested)
    place, date = place_and_date(doc, p, fillers)
    alone = p.definite is True and p.end == p.head + 1 and not p.plural
    again = alone and (p.row.noun in seen or _takes_up(p.row.noun, seen))
    if p.row.taken:
        again = _goes_on(doc, p, p.row.noun in seen or _takes_up(p.row.noun, seen))
        if not again:
            return None
    if not named and not again and not (_counts(doc, p, place, date) or _with_sides(doc, p, mentions)):
        return None
    hosts = [m for m in nested if not governed(doc, p, m) and not (p.apposed and m.start == p.head + 1)]
    if any(doc[m.start - 1].text == "-" for m in hosts):
        hosts = []  # `le sommet Union africaine-Union européenne`: two sides
    host = next((m for m in hosts if m.type in ("Organization", "Group")), None)
    host = host or next((m for m in hosts if m.type in AGENTS and after_of(doc, m)), None)
    mention = Mention(
        start=p.start - _numbered(doc, p),
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
    nowhere = p.row.noun in words_of("event-placeless")
    own = None if nowhere or is_unreal(doc, p.start, organised=p.row.organised) else own_place(doc, p, nested)
    struck = struck_place(doc, p, nested) if p.row.class_ in words_of("event-struck") else None
    place = own or place if p.row.class_ in words_of("event-trip") else struck or place or own
    return Event(
        mention=mention,
        ordinal=p.ordinal,
        host=host,
        place=None if nowhere else place,
        date=date,
        organiser=organiser(doc, p, fillers),
        organised=p.row.organised,
    )


def _takes_up(noun: str, seen: dict[str, str]) -> bool:
    """Whether a noun may stand for an event before: `l'incendie … le sinistre`, `le festival … cette édition`."""
    row = identity.descriptions().get(("Event", noun))
    return row is not None and any(n in row.heads or cls in row.classes for n, cls in seen.items())


def _goes_on(doc: Doc, p: Phrase, again: bool) -> bool:
    """Whether `le mouvement` takes up a strike: one was told, no party or army was named, and it says nothing; another
    noun what is held (`un atelier … cette activité`)."""
    kept = memory(doc, "events")
    if not kept:
        classes = words_of("event-movement")
        bodies = (m for m in doc._.mentions or () if m.cls in classes and (m.key or m.cls in _MOVEMENTS))
        kept["body"] = min((m.start for m in bodies), default=len(doc))
        kept["strike"] = next((k for k, w in enumerate(doc.lowered) if w in words_of("event-strikers")), len(doc))
    told = (p.definite is True or p.pointed) and p.end == p.head + 1 and not p.plural
    if p.row.class_ == _GENERAL:
        return told and again and doc.lowered[p.start - 1] in nominal_words("demonstrative")
    if told and introduced(doc, p.start) is not None:
        return True  # `lors de l'assemblée`
    if not told or p.row.class_ != _STRIKE or kept["body"] < p.start or not (again or kept["strike"] < p.start):
        return False
    return not says(doc, p.end)


def _opens(doc: Doc, p: Phrase, fillers: Fillers) -> bool:
    """ "L'ouverture du sommet", "l'ouverture, lundi à Pau, du sommet" tell of the summit, which is held."""
    after = preposition(doc, p.head + 1) or preposition(doc, p.head + 2)
    told = adjuncts(doc, p.head + 1, fillers)
    if told and (told[0].date or told[0].mention):
        end = told[-1].end
        after = preposition(doc, end + (end < len(doc) and doc[end].text == ","))
    if after is None or after.lemma not in words("of-lemma"):
        return False
    rows = [row for k in range(after.end, min(after.end + 4, len(doc))) if (row := noun(doc, k))]
    return (bool(rows) and rows[0].organised) or begins(doc, after.end)


def _sits(doc: Doc, p: Phrase) -> bool:
    """Whether `de` ties a noun to a sitting before it, whose body it is."""
    lead = lead_of(doc, p.start)
    if lead is None or lead.lemma not in words("of-lemma"):
        return False
    before = range(max(0, lead.start - _ADJECTIVES), lead.start)
    outer = (noun(doc, k) for k in before if doc[k].lower_ not in words_of("event-phase"))
    return any(row is not None and row.class_ in words_of("event-sitting") for row in outer)


def _in_locution(doc: Doc, p: Phrase) -> bool:
    """Whether a noun only makes a verb (`le salon fait son grand | retour`, `la foire est de | retour`)."""
    return any(behind_locution(doc, k) == p.head + 1 for k in range(max(0, p.head - CLITICS), p.head))


def _counts(doc: Doc, p: Phrase, place: Mention | None, date: DateExpression | None) -> bool:
    """Whether a description counts: a determiner, and for some nouns something that says which one."""
    if p.definite is None and not p.row.bare and p.start == p.head:
        trip = (p.row.class_ in words_of("event-trip") and on_the_way(doc, p.start)) or gathered(doc, p.start)
        told = place is not None or date is not None or p.end > p.head + 1
        amid = told and p.plural is True and introduced(doc, p.start) is not None  # `lors d'affrontements à Pau`
        made = p.start > 0 and p.row.noun in words_of("event-making") and "event-make" in kinds(doc[p.start - 1])
        made = made or (_numbered(doc, p) and (place is not None or date is not None))
        made = made or _staged(doc, p.start) or _arranged(doc, p) or _talked(doc, p) or _measured(doc, p)
        return made or (trip and told) or amid or headlines.opens_heading(doc, p)
    told = place is not None or date is not None
    if p.row.noun in words_of("event-figurative") and not told and not p.plural and _any(doc, p):
        return False
    if p.row.deed:
        return p.end > p.head + 1
    if p.row.change:
        again = p.definite is True and p.end == p.head + 1 and p.row.noun in words_of("event-again")
        return p.argument or p.pointed or date is not None or again or _arranged(doc, p)
    if p.row.pointed:
        return p.pointed and doc[p.start - 1].lower_ in nominal_words("demonstrative")
    if p.row.sited:
        return told
    if p.dated is not None and p.row.noun in words_of("event-dated"):  # `dans la journée de lundi`: only a day
        return False
    if p.row.noun in words_of("event-works") and _own_work(doc, p):
        return False
    if p.row.noun in words_of("event-span") and p.end == p.head + 1:
        if introduced(doc, p.start) in words_of("event-throughout"):
            return False  # `durant la journée`: only a time
    if p.row.weak:
        during = introduced(doc, p.start) is not None
        return p.end > p.head + 2 or told or (during and (p.definite is True or p.row.class_ in words_of("event-talk")))
    if p.plural and p.row.class_ in words_of("event-talk"):  # "les discussions", "des enquêtes": which ones?
        return p.end > p.head + 2 or p.pointed or told or _talked(doc, p) or _attended(doc, p)
    return True


def _staged(doc: Doc, start: int) -> bool:
    """Whether a place is the stage of what follows (`a été le théâtre d' | affrontements`)."""
    of = start > 1 and doc.lowered[start - 1] in words("of")
    return of and doc.lowered[start - 2] in words_of("event-scene")


def _measured(doc: Doc, p: Phrase) -> bool:
    """Whether it is said how long it went on (`deux jours de | pourparlers`, `après trois semaines de | grève`)."""
    k = p.start - 2
    if k < 1 or doc.lowered[k + 1] not in words("of") or p.row.class_ not in words_of("event-clause"):
        return False
    return doc.lowered[k] in syntax("time-head") and doc[k - 1].pos_ in ("NUM", "DET") and p.row.class_ != _MATCH


def _arranged(doc: Doc, p: Phrase) -> bool:
    """Whether somebody is said to organise it, right behind it (`deux voyages | organisés par l'école`)."""
    return p.end < len(doc) and doc.lowered[p.end] in words_of("event-arranged")


def _numbered(doc: Doc, p: Phrase) -> bool:
    """Whether a number says how many there are (`deux | réunions sont prévues mardi`)."""
    return p.plural is True and p.start == p.head and p.start > 0 and doc[p.start - 1].pos_ == "NUM"


def _talked(doc: Doc, p: Phrase) -> bool:
    """Whether something is said or done at certain talks (`a promis lors des | débats`, `pendant les négociations`)."""
    if not p.plural or p.row.class_ not in words_of("event-talk") or introduced(doc, p.start) is None:
        return False
    return p.definite is True or doc.lowered[p.start - 1] in words("contracted")


def _attended(doc: Doc, p: Phrase) -> bool:
    """Whether somebody takes part in it (`a participé aux négociations`, `prend part aux débats`)."""
    lead = lead_of(doc, p.start) if p.definite is True else None
    if lead is None or lead.lemma not in words_of("event-attended"):
        return False
    verb = lead.start - 1
    while verb > 0 and (doc[verb].pos_ == "ADV" or doc[verb].lower_ in words_of("event-share")):
        verb -= 1
    if doc[verb].lower_ in words_of("event-there") or "event-hold" in kinds(doc[verb]):
        return True
    return doc[verb].pos_ == "VERB" and doc[verb].lemma_.lower() in words_of("event-attend")


def _with_sides(doc: Doc, p: Phrase, mentions: MentionIndex) -> bool:
    """Whether those who talk are named behind talks (`Des négociations sont en cours | entre la Suède et le Chili`)."""
    if not p.plural or p.row.class_ not in words_of("event-talk") or p.definite is None:
        return False
    for k in range(p.end, min(p.end + _ADJECTIVES * 2, len(doc) - 2)):
        link = preposition(doc, k)
        if doc[k].is_punct:
            return False
        if link is not None and link.lemma in office_words("participants"):
            near = mentions.started(link.end, link.end + 2)
            titled = any(link.end <= r.mention.start <= link.end + 1 for r in doc._.roles or ())
            return titled or any(m.type in AGENTS for m in near)
    return False


def _any(doc: Doc, p: Phrase) -> bool:
    """An indefinite or possessive article: one of many, somebody's ("une révolution", "son combat")."""
    return p.definite is False or (p.start > 0 and doc[p.start - 1].lower_ in words("possessive"))


def _own_work(doc: Doc, p: Phrase) -> bool:
    """Whether somebody's works are no sitting, which bodies only begin, go on with and end (`a repris ses travaux`)."""
    before = doc[p.start - 1].lower_ if p.start else ""
    held = p.start > 1 and kinds(doc[p.start - 2]) & {"event-frame", "event-hold"}
    return before in words("possessive") and not held


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
    if first is not None and after_of(doc, first):
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
