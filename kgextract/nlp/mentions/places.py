"""Doc, a noun for a kind of place → the mention of the place that it names: with its name, its town or its number.

`la forêt de Fontainebleau`, `la région de Kayes`, `le district 4` are whole names; `la ville de Lyon` is Lyon.
"""

from __future__ import annotations

import re

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, name_end, named, opens_sentence, starts_person
from kgextract.nlp.grammar.phrases import complement, first_capital
from kgextract.nlp.grammar.prepositions import behind_of, genitive
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.gazetteer import Entry
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.person_names import is_of_an_office
from kgextract.tables.identity import identity_words
from kgextract.tables.names import PlaceHead, not_names, words

_ROAD = re.compile(r"A-?\d{1,2}[a-z]?|(?:N|D|E|RN|RD)-?\d{2,4}[a-z]?")  # no `A380`, no `D1`
_ROAD_LETTERS = frozenset({"RN", "RD", "N", "D"})
_TOWN_AND_SOMEBODY = 3  # words: one of a town, two of who is in office there
ORDINAL = re.compile(r"(?:\d+|[IVX]+)(?:er|re|e|nde?|è?me)s?")


def place(doc: Doc, start: int, end: int, row: PlaceHead) -> Mention | None:
    """`la forêt de Fontainebleau`, `l'aéroport Charles-de-Gaulle`; `la ville de Lyon` gives the name alone."""
    here = end
    if start > 0 and f"{lowered(doc)[start - 1]} {row.noun}" in not_names("no-place"):
        return None  # `la mise en place du Conseil`
    if row.class_ == "Country" and is_prosecuted(doc, start):
        return None
    if row.noun in words("numbered-part") and (numbered := _numbered(doc, start, end, row)):
        return numbered
    if row.class_ in ("Building", "Headquarters"):
        here = _past_adjectives(doc, here)
    if here < len(doc) and is_capital(doc[here]) and doc[here].pos_ in ("PROPN", "X", "NOUN", "ADJ"):
        if lowered(doc)[here] in words("second-title"):
            return None  # `de la République | Chef de l'État`
        if opens_sentence(doc[here]) or (doc[start].pos_ not in ("NOUN", "PROPN") and not row.address):
            return None
        stop = name_end(doc, here)
        name = here
        if stop - here == 2 and row.noun in words("territorial-body") and not starting(doc, here, here + 1):
            return None  # `le préfet du département | Issiaka Yadia`
    else:
        found = genitive(doc, here)
        if found is None or found.end >= len(doc):
            return None
        name = found.end
        while name < len(doc) and doc[name].lower_ in words("definite"):
            name += 1
        if row.address and name + 1 < len(doc) and doc[name].text[0].isdigit() and _stops(doc, name + 1):
            return named(doc, start, name + 2, "Place", row.class_, rule="place-grammar", confidence=0.75, head=start)
        if name >= len(doc) or not is_capital(doc[name]) or _stops(doc, name):
            return None
        stop = max(complement(doc, here, ("de",)), name_end(doc, name))
        if stop - name == _TOWN_AND_SOMEBODY and _holds(doc, start) and not starting(doc, name, name + 1):
            stop = name + 1  # `le préfet du département de Sindou | Issiaka Yadia`
        if stop < len(doc) and is_capital(doc[stop - 1]) and doc[stop].pos_ == "ADJ" and doc[stop].text.istitle():
            stop += 1  # `le carrefour de la Croix | Verte`
    if starts_person(doc, name) and (name > here or row.noun.split()[0] not in not_names("commemorative")):
        return None  # `sous la halle Anne Roy`, but `le stade Anne-Roy`
    if starts_person(doc, name) and name > start + 1 and is_of_an_office(doc, start):
        return None  # `l'entraîneur du Stade rennais | Luc Roy`
    if _is_country_head(doc, start, row) or _is_stage(doc, name):
        return None
    region = _region(doc, name) if row.class_ == "Region" else None
    if row.class_ == "City" and _has_number(doc, stop):
        stop += 1
    whole = row.whole or (row.class_ == "Region" and name > here and region is None)
    begin = start if whole and _is_part(doc, start, row) else name
    if begin == name and stop == name + 1 and doc[name].lower_ in not_names("bare-noun"):
        return None
    if begin == name and doc[name].lower_ in words("definite"):
        return None
    mention = named(doc, begin, stop, "Place", row.class_, rule="place-grammar", confidence=0.75, head=begin)
    if region is not None and begin == start and stop == name + 1:
        mention.key, mention.name, mention.wikidata = region.key, region.name, region.wikidata
    return mention


def name_alone(doc: Doc, start: int) -> int:
    """Where the name begins by which a kind of place is called alone too: `île de | Ngazidja`, `mont | Gwirani`."""
    kind = lowered(doc)[start]
    if kind in identity_words("kind-before-name"):
        at = start + 1
    else:
        at = behind_of(doc, start + 1) if kind in identity_words("kind-and-name") else 0
    return at if at < len(doc) and is_capital(doc[at]) else 0


def _holds(doc: Doc, start: int) -> bool:
    """Does an office stand before `du`, `de la` and the noun for a part of a land?"""
    of = start - 1 - (doc[start - 1].lower_ in words("definite") and doc[start - 1].lower_ not in words("contracted"))
    return of > 0 and doc[of].lower_ in words("of") and doc[of - 1].lower_ in words("office-head")


def is_prosecuted(doc: Doc, start: int) -> bool:
    """`procureur de la | République de Quimper`: a republic that names no country; the town behind it has a court."""
    return start > 2 and lowered(doc)[start - 3] in not_names("prosecution")


def _is_stage(doc: Doc, name: int) -> bool:
    """`sur le plateau de France 2`: the name of a medium, longer than that of the place in it or that of none."""
    media = (m for m in starting(doc, name, name + 1) if any(e.cls == "MediaOutlet" for e in m.entries))
    return any(m.end > name + 1 or all(e.part != "place" for e in m.entries) for m in media)


def _has_number(doc: Doc, stop: int) -> bool:
    """`la commune de Tokpli 2`: a number behind the name that counts nothing."""
    if stop + 1 >= len(doc) or not doc[stop].text.isdigit() or len(doc[stop].text) > 2:
        return False
    return doc[stop + 1].pos_ not in ("NOUN", "ADJ", "NUM") and doc[stop + 1].text not in "%-/"


def _region(doc: Doc, name: int) -> Entry | None:
    """The region that has this name of its own: `Vaud` of `canton de Vaud`, nothing of `région de Kayes`, a town."""
    return next((e for m in starting(doc, name, name + 1) for e in m.entries if e.cls == "Region"), None)


def _numbered(doc: Doc, start: int, end: int, row: PlaceHead) -> Mention | None:
    """`le district 4`, `le 18e arrondissement de Paris`: a part of a town by its number."""
    if start > 0 and ORDINAL.fullmatch(doc[start - 1].text):
        begin, stop = start - 1, max(end, complement(doc, end, ("de",)))
        stop = stop if first_capital(doc, end, stop) is not None else end
    elif end < len(doc) and doc[end].text.isdigit() and _is_part(doc, start, row):
        begin, stop = start, end + 1
    else:
        return None
    return named(doc, begin, stop, "Place", row.class_, rule="place-grammar", confidence=0.75, head=start)


def _past_adjectives(doc: Doc, i: int) -> int:
    """`aéroport international Nefta`: where the name begins behind the adjectives of its noun."""
    while i < len(doc) and not is_capital(doc[i]) and (doc[i].pos_ == "ADJ" or doc[i].lower_ in words("hall-kind")):
        i += 1
    return i


def _is_part(doc: Doc, start: int, row: PlaceHead) -> bool:
    """Does the noun belong to the name here: after its determiner, with a capital, alone in brackets, as an address?"""
    before = doc[start - 1] if start > 0 else None
    if before is None or is_capital(doc[start]) or before.lower_ in words("definite") or before.text in "(,":
        return True
    return row.address and before.pos_ != "DET"


def _is_country_head(doc: Doc, start: int, row: PlaceHead) -> bool:
    """`le président de la République Paul Roy`, `l'état de Roy`: a country's head noun needs its capital."""
    return (row.class_ == "Country" or row.noun in not_names("state")) and not is_capital(doc[start])


def _stops(doc: Doc, name: int) -> bool:
    return doc[name].lower_ in not_names("calendar")


def roads(doc: Doc) -> list[Mention]:
    """`l'A10`, `l'autoroute A13`, `la RN 12`, `la route départementale 957`: roads by their number."""
    text = lowered(doc)
    found = []
    for i in range(1, len(doc)):
        if _ROAD.fullmatch(doc[i].text):
            start, end = i, i + 1
        elif doc[i].is_digit and (doc[i - 1].text in _ROAD_LETTERS or text[i - 1] in words("road-kind")):
            start, end = i - 1, i + 1
        else:
            continue
        while start > 0 and text[start - 1] in words("road-kind"):
            start -= 1
        before = text[start - 1] if start > 0 else ""
        if text[start] in words("road-kind") or before in words("road-article"):
            found.append(named(doc, start, end, "Place", "Building", rule="road", confidence=0.7))
    return found
