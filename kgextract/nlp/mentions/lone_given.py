"""A given name alone → whether somebody stands there, whom the model takes for nothing of its kinds.

`Hélène hausse les épaules`, `Hélène, infirmière, raconte`, `Hélène : « … »`, `à l'image d'Hélène`, `Hélène et Luc Roy`.
"""

from __future__ import annotations

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.mistagged import governs_all
from kgextract.nlp.grammar.names import is_capital, opens_sentence
from kgextract.nlp.layers import MEDIA
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.meant import before_speaker
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import given_name_gender, words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_LOCUTION = 6  # tokens of `à l'exemple de`
_MEDIUM = 3  # tokens of a medium's name
_CLITICS = 2  # between a subject and its verb


def stands_alone(doc: Doc, start: int, end: int) -> bool:
    """Whether the given name of tokens [start, end) stands where somebody is named."""
    if is_capital(doc[end]) or doc[end].lower_ in words("particle"):
        return False
    if _told_a_medium(doc, start):
        return True
    if not _may_be_a_name(doc, start):
        return False
    if _is_paired(doc, end) or _is_an_instance(doc, start) or _has_a_view(doc, start, end) or _speaks(doc, start):
        return True
    before = doc[start - 1] if start else None
    if start > 1 and before is not None and before.lower_ in words("coordinator") and _may_be_a_name(doc, start - 2):
        if doc[start - 2].text in given_name_gender():
            return True  # `Amir et Sarah attendent leur fils`
    if (before is not None and not (before.is_punct or before.is_space)) or _is_a_title(doc, start):
        return False
    joined = end + 2 < len(doc) and doc[end].lower_ in words("coordinator") and doc[end + 1].text in given_name_gender()
    return _is_told_of(doc, end + 2) if joined else _is_told_of(doc, end)  # `Nadia et Luc tiennent une ferme`


def _told_a_medium(doc: Doc, start: int) -> bool:
    """Whether a medium to which somebody said something stands right before (`a dit à la BBC | Maria, 34 ans`)."""
    media = (m for m in starting(doc, max(start - _MEDIUM, 0), start) if m.end == start)
    return any(e.cls in MEDIA and before_speaker(doc, m.start, m.end) for m in media for e in m.entries)


def _may_be_a_name(doc: Doc, i: int) -> bool:
    """Whether a word of the list of given names is one here: no body, no town, no common word (`Juste : « … »`)."""
    label = doc[i].ent_type_
    if label == "ORG" or any(e.part != "person" for m in starting(doc, i, i + 1) for e in m.entries):
        return False
    return doc[i].pos_ == "PROPN" or label == "PER" or not is_common(doc, i)


def _is_paired(doc: Doc, end: int) -> bool:
    """`les frères Karim | et Sofiane Roy`: whether another given name follows, whose surname is that of both."""
    if end + 2 >= len(doc) or doc[end].lower_ not in words("coordinator") or not doc[end - 1].whitespace_:
        return False
    after = doc[end + 2]
    return doc[end + 1].text in given_name_gender() and is_capital(after) and not opens_sentence(after)


def _is_told_of(doc: Doc, end: int) -> bool:
    """Whether a finite verb, what somebody does for a living, or a colon with a quotation follows."""
    if doc[end].text in (",", ":") and end + 1 < len(doc):
        after = doc[end + 1]
        if doc[end].text == ":":
            return after.lower_ in speech_words("opening-mark")
        if after.lower_ in speech_words("own-pronoun") and doc[min(end + 2, len(doc) - 1)].text == ",":
            return True  # `Josiane, elle, n'y croit pas`
        return after.pos_ == "NOUN" and (after.lower_ in words("person-noun") or office_head(doc, end + 1) is not None)
    tag = doc[end].pos_ if doc[end].is_lower and end + 1 < len(doc) else ""
    if (tag == "NOUN" or (tag == "ADJ" and doc[end + 1].pos_ != "ADP")) and governs_all(doc, end):
        return True  # `Josiane ferme sa boulangerie`
    k = end
    while k < min(end + _CLITICS, len(doc) - 1) and doc[k].pos_ in ("PRON", "ADV") and doc[k].is_lower:
        k += 1
    return doc[k].pos_ in ("VERB", "AUX") and doc[k].morph.get("Person", []) == ["3"]


def _speaks(doc: Doc, start: int) -> bool:
    """`« … », soupire Hélène dans la file`, `la colère qu'exprime Hélène`: behind a finite verb that follows a comma, a
    quotation or a relative pronoun."""
    verb = start - 1
    finite = verb > 0 and doc[verb].pos_ == "VERB" and doc[verb].morph.get("VerbForm", []) == ["Fin"]
    before = speech_words("closing-mark", "relative") | speaker_words("like-word") | {","}
    return finite and doc[verb - 1].lower_ in before


def _is_a_title(doc: Doc, start: int) -> bool:
    """Whether a quotation opens with the name, as a title does (`« Violette »`)."""
    return start > 0 and doc[start - 1].lower_ in speech_words("opening-mark")


def _is_an_instance(doc: Doc, start: int) -> bool:
    for k in range(start - 1, max(start - _LOCUTION, -1), -1):
        at = past_locution(doc, k, "for-instance")
        at += k < at < start and doc[at].lower_ in words("elided-of")
        if at == start > k:
            return True
    return False


def _has_a_view(doc: Doc, start: int, end: int) -> bool:
    """`Pour Hélène, « … »`: whose opinion is quoted behind the comma."""
    led = start > 0 and doc[start - 1].lower_ in speech_words("according-opinion")
    return led and end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].lower_ in speech_words("opening-mark")
