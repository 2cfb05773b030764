"""Doc → mentions from the model's entities, repaired: cut at commas, titles and determiners stripped, noise dropped."""

from __future__ import annotations

import re
from functools import cache

from kgextract.nlp.doc import Doc, Span
from kgextract.nlp.grammar.names import is_capital, is_gentile, named, opens_sentence
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions import gazetteer
from kgextract.nlp.mentions.heads import head_class
from kgextract.nlp.mentions.people import repaired
from kgextract.tables import events
from kgextract.tables.names import demonyms, not_names, words

_RATING = re.compile(r"[A-Z]+[a-z]{0,2}-?\d+[+-]?")
_CAMEL = re.compile(r"[A-Z][a-z]{2,}(?:[A-Z][a-z]+){1,3}")
CUTS = frozenset(',;:()[]«»"“”|/')
TYPES = {"ORG": "Organization", "LOC": "Place"}


def proposals(doc: Doc) -> list[Mention]:
    """The names that the model alone has found, after repair. MISC gives none."""
    found: list[Mention] = []
    for ent in doc.ents:
        if ent.label_ == "PER":
            pieces = _pieces(doc, ent)
            found += [m for a, b in pieces if (m := repaired(doc, a, b))]
        elif ent.label_ in TYPES:
            for start, end in _pieces(doc, ent):
                mention = _thing(doc, start, end, TYPES[ent.label_])
                if mention is not None:
                    found.append(mention)
    return found + [m for i in range(len(doc)) if (m := _unlabelled(doc, i))]


def _unlabelled(doc: Doc, i: int) -> Mention | None:
    """A name that the model passes over: capitals inside a word (`MedicalNews`), a place after `en`."""
    token = doc[i]
    if token.ent_type_ or i == 0 or not is_capital(token):
        return None
    if _CAMEL.fullmatch(token.text):
        return named(doc, i, i + 1, "Organization", "Organization", rule="model", confidence=0.55)
    if doc[i - 1].lower_ not in words("only-place-preposition") or token.pos_ != "PROPN" or token.text.isupper():
        return None
    if len(token) < 4 or _is_noise(doc, i, i + 1) or (i + 1 < len(doc) and is_capital(doc[i + 1])):
        return None
    return named(doc, i, i + 1, "Place", "Place", rule="model", confidence=0.55)


def _pieces(doc: Doc, ent: Span) -> list[tuple[int, int]]:
    """An entity cut at line ends, commas, brackets and quotation marks."""
    pieces: list[tuple[int, int]] = []
    start = ent.start
    for k in range(ent.start, ent.end + 1):
        if k == ent.end or doc[k].is_space or doc[k].text in CUTS:
            if k > start:
                pieces.append((start, k))
            start = k + 1
    return pieces


def _thing(doc: Doc, start: int, end: int, type: str) -> Mention | None:
    """A body or place: without determiner, preposition, leading title, trailing verb or weekday; or None."""
    while start < end and not is_capital(doc[start]) and not doc[start].is_digit:
        start += 1
    if end - start == 2 and doc[start].lower_ in words("possessive"):
        return None  # `Notre Soleil`
    while end > start and not _may_end(doc, end - 1, start):
        end -= 1
    if end <= start:
        return None
    first = doc[start]
    if first.lower_ in words("definite") and end - start > 1 and (type == "Place" or opens_sentence(first)):
        return _thing(doc, start + 1, end, type)
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_:
        if not doc[end + 1].is_alpha:
            break
        end += 2
    if _is_noise(doc, start, end) or is_gentile(doc, start, end):
        return None
    if doc[end - 1].text[-1:] == "'" and end < len(doc) and doc[end].text == "s":
        end += 1
    cls = head_class(first.lower_) if type == "Organization" else None
    if end - start == 1 and _is_acronym(first.text):
        type = "Organization"
    return named(doc, start, end, type, cls or type, rule="model", confidence=0.55)


def _may_end(doc: Doc, i: int, start: int) -> bool:
    token = doc[i]
    if token.lower_ in not_names("calendar") and i > start:
        return False
    if is_capital(token) or token.is_digit:
        return True
    return token.pos_ in ("NOUN", "ADJ", "PROPN", "X") and token.is_alpha


def _is_noise(doc: Doc, start: int, end: int) -> bool:
    """A common word with a capital, a title, a topic, an event's name: no body and no place."""
    text = doc.between(start, end).lower()
    first = doc[start]
    if start > 1 and (doc[start - 1].lower_ in not_names("craft") or doc[start - 2].lower_ in not_names("craft")):
        return doc[start - 1].pos_ in ("NOUN", "ADJ")  # `la sonde Rosetta`, `le télescope spatial Hubble`
    if _event().fullmatch(doc.between(start, end)) or any(
        text in not_names(c) for c in ("acronym-of-topic", "calendar", "bare-noun", "disease-or-thing", "group-name")
    ):
        return True
    if first.lower_ in not_names("event-head") or first.lower_ in words("office-head"):
        return True
    if first.lower_ in words("council-of-ministers") and start > 1 and doc[start - 2].lower_ in words("office-head"):
        return all(doc[k].lower_ in demonyms() for k in range(start + 1, end))  # `le président du Conseil italien`
    if first.lower_ in not_names("state") and start > 2 and doc[start - 3].lower_ in words("head-of-state-noun"):
        return True  # `chef de l'Etat français`
    if any(doc[k].lower_ in demonyms() for k in range(start, end)) and is_capital(doc[end - 1]) and end - start == 1:
        return True
    if _RATING.fullmatch(first.text) or _relates(doc, start, end):
        return True
    if end - start == 1:
        if first.pos_ in ("VERB", "AUX", "ADV", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "INTJ", "NUM"):
            return True
        if opens_sentence(first) and first.pos_ in ("NOUN", "ADJ") and not first.text.isupper():
            return True
        return len(first) < 2
    return not any(is_capital(doc[k]) for k in range(start, end))


def _relates(doc: Doc, start: int, end: int) -> bool:
    """`le sommet Chine-Afrique`, `la ligne Lyon-Turin`: two ends of one thing, joined by a hyphen after a noun."""
    parts = doc.between(start, end).split("-")
    if len(parts) != 2 or doc[start - 1].pos_ not in ("NOUN", "ADJ"):
        return False
    known = not_names("compass")
    return all(
        p.lower() in known or any(e.part == "place" for m in gazetteer.matches(p) for e in m.entries) for p in parts
    )


def _is_acronym(text: str) -> bool:
    letters = text.replace("-", "").replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()


@cache
def _event() -> re.Pattern[str]:
    """Proper names of events, which the model takes for bodies or places."""
    return re.compile("|".join(f"(?:{row.name})" for row in events.NAMES.rows()))
