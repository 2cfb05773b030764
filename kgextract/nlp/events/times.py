"""An event phrase with what stands after it → its place and its date, each from the strongest source that the text has.

Own phrase ("le séisme du 6 février à Alep") > verb frame ("la cérémonie se tiendra mardi") > the one date of the unit
that opens with the event ("lundi, lors d'une réunion"); a numbered session never takes a date that is only near.
"""

from __future__ import annotations

from spacy.tokens import Doc

from kgextract.nlp.grammar.adjuncts import Adjunct, Fillers, adjuncts
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import DateExpression, Mention, unit_of
from kgextract.tables.events import words_of
from kgextract.tables.names import words

_FRAME_REACH = 14  # tokens between an event and the verb that says when it takes place
_VENUES = ("Place", "Organization")


def place_and_date(
    doc: Doc, start: int, end: int, after: list[Adjunct], fillers: Fillers, *, ordinal: bool
) -> tuple[Mention | None, DateExpression | None]:
    """Tokens [start, end) of an event and its adjuncts → (place, date)."""
    place, date = of(after)
    if place is None or date is None:
        more = _frame(doc, after[-1].end if after else end, fillers)
        place, date = place or more[0], date or more[1]
    if date is None and not ordinal and opens(doc, start):
        date = _of_unit(doc, start, fillers)
    return place, date


def of(found: list[Adjunct]) -> tuple[Mention | None, DateExpression | None]:
    """The place and the date among adjuncts; the first place is the most specific one."""
    prepositions = words_of("event-place")
    places = (a.mention for a in found if a.mention and a.mention.type in _VENUES and a.preposition in prepositions)
    place = next(places, None)
    date = next((a.date for a in found if a.date), None)
    return place, date


def opens(doc: Doc, start: int) -> str | None:
    """The preposition (`lors de`, `au cours de`) that introduces the phrase at `start`, or None."""
    for k in range(start - 1, max(start - 6, -1), -1):
        found = preposition(doc, k)
        if found and found.lemma in words_of("event-opening"):
            between = [t.lower_ for t in doc[found.end : start]]
            if all(w in words("definite", "indefinite", "possessive") for w in between):
                return found.lemma
    return None


def _frame(doc: Doc, i: int, fillers: Fillers) -> tuple[Mention | None, DateExpression | None]:
    """The adjuncts of a verb right after the event that says that it takes place ("se tient", "aura lieu")."""
    unit = doc._.units[unit_of(doc, i - 1)]
    seen_verb = False
    for k in range(i, min(i + _FRAME_REACH, len(doc))):
        token = doc[k]
        if token.idx >= unit.end or token.is_space or token.text in '«»"“”()':
            break
        if token.pos_ in ("NOUN", "PROPN") and not seen_verb and token.text != ",":
            return None, None
        if token.pos_ in ("VERB", "AUX"):
            if token.lemma_.lower() in words_of("event-frame") and not _auxiliary(doc, k):
                return of(adjuncts(doc, _after_verb(doc, k), fillers))
            if token.pos_ == "VERB":
                return None, None
            seen_verb = True
    return None, None


def _auxiliary(doc: Doc, k: int) -> bool:
    """Whether the verb at k only helps another one ("a été", "avait" before a participle)."""
    nxt = next((t for t in doc[k + 1 : k + 4] if t.pos_ in ("VERB", "AUX")), None)
    return nxt is not None and "Part" in nxt.morph.get("VerbForm", [])


def _after_verb(doc: Doc, k: int) -> int:
    """The token after a verb and the noun of its locution (`avoir lieu`), adverbs skipped."""
    end = k + 1
    while end < len(doc) and (doc[end].lower_ in words_of("event-locution") or doc[end].pos_ == "ADV"):
        end += 1
    return end


def _of_unit(doc: Doc, start: int, fillers: Fillers) -> DateExpression | None:
    """The only day that the unit names outside quotation marks, before the event or right after it."""
    unit = doc._.units[unit_of(doc, start)]
    days = [
        d
        for d in fillers.all_dates
        if unit.start <= doc[d.start].idx < unit.end
        and not any(q.start <= doc[d.start].idx < q.end for q in doc._.quotations or ())
    ]
    return days[0] if len(days) == 1 and len(days[0].value or "") >= len("2024-07-02") else None


def date_by_adoption(doc: Doc) -> None:
    """A definite session or meeting without a date of its own takes the day on which its body adopted the text.

    "L'Assemblée a adopté lundi une résolution. … lors de la session plénière de l'Assemblée" → the session is of Monday
    """
    adopted: dict[int, DateExpression] = {}
    hosts = {id(e.mention): e.host.chain for e in doc._.events or () if e.host}
    for clause in doc._.clauses or ():
        if clause.lemma not in words_of("event-adoption") or clause.subject is None or clause.negated:
            continue
        spans = [(a.start, a.end) for a in clause.arguments if a.role == "date"]
        date = next((d for d in doc._.dates for a, b in spans if a <= d.start < b and d.value), None)
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
