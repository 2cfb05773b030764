"""An event phrase and its sentence → its place and its date, each from the strongest source that the sentence has.

Own phrase ("le séisme du 6 février à Alep") > verb frame ("la cérémonie se tiendra mardi", "a tenu à Rome une réunion",
"où s'ouvre le sommet") > what opens the sentence ("Lundi à Kaboul, une explosion a fait dix morts") > the one day of a
sentence that opens with the event ("lundi, lors d'une réunion"); a numbered session never takes a date that is near.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.events.after import right
from kgextract.nlp.events.before import left, where
from kgextract.nlp.events.days import only_day, said_then
from kgextract.nlp.events.phrases import Phrase, noun
from kgextract.nlp.events.settings import (
    FRAME_REACH,
    STOPS,
    VENUES,
    Setting,
    gathered,
    introduced,
    is_unreal,
    is_unsure,
    lead_of,
    led_by,
    next_day,
    of,
    of_inner,
    of_matter,
    offices,
    on_the_way,
)
from kgextract.nlp.events.tails import ascribed, bracketed, named, shown, sides, theme, title
from kgextract.nlp.events.verbs import kinds, says
from kgextract.nlp.grammar.adjuncts import Adjunct, Fillers, adjuncts, past_bracket
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import AGENTS, Mention, unit_of
from kgextract.tables.events import words_of
from kgextract.tables.names import words
from kgextract.tables.syntax import syntax

_HOLDS = frozenset({"event-hold", "event-frame", "event-host", "event-light"})
YEAR = len("2024")
_MONTH = len("2024-07")
_BRACKET = 20  # tokens of a bracket between an event and its verb
_DETERMINED = 2  # tokens from a preposition to the noun behind its determiner


def place_and_date(doc: Doc, p: Phrase, fillers: Fillers) -> Setting:
    """An event phrase → its place and its date; none for what is only feared, wished or ruled out."""
    if is_unreal(doc, p.start, organised=p.row.organised) or is_unsure(doc, p.start, p.head):
        return Setting()
    end = ascribed(doc, sides(doc, named(doc, title(doc, p.end), p, fillers), fillers))
    after = [] if _of_another(doc, p) else list(_own(doc, p, _up_to_other(doc, adjuncts(doc, end, fillers)), fillers))
    recalled = p.dated is not None and _is_recalled(doc, p.start) and doc[p.dated.start - 1].lower_ not in words("of")
    found = Setting(None, None if recalled else p.dated).over(of(doc, after, p))
    end = after[-1].end if after else end
    if found.place is None or found.date is None:
        found = found.over(bracketed(doc, end, p, fillers)).over(shown(doc, end, p, fillers))
    if found.place is None and found.date is None:
        found = _announced(doc, p, end, fillers)
    if found.place is None or found.date is None:
        found = found.over(right(doc, p, past_bracket(doc, theme(doc, end), _BRACKET), fillers))
    month = p.dated is not None and found.date is p.dated and len(p.dated.value or "") == _MONTH
    if found.place is None or found.date is None or month:
        told = left(doc, p, fillers)
        if month and told.date is not None and len(told.date.value or "") > _MONTH:
            found = Setting(found.place, told.date)  # `a présidé le 6 mai la réunion | du mois de mai`
        found = found.over(told)
    if found.place is None and (place := where(doc, p, fillers)):
        found = Setting(place, found.date)
    brief = p.row.class_ in words_of("event-brief")
    if found.date is None and p.ordinal is None and brief and introduced(doc, p.start):
        day = only_day(doc, p, fillers)
        found = Setting(found.place, day if p.row.organised or not said_then(doc, day) else None)
    round_ = p.row.noun in words_of("event-round") and led_by(doc, p.start, words_of("event-round-at"))
    if found.date is None and round_:
        found = Setting(found.place, only_day(doc, p, fillers))
    if found.date is not None and found.date.end < p.start and next_day(doc, p.start):
        found = Setting(found.place)  # `retrouvé le lendemain du | crash`
    return Setting(None, found.date) if found.place is not None and of_matter(doc, p.head, found.place) else found


def _announced(doc: Doc, p: Phrase, end: int, fillers: Fillers) -> Setting:
    """What stands behind the colon of a sentence that only says when (`Prochaine réunion : | le 12 mars à Lomé.`)."""
    first, last = unit_tokens(doc)[unit_of(doc, p.start)]
    if p.start != first or end >= last or doc[end].text != ":" or not p.row.organised:
        return Setting()
    if any(t.lower_ in words_of("event-other") for t in doc[first : p.head]):
        return of(doc, adjuncts(doc, end + 1, fillers), p)
    return Setting()


def _up_to_other(doc: Doc, found: list[Adjunct]) -> list[Adjunct]:
    """The adjuncts before one that leads to another event (`la session | depuis le congrès tenu à Oran en avril`)."""
    other = (
        n
        for n, a in enumerate(found)
        if a.preposition in words_of("event-beside") and not a.date and any(noun(doc, k) for k in range(a.start, a.end))
    )
    return found[: next(other, len(found))]


def _of_another(doc: Doc, p: Phrase) -> bool:
    """Whether what follows a phrase belongs to another event in it (`le procès de l'attentat | du 3 mai à Pau`)."""
    if _is_matter(doc, p) or _is_recalled(doc, p.start):
        return True
    if p.row.class_ not in words_of("event-afterwards"):
        return False
    return of_inner(doc, p.head, p.end)


def _is_matter(doc: Doc, p: Phrase) -> bool:
    """Whether a phrase is what a meeting before it is about (`un discours du roi sur | le Brexit | à Pau`)."""
    at = p.start - 1 - (doc[p.start - 1].lower_ in words("definite"))
    found = preposition(doc, at) if at > 0 else None
    if found is None or found.lemma not in words_of("event-about"):
        return False
    for k in range(at - 1, max(at - FRAME_REACH, -1), -1):
        if (row := noun(doc, k)) is not None:
            return row.organised or row.class_ in words_of("event-afterwards")
        if doc[k].pos_ in ("VERB", "AUX", "PUNCT"):
            return False
    return False


def _is_recalled(doc: Doc, start: int) -> bool:
    """Whether a phrase is what others remember (`le centenaire du | naufrage`)."""
    for at in (start - 1, start - 2):
        found = preposition(doc, at) if at > 0 else None
        if found is not None and found.end <= start and found.lemma in words("of-lemma"):
            return doc[at - 1].lower_ in words_of("event-recalls")
    return False


def _own(doc: Doc, p: Phrase, found: Iterable[Adjunct], fillers: Fillers) -> Iterable[Adjunct]:
    """The adjuncts of the event itself: a bare "hier" after a comma, or beside a trial, says when somebody acts.

    It is the event's where a complement goes on after it, "l'arrestation, hier, d'un suspect", and where somebody acts
    in it: "ont péri dans un accident, hier".
    """
    found = [] if _of_round(doc, p) else list(found)
    apart = _measured(doc, p.start)
    acted = _acted_on(doc, p.start)
    made = acted and _is_made(doc, p.start)
    aside = _set_off(doc, p, found, fillers)
    within = p.definite is False and led_by(doc, p.start, words_of("event-within"))
    within = within or (p.row.class_ in words_of("event-trip") and on_the_way(doc, p.start)) or gathered(doc, p.start)
    within = within or _is_round(doc, p) or _is_object(doc, p)
    within = within or (
        p.row.organised and ((p.ordinal is None and (_held(doc, p.start) or _in_phase(doc, p))) or _at_it(doc, p.start))
    )
    for a in found:
        if a.date and (_of_office(doc, p.start, a) or _of_new_day(p, a)):
            return
        if a.date and not a.preposition and doc[a.start - 1].text != "," and _of_matter(doc, p):
            continue  # "a parlé des résultats du forum le 28 avril"
        if a.date and made and a.preposition not in words("of-lemma"):
            return
        if apart and doc[a.start - 1].text == ",":  # "six mois après la fermeture de l'usine, en mai,"
            return
        if a.date and acted and "T" in (a.date.value or ""):  # "a maîtrisé l'incendie vers midi"
            return
        figures = a.date and any(t.text[0].isdigit() for t in doc[a.date.start : a.date.end])
        if a.date and not a.preposition and not (figures or within or aside or _goes_on(doc, a.end)):
            if acted or doc[a.start - 1].text == "," or p.row.class_ not in words_of("event-brief"):
                return
        yield a


def _is_object(doc: Doc, p: Phrase) -> bool:
    """Whether something is what will be done with it (`fera l'objet d'un | débat vendredi`)."""
    lead = lead_of(doc, p.start) if p.definite is False else None
    return lead is not None and doc[lead.start - 1].lower_ in words_of("event-object")


def _is_round(doc: Doc, p: Phrase) -> bool:
    """Whether two play each other in it, as `en` before it says (`a battu le Chili en | demi-finale mardi à Lima`)."""
    led = p.start > 0 and doc[p.start - 1].lower_ in words_of("event-inside")
    return led and p.definite is None and p.row.class_ in words_of("event-match")


def _of_round(doc: Doc, p: Phrase) -> bool:
    """Whether a competition or election is only that of the match or round before it, whose day and place follow (`la
    finale de la | Coupe du monde dimanche à Lima`, `le second tour de l'| élection le 3 mai`)."""
    lead = lead_of(doc, p.start)
    if lead is None or lead.lemma not in words("of-lemma"):
        return False
    outer = noun(doc, lead.start - 1) or noun(doc, lead.start - 2)
    if outer is None or outer.class_ != p.row.class_:
        return False
    return p.row.class_ in words_of("event-scheduled") or (p.capital and p.row.class_ in words_of("event-match"))


def _of_new_day(p: Phrase, a: Adjunct) -> bool:
    """Whether a day is the new one of what is put off (`le renvoi du procès | au 8 octobre`)."""
    return p.row.noun in words_of("event-moving") and a.preposition in syntax("to-lemma")


def _of_matter(doc: Doc, p: Phrase) -> bool:
    """Whether `de` ties what is held to a noun that is not its beginning (`les résultats du forum`, `la finale du`)."""
    lead = lead_of(doc, p.start)
    at = lead.start - 1 if lead is not None and lead.lemma in words("of-lemma") else -1
    if at >= 0 and doc.lowered[at] in words_of("event-spot"):
        return True  # `s'est rendu sur les lieux de l'accident | lundi`
    if not p.row.organised or at < 0 or doc[at].pos_ != "NOUN":
        return False
    if _is_object(doc, p):
        return False
    return doc[at].lower_ not in _phases() - words_of("event-closing")


def _in_phase(doc: Doc, p: Phrase) -> bool:
    """Whether `de` ties an event to the noun of its beginning or end (`à l'ouverture des travaux du | forum`)."""
    lead = lead_of(doc, p.start)
    return lead is not None and lead.lemma in words("of-lemma") and doc[lead.start - 1].lower_ in _phases()


@cache
def _phases() -> frozenset[str]:
    return words_of("event-phase") | words_of("event-beginning") | words_of("event-closing")


def _of_office(doc: Doc, start: int, a: Adjunct) -> bool:
    """Whether years behind a phrase are those of an office: `directeur du festival d'Avignon de 1985 à 1992`."""
    value = (a.date.value or "") if a.date else ""
    years = "/" in value or (len(value) == YEAR and a.preposition not in words("of"))
    return years and start in offices(doc)


def _set_off(doc: Doc, p: Phrase, found: list[Adjunct], fillers: Fillers) -> bool:
    """Whether day, or day and place, stand between commas behind what opens its sentence (`Le colloque, lundi à Pau,
    …`; not `Le salon, lundi, a annoncé …`)."""
    first = unit_tokens(doc)[unit_of(doc, p.start)][0]
    end = found[-1].end if found else len(doc)
    sited = any(a.mention and a.mention.type in VENUES for a in found)
    at = sides(doc, title(doc, p.end), fillers)
    day = found[-1].start if found and found[-1].date else at  # `L'arrivée du roi à Pau, | mercredi, a surpris`
    apart = doc[at].text == "," or (sited and doc[day - 1].text == "," and doc[day].lower_ not in words("of"))
    if not found or end + 1 >= len(doc) or not apart or doc[end].text != ",":
        return False
    led = preposition(doc, first) if sited else None  # `Au terme du congrès, lundi à Pau, les élus ont voté`
    if led is not None and led.lemma in words_of("event-opening") and p.start - led.end < _DETERMINED:
        return True
    verb = end + 1 + (doc.lowered[end + 1] in words_of("event-reflexive"))
    told = p.start <= first + 1 and verb < len(doc) and doc[verb].pos_ in ("VERB", "AUX")
    return told and (sited or not says(doc, verb))


def _acted_on(doc: Doc, start: int) -> bool:
    """Whether the phrase is the object of a verb that is none of holding: "ont quitté la réunion jeudi"."""
    verb = _verb_of(doc, start)
    return verb is not None and not _HOLDS & kinds(doc[verb])


def _is_made(doc: Doc, start: int) -> bool:
    """Whether the verb that a phrase is the object of is one of what is done beforehand ("a écrit | le spectacle")."""
    verb = _verb_of(doc, start)
    if verb is None or "Past" not in doc[verb].morph.get("Tense", []):
        return False
    return not words_of("event-beforehand").isdisjoint(infinitives(doc[verb]))


def _held(doc: Doc, start: int) -> bool:
    """Whether the phrase is the object of a verb of holding: "a organisé la foire mercredi au stade", "il y aura"."""
    verb = _verb_of(doc, start)
    return verb is not None and (bool({"event-hold", "event-host"} & kinds(doc[verb])) or _exists(doc, verb))


def _exists(doc: Doc, verb: int) -> bool:
    """Whether a verb says that there is something (`il y aura`)."""
    has = doc[verb].lemma_.lower() in syntax("have-lemma")
    return has and verb > 0 and doc[verb - 1].lower_ in syntax("place-clitic")


def _verb_of(doc: Doc, start: int) -> int | None:
    """The verb right before a phrase and its determiner."""
    k = start - 1
    while k > 0 and doc[k].pos_ in ("DET", "ADJ", "NUM"):
        k -= 1
    return k if k >= 0 and doc[k].pos_ == "VERB" else None


def _at_it(doc: Doc, start: int) -> bool:
    """Whether what the sentence tells was at the event: "a promis une aide lors du tournoi mercredi à Dakar"."""
    return introduced(doc, start) in words_of("event-at-it")


def _goes_on(doc: Doc, i: int) -> bool:
    """Whether a complement of the noun follows: `de`, or the agent after `par`."""
    after = preposition(doc, i + 1 if i < len(doc) and doc[i].text == "," else i)
    return after is not None and (after.lemma in words("of-lemma") or after.lemma in words_of("event-agent"))


def _done_there(doc: Doc, start: int) -> bool:
    """Whether a preposition leads to the phrase behind a passive, whose agent `par` names."""
    first = unit_tokens(doc)[unit_of(doc, start)][0]
    verb = next((k for k in range(start - 1, first - 1, -1) if doc[k].pos_ in ("VERB", "AUX")), None)
    if verb is None or doc[verb].pos_ == "AUX" or "Part" not in doc[verb].morph.get("VerbForm", []):
        return False
    led = any(preposition(doc, k) for k in range(verb + 1, start))
    marked = any(doc[k].text in STOPS for k in range(verb + 1, start))
    before = doc[verb - 1].lemma_.lower() if verb > first else ""
    return led and not marked and before not in syntax("have-lemma")


def _measured(doc: Doc, start: int) -> bool:
    """Whether a phrase only says from when a time is counted ("six mois après la fermeture", "la veille du sommet")."""
    if next_day(doc, start):
        return True
    if not led_by(doc, start, words_of("event-until")):
        return False
    return any(doc[k].lower_ in words_of("event-counted") for k in range(max(0, start - 4), start))


def _charged(doc: Doc, start: int) -> bool:
    """Whether a participle and `de` lead to an event: who acts is behind it (`accusé d'agressions par un voisin`)."""
    return start > 1 and doc[start - 1].lower_ in words("of") and "Part" in doc[start - 2].morph.get("VerbForm", [])


def organiser(doc: Doc, p: Phrase, fillers: Fillers) -> Mention | None:
    """Who holds or does it: "par l'ONU" in the phrase or right after, "à l'appel de la CGT" later in the sentence."""
    if p.row.class_ in words_of("event-not-organised"):
        return None
    last = unit_tokens(doc)[unit_of(doc, p.start)][1]
    # `a été battue lors de la finale par la Norvège`, `représenté à la réunion par Luc Roy`: who beat, represented her
    within = introduced(doc, p.start) is not None or (p.row.organised and _done_there(doc, p.start))
    within = within or _charged(doc, p.start)
    for k in range(p.head + 1, last):
        found = preposition(doc, k)
        if k > p.head + 1 and noun(doc, k) and k >= p.end:
            return None
        near = found is not None and found.lemma in words_of("event-agent") and k <= p.end and not within
        if found is not None and (near or found.lemma in words_of("event-organiser")):
            agent = fillers.mention_at(doc, found.end)
            if agent is not None and agent.type in AGENTS:
                return agent
    return None
