"""A word behind an object pronoun → whether it is a verb, whatever its tag (`il leur reproche`, `Awa l'interroge`)."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.cue_forms import form_kinds
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.tables.speech import speech_endings, speech_words
from kgextract.tables.syntax import syntax


def many_say(doc: Doc, i: int) -> bool:
    """Whether a plural form of a verb of saying stands behind an object pronoun (`Ses rivaux le qualifient de`)."""
    text = lowered(doc)
    if not i or text[i - 1] not in speech_words("object-clitic"):
        return False
    if not text[i].endswith(speech_endings("plural-ending")):
        return False
    told = text[i - 1] in syntax("dative-clitic") and "finite" in form_kinds(text[i])  # `leur reprochent`
    return told or text[i] in speech_words("sure-form")


def behind_clitic(doc: Doc, i: int) -> bool:
    """Whether a subject (or `comme`) and an object pronoun stand before a word (`il leur reproche`)."""
    text, tag = lowered(doc), tags(doc)
    if i < 2 or text[i - 1] not in speech_words("object-clitic"):
        return False
    if text[i - 2] in speech_words("as-word") and (tag[i - 1], tag[i]) == ("DET", "NOUN"):
        return i + 1 < len(tag) and tag[i + 1] in (
            "DET",
            "PROPN",
        )  # `comme le note Luc Roy`, not `comme la presse l'a dit`
    if i > 2 and tag[i - 3] == "ADP":
        return False  # `avec qui les relations sont tendues`
    return text[i - 2] in speech_words("third-person", "on-word", "who-word", "as-word")


def behind_named(doc: Doc, i: int) -> bool:
    """Whether a name and an object pronoun stand before a small word that is tagged a name (`Awa Sow l'interroge`)."""
    tag = tags(doc)
    if i < 2 or tag[i] not in ("PROPN", "X") or not doc[i].is_lower or tag[i - 2] != "PROPN":
        return False
    return lowered(doc)[i - 1] in speech_words("object-clitic")
