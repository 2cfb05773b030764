"""An event phrase and its sentence → its place and its date, each from the strongest source that the sentence has.

Own phrase ("le séisme du 6 février à Alep") > verb frame ("la cérémonie se tiendra mardi", "a tenu à Rome une réunion",
"où s'ouvre le sommet") > what opens the sentence ("Lundi à Kaboul, une explosion a fait dix morts") > the one day of a
sentence that opens with the event ("lundi, lors d'une réunion"); a numbered session never takes a date that is near.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from spacy.tokens import Doc

from kgextract.nlp.events.phrases import Phrase, noun
from kgextract.nlp.events.verbs import kinds
from kgextract.nlp.grammar.adjuncts import Adjunct, Fillers, adjunct, adjuncts
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, tags, unit_tokens
from kgextract.nlp.layers import DateExpression, Mention, unit_of
from kgextract.tables.events import words_of
from kgextract.tables.names import words

_FRAME_REACH = 14  # tokens between an event and the verb that says when it takes place
_CLITICS = 5  # tokens between a verb and the noun of its locution, its auxiliary and its reflexive
_VENUES = ("Place", "Organization")
_AGENTS = ("Organization", "Group", "Person", "Place")
_STOPS = frozenset('«»"“”();:')
_DAY = len("2024-07-02")


class Setting(NamedTuple):
    """Where and when, as far as a source says."""

    place: Mention | None = None
    date: DateExpression | None = None

    def over(self, other: Setting) -> Setting:
        """This one, filled up from a weaker one."""
        return Setting(self.place or other.place, self.date or other.date)


def place_and_date(doc: Doc, p: Phrase, fillers: Fillers) -> Setting:
    """An event phrase → its place and its date; none for what is only feared, wished or ruled out."""
    if is_unreal(doc, p.start):
        return Setting()
    after = list(_own(doc, p, adjuncts(doc, p.end, fillers)))
    found = Setting(None, p.dated).over(of(doc, after, p))
    if found.place is None or found.date is None:
        found = found.over(_right(doc, p, after[-1].end if after else p.end, fillers))
    if found.place is None or found.date is None:
        found = found.over(_left(doc, p, fillers))
    if found.place is None and (place := _where(doc, p, fillers)):
        found = Setting(place, found.date)
    brief = p.row.class_ in words_of("event-brief")
    if found.date is None and p.ordinal is None and brief and introduced(doc, p.start):
        found = Setting(found.place, _only_day(doc, p.start, fillers))
    return found


def is_unreal(doc: Doc, start: int) -> bool:
    """Whether the verb or noun that leads to a phrase makes it a fear, a wish or a risk ("le risque d'une guerre")."""
    for k in range(start - 1, max(0, start - _CLITICS) - 1, -1):
        if doc[k].lemma_.lower() in words_of("event-unreal-noun"):
            return True
        if doc[k].pos_ == "VERB":
            return "event-unreal" in kinds(doc[k])
        if doc[k].pos_ not in ("DET", "ADP", "ADV", "PRON", "AUX", "ADJ"):
            return False
    return False


def _own(doc: Doc, p: Phrase, found: Iterable[Adjunct]) -> Iterable[Adjunct]:
    """The adjuncts of the event itself: a bare "hier" after a comma, or beside a trial, says when somebody acts.

    It is the event's where a complement goes on after it: "l'arrestation, hier, d'un suspect".
    """
    apart = _measured(doc, p.start)
    for a in found:
        if apart and doc[a.start - 1].text == ",":  # "six mois après la fermeture de l'usine, en mai,"
            return
        figures = a.date and any(t.text[0].isdigit() for t in doc[a.date.start : a.date.end])
        if a.date and not a.preposition and not figures and not _goes_on(doc, a.end):
            if doc[a.start - 1].text == "," or p.row.class_ not in words_of("event-brief"):
                return
        yield a


def _goes_on(doc: Doc, i: int) -> bool:
    """Whether a complement of the noun follows: `de`, or the agent after `par`."""
    after = preposition(doc, i + 1 if i < len(doc) and doc[i].text == "," else i)
    return after is not None and (after.lemma in words("of-lemma") or after.lemma in words_of("event-agent"))


def organiser(doc: Doc, p: Phrase, fillers: Fillers) -> Mention | None:
    """Who holds or does it: "par l'ONU" in the phrase or right after, "à l'appel de la CGT" later in the sentence."""
    if p.row.class_ in words_of("event-not-organised"):
        return None
    last = unit_tokens(doc)[unit_of(doc, p.start)][1]
    for k in range(p.head + 1, last):
        found = preposition(doc, k)
        if k > p.head + 1 and noun(doc, k) and k >= p.end:
            return None
        near = found is not None and found.lemma in words_of("event-agent") and k <= p.end
        if found is not None and (near or found.lemma in words_of("event-organiser")):
            agent = fillers.mention_at(doc, found.end)
            if agent is not None and agent.type in _AGENTS:
                return agent
    return None


def of(doc: Doc, found: Iterable[Adjunct], p: Phrase) -> Setting:
    """The place and the date among adjuncts, up to one that names another event; the first place with a name."""
    place = date = None
    for a in found:
        if not a.mention and not a.date and any(noun(doc, k) for k in range(a.start, a.end)):
            break
        if a.mention and _is_venue(a, p) and (place is None or (place.kind != "named" == a.mention.kind)):
            place = a.mention
        date = date or (a.date if a.preposition not in words_of("event-until") else None)
    return Setting(place, date)


def _is_venue(a: Adjunct, p: Phrase) -> bool:
    if a.mention is None or a.mention.type not in _VENUES:
        return False
    if a.preposition in words_of("event-target"):
        return a.mention.type == "Place" and not p.row.organised
    if a.preposition in words_of("event-before"):
        return p.row.organised
    if a.mention.type == "Organization" and a.preposition in words_of("event-only-place"):
        return False
    return a.preposition in words_of("event-place")


def introduced(doc: Doc, start: int) -> str | None:
    """The preposition (`lors de`, `au cours de`) that introduces the phrase at `start`, or None."""
    for k in range(start - 1, max(start - 6, -1), -1):
        found = preposition(doc, k)
        if found and found.lemma in words_of("event-opening"):
            between = [t.lower_ for t in doc[found.end : start]]
            if all(w in words("definite", "indefinite", "possessive") for w in between):
                return found.lemma
    return None


# --- the verb after the event: "aura lieu lundi à Dakar", "a fait dix morts mardi", ", qui s'est tenue hier,"


def _right(doc: Doc, p: Phrase, i: int, fillers: Fillers) -> Setting:
    verb = _verb_after(doc, i)
    if verb is None or (_led_by(doc, p.start, words_of("event-inner")) and not _attached(doc, i, verb)):
        return Setting()
    bare = "Part" in doc[verb].morph.get("VerbForm", [])
    if p.row.organised and bare and doc[verb].lemma_.lower() in words_of("event-happens"):
        return Setting()  # "le procès de l'incendie, survenu en 2020"
    kind = kinds(doc[verb])
    held = bare and "event-hold" in kind  # "sera donnée à midi", "présidée lundi par"
    happens = held or "event-frame" in kind or _has_locution(doc, verb)
    hits = "event-hit" in kind
    if not (happens or hits or ("event-effect" in kind and _is_effect(doc, verb))):
        return Setting(_fronted(doc, p, fillers).place) if p.row.organised else Setting()
    last = unit_tokens(doc)[unit_of(doc, p.start)][1]
    adverbials = _clause_adjuncts(doc, verb + 1, last, fillers)
    if "event-toll-verb" in kind:  # "a fait dix morts depuis lundi" counts on
        adverbials = [a for a in adverbials if a.preposition not in words_of("event-since")]
    found = of(doc, adverbials, p)
    if hits and not p.row.organised:
        inside = adjuncts(doc, verb + 1, fillers)
        struck = fillers.mention_at(doc, inside[-1].end if inside else verb + 1)
        if struck is not None and struck.type == "Place":
            found = Setting(struck, found.date)
    return found.over(_fronted(doc, p, fillers))


def _verb_after(doc: Doc, i: int) -> int | None:
    """The main verb that follows an event: an auxiliary, a modal, a clitic, a relative and its subject are passed."""
    text, tag = lowered(doc), tags(doc)
    relative = False
    last = unit_tokens(doc)[unit_of(doc, i - 1)][1] if i < len(doc) else 0
    for k in range(i, min(i + _FRAME_REACH, last)):
        if doc[k].is_space or text[k] in _STOPS or text[k] in words_of("event-negation"):
            return None
        if text[k] in words("relative"):
            relative = True
        elif tag[k] == "VERB" or (tag[k] == "AUX" and _has_locution(doc, k)):
            if "event-modal" in kinds(doc[k]):
                continue
            if relative or _is_main(doc, k):
                return k
        elif text[k] == "," and k > i and not relative:
            return None
        elif tag[k] in ("NOUN", "PROPN") and not relative:
            return None
    return None


def _measured(doc: Doc, start: int) -> bool:
    """Whether a phrase only says from when a time is counted ("six mois après la fermeture")."""
    if not _led_by(doc, start, words_of("event-until")):
        return False
    return any(doc[k].lower_ in words_of("event-counted") for k in range(max(0, start - 4), start))


def _led_by(doc: Doc, start: int, lemmas: Collection[str]) -> bool:
    """Whether one of these prepositions leads to a phrase, a determiner between."""
    for k in (start - 1, start - 2, start - 3):
        found = preposition(doc, k) if k >= 0 else None
        if found is not None and found.end <= start:
            rest = (doc[j].lower_ in words("definite", "indefinite", "possessive") for j in range(found.end, start))
            partitive = found.lemma in words("of-lemma") and (k == 0 or doc[k - 1].pos_ not in ("NOUN", "PROPN", "ADJ"))
            return found.lemma in lemmas and all(rest) and not partitive  # "Des combats ont éclaté"
    return False


def _attached(doc: Doc, i: int, verb: int) -> bool:
    """Whether a verb belongs to the noun before it, and not to another subject: in a relative, or a bare participle."""
    if any(doc[k].lower_ in words("relative") for k in range(i, verb)):
        return True
    return "Part" in doc[verb].morph.get("VerbForm", []) and doc[verb - 1].pos_ != "AUX"


def _is_main(doc: Doc, k: int) -> bool:
    """Whether a verb is no mere attribute ("une voiture piégée"): with an auxiliary, or a participle of a frame."""
    if "Part" not in doc[k].morph.get("VerbForm", []) or "event-frame" in kinds(doc[k]):
        return True
    return any(t.pos_ == "AUX" for t in doc[max(0, k - _CLITICS) : k])


def _has_locution(doc: Doc, k: int) -> bool:
    """ "avoir lieu", "prendre place": the noun of the locution stands after the verb, adverbs between."""
    if "event-light" not in kinds(doc[k]):
        return False
    return any(t.lower_ in words_of("event-locution") for t in doc[k + 1 : k + _CLITICS])


def _is_effect(doc: Doc, verb: int) -> bool:
    """A verb like "make" only with those that it makes victims of; the other verbs of effect speak for themselves."""
    if "event-toll-verb" not in kinds(doc[verb]):
        return True
    return any(t.lower_ in words_of("event-toll") for t in doc[verb + 1 : verb + _FRAME_REACH])


def _clause_adjuncts(doc: Doc, i: int, last: int, fillers: Fillers) -> list[Adjunct]:
    """The adjuncts of a verb up to the end of its clause, over its object."""
    text, tag = lowered(doc), tags(doc)
    found: list[Adjunct] = []
    k = i
    while k < last:
        if doc[k].is_space or text[k] in _STOPS or text[k] in words("relative") or tag[k] in ("SCONJ", "AUX"):
            break
        if tag[k] == "VERB" and k > i and k not in fillers.dates:
            break
        item = adjunct(doc, k, fillers)
        if text[k] == ",":
            aside = k + 2 < last and tag[k + 1] == "ADV" and text[k + 2] == ","  # ", tard,"
            item = adjunct(doc, k + 3 if aside else k + 1, fillers)
            if item is None or not (item.date or item.mention):
                break
        if item is not None:
            found.append(item)
        k = max(k + 1, item.end if item else 0)
    return found


def _fronted(doc: Doc, p: Phrase, fillers: Fillers) -> Setting:
    """What opens the sentence, where nothing else stands before the event: "Lundi à Kaboul, une explosion …"."""
    first = unit_tokens(doc)[unit_of(doc, p.start)][0]
    found = adjuncts(doc, first, fillers)
    if not found or found[-1].end > p.start:
        return Setting()
    between = doc[found[-1].end : p.start]
    known = words("definite", "indefinite", "possessive")
    if all(t.text == "," or t.lower_ in known or t.pos_ == "NUM" for t in between):
        return of(doc, found, p)
    return Setting()


# --- the verb before the event: "s'est ouvert lundi à Genève le sommet", "a tenu mardi une conférence de presse"


def _left(doc: Doc, p: Phrase, fillers: Fillers) -> Setting:
    first = unit_tokens(doc)[unit_of(doc, p.start)][0]
    verb = _verb_before(doc, p.start, first, fillers)
    if verb is None:
        return _stage(doc, p, first, fillers)
    kind = kinds(doc[verb])
    if "event-undergo" in kind or _is_scene(doc, verb, p.start):
        return Setting() if p.row.organised else Setting(_subject_place(doc, verb, first, fillers))
    reflexive = any(t.lower_ in words_of("event-reflexive") for t in doc[max(first, verb - _CLITICS) : verb])
    frames = ("event-frame" in kind and reflexive) or _has_locution(doc, verb)
    between = of(doc, _between(doc, verb, p.start, fillers), p)
    if frames:
        return between.over(of(doc, adjuncts(doc, _behind_cleft(doc, first), fillers), p))
    if "event-arrive" in kind:
        return between if p.row.class_ in words_of("event-trip") else Setting(between.place)
    if "event-host" in kind and p.row.organised:
        between = between.over(Setting(_subject_place(doc, verb, first, fillers)))
    if kind & {"event-hold", "event-victim"}:
        numbered = p.ordinal is not None and p.definite is True
        return between if numbered else between.over(Setting(None, _only_day(doc, p.start, fillers)))
    return Setting()


def _behind_cleft(doc: Doc, first: int) -> int:
    """The token behind "C'est" at the beginning of a sentence ("C'est à Tunis que se tiendra le sommet")."""
    cleft = first + 2 < len(doc) and doc[first].lower_ in words_of("event-cleft") and doc[first + 1].pos_ == "AUX"
    return first + 2 if cleft else first


def _stage(doc: Doc, p: Phrase, first: int, fillers: Fillers) -> Setting:
    """A stage of a competition takes what stands with the verb before it: "affrontera Sochaux vendredi … en finale"."""
    lead = preposition(doc, p.start - 1) or preposition(doc, p.start - 2)
    if p.row.class_ not in words_of("event-match") or lead is None or lead.lemma not in words_of("event-stage"):
        return Setting()
    verbs = [k for k in range(first, p.start) if tags(doc)[k] == "VERB"]
    return of(doc, _clause_adjuncts(doc, verbs[-1] + 1, p.start, fillers), p) if verbs else Setting()


def _between(doc: Doc, verb: int, start: int, fillers: Fillers) -> list[Adjunct]:
    """The places and dates right after a verb and before the event."""
    found = adjuncts(doc, verb + 1, fillers)
    return [a for a in found if a.end <= start and (a.date or (a.mention and a.mention.type == "Place"))]


def _is_scene(doc: Doc, verb: int, start: int) -> bool:
    """ "Être le théâtre de": the noun of a locution stands between the verb and the event."""
    return any(t.lower_ in words_of("event-scene") for t in doc[verb + 1 : start])


def _verb_before(doc: Doc, start: int, first: int, fillers: Fillers) -> int | None:
    """The verb right before an event, with nothing but adjuncts, a determiner and adjectives between; not denied."""
    text, tag = lowered(doc), tags(doc)
    known = words("definite", "indefinite", "possessive", "of") | words_of("event-locution") | words_of("event-scene")
    for k in range(start - 1, max(first, start - _FRAME_REACH) - 1, -1):
        if tag[k] in ("VERB", "AUX"):
            if any(w in words_of("event-negation") for w in text[max(first, k - _CLITICS) : k]):
                return None
            inside = _between(doc, k, start, fillers)
            between = range(inside[-1].end if inside else k + 1, start)
            return (
                k if all(text[j] in known or tag[j] in ("ADJ", "NUM", "ADP", "ADV", "DET") for j in between) else None
            )
        if text[k] in _STOPS or text[k] == "," or text[k] in words("relative") or tag[k] == "SCONJ":
            return None
    return None


def _subject_place(doc: Doc, verb: int, first: int, fillers: Fillers) -> Mention | None:
    """The place that stands before a verb as its subject: "le pays traverse une crise"."""
    places = [m for m in fillers.mentions.values() if m.type == "Place" and first <= m.start and m.end <= verb]
    place = max(places, key=lambda m: m.start, default=None)
    if place is None or (place.start > first and preposition(doc, place.start - 1) is not None):
        return None
    return place if all(t.pos_ in ("AUX", "ADV", "PRON") for t in doc[place.end : verb]) else None


def _where(doc: Doc, p: Phrase, fillers: Fillers) -> Mention | None:
    """The place before a relative of place: "à Bamako, où une manifestation …", "où s'est tenu le sommet"."""
    text, tag = lowered(doc), tags(doc)
    for k in range(p.start - 1, max(0, p.start - _CLITICS) - 1, -1):
        if text[k] in words_of("event-where"):
            end = k - 1 if k and text[k - 1] == "," else k
            return next((m for m in fillers.mentions.values() if m.end == end and m.type in _VENUES), None)
        if tag[k] not in ("DET", "ADJ", "NUM", "AUX", "VERB", "PRON", "ADV"):
            return None
    return None


def _only_day(doc: Doc, start: int, fillers: Fillers) -> DateExpression | None:
    """The only day that the unit names outside quotation marks, before the event or right after it."""
    unit = doc._.units[unit_of(doc, start)]
    days = [
        d
        for d in fillers.all_dates
        if unit.start <= doc[d.start].idx < unit.end
        and not any(q.start <= doc[d.start].idx < q.end for q in doc._.quotations or ())
    ]
    same: Collection[str | None] = {d.value for d in days}
    return days[0] if len(same) == 1 and len(days[0].value or "") >= _DAY else None
