"""Clauses → date and place of the events that they have as subject, object or circumstance, whatever the verb.

"Les ouvriers ont entamé hier à Brest une grève" → the strike was yesterday, in Brest; "La ville a été frappée lundi par
un séisme" → the earthquake was on Monday, in the town; not "a annulé lundi le festival", "a annoncé hier une grève".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.dates.edtf import day_of
from kgextract.nlp.doc import Doc
from kgextract.nlp.events.settings import (
    belongs,
    bounded,
    is_unreal,
    is_unsure,
    led_by,
    of_cause,
    of_inner,
    of_matter,
)
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Chain, Clause, DateExpression, Event, Mention, unit_of
from kgextract.tables.events import words_of
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words
from kgextract.tables.speech import speech_words

_AREA = "Place"
_TRIAL = "Trial"
_RETOLD = "retold"  # the role of an event that a pronoun or general noun takes up
_BACK = 2  # sentences back to the event that is taken up
_EVENTS = 8  # before a pronoun that are looked at
_PHASE = 3  # tokens behind the words of an opening in which its event begins


class _Known(NamedTuple):
    """The chains of events that have a place or a day already."""

    placed: set[int]
    dated: set[int]


def read(doc: Doc) -> None:
    """Fill date and place of events that have none from the clauses in which they stand."""
    events = by_token(doc)
    known = _Known(
        placed={id(e.mention.chain) for e in events.values() if e.place},
        dated={id(e.mention.chain) for e in events.values() if e.date and day_of(e.date.value)},
    )
    dates = {d.start: d for d in doc._.dates or () if d.value and not _of_a_noun(doc, d)}
    for clause in doc._.clauses or ():
        planned = clause.modality == "planned" and _takes_place(doc, clause)  # `La réunion aura lieu mardi à Lens`
        due = clause.modality == "planned" and clause.lemma in words_of("event-hold") | words_of("event-lived")
        if clause.negated or clause.modality not in ("asserted", "planned"):
            continue
        if clause.form == "infinitive" and not due:
            continue
        for event, role in happening(doc, clause, events, counted=True):
            ahead = clause.modality == "planned" and not planned
            due = (
                due and ahead and role == "object" and event.mention.start > clause.verb
            )  # `doit ouvrir lundi le salon`
            if ahead and not (event.organised and (due or role in words_of("event-attended"))):
                continue  # `elle assistera mardi à un forum à Lomé`
            if event.organised or not planned:
                at_it = role in words_of("event-during") | words_of("event-attended")
                at_it = at_it or (role == "object" and clause.lemma in words_of("event-hold"))
                date = _date(doc, clause, dates, at_it=at_it, due=due)
                sited = _takes_place(doc, clause) or _succeeds(doc, clause) or _marches(clause, event)
                _fill(doc, event, clause, role, date, known, sited=sited)
        retold = _retold(doc, clause) if planned or clause.modality == "asserted" else None
        if retold is not None:
            _fill(doc, retold, clause, _RETOLD, _date(doc, clause, dates), known)


def by_token(doc: Doc) -> dict[int, Event]:
    """The events by each token under them, the widest where they nest."""
    found: dict[int, Event] = {}
    for event in doc._.events or ():
        m = event.mention
        if m.chain is not None:
            found.update({k: event for k in range(m.start, m.end) if k not in found})
    return found


def happening(
    doc: Doc, clause: Clause, events: dict[int, Event], *, counted: bool = False
) -> Iterator[tuple[Event, str]]:
    """The events of a clause that take place as it says, each with its role; those that it holds may have a number."""
    arguments = [*([clause.subject] if clause.subject else []), *clause.arguments]
    held = "object" if counted and clause.lemma in words_of("event-hold") else None
    leading = ((_leading(doc, a, events, counted=a.role == held), a) for a in arguments)
    led = [(e, a.role) for e, a in leading if e is not None and belongs(doc, clause, a)]
    found = [(e, role) for e, role in led if _happens(doc, clause, e, role)]
    if len({id(e.mention.chain) for e, _ in found}) == 1:  # "le sommet a suivi une marche": the day of which one?
        yield from found


def _retold(doc: Doc, clause: Clause) -> Event | None:
    """The event before that a pronoun or `les faits` takes up as the subject of a verb of taking place.

    "L'incendie a choqué le pays. Il s'était déclaré lundi à Pau." → the fire was on Monday, in Pau.
    """
    subject = shared(clause)
    if subject is None or subject.mentions or not (_takes_place(doc, clause) or _is_frame(clause)):
        return None
    word = doc[subject.head].lower_
    general = word in words_of("event-facts")
    if not general and not (word in speech_words("third-person") and subject.end == subject.start + 1):
        return None
    events: list[Event] = [e for e in doc._.events or () if e.mention.chain is not None]
    last = bisect_left(events, clause.start, key=lambda e: e.mention.start)
    found: list[Event] = []
    for event in reversed(events[max(0, last - _EVENTS) : last]):
        m = event.mention
        back = clause.unit - unit_of(doc, m.start)
        if back > _BACK or (found and back > clause.unit - unit_of(doc, found[0].mention.start)):
            break
        fits = not event.organised if general else _agrees(doc, subject.head, m.head)
        if back > 0 and m.cls in words_of("event-clause") and fits and event.ordinal is None:
            found.append(event)
    return found[0] if len({id(e.mention.chain) for e in found}) == 1 else None


def _is_frame(clause: Clause) -> bool:
    """Whether a clause is one of `se produire`, `survenir`, `être organisé`."""
    alone = clause.lemma in words_of("event-happens") and not clause.passive
    held = clause.passive and clause.form == "finite" and clause.lemma not in words_of("event-moved")
    frame = clause.lemma in words_of("event-frame") | words_of("event-breaks-out")
    return frame and (clause.reflexive or alone or held)


def _agrees(doc: Doc, pronoun: int, head: int) -> bool:
    """Whether a pronoun has gender and number of a noun, as far as both show them."""
    one, other = doc[pronoun].morph, doc[head].morph
    pairs = ((one.get(f, []), other.get(f, [])) for f in ("Gender", "Number"))
    return all(not a or not b or a == b for a, b in pairs)


def _leading(doc: Doc, argument: Argument, events: dict[int, Event], *, counted: bool) -> Event | None:
    """The event that an argument names: at its head, not in a complement (`le bilan de l'attaque`); one with a number
    only where the verb holds it (`a coprésidé lundi, avec Luc Roy, le | deuxième sommet`)."""
    event = events.get(argument.head)
    if event is None and doc[argument.head].lower_ in words_of("event-phase"):  # "l'ouverture d'un séminaire"
        event = next((events[k] for k in range(argument.head, argument.end + _PHASE) if k in events), None)
    elif event is not None and event.ordinal is not None and not counted:
        return None
    if event is None:
        return None
    m = event.mention
    return None if is_unreal(doc, m.start, organised=event.organised) or is_unsure(doc, m.start, m.head) else event


def _happens(doc: Doc, clause: Clause, event: Event, role: str) -> bool:
    """Whether the day of a clause is that of an event in it."""
    m = event.mention
    if m.cls not in words_of("event-clause"):
        return False
    if not event.organised and clause.lemma in words_of("event-quelled") | words_of("event-feted"):
        return False
    if clause.position == "relative" and role == "subject" and event.organised and of_inner(doc, m.head, m.end):
        return False  # `le procès de l'attentat qui a fait dix morts le 3 mai`
    if m.cls == _TRIAL and m.definite and role in words_of("event-during") | words_of("event-within"):
        return clause.lemma in words_of("event-verdict")  # `condamné lundi à Gand lors du procès`
    if role in words_of("event-during") or (role in words_of("event-inside") and m.definite is None):
        if not event.organised and cue_of(doc, clause) is not None:
            return False  # `a annoncé jeudi la mort de dix hommes lors d'une attaque`
        return m.kind != "named" and (m.definite is False or m.cls in words_of("event-brief"))
    if role == "object" and m.lemma in words_of("event-said") and clause.lemma in words_of("event-saying-it"):
        return not event.organised
    if role == "object" and clause.lemma in words_of("event-hold") | words_of("event-lived"):
        return True
    if role in words("of-lemma") and m.definite is False:
        return any(w in words_of("event-victims") for w in doc.lowered[clause.verb : m.start])
    if clause.lemma in words_of("event-other-day"):
        return role == "subject" and (_takes_place(doc, clause) or _was_so(doc, clause, event))
    if role == "object":
        return m.definite is False and cue_of(doc, clause) is None
    if role == "subject":
        return not _is_said(doc, clause)
    return role in words_of("event-attended") and clause.lemma in words_of("event-hold") | words_of("event-attend")


def _takes_place(doc: Doc, clause: Clause) -> bool:
    """Whether a clause is one of `avoir lieu`."""
    return any(a.role == "object" and doc[a.head].lower_ in words_of("event-locution") for a in clause.arguments)


def _succeeds(doc: Doc, clause: Clause) -> bool:
    """Whether a clause tells how many came (`La marche a connu un franc succès à Lyon`)."""
    return any(a.role == "object" and doc.lowered[a.head] in words_of("event-success") for a in clause.arguments)


def _marches(clause: Clause, event: Event) -> bool:
    """Whether a clause tells how people march (`une manifestation qui défilait dans les rues de Lima`)."""
    return event.mention.cls in words_of("event-marching") and clause.lemma in words_of("event-march")


def _was_so(doc: Doc, clause: Clause, event: Event) -> bool:
    """Whether a clause ends with the day on which a meeting was how it says (`La réunion a été longue mardi`)."""
    if clause.lemma not in scene_words("copula") or not event.organised:
        return False
    past = clause.tense in ("Imp", "Past") or "Part" in doc[clause.verb].morph.get("VerbForm", [])
    last = max(clause.arguments, key=lambda a: a.start, default=None)
    return past and last is not None and last.role == "date" and event.mention.cls in words_of("event-brief")


def _is_said(doc: Doc, clause: Clause) -> bool:
    """Whether a clause with an event as its subject is one of saying (`le congrès a demandé mardi`)."""
    happens = clause.reflexive or clause.lemma in words_of("event-hit") | words_of("event-frame")
    return not happens and cue_of(doc, clause) is not None


def _fill(
    doc: Doc,
    event: Event,
    clause: Clause,
    role: str,
    date: DateExpression | None,
    known: _Known,
    *,
    sited: bool = False,
) -> None:
    chain: Chain | None = event.mention.chain
    m = event.mention
    lasts = m.lemma in words_of("event-lasting") or (m.kind == "named" and m.cls in words_of("event-lasting-name"))
    ends = clause.lemma in words_of("event-ends")
    ends = ends or any(a.role == "object" and doc[a.head].lower_ in words_of("event-end") for a in clause.arguments)
    once = clause.lemma not in words_of("event-goes-on") and not (lasts and ends)
    if date is not None and once and event.date is None and id(chain) not in known.dated:
        event.date = date
    if event.place is None and id(chain) not in known.placed:
        struck = _struck(clause, role)
        some = struck is not None and struck.kind != "named" and struck.definite is False
        told = _host(clause, role) or _court(clause, event, role) or _place(doc, clause, event, role, sited=sited)
        event.place = (told or struck) if some else struck or told  # `a détruit un magasin dans la ville de Pau`


def _struck(clause: Clause, role: str) -> Mention | None:
    """The place that an event strikes: the object of its verb."""
    if role != "subject" or clause.lemma not in words_of("event-hit"):
        return None
    return next((m for a in clause.arguments if a.role == "object" for m in a.mentions if m.type == _AREA), None)


def _host(clause: Clause, role: str) -> Mention | None:
    """The place that receives an event: the subject of its verb (`l'ancien palais abrite le congrès`)."""
    if role != "object" or clause.lemma not in words_of("event-host") or clause.subject is None:
        return None
    return next((m for m in clause.subject.mentions if m.type == _AREA), None)


def _court(clause: Clause, event: Event, role: str) -> Mention | None:
    """The court that judges in a trial (`Le tribunal de Pau a relaxé Luc Petit lors du procès`)."""
    if event.mention.cls != _TRIAL or role in ("subject", "object"):
        return None
    acts = [a for a in clause.arguments if a.role in words_of("event-bench")]
    filled = [*acts, *([clause.subject] if clause.subject else [])]
    return next((m for a in filled for m in a.mentions if m.cls == "Court"), None)


def _place(doc: Doc, clause: Clause, event: Event, role: str, *, sited: bool) -> Mention | None:
    """The place that a clause names with a preposition; none where the verb leads there, or acts on the place; of what
    is held only where it takes place there (`sited`)."""
    if clause.lemma in words_of("event-arrive") or (role == "subject" and event.organised and not sited):
        return None
    filled = [a for a in clause.arguments if a.role in words_of("event-place") and belongs(doc, clause, a)]
    filled = [a for a in filled if not of_cause(doc, clause, a)]
    if cue_of(doc, clause) is not None:  # `lors d'une réunion, ils ont évoqué la guerre | en Syrie`
        spoken_of = [a for a in clause.arguments if a.role == "object" and a.start >= clause.verb]
        filled = [a for a in filled if not any(o.start < a.start for o in spoken_of)]
    filled.sort(key=lambda a: a.start)
    sits = role in words_of("event-during") and event.organised  # `au Parlement lors d'un débat`
    found = [(a, m) for a in filled if (m := next((m for m in a.mentions if _holds(m, sits)), None)) is not None]
    apart = any(not _goes_on(doc, before.end, after.start) for (before, _), (after, _) in pairwise(found))
    if not found or apart or found[0][1] is event.mention or of_matter(doc, event.mention.head, found[0][1]):
        return None
    return found[0][1]


def _goes_on(doc: Doc, i: int, start: int) -> bool:
    """Whether a place right behind another says where that is (`à Cotonou, | au Bénin`, `à Gan, | près de Pau`)."""
    i += doc[i].text == ","
    link = preposition(doc, i)
    return start - i <= 1 or (link is not None and start <= link.end)


def _holds(m: Mention, sits: bool) -> bool:
    """Whether something happens at what a mention names: a place, or a house of parliament where it sits."""
    return m.type == _AREA or (sits and m.cls in words_of("event-or-body"))


def _of_a_noun(doc: Doc, date: DateExpression) -> bool:
    """Whether a date is the complement of a noun (`le procès des attentats du 3 mai`)."""
    return date.start > 0 and doc[date.start - 1].lower_ in words("of")


def _date(
    doc: Doc, clause: Clause, dates: dict[int, DateExpression], *, at_it: bool = False, due: bool = False
) -> DateExpression | None:
    """The day that a clause names; none where it names two, is still to come without being `due`, or stands in what
    somebody says.

    A month or a year too where the event takes place, or where somebody is at it (`En mars, elle a assisté à un gala`).
    """
    own = (a for a in clause.arguments if a.role == "date" and not of_cause(doc, clause, a))
    spans = [range(a.start, a.end) for a in own if a.start < clause.start or belongs(doc, clause, a)]
    frame = _takes_place(doc, clause) or _is_frame(clause)
    found = [
        d for span in spans for k in span if (d := dates.get(k)) is not None and (frame or at_it or day_of(d.value))
    ]
    date = found[0] if len({d.value for d in found}) == 1 else None
    if (
        date is None
        or bounded(doc, date.start)
        or (day_of(date.value) is None and led_by(doc, date.start, words_of("event-since")))
        or (not (frame or due) and (day_of(date.value) or date.value or "") > (doc._.article.published or "9")[:10])
    ):
        return None
    said = any(a.role in ("object", "content") and clause.verb < a.start < date.start for a in clause.arguments)
    return None if said and cue_of(doc, clause) is not None else date
