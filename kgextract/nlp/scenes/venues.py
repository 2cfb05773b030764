"""Stage → the phrases that say where somebody speaks: `au micro de France Inter`, `lors d'un colloque`, `à Tunis`.

Each is found by its words in their order: a mention of the right class, behind a preposition or locution of a row of
`rules/scenes.yaml`, outside quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial

from kgextract.nlp.clauses.relatives import told_by
from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import text_of
from kgextract.nlp.layers import MEDIA, Mention, unit_of
from kgextract.nlp.quantities import small_numbers
from kgextract.nlp.scenes.houses import houses
from kgextract.nlp.scenes.spots import Phrase, over_hearers, stands, turned_to
from kgextract.nlp.scenes.stage import Stage
from kgextract.tables.events import event_nouns
from kgextract.tables.names import words
from kgextract.tables.scenes import RULES, SceneRule, scene_words, speaking_objects
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_REACH = 7  # tokens between the first word of a preposition and its venue
_ASIDE = 14  # tokens from a place to `où`
_NAME = 8  # tokens of a place's name
_LOCUTION = 80  # characters before a venue in which its locution starts


def phrases(stage: Stage) -> list[Phrase]:
    """The phrases of a Doc, in text order; a medium or place that belongs to the phrase before is none of its own."""
    found: list[Phrase] = []
    for m in houses(stage):
        if m.type not in _types() or _inside_quotation(stage, m):
            continue
        for rule, start in _openings(stage, m):
            if start in stage.offices:
                continue
            unit = unit_of(stage.doc, m.start)
            if _compared(stage, unit, start):
                continue
            passed = frozenset(k for p in found[-2:] for k in range(p.start, p.end))
            fronted = stage.opens(unit, over_hearers(stage, start - 1) + 1, passed) or _opens_clause(stage, start)
            phrase = Phrase(m, rule, start, m.end, unit, fronted)
            if stands(stage, phrase) and not (_of_event(stage, phrase, found) or turned_to(stage, phrase)):
                found.append(phrase)
                break
    return found


def _compared(stage: Stage, unit: int, start: int) -> bool:
    """Whether a sentence opens or compares with what was elsewhere (`Comme | lors du débat`, `plus que | lors du`)."""
    first = stage.spans[unit][0]
    if stage.words[start - 1] in speech_words("that-word"):
        return not speech_words("comparing").isdisjoint(stage.words[max(start - _REACH, first) : start - 1])
    return past_locution(stage.doc, first, "compared-lead") > first and "," not in stage.words[first:start]


def _opens_clause(stage: Stage, start: int) -> bool:
    """Whether a clause of what is said begins with a phrase (`Rappelons que | lors du congrès, le maire avait dit`)."""
    led = start > 1 and stage.words[start - 1] in speech_words("that-word")
    return led and stage.tags[start - 2] == "VERB"


def _openings(stage: Stage, m: Mention) -> Iterator[tuple[SceneRule, int]]:
    """The rules whose preposition or locution stands before a mention, with its first token."""
    cls = m.chain.cls if m.chain else m.cls
    before = _preposition(stage, m)
    sits = m.type != "Event" or m.lemma.split(" ")[0] not in scene_words("no-sitting")  # not at an inquiry
    for rule in RULES.rows():
        if rule.verbs or m.type not in rule.types or cls in rule.never_classes:
            continue
        if not (sits or m.lemma in rule.heads):
            continue
        if rule.proper and m.kind != "named":
            continue
        if (rule.classes and cls not in rule.classes) or (rule.heads and m.lemma not in rule.heads):
            continue
        if rule.before or rule.participles:
            start = _locution_before(stage, m, rule)
            if start is not None and not _of_body(stage, m, start):
                yield rule, start
        elif before is not None and before[0] in rule.roles and (not rule.where or _leads_on(stage, m)):
            if not (rule.over and _long_after(stage, before[1])):
                yield rule, before[1]


def _of_body(stage: Stage, m: Mention, start: int) -> bool:
    """Whether a place is only part of a body's name (`à son arrivée au parlement de | Wallonie`)."""
    around = stage.mentions_in(start, m.start) if m.type == "Place" else ()
    return any(b.type == "Organization" and b.end >= m.end for b in around)


def _long_after(stage: Stage, start: int) -> bool:
    """Whether a number of days or months stands before `après` (`dix jours après le congrès`): another occasion."""
    for k in range(start - 1, max(start - _REACH, 0), -1):
        if stage.words[k] in syntax("time-head"):
            return stage.tags[k - 1] == "NUM" or stage.words[k - 1] in words("indefinite")
        if stage.tags[k] not in ("ADV", "PRON", "ADP", "ADJ"):
            return False
    return False


def _preposition(stage: Stage, m: Mention) -> tuple[str, int] | None:
    """The longest preposition before a mention (determiner, adjectives, opening mark between) and where it starts."""
    k = m.start
    while k > 0 and m.start - k < 5 and _passes(stage, k - 1):
        k -= 1
    for j in range(max(k - _REACH, 0), m.start):
        found = preposition(stage.doc, j)
        if found and k <= found.end <= m.start and all(_passes(stage, i) for i in range(found.end, m.start)):
            return found.lemma, j
    return None


def _leads_on(stage: Stage, m: Mention) -> bool:
    """Whether a relative of place follows a mention, past what tells where it is (`à Sète, près de Pau, où`)."""
    if m.start > 0 and m.start in stage.held:  # "la gouverneure de la région de Lima, où …"
        return False
    near = range(m.end, min(m.end + _ASIDE, len(stage.words)))
    where = next((k for k in near if stage.words[k] in scene_words("where")), None)
    if where is None:
        return False
    stop = where - (stage.words[where - 1] == ",")
    last = next((x for x in _ending(stage, stop) if x.type == "Place" and x.kind == "named"), None)
    last = m if m.end == stop else last
    return last is not None and told_by(stage.doc, last, partial(_ending, stage)) is m


def _ending(stage: Stage, stop: int) -> list[Mention]:
    """The mentions that end before a token."""
    return [m for m in stage.mentions_in(max(stop - _NAME, 0), stop) if m.end == stop]


def _passes(stage: Stage, i: int) -> bool:
    known = words("definite", "indefinite", "possessive", "opening") | scene_words("brief")
    return stage.words[i] in known or stage.tags[i] in ("ADJ", "NUM")


def _locution_before(stage: Stage, m: Mention, rule: SceneRule) -> int | None:
    at = stage.doc[m.start].idx
    start = max(0, at - _LOCUTION, stage.doc._.units[unit_of(stage.doc, m.start)].start)
    match = _locution(rule).search(text_of(stage.doc)[start:at].lower())
    if match is None:
        return None
    k = m.start
    while k > 0 and stage.doc[k].idx > start + match.start():
        k -= 1
    had = stage.doc[k - 1].lemma_.lower() in syntax("have-lemma")
    if rule.participles and k > 0 and (had or stage.words[k - 1] in words("definite", "possessive")):
        return None  # `les invités de France Inter`; `a rapporté à la BBC`, an act of saying
    if any(stage.words[j] in scene_words("part-end") for j in range(k, m.start)):
        return None  # `a dit à la tribune | que les travaux …`
    return k


@cache
def _locution(rule: SceneRule) -> re.Pattern[str]:
    """A locution, up to four words more (`du quotidien régional`), an article and an opening mark, up to the venue.

    A number may stand before its last word (`devant les | quinze | membres`).
    """
    number = f"(?:(?:\\d+|{_any(small_numbers())}) )?"
    parted = (option.rpartition(" ") for option in sorted(rule.before, key=len, reverse=True))
    options = "|".join(f"{re.escape(head + gap)}{number if gap else ''}{re.escape(last)}" for head, gap, last in parted)
    if rule.participles:
        agreement = _any(sorted(scene_words("agreement"), key=len, reverse=True))
        participle = f"(?:{_any(rule.participles)})(?:{agreement})?"
        options = f"{options}|{participle}(?: [\\w'-]+){{0,3}}? (?:{_any(rule.by)})".removeprefix("|")
    return re.compile(rf"(?<![\w'])(?:{options})(?: [\w'-]+){{0,4}}[ '\"«“]*\Z")


def _any(options: Iterable[str]) -> str:
    return "|".join(map(re.escape, options))


def _inside_quotation(stage: Stage, m: Mention) -> bool:
    """Whether a mention is part of quoted words (a title in marks, `l'émission « Midi »`, is not)."""
    if not stage.quoted[m.start]:
        return False
    alone = m.start > 0 and not stage.quoted[m.start - 1]
    return not (alone and (m.end >= len(stage.quoted) or not stage.quoted[m.end]))


def _of_event(stage: Stage, p: Phrase, found: list[Phrase]) -> bool:
    """Whether a medium, body or place belongs to an event named before (`un entretien accordé à la RTS`)."""
    if p.venue.type == "Event":
        return False
    noun = stage.words[max(p.start - 1, 0)]
    led = preposition(stage.doc, p.start) if noun in event_nouns() - speaking_objects() and not p.rule.where else None
    if led is not None and led.lemma in scene_words("place") and stage.tags[p.start - 1] == "NOUN":
        return True  # `Les enquêteurs dans l'affaire du vol | au musée ont dit`
    for e in found[-3:]:
        if e.unit != p.unit:
            continue
        if e.venue.start < p.venue.start and p.venue.end <= e.venue.end:
            return True  # `au journal de 20 heures de RTL`
        beside = range(e.end, p.start)
        if e.venue.type == "Organization" and p.venue.type == "Place" and e.end <= p.start:
            if all(stage.words[k] == "," or k in stage.dated for k in beside):
                return True  # `Devant le Parlement européen, à Strasbourg, …`
        if e.venue.type != "Event" or (e.rule.over and p.venue.cls in MEDIA):
            continue  # `après le match au micro de RMC`
        if p.start <= e.venue.start < p.venue.start:
            return True
        between = range(e.end, p.start)
        if e.end <= p.start and all(stage.tags[k] in ("VERB", "ADV", "ADJ") or k in stage.dated for k in between):
            return True
    return False


@cache
def _types() -> frozenset[str]:
    return frozenset(t for rule in RULES.rows() for t in rule.types)
