"""Doc → presents that the model takes for nouns or adjectives, tagged as verbs where a sentence has no other one.

`Le Sénat vote la loi`, `Le parquet enquête`, `Les prix grimpent`: a subject opens the sentence, and what stands behind
it without a preposition has the form of a present that agrees with it; so does what `et` joins to such a sentence
(`Le Sénat vote la loi, et l'Assemblée la rejette`).
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.mistagged import no_other, past_when
from kgextract.nlp.grammar.names import opens_sentence
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import finite_forms, infinitives
from kgextract.nlp.grammar.settled import as_present
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.tables.names import endings, words
from kgextract.tables.speech import speech_endings, speech_words
from kgextract.tables.syntax import syntax

_FARTHEST = 12  # tokens of a subject
_MISTAKEN = ("NOUN", "ADJ", "ADV", "X", "PROPN")
_NOUNS = ("NOUN", "PROPN")
_IN_SUBJECT = ("DET", "NOUN", "ADJ", "PROPN", "NUM")
_GOVERNED = ("DET", "ADP", "PROPN", "ADV", "SCONJ", "NUM", "PRON")


def settle_lone(doc: Doc) -> None:
    """Tag them as verbs."""
    text, tag = lowered(doc), tags(doc)
    for i in range(1, len(text) - 1):
        if tag[i] not in _MISTAKEN or not doc[i].is_lower or not (lemma := _infinitive(doc, i)):
            continue
        relative = text[i - 1] in speech_words("who-word") or (
            text[i - 1] in speech_words("that-word") and tag[i + 1] in ("DET", "PROPN")
        )
        behind = (tag[i - 1] in (*_NOUNS, "ADJ") or text[i - 1] == ",") and preposition(doc, i) is None
        if tag[i - 1] == "PRON" and text[i - 1] in syntax("reflexive"):
            as_present(doc, i, lemma)  # `le Niger s' | inquiète`
        elif relative or (behind and _goes_on(doc, i) and _has_subject(doc, i, i)):
            as_present(doc, i, lemma)
        elif _behind_clitic(doc, i) and _has_subject(doc, i, i - 1):  # `La CGT le | juge inacceptable`
            as_present(doc, i, lemma)
            doc[i - 1].pos_, tag[i - 1] = "PRON", "PRON"
            told = {name: doc[i - 1].morph.get(name, []) for name in ("Gender", "Number")}
            doc[i - 1].morph = {**{name: value for name, value in told.items() if value}, "Person": ["3"]}


def _behind_clitic(doc: Doc, i: int) -> bool:
    """Whether what looks like an article before token i may be an object, behind the noun or name of a subject."""
    tag = tags(doc)
    return tag[i - 1] == "DET" and lowered(doc)[i - 1] in syntax("object-clitic") and i > 1 and tag[i - 2] in _NOUNS


def _infinitive(doc: Doc, i: int) -> str:
    """The infinitive of a present, empty where there is no such verb; of irregular ones, and those in `-ger`, `-cer`,
    the tables have the forms."""
    word = lowered(doc)[i]
    stem = min((word.removesuffix(e) for e in endings("present-ending") if word.endswith(e)), key=len, default="")
    for infinitive in (stem + e for e in endings("regular-infinitive") if stem):
        if infinitive in doc._.verbs or (stem.endswith(endings("softened-stem")) and word in doc._.verbs):
            return infinitive
    return infinitives(doc[i])[-1] if word in finite_forms() else ""


def _goes_on(doc: Doc, i: int) -> bool:
    """Whether what follows may stand behind a verb: an object, how, where or when, the end of the sentence."""
    text, tag = lowered(doc), tags(doc)
    if doc[i + 1].is_punct:
        return not doc[i + 1].is_quote and text[i] not in doc._.adjectives
    return text[i + 1] not in words("of") and (tag[i + 1] in _GOVERNED or past_when(doc, i + 1) > i + 1)


def _has_subject(doc: Doc, i: int, at: int) -> bool:
    """Whether a subject of the number of token i ends before token `at`, and its clause has no other verb: at the start
    of the sentence, behind what is fronted (`Lundi, le pape visite l'usine`), behind a conjunction (`que le juge
    enquête`).
    """
    text, tag = lowered(doc), tags(doc)
    end = _before_aside(doc, at)
    first = end - 1
    while (
        first > 0
        and not opens_sentence(doc[first])
        and (tag[first - 1] in _IN_SUBJECT or text[first - 1] in words("of"))
    ):
        first -= 1
        if end - first > _FARTHEST:
            return False
    head = next((n for n in range(first, end) if tag[n] in _NOUNS), None)
    if head is None or tag[first] not in ("DET", "PROPN"):
        return False
    if ("Plur" in doc[head].morph.get("Number", [])) != text[i].endswith(speech_endings("plural-ending")):
        return False
    if opens_sentence(doc[first]) or (text[first - 1] == "," and end == at):
        return no_other(doc, i, joined=True)
    if end != at or not _alone(doc, i):
        return False
    if text[first - 1] in speech_words("that-word", "subordinator"):
        return True
    return text[first - 1] in words("coordinator") and _acts(doc, head, i) and not no_other(doc, first - 1)


def _acts(doc: Doc, head: int, i: int) -> bool:
    """Whether a name or somebody who acts stands before a token as its subject, not two nouns of a list (`et la loi
    cadre`)."""
    sure = tags(doc)[i] in ("X", "PROPN") or lowered(doc)[i - 1] in syntax("object-clitic")
    names = tags(doc)[head] == "PROPN" or lowered(doc)[head] in words("person-noun") | syntax("acting-noun")
    return sure or (names and preposition(doc, i + 1) is None)


def _before_aside(doc: Doc, i: int) -> int:
    """Where an apposition between commas begins that ends at token i (`Le maire, Luc Roy, | visite`), or i."""
    text = lowered(doc)
    if text[i - 1] != ",":
        return i
    opening = (k for k in range(i - 2, max(i - _FARTHEST, 0), -1) if text[k] == "," or doc[k].is_sent_start)
    k = next(opening, 0)
    return k if k and text[k] == "," else i


def _alone(doc: Doc, i: int) -> bool:
    """Whether no finite verb follows in the clause of token i."""
    for k in range(i + 1, len(doc)):
        if doc[k].is_punct or doc[k].is_space or lowered(doc)[k] in speech_words("that-word", "relative"):
            return True
        if tags(doc)[k] in ("VERB", "AUX") and "Fin" in doc[k].morph.get("VerbForm", []):
            return False
    return True
