"""Token and phrase → whether what follows says how somebody judges it: `juge le projet trop cher`."""

from __future__ import annotations

from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.speech import speech_words

_FAR = 14  # tokens from a noun to what is judged of it


def qualifies(page: Page, i: int) -> bool:
    """Whether an adjective or participle stands there, perhaps behind adverbs (`s'est dit très inquiet`)."""
    doc = page.doc
    while i + 2 < len(doc) and doc[i].pos_ == "ADV" and doc[i + 1].pos_ in ("ADJ", "ADV", "VERB"):
        i += 1
    if doc[i].lower_ in speech_words("not-word"):
        return False
    last = i + 1 >= len(doc) or doc[i + 1].is_punct  # the model takes some for adverbs
    return (doc[i].pos_ in ("ADJ", "VERB") and not page.finite(i)) or (doc[i].pos_ == "ADV" and last)


def in_state(page: Page, i: int, end: int) -> bool:
    """Whether a preposition and a noun without article say how somebody is (`se dit en colère`, `sous le choc`)."""
    doc = page.doc
    found = preposition(doc, i)
    if i + 1 >= end or doc[i].lower_ not in speech_words("state-preposition") or (found and found.end > i + 1):
        return False  # `en faveur de`
    if page.dated(i + 1):
        return False  # `a estimé en mars que`
    noun = i + 1 + (doc[i + 1].pos_ == "DET")
    if noun >= end or doc[noun].pos_ not in ("NOUN", "ADJ", "ADV") or not doc[noun].is_lower:
        return False
    return noun == i + 1 or doc[noun].lower_ in speech_words("state-word")


def predicated(page: Page, phrase: Phrase, end: int) -> bool:
    """Whether a noun phrase is followed by what is judged of it: an adjective, an adverb with one, quoted words."""
    doc = page.doc
    i = phrase.end
    if i < end and (doc[i].pos_ == "ADJ" or doc[i].lower_ in speech_words("opening-mark")):
        return True
    closed = i + 1 >= end or doc[i + 1].is_punct or doc[i + 1].lower_ in speech_words("and-word")
    if i < end and closed and doc[i].pos_ == "VERB" and "Part" in doc[i].morph.get("VerbForm", []):
        return True  # `juge cette critique infondée`
    if i + 1 < end and doc[i].pos_ in ("ADV", "VERB") and not page.finite(i) and doc[i + 1].pos_ == "ADJ":
        return True
    noun = i + (i < end and doc[i].pos_ == "ADV")
    if noun < end and doc[noun].pos_ == "NOUN" and doc[noun].lower_ in speech_words("guilt-word"):
        return True  # `juge l'accusé pleinement responsable`
    if i + 1 < end and doc[i].lower_ in speech_words("degree") and doc[i + 1].pos_ in ("ADV", "NOUN", "VERB"):
        return i + 2 >= end or doc[i + 2].is_punct  # `juge le texte trop flou`
    return (doc[i - 1].pos_ == "ADJ" and i - 1 > phrase.head) or _judged_far(page, phrase, end)


def _judged_far(page: Page, phrase: Phrase, end: int) -> bool:
    """Whether an adverb and an adjective that agrees with the noun close the clause behind what belongs to the noun.

    `estiment les offres de la direction pour le site largement insuffisantes`
    """
    doc = page.doc
    traits = [doc[phrase.head].morph.get(name, []) for name in ("Gender", "Number")]
    for k in range(phrase.end, min(phrase.end + _FAR, end)):
        if doc[k].is_punct or page.finite(k) or doc[k].lower_ in speech_words("relative"):
            return False
        closed = k + 1 >= end or doc[k + 1].is_punct
        if closed and doc[k].pos_ == "ADJ" and doc[k - 1].pos_ == "ADV":
            return [doc[k].morph.get(name, []) for name in ("Gender", "Number")] == traits
    return False
