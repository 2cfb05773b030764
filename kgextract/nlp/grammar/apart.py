"""Doc and a token behind an auxiliary → the participle, behind what may part the two.

Adverbs (`a bel et bien signé`), a date (`a ce lundi signé`), who did it before all others (`a le premier signé`), all
or nothing (`n'a rien signé`), and what stands between two commas, dashes, brackets or quotation marks (`a, selon lui,
signé`, `a, lundi, lors d'un débat, signé`). No verb stands there.
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import past_adverbial
from kgextract.nlp.grammar.cue_forms import form_kinds
from kgextract.nlp.grammar.days import date_ends
from kgextract.nlp.grammar.rule_verbs import past_forms
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_REACH = 20  # tokens between an auxiliary and its participle
_APART = 16  # of them between two marks
_MANNER = 8  # tokens of how something is said
_SAID = ("DET", "ADP", "PROPN")  # with these begins what a quoted participle says
_PAIRS = {",": ",", "(": ")", "–": "–", "—": "—", "-": "-"}


def past_participle(doc: Doc, i: int) -> bool:
    """Whether a token is a past participle by its form, whatever the model takes it for."""
    word, tag = lowered(doc)[i], tags(doc)[i]
    past = "past" in form_kinds(word)
    if not word[0].isalpha():
        return False  # the model takes a dash for a verb
    if tag not in ("VERB", "AUX"):
        return (past or word in past_forms()) and tag in ("NOUN", "ADJ", "PROPN", "ADV", "X") and doc[i].is_lower
    if "Part" in doc[i].morph.get("VerbForm", []):
        return past or "Past" in doc[i].morph.get("Tense", [])
    return past or word.endswith(past_tails())


@cache
def past_tails() -> tuple[str, ...]:
    """The endings that past participles alone have."""
    return tuple(syntax("participle-tail"))


def beyond(doc: Doc, j: int, end: int) -> int | None:
    """The participle behind what opens at token j, or None; one of saying may be quoted (`a « pourtant dit que …»`)."""
    k, last, quoted = j, min(end, j + _REACH), False
    while k < last:
        if k > j and past_participle(doc, k):
            return k if not quoted or _tells(doc, k, end) else None
        shared = k > j and lowered(doc)[k - 1] == ","  # it closes one part and opens another
        step = max(_step(doc, k, end), past_marks(doc, k - 1, end) if shared else k)
        if step == k:
            if quoted or lowered(doc)[k] not in speech_words("opening-mark"):
                return None
            step, quoted = k + 1, True
        k = step
    return None


def _tells(doc: Doc, k: int, end: int) -> bool:
    """Whether a participle of saying stands at a token with what it says, quoted too or behind the closing mark."""
    if not form_kinds(lowered(doc)[k]) or k + 1 >= end:
        return False
    said = tags(doc)[k + 1] in _SAID or lowered(doc)[k + 1] in speech_words("that-word")
    return said or past_closing(doc, k + 1, end) is not None


def past_closing(doc: Doc, i: int, end: int) -> int | None:
    """Where an object stands behind the mark that closes a quoted verb and how it is done (`« condamne sans réserve » |
    l'attaque`), or None."""
    text, tag, k = lowered(doc), tags(doc), i
    k += k < end and tag[k] == "NOUN"  # `a « pris acte » | du retrait`
    while k < end and tag[k] == "ADV":
        k += 1
    if k < end and text[k] in speech_words("manner-preposition"):
        stop = min(k + _MANNER, end)
        k = next((n for n in range(k + 1, stop) if doc[n].is_punct or text[n] in speech_words("closing-mark")), end)
    if k + 1 >= end or text[k] not in speech_words("closing-mark"):
        return None
    k += 1
    while k + 1 < end and (past := k + 1 if tag[k] == "ADV" else past_day(doc, k)) > k:
        k = past  # `« conteste » formellement | les faits`
    return k if tag[k] in _SAID or text[k] in speech_words("that-word") else None


def _step(doc: Doc, k: int, end: int) -> int:
    """The token behind one thing that may stand between an auxiliary and its participle, else k."""
    text, tag = lowered(doc), tags(doc)
    if (past := past_adverbial(doc, k)) > k:
        return past
    if tag[k] in ("ADV", "SPACE") or text[k] in speech_words("time-adverb", "not-word") | syntax("floating"):
        return k + 1
    after = k + 1 < end
    if after and text[k - 1] in syntax("floating") and (tag[k] == "NUM" or (tag[k], tag[k + 1]) == ("DET", "NUM")):
        return k + 1 + (tag[k] == "DET")  # `ont tous deux signé`, `ont tous les trois signé`
    at = k + (after and tag[k] == "ADP")  # `a en 2020 signé`
    if (past := past_day(doc, at)) > at:
        return past
    if after and tag[k] == "DET" and text[k + 1] in syntax("ordinal"):
        return k + 2  # `a le premier voté`
    if after and text[k] in speech_words("and-word"):
        return k + (tag[k - 1] == tag[k + 1] == "ADV")  # `a notamment et surtout voté`
    return past_marks(doc, k, end)


def past_day(doc: Doc, k: int) -> int:
    """The token behind a date and its determiner (`a ce lundi annoncé`), else k."""
    days = date_ends(doc)
    return days.get(k, days.get(k + 1, k) if tags(doc)[k] == "DET" else k)


def past_marks(doc: Doc, k: int, end: int) -> int:
    """The token behind what stands between two marks, without a finite verb, else k."""
    text = lowered(doc)
    if text[k] in speech_words("opening-mark"):
        alone = k + 2 < end and text[k + 2] in speech_words("closing-mark")
        return k + 3 if alone and not past_participle(doc, k + 1) else k  # `a « vite » voté`
    closing = _PAIRS.get(text[k])
    if closing is None:
        return k
    for n in range(k + 1, min(k + _APART, end)):
        if text[n] == closing:
            return n + 1
        if doc[n].is_punct and text[n] != "-":
            return k
        if tags(doc)[n] in ("VERB", "AUX") and "Fin" in doc[n].morph.get("VerbForm", []):
            return k
    return k
