"""Adjuncts of an event phrase or of a verb → the place and the date that they say.

"mardi à Dakar" → Setting(Dakar, mardi)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from kgextract.nlp.dates.edtf import finer
from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.events.phrases import Phrase, noun
from kgextract.nlp.events.verbs import kinds
from kgextract.nlp.events.wished import is_wished
from kgextract.nlp.grammar.adjuncts import Adjunct, Fillers, adjunct, resumed
from kgextract.nlp.grammar.adverbials import past_adverbial
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, memory, tags
from kgextract.nlp.layers import Argument, Clause, DateExpression, Mention
from kgextract.tables.events import words_of
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.scenes import scene_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

FRAME_REACH = 14  # tokens between an event and the verb that says when it takes place
INSERTION = 30  # tokens between an event and the comma behind which its verb stands
CLITICS = 5  # tokens between a verb and the noun of its locution, its auxiliary and its reflexive
LOCUTION = 5  # tokens of a preposition and its determiner
VENUES = ("Place", "Organization")
STOPS = frozenset('«»"“”();:')
_TOWN, _COUNTRY = "City", "Country"
_AREAS = frozenset({_COUNTRY, _TOWN, "Region", "Continent", "Territory"})
_LARGE = _AREAS - {_TOWN}
_EVENT = 4  # tokens between an event noun and the `de` of its complement
_VERBS = ("VERB", "AUX")
_AGREEMENT = "es"  # of a participle
_DAY = len("2024-07-02")
_LOCUTIONS = (
    ("event-light", "event-locution"),
    ("event-comes", "event-comes-with"),
    ("event-is", "event-under-way"),
)


class Setting(NamedTuple):
    """Where and when, as far as a source says."""

    place: Mention | None = None
    date: DateExpression | None = None

    def over(self, other: Setting) -> Setting:
        """This one, filled up from a weaker one."""
        return Setting(self.place or other.place, self.date or other.date)


def offices(doc: Doc) -> frozenset[int]:
    """The tokens behind the heads of offices, in their complements."""
    known = memory(doc, "office-tokens")
    if "all" not in known:
        spans = (range(r.mention.head + 1, r.mention.end) for r in doc._.roles or ())
        known["all"] = frozenset(k for span in spans for k in span)
    found: frozenset[int] = known["all"]
    return found


def of(doc: Doc, found: Iterable[Adjunct], p: Phrase) -> Setting:
    """The place and the date among adjuncts, up to one that names another event; the first place with a name."""
    place = date = None
    people = False  # behind "en présence de la directrice" a body is hers
    for a in found:
        people = people or a.preposition in words_of("event-company")
        if not a.mention and not a.date and any(noun(doc, k) for k in range(a.start, a.end)):
            if a.end - a.start == 2 and doc[a.start].lower_ in words_of("event-inside"):
                continue  # `s'est terminé en bagarre | à Bilbao`
            break
        if people and a.mention and a.mention.type == "Organization":
            continue
        named = place is not None and place.kind != "named" == (a.mention.kind if a.mention else "")
        if named and a.mention is not None and place is not None and a.mention.cls in _LARGE:
            named = not _names_town(doc, place)  # `dans une gare de Lens, | en Artois`
        if a.mention and _is_venue(a, p) and (place is None or (named and " " not in a.preposition)):
            place = a.mention  # not `à la bibliothèque de Pau, | à l'est de Tarbes`
        since = a.date is not None and a.preposition in words_of("event-since")
        lasting = since and (len((a.date and a.date.value) or "") < _DAY or _counts(doc, p, a))
        if a.date and a.preposition not in words_of("event-until") and not lasting:
            hour = date is not None and _is_clock(date) and not _is_clock(a.date)
            date = a.date if date is None or hour or finer(a.date.value, date.value) else date
    return Setting(place, date)


def _counts(doc: Doc, p: Phrase, a: Adjunct) -> bool:
    """`le deuxième incendie | depuis lundi`: how many there have been, without a verb that goes on."""
    counted = p.ordinal is not None or any(tags(doc)[k] == "NUM" for k in range(p.start - 1, p.head))
    return counted and not any(tags(doc)[k] in ("VERB", "AUX") for k in range(p.end, a.start))


def _names_town(doc: Doc, place: Mention) -> bool:
    """Whether what a building is only described by has a name in it, which tells which one it is."""
    if doc[place.head].lower_ in office_words("area-kind", "side"):
        return False
    return any(is_capital(doc[k]) for k in range(place.head + 1, place.end))


def _is_clock(date: DateExpression) -> bool:
    return "T" in (date.value or "")


def _is_venue(a: Adjunct, p: Phrase) -> bool:
    if a.mention is None or a.mention.type not in VENUES:
        return False
    if a.mention.cls == _COUNTRY and a.preposition in office_words("near"):
        return False  # `un naufrage | près du Sénégal`: in another land, or at sea
    if a.mention.cls in _LARGE and p.end > p.head + 1 and p.row.noun in words_of("event-talked-of"):
        return False  # `le débat sur les écoles | au Québec`
    if a.preposition in words_of("event-target"):
        on = a.mention.cls not in _AREAS and a.preposition in words_of("event-on")
        return a.mention.type == "Place" and (on or not p.row.organised)
    if a.preposition in words_of("event-before"):  # before a court, not before a rival (`deuxième, devant le Pérou`)
        return (p.row.organised or a.mention.type == "Place") and a.mention.cls not in _AREAS
    if a.mention.type == "Organization" and a.preposition in words_of("event-only-place"):
        return False
    if a.mention.type == "Organization" and p.row.noun in words_of("event-given"):  # to whom, not where
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


def on_the_way(doc: Doc, start: int) -> bool:
    """Whether a visit is what somebody is on ("en | visite de travail à Sfax"), and not denied."""
    if not start or doc[start - 1].lower_ not in words_of("event-inside"):
        return False
    return start < 2 or doc[start - 2].lower_ not in words_of("event-negation")


def gathered(doc: Doc, start: int) -> bool:
    """Whether people meet at what stands without a determiner ("réunis en | sommet", "se retrouvent lundi à Lens en |
    congrès")."""
    if start < 2 or doc[start - 1].lower_ not in words_of("event-inside"):
        return False
    for k in range(start - 2, max(0, start - FRAME_REACH) - 1, -1):
        if "event-gathered" in kinds(doc[k]):
            return True
        if tags(doc)[k] in _VERBS or doc[k].is_space or doc[k].lower_ in STOPS | words("relative"):
            break
    return False


class Lead(NamedTuple):
    """The preposition that leads to an event: its lemma and first token."""

    lemma: str
    start: int


def lead_of(doc: Doc, start: int) -> Lead | None:
    """The preposition that leads to an event, the longest one, a determiner between."""
    for k in range(max(0, start - CLITICS), start):
        found = preposition(doc, k)
        if found is not None and found.end <= start:
            known = words("definite", "indefinite", "possessive")
            if all(doc[j].lower_ in known for j in range(found.end, start)):
                return Lead(found.lemma, k)
    return None


def of_matter(doc: Doc, head: int, place: Mention) -> bool:
    """Whether a place is that of what an event is about (`la réunion consacrée à la situation | à Lima`)."""
    lead = lead_of(doc, place.start)
    return lead is not None and lead.start - 1 > head and doc[lead.start - 1].lower_ in words_of("event-matter")


def led_by(doc: Doc, start: int, lemmas: Collection[str]) -> bool:
    """Whether one of these prepositions leads to a phrase, a determiner between."""
    for k in range(max(0, start - LOCUTION), start):
        found = preposition(doc, k)
        if found is not None and found.end <= start:
            rest = (doc[j].lower_ in words("definite", "indefinite", "possessive") for j in range(found.end, start))
            if not all(rest):
                continue
            before = [j for j in range(max(0, k - _EVENT), k) if doc[j].lower_ not in words_of("event-works-of")]
            around = any(doc[j].lower_ in words_of("event-around") for j in before)  # "la billetterie du match ouvre"
            of_event = around or any(noun(doc, j) for j in before)  # not "la clôture du sommet a eu lieu"
            return found.lemma in lemmas and (found.lemma not in words("of-lemma") or of_event)
    return False


def next_day(doc: Doc, start: int) -> bool:
    """Whether what is told was the day before or after an event ("la veille du | sommet")."""
    lead = lead_of(doc, start)
    of = lead.lemma in words("of-lemma") if lead is not None else False
    return lead is not None and any(w in speech_words("day-after") for w in doc.lowered[lead.start - of : start])


def is_unsure(doc: Doc, start: int, head: int) -> bool:
    """Whether an adjective before the noun says that it may never be ("une éventuelle visite")."""
    return any(t.lower_ in words_of("event-unsure") for t in doc[start:head])


def is_unreal(doc: Doc, start: int, *, organised: bool = True) -> bool:
    """Whether the verb or noun that leads to a phrase makes it a fear, a wish or a risk, or none ("pas de réunion"),
    or a plan of what nobody holds (`préparait un attentat`); not where it is when something was said or wished."""
    before = doc[start - 1].lower_ if start else ""
    if start > 1 and before in words("of") and doc[start - 2].lower_ in words_of("event-negation"):
        return True
    if introduced(doc, start) is not None:
        return False
    if is_wished(doc, start):
        return True
    holding = False  # what is to be held is only asked for: `a proposé la tenue d'un sommet`
    for k in range(start - 1, max(0, start - CLITICS) - 1, -1):
        word = doc[k]
        if word.lemma_.lower() in words_of("event-unreal-noun") or word.lower_ in words_of("event-that-is"):
            return True
        if word.lower_ in words_of("event-holding") and word.pos_ in ("NOUN", "VERB"):
            holding = True
            continue
        if word.lower_ in words_of("event-willing") and (holding or _led_to(doc, k + 1)):
            return True
        if holding and word.lower_ in words_of("event-candidate"):
            return True
        if k < start - 1 and word.lower_ in words("coordinator"):  # `réclament la libération et | le retour de`
            return _unreal_before(doc, k)
        if word.pos_ == "VERB" or (word.pos_ == "NOUN" and k == start - 2):
            plotted = not organised and "event-plotted" in kinds(word)
            called = (holding or (not organised and _led_to(doc, k + 1))) and _calls_for(word)
            if "event-unreal" in kinds(word) or plotted or called:
                return True
        if word.pos_ not in ("DET", "ADP", "ADV", "PRON", "AUX", "ADJ"):
            return False
    return False


def _unreal_before(doc: Doc, k: int) -> bool:
    """Whether the verb of a phrase that a coordinator at token k goes on with makes it a wish or a fear."""
    for j in range(k - 1, max(0, k - FRAME_REACH), -1):
        if doc[j].pos_ == "VERB":
            return ("event-unreal" in kinds(doc[j]) and doc[j + 1].pos_ == "DET") or (
                _calls_for(doc[j]) and _led_to(doc, j + 1)
            )
        if doc[j].pos_ not in ("DET", "NOUN", "PROPN", "ADJ", "ADP"):
            return False
    return False


def _calls_for(verb: Token) -> bool:
    """Whether a verb calls somebody to do something (`appeler`)."""
    return verb.lemma_.lower() in words_of("event-called")


def _led_to(doc: Doc, k: int) -> bool:
    """Does `à` stand at a token?"""
    found = preposition(doc, k)
    return found is not None and found.lemma in syntax("to-lemma")


def bounded(doc: Doc, start: int) -> bool:
    """Whether a date only says until, before or after when (`jusqu'au 12 juin`), or what another one is (`soit le`)."""
    at = start - (doc.lowered[start - 1] in words("definite"))
    if doc.lowered[at - 1] in words_of("event-that-is"):
        return True
    found = (preposition(doc, k) for k in range(max(at - LOCUTION, 0), start))
    return any(f is not None and f.end in (at, start) and f.lemma in words_of("event-until") for f in found)


def closes_relative(doc: Doc, start: int, end: int) -> bool:
    """Whether tokens [start, end) close a relative clause of somebody between commas, behind which the main verb stands
    (`la ministre, qui ira au | sommet, est arrivée lundi`)."""
    text = lowered(doc)
    if end + 1 >= len(doc) or text[end] != "," or tags(doc)[end + 1] not in ("VERB", "AUX", "PRON", "ADV"):
        return False
    for k in range(start - 1, max(0, start - INSERTION), -1):
        if text[k] in STOPS or doc[k].is_sent_start:
            return False
        if text[k] == ",":
            return text[k + 1] in words("relative") or text[k + 2] in words("relative")
    return False


def belongs(doc: Doc, clause: Clause, argument: Argument) -> bool:
    """Whether no other verb stands between a verb and what it has behind it (`a puni X, pris lors du tournoi`), and no
    relative clause holds what it has before it (`la ministre, qui ira au sommet, est arrivée lundi`)."""
    if argument.end <= clause.start and argument is not clause.subject:
        if closes_relative(doc, argument.start, argument.end):
            return False
    between = doc[clause.end : argument.start] if argument.start > clause.end else ()
    other = (t for t in between if t.lower_.rstrip(_AGREEMENT) not in scene_words("mood"))
    if any(t.is_lower and (t.pos_ in _VERBS or t.lower_ in words("relative")) for t in other):
        return False
    return not any(t.lower_.rstrip(_AGREEMENT) in scene_words("settled") for t in between)  # `des élus établis à Namur`


def of_cause(doc: Doc, clause: Clause, argument: Argument) -> bool:
    """Whether what came before is told between a verb and what it has behind it (`condamné à la suite d'un vol à
    Pau en mars`), or right before it where both open the sentence (`Après une arrestation en 2019, il a été jugé`)."""
    causes = (a for a in clause.arguments if a.role in words_of("event-cause"))
    if argument.end <= clause.start:
        ends = (a.end for a in causes if a.end <= argument.start)  # `Après son arrivée à Alger lundi, le roi a reçu`
        return any(not any(t.text == "," for t in doc[end : argument.start]) for end in ends)
    return any(clause.verb < a.start < argument.start for a in causes)


def of_inner(doc: Doc, head: int, end: int) -> bool:
    """Whether a complement names what happened: what a relative behind it tells is of that (`le procès de
    l'attentat`, not `la cérémonie d'ouverture`)."""
    rows = (noun(doc, k) for k in range(head + 1, end) if doc[k - 1].lower_ not in words("elided-of"))
    return any(row is not None and not row.organised for row in rows)


def has_locution(doc: Doc, k: int) -> bool:
    """ "avoir lieu", "faire son retour": the noun of the locution stands after the verb, adverbs between."""
    return behind_locution(doc, k) > k + 1


def behind_locution(doc: Doc, k: int) -> int:
    """The token behind a verb, or behind the noun of its locution ("a également eu lieu | à Pau")."""
    kind = kinds(doc[k])
    nouns = [words_of(noun_) for verb, noun_ in _LOCUTIONS if verb in kind]
    near = range(k + 1, min(k + CLITICS, len(doc))) if nouns else ()
    return next((n for n in near if any(doc[n].lower_ in known for known in nouns)), k) + 1


def clause_adjuncts(doc: Doc, i: int, last: int, fillers: Fillers) -> list[Adjunct]:
    """The adjuncts of a verb up to the end of its clause, over its object."""
    text, tag = lowered(doc), tags(doc)
    found: list[Adjunct] = []
    beside = -1  # behind a place that is no adjunct, where it lies may stand (`au profit de Montreux | en Suisse`)
    k = i
    while k < last:
        if doc[k].is_space or text[k] in STOPS or text[k] in words("relative") or tag[k] in ("SCONJ", "AUX"):
            break
        stop = past_adverbial(doc, k)
        if stop > k and fillers.dates.keys().isdisjoint(range(k, stop)):  # `s'est tenu à huis clos | à Lausanne`
            k = stop
            continue
        mood = text[k].rstrip(_AGREEMENT) in scene_words("mood")  # `dans un climat tendu | à Pau`
        if tag[k] == "VERB" and k > i and k not in fillers.dates and not mood:
            break
        item = adjunct(doc, k, fillers)
        if text[k] == "," and (name := _apposed(fillers, k, found)) is not None:
            k = name.end + (name.end < last and text[name.end] == ",")
            continue
        if text[k] == ",":
            aside = (
                k + 2 < last and tag[k + 1] == "ADV" and text[k + 2] == "," and k + 1 not in fillers.dates
            )  # ", tard,"
            item = adjunct(doc, k + 3 if aside else k + 1, fillers)
            if item is None or not (item.date or item.mention):
                break
        if item is not None and not (item.mention and item.start == beside):
            found.append(resumed(found, item))
        name = fillers.mentions.get(k) if item is None and text[k - 1] in words("of") else None
        beside = name.end if name is not None and name.type == VENUES[0] else -1
        k = max(k + 1, item.end if item else beside)
    return found


def _apposed(fillers: Fillers, k: int, found: list[Adjunct]) -> Mention | None:
    """The name behind a comma of whom somebody's presence was told (`en présence du roi, | Felipe VI, à Pau`)."""
    name = fillers.mentions.get(k + 1)
    present = bool(found) and found[-1].end == k and found[-1].preposition in words_of("event-company")
    return name if present and name is not None and name.type == "Person" and name.kind == "named" else None


def behind_cleft(doc: Doc, first: int) -> int:
    """The token behind "C'est" at the beginning of a sentence ("C'est à Tunis que …")."""
    cleft = first + 2 < len(doc) and doc[first].lower_ in words_of("event-cleft")
    cleft = cleft and doc[first + 1].pos_ in ("AUX", "VERB")
    return first + 2 if cleft else first


def is_over(doc: Doc, p: Phrase, verb: int, date: DateExpression | None) -> bool:
    """Whether a verb tells of the end of what lasts for days, whose day it is not, or of the hour of an end."""
    noun_ = has_locution(doc, verb) and any(t.lower_ in words_of("event-end") for t in doc[verb + 1 : verb + CLITICS])
    if not (noun_ or "event-ends" in kinds(doc[verb])):
        return False
    named = p.capital and p.row.class_ in words_of("event-lasting-name")
    return named or p.row.noun in words_of("event-lasting") or (date is not None and _is_clock(date))
