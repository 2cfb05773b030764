"""Tokens that the model takes for a body or place → whether they are a common word, a title, a topic or an event."""

from __future__ import annotations

import re
from functools import cache

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import colour_alone, is_capital, opens_sentence
from kgextract.nlp.mentions import gazetteer
from kgextract.nlp.mentions.heads import head_class, is_place_head
from kgextract.nlp.mentions.places import ORDINAL
from kgextract.nlp.roles.heads import is_office
from kgextract.tables import events
from kgextract.tables.names import demonyms, given_name_gender, not_names, words
from kgextract.tables.speech import speech_words

LETTERS = re.compile(r"[A-ZÉ]{3,6}")
_RATING = re.compile(r"[A-Z]+[a-z]{0,2}-?\d+[+-]?")


def is_noise(doc: Doc, start: int, end: int) -> bool:
    """A common word with a capital, a title, a topic, an event's name: no body and no place."""
    text = doc.between(start, end).lower()
    first = doc[start]
    if start > 1 and (doc[start - 1].lower_ in not_names("craft") or doc[start - 2].lower_ in not_names("craft")):
        return doc[start - 1].pos_ in ("NOUN", "ADJ")  # `la sonde Rosetta`, `le télescope spatial Hubble`
    if _event().fullmatch(doc.between(start, end)) or any(
        text in not_names(c)
        for c in ("acronym-of-topic", "calendar", "bare-noun", "disease-or-thing", "group-name", "several-people")
    ):
        return True
    if first.lower_ in not_names("event-head") or first.lower_ in words("office-head"):
        return True
    if end - start > 1 and first.lower_ in speech_words("subject-pronoun"):
        return True  # `Vous êtes témoins`
    if end - start == 1 and (_opens(doc, start) or of_an_office(doc, start)):
        return True
    if end - start > 1 and "-" in first.text and is_office(doc, start):
        return True  # `la Haut-commissaire de la province`
    if first.lower_ in words("council-of-ministers") and start > 1 and doc[start - 2].lower_ in words("office-head"):
        return all(doc[k].lower_ in demonyms() for k in range(start + 1, end))  # `le président du Conseil italien`
    before = doc[max(0, start - 3) : start]
    if first.lower_ in not_names("state") and any(t.lower_ in words("head-of-state-noun") for t in before):
        return True  # `chef de l'Etat français`
    if any(doc[k].lower_ in demonyms() for k in range(start, end)) and is_capital(doc[end - 1]) and end - start == 1:
        return True
    if "-" in text and all(part in not_names("acronym-of-topic") for part in text.split("-")):
        return True  # `CP-CE1`
    if _RATING.fullmatch(first.text) or ORDINAL.fullmatch(first.text) or _relates(doc, start, end):
        return True
    if end - start > 1 and _is_led_field(doc, start, end):
        return True
    if end - start == 1:
        if first.is_title and first.lower_ in not_names("portfolio-field"):
            return True  # `est nommé à l'Urbanisme`
        if is_office(doc, start) or colour_alone(doc, start):
            return True
        if body_letters(doc, start):
            return False
        if first.lower_ in not_names("acronym-of-a-paper") and first.text.isupper() and doc[start - 1].text != "(":
            return True
        if first.pos_ in ("VERB", "AUX", "ADV", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "INTJ", "NUM"):
            led = start > 0 and doc[start - 1].lower_ in words("to-a-place", "elided-of") and first.ent_type_ == "LOC"
            return not (led and first.pos_ in ("VERB", "ADV") and first.is_title and len(first) > 3)
        if opens_sentence(first) and first.pos_ in ("NOUN", "ADJ") and not first.text.isupper():
            return True
        goes_on = end < len(doc) and doc[end].pos_ == "ADJ"
        kind = first.pos_ == "NOUN" and is_place_head(first.lower_)
        return len(first) < 2 or (kind and (goes_on or doc[start - 1].lower_ in words("one")))
    return not any(is_capital(doc[k]) for k in range(start, end))


def body_letters(doc: Doc, i: int) -> bool:
    """`prévient le CARDH`, `l'avocat du BSOD`: letters behind an article, whatever the tagger takes them for."""
    article = doc[i - 1].lower_ if i else ""
    of_the = words("contracted") & words("of") - words("plural-determiner")
    led = article in words("plain-article") | words("elided-article") | of_the
    return led and LETTERS.fullmatch(doc[i].text) is not None and doc[i].lower_ not in not_names("acronym-of-a-paper")


def _is_led_field(doc: Doc, start: int, end: int) -> bool:
    """`le directeur régional de l'Action sociale`, `le chef de service des Affaires juridiques`: common words that tell
    what part of a body somebody leads.
    """
    if not all(is_common(doc, k) for k in range(start, end) if is_capital(doc[k])) or doc[start].is_upper:
        return False
    given = start > 0 and doc[start - 1].lower_ in words("contracted") | words("definite") | words("to-a-place")
    if given and doc[start].lower_ in not_names("portfolio-field") and not any(map(is_capital, doc[start + 1 : end])):
        return True  # `nommé aux Transports terrestres`
    return head_class(doc[start].lower_) is None and _leads(doc, start)


def _leads(doc: Doc, start: int) -> bool:
    """Whether who leads a part of something stands before `de` and a token: `la directrice régionale de la`."""
    of = start - 1 - (doc[start - 1].lower_ in words("definite") and doc[start - 1].lower_ not in words("contracted"))
    if of < 2 or doc[of].lower_ not in words("of"):
        return False
    k = of - 1
    while k > 1 and (doc[k].pos_ == "ADJ" or doc[k].lower_ in words("led-part")):
        k -= 1 + (doc[k].lower_ in words("led-part") and doc[k - 1].lower_ in words("of"))
    return doc[k].lower_ in words("leads-a-part")


def _opens(doc: Doc, i: int) -> bool:
    """`Chers clients, …`, `Impuissance, colère …`: a common word that opens a sentence and does nothing there."""
    token = doc[i]
    if not (opens_sentence(token) and token.is_title and is_common(doc, i)) or i + 1 >= len(doc):
        return False
    after = doc[i + 1]
    if token.text in given_name_gender() or (i + 2 < len(doc) and is_capital(doc[i + 2])):
        return False  # `Continental, Molex et Renault`
    return after.text == "," or after.pos_ in ("NOUN", "ADP", "CCONJ")


def of_an_office(doc: Doc, i: int) -> bool:
    """`le directeur de Campagne`, `le chef de Village`, `le président de la Transition`: no name of a body or a place.

    Where `de` has an article only behind who is at the head of it: `le maire de la Bénade`.
    """
    if not (doc[i].is_title and is_common(doc, i)) or i < 2 or (i + 1 < len(doc) and is_capital(doc[i + 1])):
        return False
    return _leads(doc, i)


def _relates(doc: Doc, start: int, end: int) -> bool:
    """`le sommet Chine-Afrique`, `la ligne Lyon-Turin`: two ends of one thing, joined by a hyphen after a noun."""
    parts = doc.between(start, end).split("-")
    if len(parts) != 2 or doc[start - 1].pos_ not in ("NOUN", "ADJ"):
        return False
    known = not_names("compass")
    return all(
        p.lower() in known or any(e.part == "place" for m in gazetteer.matches(p) for e in m.entries) for p in parts
    )


@cache
def _event() -> re.Pattern[str]:
    """Proper names of events, which the model takes for bodies or places."""
    return re.compile("|".join(f"(?:{row.name})" for row in events.NAMES.rows()))
