"""Doc → presents that the model takes for nouns or adjectives, tagged as verbs where a sentence has no other one.

`Le Sénat vote la loi`, `Le parquet enquête`, `Les prix grimpent`: a subject opens the sentence, and what stands behind
it without a preposition has the form of a present that agrees with it.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.mistagged import no_other, past_when
from kgextract.nlp.grammar.names import opens_sentence
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.settled import as_present
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.tables.names import endings, words
from kgextract.tables.speech import speech_endings

_FARTHEST = 12  # tokens of a subject
_MISTAKEN = ("NOUN", "ADJ", "ADV")
_NOUNS = ("NOUN", "PROPN")
_IN_SUBJECT = ("DET", "NOUN", "ADJ", "PROPN", "NUM")
_GOVERNED = ("DET", "ADP", "PROPN", "ADV", "SCONJ", "NUM", "PRON")


def settle_lone(doc: Doc) -> None:
    """Tag them as verbs."""
    text, tag = lowered(doc), tags(doc)
    for i in range(2, len(text) - 1):
        if tag[i] not in _MISTAKEN or tag[i - 1] not in (*_NOUNS, "ADJ") or not doc[i].is_lower:
            continue
        lemma = _infinitive(doc, text[i])
        if lemma and preposition(doc, i) is None and _goes_on(doc, i) and _agrees(doc, i) and no_other(doc, i):
            as_present(doc, i, lemma)


def _infinitive(doc: Doc, word: str) -> str:
    """The infinitive of a regular present, empty where there is no such verb."""
    stem = min((word.removesuffix(e) for e in endings("present-ending") if word.endswith(e)), key=len, default="")
    return next((stem + e for e in endings("regular-infinitive") if stem and stem + e in doc._.verbs), "")


def _goes_on(doc: Doc, i: int) -> bool:
    """Whether what follows may stand behind a verb: an object, how, where or when, the end of the sentence."""
    text, tag = lowered(doc), tags(doc)
    if doc[i + 1].is_punct:
        return not doc[i + 1].is_quote and text[i] not in doc._.adjectives
    return text[i + 1] not in words("of") and (tag[i + 1] in _GOVERNED or past_when(doc, i + 1) > i + 1)


def _agrees(doc: Doc, i: int) -> bool:
    """Whether the sentence begins with a subject of that number, which ends at token i."""
    text, tag = lowered(doc), tags(doc)
    first = i - 1
    while not opens_sentence(doc[first]):
        if (tag[first] not in _IN_SUBJECT and text[first] not in words("of")) or i - first > _FARTHEST:
            return False
        first -= 1
    head = next((n for n in range(first, i) if tag[n] in _NOUNS), first)
    several = "Plur" in doc[head].morph.get("Number", [])
    return tag[first] in ("DET", "PROPN") and several == text[i].endswith(speech_endings("plural-ending"))
