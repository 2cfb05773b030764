"""The verb of an office → its group, whether it is passive, how sure it is, and whose name is its subject."""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.grammar.cue_forms import cue_verbs
from kgextract.nlp.grammar.inflection import mood_of
from kgextract.nlp.grammar.rule_verbs import infinitives, participles
from kgextract.nlp.layers import Factuality, Mention
from kgextract.nlp.roles.gaps import aside_before
from kgextract.nlp.roles.heads import office_head
from kgextract.nlp.roles.phrases import Index, in_date
from kgextract.tables.roles import ROLE_RULES, office_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

CONDITION = 4  # words between `si` and the verb


@cache
def _be() -> tuple[str, ...]:
    """The verbs of the first frame: the auxiliaries of the passive."""
    return next(r for r in ROLE_RULES.rows() if r.place == "verb").verbs


def group_start(doc: Doc, verb: int, first: int) -> int:
    """The first token of the verb group: auxiliaries, negation, clitics, adverbs before the verb."""
    k = verb
    while k > first:
        if doc[k - 1].pos_ in ("AUX", "ADV") or (doc[k - 1].pos_ == "PRON" and _clitic(doc[k - 1])):
            k -= 1
        elif doc[k - 1].lower_ in speech_words("pronominal-adverb") and doc[k].pos_ in ("VERB", "AUX"):
            k -= 1  # `Anne Roy en est la présidente`
        elif k - 2 > first and doc.between(k - 2, k).lower() in office_words("adverb-locution"):
            k -= 2  # `a en effet été nommée`
        elif doc[k - 1].text == "," and (opener := aside_before(doc, k, first)) < k and doc[opener - 1].pos_ == "AUX":
            k = opener  # `est, quant à elle, nommée`
        else:
            break
    return k


def _clitic(token: Token) -> bool:
    return token.lower_ in office_words("reflexive")


def is_passive(doc: Doc, group: int, verb: int) -> bool:
    """A participle with the auxiliary of the passive, or with none, or a reflexive verb."""
    if "Part" not in doc[verb].morph.get("VerbForm", []) and doc[verb].pos_ in ("VERB", "AUX"):
        return any(_clitic(doc[k]) for k in range(group, verb))
    helpers = [doc[k] for k in range(group, verb) if doc[k].pos_ == "AUX"]
    if not helpers or any(_clitic(doc[k]) for k in range(group, verb)):
        return True
    return any(h.lemma_ in _be() for h in helpers)


def modality(doc: Doc, group: int, verb: int, at: int) -> tuple[Factuality, bool]:
    """(how sure, no longer) from negation, mood, tense and a verb right before an infinitive."""
    words = {doc[k].lower_ for k in range(group, at)}
    negated = bool(words & office_words("negation"))
    if negated and words & office_words("no-longer"):
        return "asserted", True
    if negated:
        return "denied", False
    if supposed(doc, group):
        return "possible", False
    first_verb = next((doc[k] for k in range(group, verb + 1) if doc[k].pos_ in ("VERB", "AUX")), doc[verb])
    told = "possible" if "Sub" in first_verb.morph.get("Mood", []) else mood_of(first_verb)
    if told != "asserted":
        return told, False
    if "Inf" in first_verb.morph.get("VerbForm", []) and first_verb.pos_ in ("VERB", "AUX"):
        return ("asserted" if first_verb.i < verb and _is_done(doc, group) else "possible"), False
    return "asserted", False


def _is_done(doc: Doc, group: int) -> bool:
    """Whether a perfect infinitive tells what has been (`après avoir nommé`, `a annoncé avoir nommé Luc Roy juge`)."""
    if group == 0 or doc.lowered[group - 1] in office_words("sequel"):
        return group > 0
    teller = set(infinitives(doc[group - 1]))
    return bool(teller & cue_verbs()) and not teller & (syntax("denied-lemma") | syntax("wished-lemma"))


def supposed(doc: Doc, group: int) -> bool:
    """Does `si` open the clause of a verb group (`si elle est élue présidente`)?"""
    for k in range(group - 1, max(0, group - CONDITION) - 1, -1):
        if doc.lowered[k] in office_words("condition"):
            return doc[k].pos_ == "SCONJ" and doc[k + 1].pos_ != "ADJ"
        if doc[k].is_punct:
            break
    return False


def people_between(ix: Index, start: int, end: int) -> list[Mention]:
    """The names of people that start in tokens [start, end)."""
    return [ix.people_at[k] for k in range(start, end) if k in ix.people_at]


def subjects(doc: Doc, ix: Index, group: int, first: int) -> list[Mention]:
    """The person left of a verb group: beside it, before `qui`, or before what stands between two commas."""
    perfect = doc[group].pos_ == "AUX" and "Inf" in doc[group].morph.get("VerbForm", [])
    if perfect and group > first and doc[group - 1].pos_ == "VERB" and _is_done(doc, group):
        group = group_start(doc, group - 1, first)  # `Luc Roy dit avoir été maire`
    end = group
    while end > first and doc[end - 1].lower_ in office_words("relative"):
        end -= 1
    for k in range(end, first, -1):
        m = ix.people_to.get(k)
        if m is None:
            continue
        if is_governed(doc, m, first):
            if m.end in (group - 1, group) and doc[group].lower_ in participles():
                return [m]  # `en remplacement de Luc Roy, nommé préfet`
            continue
        return [m] if _bridge(doc, m.end, end, qui=end < group) else []
    return []


def is_governed(doc: Doc, m: Mention, first: int) -> bool:
    """Does a preposition stand before the name, or before its bare title (`du président | Luc Roy`)?"""
    k = m.start - 1
    if k > first and doc[k].is_lower and (title := office_head(doc, k)) is not None and title[2] == m.start:
        k -= 1 + (doc[k - 1].pos_ == "ADJ")
    return m.start > first and doc[k].pos_ == "ADP"


def _bridge(doc: Doc, start: int, end: int, *, qui: bool) -> bool:
    """May the tokens between a name and its verb be skipped?"""
    gap = [doc[k] for k in range(start, end)]
    if all(t.pos_ in ("ADV", "PUNCT") or in_date(doc, t.i) for t in gap):
        return True
    if gap and gap[0].text in (",", "(") and (gap[-1].text in (",", ")") or qui):
        return True
    return any(t.lower_ in office_words("relative") for t in gap[:2])
