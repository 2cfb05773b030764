"""An event phrase and the verb before it → place and date: "s'est ouvert à Genève le sommet", "a tenu un débat"."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.events.days import only_day, said_then
from kgextract.nlp.events.phrases import Phrase
from kgextract.nlp.events.settings import (
    CLITICS,
    FRAME_REACH,
    INSERTION,
    STOPS,
    VENUES,
    Lead,
    Setting,
    behind_cleft,
    behind_locution,
    clause_adjuncts,
    closes_relative,
    has_locution,
    is_unreal,
    lead_of,
    of,
    on_the_way,
)
from kgextract.nlp.events.verbs import kinds
from kgextract.nlp.events.wished import is_open
from kgextract.nlp.grammar.adjuncts import Adjunct, Fillers, adjuncts, behind
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered, tags, unit_tokens
from kgextract.nlp.layers import Mention, unit_of
from kgextract.tables.events import words_of
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import syntax

_BRACKETS = frozenset("()")


def left(doc: Doc, p: Phrase, fillers: Fillers) -> Setting:
    """The setting of an event as the words before its phrase tell it: its verb with adverbials, else the scene."""
    first = unit_tokens(doc)[unit_of(doc, p.start)][0]
    opened = _opened(doc, p, first, fillers)
    if opened is not None:
        return opened
    lead = lead_of(doc, p.start)
    if lead is not None and lead.lemma in words_of("event-beside"):
        return Setting()  # "réunis lundi à Oslo avant le sommet"
    start = lead.start if lead is not None else p.start
    if lead is not None and lead.lemma in words("of-lemma") and doc[lead.start - 1].lower_ in words_of("event-phase"):
        start = lead.start - 1  # `a ouvert ce jeudi, les | travaux du forum`
    verb = _verb_before(doc, start, first, fillers)
    if verb is None:
        return _stage(doc, p, first, fillers)
    ahead = lowered(doc)[verb : verb + 2]
    there = any(word in words_of("event-there") for word in ahead)
    verb += there and ahead[0] not in words_of("event-there")  # "étaient présents samedi à Lyon à un rassemblement"
    share = "event-light" in kinds(doc[verb]) and ahead[-1] in words_of("event-share")  # "a pris part mardi à"
    died = _death(doc, verb)
    verb += share + died
    kind = kinds(doc[verb])
    if "event-undergo" in kind or _is_scene(doc, verb, p.start):
        if p.row.organised:
            return Setting()
        day = of(doc, _between(doc, verb, p.start, fillers), p).date
        return Setting(_subject_place(doc, verb, first, fillers), day)
    reflexive = any(t.lower_ in words_of("event-reflexive") for t in doc[max(first, verb - CLITICS) : verb])
    between = of(doc, _between(doc, verb, p.start, fillers), p)
    if p.row.organised and lead is None and _opens_with(doc, verb, first):
        day = None if kind & {"event-moved", "event-ends", "event-goes-on"} else between.date
        return Setting(None if "event-moved" in kind else between.place, day)
    frames = ("event-frame" in kind and reflexive) or has_locution(doc, verb)
    if frames:
        return between.over(of(doc, adjuncts(doc, behind_cleft(doc, first), fillers), p))
    if p.row.class_ in words_of("event-trip") and on_the_way(doc, p.start):
        return between  # "était mardi en visite de travail à Sfax"
    if between.place is None and p.row.organised and (share or "event-hold" in kind):
        between = between.over(_come_for(doc, verb - share, first, fillers, p))
    if "event-arrive" in kind:
        return between if p.row.class_ in words_of("event-trip") else Setting(between.place)
    if "event-host" in kind and p.row.organised and not is_open(doc, verb):
        between = between.over(Setting(_hosting(doc, verb, first, fillers)))
    if (
        there
        and (led := preposition(doc, p.start - 1) or preposition(doc, p.start - 2))
        and led.lemma in words_of("event-purpose")
    ):
        return Setting(between.place)  # "est attendu lundi à Paris pour un sommet": the day of the guest
    apart = doc[start - 2].text == "," and doc[verb].lemma_.lower() in words_of("event-lived")
    launched = "event-launch" in kind and p.row.noun.split(" ")[0] in words_of("event-launched")
    if there or share or died or apart or launched or kind & {"event-hold", "event-victim"}:
        apart = (p.ordinal is not None and p.definite is True) or closes_relative(doc, p.start, p.end)
        day = only_day(doc, p, fillers)
        apart = apart or (not p.row.organised and said_then(doc, day)) or _decided(doc, verb, first)
        return between if apart else between.over(Setting(None, day))
    return Setting()


def _hosting(doc: Doc, verb: int, first: int, fillers: Fillers) -> Mention | None:
    """The place that hosts something, or the body with a house of its own (not `la fédération accueille`)."""
    site = _subject_place(doc, verb, first, fillers, VENUES)
    houses = words_of("event-houses") & set(infinitives(doc[verb]))
    known = office_words("establishment") | words_of("event-house")
    if site is None or site.type == VENUES[0] or houses or doc.lowered[site.head] in known:
        return site
    return _subject_place(doc, verb, first, fillers)


def _decided(doc: Doc, verb: int, first: int) -> bool:
    """Whether `de` leads from a verb to the infinitive of holding: the day is that of what was decided or promised (`a
    décidé lundi | de tenir un sommet`; not `vient de tenir`)."""
    link = preposition(doc, verb - 1) if verb > first else None
    if link is None or link.lemma not in words("of-lemma") or "Inf" not in doc[verb].morph.get("VerbForm", []):
        return False
    before = next((k for k in range(verb - 2, max(first, verb - FRAME_REACH) - 1, -1) if tags(doc)[k] == "VERB"), None)
    return before is not None and doc[before].lemma_.lower() not in syntax("done-lemma")


def _opened(doc: Doc, p: Phrase, first: int, fillers: Fillers) -> Setting | None:
    """What stands between the noun of its beginning or end and the event (`la tenue lundi à Thiès d'un sommet`); what
    tells of a curtain or a frame (`le rideau s'est levé à Oran sur le salon`, `la halle a servi de cadre au bal`)."""
    lead = lead_of(doc, p.start)
    if lead is None or not p.row.organised:
        return None
    text = lowered(doc)
    of_ = lead.lemma in words("of-lemma")
    known = words_of("event-beginning") | words_of("event-closing") if of_ else words_of("event-image")
    for k in range(lead.start - 1, max(first, lead.start - INSERTION) - 1, -1):
        if text[k] in STOPS or text[k] in words("relative"):
            return None
        if text[k] not in known:
            continue
        if of_:
            return _between_nouns(doc, k, lead.start, p, fillers)
        return _pictured(doc, k, lead, first, p, fillers)
    return None


def _between_nouns(doc: Doc, k: int, end: int, p: Phrase, fillers: Fillers) -> Setting | None:
    """The adjuncts that fill the words from the noun of a beginning to `de`; none where it is only wished."""
    at = k + 1 + 2 * (doc[k + 1].lower_ in words("elided-of"))  # "le coup d'envoi"
    found = adjuncts(doc, at + (at < end and doc[at].text == ","), fillers)
    found = [a for a in found if a.end <= end]
    if not found or end - found[-1].end != (doc[end - 1].text == ","):
        return None
    if is_unreal(doc, k):
        return Setting()
    said = of(doc, found, p)
    return Setting(said.place) if doc[k].lower_ in words_of("event-closing") else said


def _pictured(doc: Doc, k: int, lead: Lead, first: int, p: Phrase, fillers: Fillers) -> Setting | None:
    """The setting of `le rideau s'est levé … sur`, `a servi … de cadre à` with the noun at token k."""
    verbs = (n for n in range(k, lead.start) if tags(doc)[n] == "VERB")
    if doc[k - 1].lower_ in words("elided-of") and lead.lemma in syntax("to-lemma"):
        verb = next((n for n in range(k - 2, max(first, k - FRAME_REACH), -1) if tags(doc)[n] == "VERB"), None)
        if verb is None or not kinds(doc[verb]) & {"event-serve"}:
            return None
        said = of(doc, [*adjuncts(doc, verb + 1, fillers), *clause_adjuncts(doc, k + 1, lead.start, fillers)], p)
        return said.over(Setting(_subject_place(doc, verb, first, fillers)))
    verb = next(verbs, None)
    if verb is None or lead.lemma not in words_of("event-on") or "event-curtain" not in kinds(doc[verb]):
        return None
    said = of(doc, _between(doc, verb, lead.start, fillers), p)
    return said if "event-rise" in kinds(doc[verb]) else Setting(said.place)


def _come_for(doc: Doc, verb: int, first: int, fillers: Fillers, p: Phrase) -> Setting:
    """Where somebody is or comes to take part (`se trouve à Sfax pour participer au congrès`)."""
    if verb <= first or doc[verb - 1].lower_ not in words_of("event-purpose"):
        return Setting()
    main = _verb_before(doc, verb - 1, first, fillers)
    if main is None or not ("event-arrive" in kinds(doc[main]) or doc[main].lemma_.lower() in syntax("be-lemma")):
        return Setting()
    return Setting(of(doc, _between(doc, main, verb - 1, fillers), p).place)


def _stage(doc: Doc, p: Phrase, first: int, fillers: Fillers) -> Setting:
    """A stage of a competition takes what stands with the verb before it: "affrontera Sochaux vendredi … en finale"."""
    lead = preposition(doc, p.start - 1) or preposition(doc, p.start - 2)
    if p.row.class_ not in words_of("event-match") or lead is None or lead.lemma not in words_of("event-stage"):
        return Setting()
    verbs = [k for k in range(first, p.start) if tags(doc)[k] == "VERB"]
    return of(doc, clause_adjuncts(doc, verbs[-1] + 1, p.start, fillers), p) if verbs else Setting()


def _between(doc: Doc, verb: int, start: int, fillers: Fillers) -> list[Adjunct]:
    """The places and dates right after a verb, or the noun of its locution, and before the event."""
    found = adjuncts(doc, behind_locution(doc, verb), fillers)
    return [a for a in found if a.end <= start and (a.date or (a.mention and a.mention.type in VENUES))]


def _is_scene(doc: Doc, verb: int, start: int) -> bool:
    """ "Être le théâtre de": the noun of a locution stands between the verb and the event."""
    return any(t.lower_ in words_of("event-scene") for t in doc[verb + 1 : start])


def _verb_before(doc: Doc, start: int, first: int, fillers: Fillers) -> int | None:
    """The verb right before an event, with nothing but adjuncts, a determiner and adjectives between; not denied."""
    text, tag = lowered(doc), tags(doc)
    known = words("definite", "indefinite", "possessive", "of")
    known = known | words_of("event-locution") | words_of("event-comes-with")
    known = known | words_of("event-scene") | words_of("event-phase")
    apart = start - 2 > first and text[start - 2] == "," and text[start - 1] in words("definite", "one")
    last = start - 2 if apart else start  # "a organisé mardi à Lima, un forum"
    marks: list[int] = []  # of "s'est ouvert à Genève, en Suisse, le sommet"
    for k in range(last - 1, max(first, start - INSERTION) - 1, -1):
        if tag[k] in ("VERB", "AUX") or _fronted_participle(doc, k, first):
            if any(w in words_of("event-negation") for w in text[max(first, k - CLITICS) : k]):
                return None
            at = k + 1 + (k + 1 < last and text[k + 1] in words_of("event-there") | words_of("event-share"))
            at = max(at, behind_locution(doc, k)) + _death(doc, k)
            inside = adjuncts(doc, at, fillers) if apart else _between(doc, at - 1, start, fillers)
            inside = [a for a in inside if a.end <= last]
            end = behind(doc, inside, fillers) if inside else at
            if marks and (not inside or marks[0] > end or "event-victim" in kinds(doc[k])):
                return None  # "les deux hommes arrêtés en Chine, après l'interpellation"
            if not (apart or inside) and start - k > FRAME_REACH:
                return None
            between = range(max([end, *(m + 1 for m in marks)]), last)
            if apart and inside and _is_described(doc, inside[-1], last):
                return k  # "a organisé lundi à Thiès, fief de la maire, un meeting"
            return (
                k if all(text[j] in known or tag[j] in ("ADJ", "NUM", "ADP", "ADV", "DET") for j in between) else None
            )
        if text[k] in words("relative") or tag[k] == "SCONJ" or (text[k] in STOPS - _BRACKETS and not apart):
            return None
        if text[k] in _BRACKETS or text[k] == ",":
            marks += [] if apart else [k]
    return None


def _is_described(doc: Doc, last: Adjunct, end: int) -> bool:
    """Whether only an apposition stands behind the comma after a place (`à Thiès, | fief de la maire,`)."""
    if last.mention is None or last.mention.type != VENUES[0] or doc[last.end].text != ",":
        return False
    tag = tags(doc)[last.end + 1 : end]
    known = tag[:1] == ["NOUN"] or doc[last.end + 1].lower_ in words("definite", "possessive", "indefinite")
    return known and 0 < len(tag) <= FRAME_REACH and not {"VERB", "AUX", "PUNCT", "PRON", "SCONJ"}.intersection(tag)


def _death(doc: Doc, verb: int) -> int:
    """How many words behind a verb say that somebody dies (`ont trouvé | la mort`, `a perdu | la vie`), or that they
    are dead or wounded, where the tagger takes that for a noun (`sont | mortes`)."""
    after = lowered(doc)[verb + 1 : verb + 3]
    if after and after[0] in words_of("event-toll") and doc[verb].lemma_.lower() in syntax("be-lemma"):
        return 1
    dies = len(after) > 1 and after[0] in words("definite") and after[1] in words_of("event-toll")
    return len(after) if dies and "event-victim" in kinds(doc[verb]) else 0


def _fronted_participle(doc: Doc, k: int, first: int) -> bool:
    """Whether a participle opens a sentence or an aside, whatever the tagger takes it for (`Réunis lundi à Oran`)."""
    apart = k == first or doc[k - 1].text == ","
    known = ("event-hold", "event-frame") if k == first else ("event-hold",)
    tagged = k == first or tags(doc)[k] in ("ADJ", "NOUN", "PROPN")
    return apart and tagged and bool(kinds(doc[k]).intersection(known))


def _opens_with(doc: Doc, verb: int, first: int) -> bool:
    """Whether the participle of a frame opens a sentence, of which what follows is the subject (`Prévu lundi à Pau, le
    | sommet …`, `Longtemps attendu`)."""
    opens = verb == first or (verb == first + 1 and tags(doc)[first] == "ADV")
    return opens and "event-frame" in kinds(doc[verb]) and "Fin" not in doc[verb].morph.get("VerbForm", [])


def _subject_place(
    doc: Doc, verb: int, first: int, fillers: Fillers, types: tuple[str, ...] = VENUES[:1]
) -> Mention | None:
    """The place that stands before a verb as its subject: "le pays traverse une crise"."""
    places = [m for m in fillers.mentions.values() if m.type in types and first <= m.start and m.end <= verb]
    place = max(places, key=lambda m: (m.end, -m.start), default=None)
    if place is None:
        return None
    kind = place.start - 2  # "la ville de Pau a été le théâtre de"
    of_kind = kind >= first and doc[kind].lower_ in office_words("transparent") and doc[kind + 1].lower_ in words("of")
    if place.start > first and preposition(doc, place.start - 1) is not None and not of_kind:
        return None
    known = ("AUX", "ADV", "PRON")
    return place if all(t.pos_ in known or "event-modal" in kinds(t) for t in doc[place.end : verb]) else None


def _town_before(doc: Doc, land: Mention, fillers: Fillers) -> Mention | None:
    """The town before a comma and the land in which it lies (`à | Bamako, au Mali, où …`)."""
    at = land.start - 1 - (preposition(doc, land.start - 1) is None)
    if land.cls != "Country" or at < 1 or doc[at - 1].text != ",":
        return None
    towns = (m for m in fillers.mentions.values() if m.end == at - 1 and m.cls == "City" and m.kind == "named")
    return next(towns, None)


def where(doc: Doc, p: Phrase, fillers: Fillers) -> Mention | None:
    """The place before a relative of place: "à Bamako, où une manifestation …", "où s'est tenu le sommet"."""
    text, tag = lowered(doc), tags(doc)
    lead = lead_of(doc, p.start)
    comes = lead is not None and lead.lemma in words_of("event-attended")  # `où il doit prendre part au | sommet`
    start = lead.start if lead is not None and comes else p.start
    for k in range(start - 1, max(0, start - CLITICS - comes) - 1, -1):
        if text[k] in words_of("event-where"):
            end = k - 1 if k and text[k - 1] == "," else k
            if end > 2 and text[end - 1] == ")":  # "à Charlotte (Caroline du Nord), où s'ouvre la convention"
                end = next((n for n in range(end - 2, max(0, end - FRAME_REACH), -1) if text[n] == "("), end)
            found = [m for m in fillers.mentions.values() if m.end == end and m.type in VENUES]
            fits = [m for m in found if p.row.organised or m.type == "Place"]  # what happened is in a place
            site = min(fits, key=lambda m: m.start if p.row.organised else -m.start, default=None)
            return _town_before(doc, site, fillers) or site if site is not None else None
        if tag[k] not in ("DET", "ADJ", "NUM", "AUX", "VERB", "PRON", "ADV"):
            if text[k] not in words_of("event-locution") | words_of("event-share"):  # "où a eu lieu le séisme"
                return None
    return None
