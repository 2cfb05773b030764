"""A phrase that names where somebody may speak → whether it stands where its row wants it (the column `spot`).

`Lors du débat, …` opens a sentence, `a dit à Pau` stands beside a verb, `un recours | devant la Cour` is of the noun.
"""

from __future__ import annotations

from typing import NamedTuple

from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Clause, Mention
from kgextract.nlp.scenes.stage import Stage, over_dates
from kgextract.tables.names import words
from kgextract.tables.scenes import SceneRule, scene_words, speaking_objects
from kgextract.tables.speech import speech_words

_POINTS = (".", "!", "…")
_NEAR = 7  # tokens behind a venue in which its place stands
_TITLE = ("DET", "NOUN", "ADJ", "ADP", "PROPN", "NUM")  # what may stand between a verb and the name of its subject
_WORDS = 4  # words of a cue behind its verb
_ASKED = 12  # words of by whom somebody is asked
_PRONOUN = 4  # tokens from a relative pronoun to its verb
_HEARERS = 7  # words of those to whom somebody speaks


class Phrase(NamedTuple):
    """Tokens [start, end) that say where: `start` is the preposition's first, `end` the venue's last plus one."""

    venue: Mention
    rule: SceneRule
    start: int
    end: int
    unit: int
    fronted: bool


def stands(stage: Stage, p: Phrase) -> bool:
    """Whether the phrase stands where its rule wants it: at the beginning, or right behind a verb (a date between)."""
    facing = stage.words[p.start] in scene_words("facing") and not p.fronted
    if facing and stage.words[p.start - 1] in scene_words("stands-before"):
        return False  # `qui prévoit un recours devant la Cour`
    if p.rule.closed and (p.end >= len(stage.words) or stage.words[p.end] != ","):
        return False
    behind = stage.mentions_in(p.venue.start, p.end + _NEAR) if p.rule.placeless else ()
    if any(m.type == "Place" and m.kind == "named" for m in behind):
        return False
    if p.rule.spot == "beside" and not any(c.form == "finite" for c in stage.clauses.get(p.unit, ())):
        return True
    if p.rule.spot == "any" or p.fronted or (p.rule.spot == "beside" and _set_between(stage, p)):
        return True
    if p.rule.spot == "beside" and _set_last(stage, p):
        return True
    if p.rule.spot == "apart" and stage.words[p.start - 1] == ",":
        return True
    if p.rule.spot == "beside" and _asked_there(stage, p):
        return True
    if p.rule.spot in ("initial", "apart"):
        return False
    end = over_dates(stage, p.start - 1)
    k = over_hearers(stage, end)
    if k == end and stage.words[k] in speaking_objects():  # `a pris la parole lundi à Tunis`, not `a donné raison à`
        j = k - 1
        while j > 0 and stage.tags[j] == "DET":
            j -= 1
        k = j if stage.words[k] in speaking_objects(stage.doc[j].lemma_.lower()) else k
    k = over_dates(stage, k)
    if k >= 0 and (stage.tags[k] in ("VERB", "AUX", "PRON") or stage.words[k] in scene_words("met")):
        settled = stage.words[k].rstrip("es") in scene_words("settled") and stage.opens(
            p.unit, k
        )  # `Née à Gap, X a dit`
        return stage.words[k] not in words("relative") and not settled
    near = (c for c in stage.clauses.get(p.unit, ()) if 0 < k - c.verb <= _WORDS)
    if any((cue := cue_of(stage.doc, c)) is not None and cue.end == k + 1 for c in near):
        return True  # `a mis en garde à Genève`
    return _behind_speaker(stage, p.unit, k + 1) or _behind_apposition(stage, p) or _from_where(stage, p, k + 1)


def turned_to(stage: Stage, p: Phrase) -> bool:
    """Whether the phrase is whom or what a verb turns to with `à` (`s'en prend à Lomé`, `dit Luc Roy, associé à`)."""
    if p.fronted or not p.rule.never_cues:
        return False
    verb = max((c for c in stage.clauses.get(p.unit, ()) if c.verb < p.start), key=lambda c: c.verb, default=None)
    if verb is None:
        return False
    cue = cue_of(stage.doc, verb)
    end = cue.end if cue is not None else verb.end
    led = preposition(stage.doc, p.start)
    judges = cue is not None and led is not None and cue.strength == "judge" and led.lemma in cue.prepositions
    judges = judges and not _before_that(stage, p.end)  # `a estimé à Oslo que le texte est bon`
    opposes = (verb.reflexive or verb.form == "participle") and verb.lemma in scene_words("turning-to")
    return (judges or opposes) and over_dates(stage, p.start - 1) < end


def _before_that(stage: Stage, k: int) -> bool:
    """Whether a clause with *que* begins at a token, behind a day at most."""
    while k < len(stage.words) and k in stage.dated:
        k += 1
    return k < len(stage.words) and stage.words[k] in speech_words("that-word")


def over_hearers(stage: Stage, k: int) -> int:
    """The token before those to whom one speaks, who end at token k (`a dit | devant une centaine d'élus à Pau`)."""
    if stage.words[k] not in scene_words("hearers"):
        return k
    for j in range(k - 1, max(k - _HEARERS, -1), -1):
        if stage.words[j] in scene_words("before-hearers"):
            return j - 2 if j and stage.words[j - 1] in scene_words("before-hearers") else j - 1
        if stage.tags[j] not in ("DET", "ADP", "NOUN", "NUM", "ADJ", "ADV"):
            break
    return k


def _set_between(stage: Stage, p: Phrase) -> bool:
    """Whether the phrase, with its day, stands between commas before any verb (`Face à la presse, lundi à Pau, X`)."""
    first, last = stage.spans[p.unit]
    if p.end >= last or stage.words[p.end] != ",":
        return False
    k = over_hearers(stage, p.start - 1)
    while k > first and (k in stage.dated or stage.words[k] in scene_words("date-opening") - {","}):
        k -= 1
    if stage.words[k] != "," or any(stage.tags[j] in ("VERB", "AUX") for j in range(first, k)):
        return False
    seat = k + 1 == p.start and p.venue.type == "Place"  # `La maison mère, à Oslo, a dit`
    return not (seat and any(m.type == "Organization" and m.end == k for m in stage.mentions_in(first, k)))


def _set_last(stage: Stage, p: Phrase) -> bool:
    """Whether a comma, a day and the phrase end a sentence (`a dénoncé un recul, lundi | à Pau.`), and no participle
    before them has it for itself (`a salué l'accord conclu avec la ville, lundi à Pau`).
    """
    first, last = stage.spans[p.unit]
    k = p.start - 1
    while k > first and k in stage.dated:
        k -= 1
    if k == p.start - 1 or stage.words[k] != "," or (p.end < last and stage.words[p.end] not in _POINTS):
        return False
    forms = ((j, stage.doc[j].morph.get("VerbForm", [])) for j in range(first + 1, k))
    return not any("Part" in form and stage.tags[j - 1] not in ("AUX", "ADV") for j, form in forms)


def _asked_there(stage: Stage, p: Phrase) -> bool:
    """Whether a sentence opens with by whom somebody was asked there (`Interrogé par des élus | à Pau, le maire`)."""
    first, last = stage.spans[p.unit]
    if stage.words[first] not in scene_words("asked") - scene_words("reached", "cited") or p.start - first > _ASKED:
        return False
    opening = scene_words("date-opening") - {","}
    behind = (k for k in range(p.end, last) if k not in stage.dated and stage.words[k] not in opening)
    between = {*stage.words[first + 1 : p.start]}
    by = bool(between & words("agent")) and not between & (speech_words("about-preposition") | {","})
    return by and stage.words[next(behind, first)] == ","


def _behind_speaker(stage: Stage, unit: int, end: int) -> bool:
    """Whether the name or office of an inverted subject ends there (`a dit la ministre Anne Roy à Tunis`)."""
    first = stage.spans[unit][0]
    ending = (m for m in stage.mentions_in(first + 1, end) if m.end == end and m.type in ("Person", "Role"))
    last = next(ending, None)
    if last is None:
        return False
    k = last.start - 1
    while k > first and (stage.tags[k] in _TITLE or k in stage.dated):
        k -= 1
    verb = next((c for c in stage.clauses.get(unit, ()) if c.verb <= k and _ends_at(stage, c, k)), None)
    return verb is not None and verb.start > first and stage.tags[verb.start - 1] == "PUNCT"


def _ends_at(stage: Stage, clause: Clause, k: int) -> bool:
    """Whether a verb, or its locution (`a fait savoir`), ends with a token."""
    return clause.verb == k or ((cue := cue_of(stage.doc, clause)) is not None and cue.end == k + 1)


def _from_where(stage: Stage, p: Phrase, end: int) -> bool:
    """Whether an inverted subject of any kind ends before `depuis` (`a alerté la ministre depuis Tunis`)."""
    led = preposition(stage.doc, p.start)
    verb = max((c for c in stage.clauses.get(p.unit, ()) if c.verb < p.start), key=lambda c: c.verb, default=None)
    if led is None or led.lemma not in scene_words("from-where") or verb is None or verb.position != "incise":
        return False
    told = verb.subject is not None and verb.subject.start >= verb.end
    kept = (j for j in range(verb.end, end) if j not in stage.dated and stage.words[j] not in ("(", ")"))
    return told and all(stage.tags[j] not in ("VERB", "AUX", "PUNCT") for j in kept)


def _behind_apposition(stage: Stage, p: Phrase) -> bool:
    """Whether an inverted subject with its apposition ends there (`a déclaré la maire, Anne Roy, à Tunis`)."""
    if p.venue.type != "Event" and p.venue.start in stage.held:
        return False
    verb = max((c.verb for c in stage.clauses.get(p.unit, ()) if c.verb < p.start), default=None)
    clause = next((c for c in stage.clauses.get(p.unit, ()) if c.verb == verb and c.position == "incise"), None)
    k = over_dates(stage, over_hearers(stage, p.start - 1))  # also over the comma that closes the apposition
    if clause is None or k + 1 == p.start or stage.words[k + 1] != ",":
        return False
    shown = range(clause.end, k + 1)
    named = any(m.type == "Person" and m.kind == "named" for m in stage.mentions_in(clause.end, k + 1))
    return named and all(stage.tags[j] in _TITLE or j in stage.dated or stage.words[j] == "," for j in shown)


def closed(stage: Stage, clause: Clause, phrase: Phrase) -> bool:
    """Whether commas enclose a relative clause before a phrase (`a dit X, qui dirige les secours, | sur RTL`)."""
    opens = clause.position == "relative" and clause.form == "finite"
    own = range(clause.start - 1, max(clause.start - _PRONOUN, 0), -1)
    first = next((k for k in own if stage.words[k] in words("relative")), None) if opens else None
    if first is None or stage.words[first - 1] != "," or stage.words[phrase.start - 1] != ",":
        return False
    return not any("," == stage.words[k] for k in range(clause.end, phrase.start - 1))
