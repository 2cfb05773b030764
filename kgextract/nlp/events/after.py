"""An event phrase and the verb after it → place and date: "aura lieu lundi à Dakar", ", qui s'est tenue hier,"."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.events.agreement import agrees, agrees_in_relative
from kgextract.nlp.events.phrases import YEAR, Phrase, noun
from kgextract.nlp.events.settings import (
    CLITICS,
    FRAME_REACH,
    INSERTION,
    STOPS,
    Setting,
    behind_cleft,
    behind_locution,
    clause_adjuncts,
    has_locution,
    is_over,
    lead_of,
    led_by,
    of,
    of_inner,
)
from kgextract.nlp.events.verbs import finite, kinds
from kgextract.nlp.grammar.adjuncts import Fillers, adjunct, adjuncts, behind
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered, tags, unit_tokens
from kgextract.nlp.layers import unit_of
from kgextract.tables.events import words_of
from kgextract.tables.names import words
from kgextract.tables.syntax import syntax

_TAKEN_FOR = ("NOUN", "ADJ")  # what the tagger takes a participle for


def right(doc: Doc, p: Phrase, i: int, fillers: Fillers) -> Setting:
    """The verb right after the phrase, and the main verb behind what commas put between."""
    found = _told(doc, p, i, _verb_after(doc, i), fillers) if not _of_inner(doc, p, i) else Setting()
    behind = _behind_insertion(doc, i)
    if behind is None or lead_of(doc, p.start) is not None:
        return found  # `le congrès, instance en plein scandale, s'est ouvert`
    main = _told(doc, p, behind, verb := _verb_after(doc, behind), fillers)
    happens = verb is not None and ("event-frame" in kinds(doc[verb]) or has_locution(doc, verb))
    return main.over(found) if happens else found.over(main)


def _of_inner(doc: Doc, p: Phrase, i: int) -> bool:
    """Whether a relative tells of what happened in the phrase (`le procès de l'attentat | qui a fait dix morts`)."""
    text = lowered(doc)
    at = i + (i < len(doc) and text[i] == ",")
    if not p.row.organised or at >= len(doc) or text[at] not in words("relative"):
        return False
    verb = _verb_after(doc, at)
    told = verb is not None and bool({"event-hit", "event-effect"} & kinds(doc[verb]))
    return told and of_inner(doc, p.head, p.end)


def _told(doc: Doc, p: Phrase, i: int, verb: int | None, fillers: Fillers) -> Setting:
    """What the verb that is reached from token `i` says of the event."""
    if verb is None:
        return Setting()
    if _in_relative(doc, i, verb) and not agrees_in_relative(doc, p.head, i, verb + 1):
        return Setting()  # `la présentation du musée, qui sera inauguré lundi`
    if not p.row.organised and not words_of("event-feted").isdisjoint(infinitives(doc[verb])):
        return Setting()  # `L'attentat a été commémoré lundi à Pau`
    if not _attached(doc, i, verb) and _in_another(doc, p):
        return Setting()
    inner = led_by(doc, p.start, words_of("event-inner"))
    if inner and not (_attached(doc, i, verb) and agrees(doc, verb, p.head)):
        return Setting()  # `le premier tour des négociations, tenu en mai`
    apart = i < len(doc) and (doc[i].text == "," or _themed(doc, p, i))
    if apart and _led(doc, p) and not _attached(doc, i, verb):
        return Setting()  # `ceux d'un atelier consacré à l'eau ont été tués mardi`
    if any(doc[k].lower_ in syntax("relative-of") for k in range(i, verb)):
        return Setting()  # `la rencontre, dont la crise l'avait privée en 2010`: what something else did
    bare = "Part" in doc[verb].morph.get("VerbForm", []) or _taken(doc, i, verb)
    bare = bare and not finite(doc[verb])  # `fêtera`, which the model takes for a participle
    victim = bare and apart and "event-victim" in kinds(doc[verb]) and doc[verb - 1].text == ","
    if victim and not (p.argument and (p.row.change or p.row.class_ in words_of("event-struck"))):
        return Setting()  # `le procès du tueur, arrêté lundi à Pau`
    if p.row.organised and bare and doc[verb].lemma_.lower() in words_of("event-happens"):
        return Setting()  # "le procès de l'incendie, survenu en 2020"
    if not p.row.organised and words_of("event-quelled") & set(infinitives(doc[verb])):
        return Setting()  # `l'incendie était fixé mercredi matin`
    kind = kinds(doc[verb])
    held = bare and "event-hold" in kind  # "sera donnée à midi", "présidée lundi par"
    made = "event-hold" in kind or (p.row.class_ in words_of("event-trip") and "event-made" in kind)
    held = held or (made and _is_object(doc, i))  # "la conférence qu'elle a donnée mardi"
    back = "event-return" in kind and p.row.class_ in words_of("event-returning")
    happens = held or back or "event-frame" in kind or has_locution(doc, verb) or _breaks_out(doc, p, verb)
    hits = "event-hit" in kind
    causes = p.row.organised and _causes(doc, verb)
    happens, does = happens and not causes, "event-effect" in kind and not causes
    if not (happens or hits or victim or (does and _is_effect(doc, verb) and not _people_do(doc, p, verb))):
        return Setting(_fronted(doc, p, fillers).place) if p.row.organised else Setting()
    last = unit_tokens(doc)[unit_of(doc, p.start)][1]
    adverbials = clause_adjuncts(doc, behind_locution(doc, verb), last, fillers)
    if _opposes(doc, verb):
        led = {a.mention.start for a in adverbials if a.mention}
        sides = (m for k in range(verb + 1, last) if (m := fillers.mentions.get(k)) is not None and k not in led)
        ends = {m.end for m in sides if m.kind == "named"}  # "opposera samedi Lens | à Lille au stade Bollaert"
        adverbials = [a for a in adverbials if a.start not in ends or a.mention is None]
    if "event-toll-verb" in kind:  # "a fait dix morts depuis lundi" counts on
        adverbials = [a for a in adverbials if a.preposition not in words_of("event-since")]
    if "event-launch" in kind:  # `le tournoi a été lancé en 2003`: when it was made
        adverbials = [a for a in adverbials if a.date is None or len(a.date.value or "") > YEAR]
    if "event-moved" in kind:  # "a été reporté lundi" says when that was decided, "reporté à lundi" when it is held
        adverbials = [a for a in adverbials if a.mention or preposition(doc, a.start)]
    found = of(doc, adverbials, p)
    if "event-goes-on" in kind or is_over(doc, p, verb, found.date):
        return Setting(found.place)
    if hits and not p.row.organised:
        inside = adjuncts(doc, verb + 1, fillers)
        struck = fillers.mention_at(doc, inside[-1].end if inside else verb + 1)
        if struck is not None and struck.type == "Place":
            found = Setting(struck, found.date)
    return found if _in_relative(doc, i, verb) else found.over(_fronted(doc, p, fillers))


def _in_another(doc: Doc, p: Phrase) -> bool:
    """Whether what happened stands in the phrase of another event, whose verb follows (`une messe en mémoire des morts
    du | séisme`, `les obsèques d'un garde tué dans la | fusillade`)."""
    first = unit_tokens(doc)[unit_of(doc, p.start)][0]
    if p.row.organised or lead_of(doc, p.start) is None:
        return False
    for k in range(p.start - 1, max(first, p.start - FRAME_REACH) - 1, -1):
        finite_ = "Fin" in doc[k].morph.get("VerbForm", []) and doc[k].pos_ in ("VERB", "AUX")
        if finite_ or doc[k].is_punct or doc.lowered[k] in words("relative"):
            return False
        if (row := noun(doc, k)) is not None and row.organised:
            return True
    return False


def _causes(doc: Doc, verb: int) -> bool:
    """Whether a verb in the active tells what came of an event (`La réunion a provoqué un tollé au Mali`)."""
    before = doc[verb - 1]
    itself = before.lower_ in syntax("reflexive") or before.lemma_.lower() in syntax("copula-lemma")
    return doc[verb].lemma_.lower() in syntax("causing-lemma") and not itself and before.pos_ in ("AUX", "VERB", "NOUN")


def _themed(doc: Doc, p: Phrase, i: int) -> bool:
    """Whether words of what an event is about stand between its phrase and a token."""
    return any("Part" in doc[k].morph.get("VerbForm", []) for k in range(p.end, i))


def _led(doc: Doc, p: Phrase) -> bool:
    """Whether a preposition leads to an event, but for `de` behind what it does (`les travaux d'un | atelier`)."""
    lead = lead_of(doc, p.start)
    if lead is None:
        return False
    return lead.lemma not in words("of-lemma") or doc[lead.start - 1].lower_ not in words_of("event-works-of")


def _destined(doc: Doc, k: int) -> bool:
    """Whether a modal only says what was to be (`devait`)."""
    return doc[k].lemma_.lower() in syntax("destined-lemma") and "Imp" in doc[k].morph.get("Tense", [])


def _opposes(doc: Doc, verb: int) -> bool:
    """Whether a verb says who plays against whom."""
    return bool(words_of("event-opposes") & set(infinitives(doc[verb])))


def _is_object(doc: Doc, i: int) -> bool:
    """Whether a relative opens there whose object the event is."""
    return i < len(doc) and lowered(doc)[i] in words_of("event-which")


def _verb_after(doc: Doc, i: int) -> int | None:
    """The main verb that follows an event: an auxiliary, a modal, a clitic, a relative and its subject are passed."""
    text, tag = lowered(doc), tags(doc)
    relative = False
    last = unit_tokens(doc)[unit_of(doc, i - 1)][1] if i < len(doc) else 0
    for k in range(i, min(i + FRAME_REACH, last)):
        if doc[k].is_space or text[k] in STOPS or text[k] in words_of("event-negation"):
            return None
        if tag[k] == "SCONJ":
            return None  # `a dit lors de la réunion | que les travaux avaient commencé lundi`
        if text[k] in words("relative"):
            if text[k - 1] in words("coordinator") and not relative:
                return None  # "après le passage du cyclone, et | qui a fait dix morts": of what is told before
            relative = True
        elif tag[k] == "VERB" or (tag[k] == "AUX" and has_locution(doc, k)) or _is_reflexive(doc, k, i):
            if "event-modal" in kinds(doc[k]):
                if relative and _destined(doc, k):
                    return None  # `les pourparlers, qui devaient débuter lundi à Oslo, …`
                continue
            if relative or tag[k] == "ADJ" or _is_main(doc, k):
                return k
        elif text[k] == "," and k > i and not relative:
            return None
        elif tag[k] in _TAKEN_FOR and k - i <= (text[i] == ",") and {"event-hold", "event-frame"} & kinds(doc[k]):
            return k  # "la foire, tenue mardi": a participle that the tagger takes for a noun
        elif tag[k] in ("NOUN", "PROPN") and not relative:
            return None
    return None


def _is_reflexive(doc: Doc, k: int, i: int) -> bool:
    """The participle of a reflexive verb, taken for an adjective ("se sont ouvertes")."""
    return (
        k > i + 1
        and tags(doc)[k - 1] == "AUX"
        and lowered(doc)[k - 2] in words_of("event-reflexive")
        and tags(doc)[k] == "ADJ"
    )


def _behind_insertion(doc: Doc, i: int) -> int | None:
    """The token behind ", qui réunit dix pays," or ", organisé par la ville," where a finite verb goes on there."""
    text, tag = lowered(doc), tags(doc)
    if i >= len(doc) or text[i] != ",":
        return None
    last = unit_tokens(doc)[unit_of(doc, i)][1]
    for k in range(i + 2, min(i + INSERTION, last - 1)):
        if text[k] in STOPS:
            return None
        if text[k] == ",":
            verb = k + 1 + (text[k + 1] in words_of("event-reflexive"))
            if verb < last and tag[verb] in ("VERB", "AUX") and "Fin" in doc[verb].morph.get("VerbForm", []):
                return k + 1
    return None


def _attached(doc: Doc, i: int, verb: int) -> bool:
    """Whether a verb belongs to the noun before it, and not to another subject: in a relative, or a bare participle."""
    if _in_relative(doc, i, verb) or _taken(doc, i, verb):
        return True
    return "Part" in doc[verb].morph.get("VerbForm", []) and doc[verb - 1].pos_ != "AUX"


def _taken(doc: Doc, i: int, verb: int) -> bool:
    """Whether a participle right behind the event is taken for a noun or an adjective (`la foire, | tenue mardi`)."""
    tag = tags(doc)[verb]
    return tag == "NOUN" or (tag == "ADJ" and verb - i <= (doc[i].text == ","))


def _in_relative(doc: Doc, i: int, verb: int) -> bool:
    return any(doc[k].lower_ in words("relative") for k in range(i, verb))


def _is_main(doc: Doc, k: int) -> bool:
    """Whether a verb is no mere attribute ("une voiture piégée"): with an auxiliary, or a participle of a frame."""
    if "Part" not in doc[k].morph.get("VerbForm", []) or "event-frame" in kinds(doc[k]) or has_locution(doc, k):
        return True
    if "event-victim" in kinds(doc[k]) and doc[k - 1].text == ",":
        return True  # `la mort d'un agent, tué lundi à Pau`
    if finite(doc[k]):
        return True  # `réunit`, which the model takes for a participle
    return any(t.pos_ == "AUX" for t in doc[max(0, k - CLITICS) : k])


def _is_effect(doc: Doc, verb: int) -> bool:
    """A verb like "make" only with those that it makes victims of; the other verbs of effect speak for themselves."""
    if "event-toll-verb" not in kinds(doc[verb]):
        return True
    return any(t.lower_ in words_of("event-toll") for t in doc[verb + 1 : verb + FRAME_REACH])


def _breaks_out(doc: Doc, p: Phrase, verb: int) -> bool:
    """Whether what nobody holds begins by itself (`Un incendie s'est déclaré lundi`)."""
    before = range(max(0, verb - CLITICS), verb)
    reflexive = any(doc[k].lower_ in words_of("event-reflexive") for k in before)
    return reflexive and not p.row.organised and bool(words_of("event-breaks-out") & set(infinitives(doc[verb])))


def _people_do(doc: Doc, p: Phrase, verb: int) -> bool:
    """Whether a reflexive verb of effect tells what people do (`le maire, qui dénonce la grève, | se réunit mardi`):
    only what sits does so itself (`le sommet se réunit`)."""
    before = range(max(0, verb - CLITICS), verb)
    reflexive = any(doc[k].lower_ in words_of("event-reflexive") for k in before)
    return reflexive and p.row.class_ not in words_of("event-sits")


def _fronted(doc: Doc, p: Phrase, fillers: Fillers) -> Setting:
    """What opens the sentence, where nothing else stands before the event: "Lundi à Kaboul, une explosion …"."""
    first = unit_tokens(doc)[unit_of(doc, p.start)][0]
    opening = behind_cleft(doc, first)
    found = adjuncts(doc, opening, fillers)
    if not found or found[-1].end > p.start:
        return Setting()
    at = behind(doc, found, fillers)
    at += opening > first and doc[at].lower_ in words_of("event-which")  # "C'est lundi | que le sommet a eu lieu"
    while at + 1 < p.start and doc[at].text == ",":  # "Lundi, en fin de journée, une explosion"
        aside = adjunct(doc, at + 1, fillers)
        if aside is None or aside.end > p.start:
            break
        at = aside.end
    between = doc[at : p.start]
    known = words("definite", "indefinite", "possessive")
    if all(t.text == "," or t.lower_ in known or t.pos_ == "NUM" for t in between):
        return of(doc, found, p)
    return Setting()
