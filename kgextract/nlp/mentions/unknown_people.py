"""Doc and token → the mention of somebody whose names no table knows, by what stands around."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import (
    is_capital,
    is_gentile,
    opens_sentence,
)
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.person_names import (
    grown_end,
    may_stand_alone,
    person,
)
from kgextract.tables.names import demonyms, given_name_gender, not_names, words
from kgextract.tables.speech import speech_words

LONGEST_GIVEN = 8  # tokens of a given name with its hyphens


def speaking(doc: Doc, i: int) -> Mention | None:
    """`…, explique Joechen Zaumseil.`: two unknown capitalised words after a verb that follows a comma or quotation, or
    before a colon and a quotation."""
    first, second = doc[i], doc[i + 1]
    if not (is_capital(first) and is_capital(second) and first.pos_ == second.pos_ == "PROPN"):
        return None
    placed = first.ent_type_ == "LOC" and second.ent_type_ == "PER" and not any(starting(doc, i, i + 1))
    if not (first.ent_type_ in ("", "MISC") or placed) or first.text.isupper():
        return None  # `…, explique | Enangnon (a place, for the model) Adjovi`
    if opens_sentence(first) and i + 3 < len(doc) and doc[i + 2].text == ":":
        labels = doc.lowered[i + 3] in speech_words("opening-mark")
        return person(doc, i, i + 2, rule="given-name", confidence=0.7) if labels else None
    mark = i - 2
    while mark > 0 and (doc[mark].pos_ == "AUX" or doc[mark].text[:1] == "-"):
        mark -= 1
    if mark < 0 or doc[i - 1].pos_ != "VERB" or doc[mark].text not in (",", "»", '"', "”"):
        return None
    return person(doc, i, grown_end(doc, i + 2), rule="given-name", confidence=0.7)


def entitled(doc: Doc, i: int) -> Mention | None:
    """`par le ministre Roberge`: one capitalised word behind a title, which the model passed over."""
    token = doc[i]
    if i < 2 or doc[i - 1].lower_ not in words("office-head") or not doc[i - 1].text.islower():
        return None
    if token.pos_ != "PROPN" or not is_capital(token) or token.is_upper or len(token) < 3:
        return None
    if token.ent_type_ not in ("", "MISC"):
        return None
    if not may_stand_alone(doc, i) or is_gentile(doc, i, i + 1) or token.lower_ in words("office-head"):
        return None
    if i + 1 < len(doc) and (is_capital(doc[i + 1]) or doc[i + 1].text in ("-", "(")):
        return None
    return person(doc, i, i + 1, rule="model", confidence=0.6)


def told_to_readers(doc: Doc, i: int) -> Mention | None:
    """`Geoffrey (Morel, NDLR)`: the surname in brackets that readers are told."""
    if i < 2 or doc[i - 1].text != "(" or not is_capital(doc[i]) or not is_capital(doc[i - 2]):
        return None
    last = min(len(doc) - 1, i + LONGEST_GIVEN)
    end = next((k for k in range(i + 1, last) if doc[k].text in ",)"), i)
    told = end > i and doc[end + 1].lower_ in not_names("editor-mark") and doc[i - 2].text in given_name_gender()
    return person(doc, i, end, rule="given-name", confidence=0.8) if told else None


def whence(doc: Doc, i: int) -> bool:
    """Does a capital stand behind an article for where somebody is from (`le Letton`, `du Kényan`)?"""
    led = i > 0 and doc[i - 1].lower_ in words("of-one-thing") | words("contracted")
    return led and is_capital(doc[i]) and doc[i].lower_ in demonyms()
