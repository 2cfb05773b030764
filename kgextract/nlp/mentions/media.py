"""Doc → mentions of media that only what leads to them shows: `au micro de Brut`, `a-t-il confié à Dakaractu.com`.

What leads to media alone stands in `rules/scenes.yaml`, as the locutions of the row for those that no table knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.grammar.names import is_capital, name_end, named, starts_person
from kgextract.nlp.grammar.wordlist import lowered, text_of
from kgextract.nlp.layers import LANDS, MEDIA, Mention
from kgextract.nlp.mentions.complements import before_person
from kgextract.nlp.mentions.heads import is_place_head
from kgextract.nlp.mentions.matched import matches, starting
from kgextract.nlp.openings import Finder
from kgextract.tables.names import firm_words, words
from kgextract.tables.scenes import RULES, scene_words

_ROW = "scene-colleagues"
_SUBJECT = 12  # tokens of an inverted subject between a verb of saying and `sur`
_LAND = 4  # tokens from a land to the end of its channel's name
_DAY = 5  # tokens of a day
_SAID = ("NOUN", "PROPN", "ADJ", "DET", "ADP", "ADV", "X", "NUM")


def media(doc: Doc) -> list[Mention]:
    """The media of the Doc that stand behind a locution which leads to nothing else."""
    found: list[Mention] = []
    for match in _locutions().finditer(text_of(doc)):
        span = doc.char_span(*match.span())
        if span is not None and (m := _behind(doc, span.end)) is not None:
            found.append(m)
    return [*found, *_sites(doc), *_aired(doc), *_firsts(doc), *_partners(doc), *_stations(doc)]


def _stations(doc: Doc) -> Iterator[Mention]:
    """The stations of a network, by their area or a name of its own (`France Bleu Breizh Izel`)."""
    for m in matches(doc):
        if m.end >= len(doc) or doc.between(m.start, m.end).lower() not in firm_words("network"):
            continue
        if is_capital(doc[m.end]) and doc[m.end - 1].whitespace_ and not starts_person(doc, m.end):
            end = before_person(doc, m.end, max(name_end(doc, m.end), m.end + 1))
            yield named(doc, m.start, end, "Organization", "MediaOutlet", rule="medium", confidence=0.9)


def _partners(doc: Doc) -> Iterator[Mention]:
    """Media that share a programme, with hyphens between them (`RTL-LCI-Le Figaro`)."""
    at = {m.start: m.end for m in matches(doc) if any(e.cls in MEDIA for e in m.entries)}
    joined: set[int] = set()
    for start, last in at.items():
        end = last
        while end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and end + 1 in at:
            joined.add(end + 1)
            end = at[end + 1]
        if end > last and start not in joined:
            yield named(doc, start, end, "Organization", "MediaOutlet", rule="medium", confidence=0.8)


def _firsts(doc: Doc) -> Iterator[Mention]:
    """The public channel of a land: `Guadeloupe la 1ère`, `NC la Première`, `Guyane 1re`."""
    if words("first-channel").isdisjoint(lowered(doc)):
        return
    for i in range(2, len(doc)):
        if lowered(doc)[i] not in words("first-channel") or not (is_capital(doc[i]) or doc[i].text[0].isdigit()):
            continue
        start = i - 1  # the article
        while start > 0 and _names_land(doc[start - 1]) and i - start < _LAND:
            start -= 1
        if lowered(doc)[i - 1] in words("plain-article") and start < i - 1:
            yield named(doc, start, i + 1, "Organization", "MediaOutlet", rule="medium", confidence=0.9)
        elif doc[i].text[0].isdigit() and any(e.cls in LANDS for m in starting(doc, i - 1, i) for e in m.entries):
            yield named(doc, i - 1, i + 1, "Organization", "MediaOutlet", rule="medium", confidence=0.85)


def _names_land(token: Token) -> bool:
    return is_capital(token) and token.is_alpha and token.pos_ in ("PROPN", "X", "NOUN")


def _behind(doc: Doc, i: int) -> Mention | None:
    """The name behind `de` and an article; one that a table knows as a place or a person is none."""
    while i < len(doc) and not is_capital(doc[i]) and doc[i].lower_ in words("of", "definite"):
        i += 1
    numbered = i + 1 < len(doc) and doc[i + 1].is_digit
    if i >= len(doc) or not is_capital(doc[i]) or (starts_person(doc, i) and not numbered):
        return None
    start = i
    if doc[i].lower_ in words("definite") and i + 1 < len(doc) and is_capital(doc[i + 1]):
        i += 1
    known = [e for m in starting(doc, i, i + 1) for e in m.entries]
    end = max(name_end(doc, i), i + 1)
    if known or (is_place_head(doc[i].lower_) and end == i + 1):
        return None
    return _medium(doc, start, end)


def _medium(doc: Doc, start: int, end: int) -> Mention:
    end = before_person(doc, start, end)  # `a dit sur Radio Sud | Jean Roy`
    beyond = doc[min(end, len(doc) - 1)]
    if beyond.is_digit or (is_capital(beyond) and beyond.lower_ in firm_words("medium-tail", "aired-tail")):
        end += 1  # `sur les ondes de Magor 9`, `au micro de Calebasse Plus`
    return named(doc, start, end, "Organization", "MediaOutlet", rule="medium", confidence=0.7)


def _sites(doc: Doc) -> Iterator[Mention]:
    """Names with what addresses end with, behind a preposition (`a-t-elle dit à Dakaractu.com`, `sur La Voix.be`)."""
    if "." not in text_of(doc):
        return
    for i in range(1, len(doc)):
        name, dot, ending = doc[i].text.rpartition(".")
        if not dot or not ending or ending.lower() not in firm_words("address-ending") or not name[:1].isalnum():
            continue
        start = i
        while start > 1 and is_capital(doc[start - 1]) and doc[start - 1].is_alpha and i - start < 3:
            start -= 1
        if doc[start - 1].lower_ in firm_words("address-opening"):
            yield _medium(doc, start, i + 1)


def _aired(doc: Doc) -> Iterator[Mention]:
    """Unknown names behind `sur`, right after who says something (`« … », a lancé Jean Roy sur Télématin.`)."""
    for i in range(2, len(doc) - 2):
        if doc[i].lower_ not in firm_words("on-air") or not _names(doc, i + 1):
            continue
        if _spoken(doc, i) or _speaking_up(doc, i):
            yield _medium(doc, i + 1, max(name_end(doc, i + 1), i + 2))


def _speaking_up(doc: Doc, i: int) -> bool:
    """Whether a verb of speaking up stands before token i, a day between (`s'exprimait lundi soir sur`)."""
    k = i - 1
    while k > 0 and i - k < _DAY and doc[k].pos_ in ("NOUN", "NUM", "ADV", "DET"):
        k -= 1
    return doc[k].lower_ in scene_words("speaking-up")


def _names(doc: Doc, i: int) -> bool:
    """Whether a name begins at token i that no table knows and that is no person's, and ends its clause."""
    if not any(c.isupper() for c in doc[i].text) or doc[i].lower_ in words("definite") or starts_person(doc, i):
        return False
    end = max(name_end(doc, i), i + 1)
    closed = end >= len(doc) or doc[end].is_punct
    if not closed or doc[i].ent_type_ == "PER" or starting(doc, i, i + 1):
        return False
    leading = firm_words("on-air", "address-opening")  # what is told of by its name elsewhere is a matter
    return all(k == i or t.text != doc[i].text or doc[k - 1].lower_ in leading for k, t in enumerate(doc))


def _spoken(doc: Doc, i: int) -> bool:
    """Whether a clause behind quoted words stands before token i: a verb of saying and its subject."""
    k = i - 1
    while k > 1 and i - k < _SUBJECT and doc[k].pos_ in _SAID and not doc[k].is_quote:
        k -= 1
    if doc[k].pos_ != "VERB":
        return False
    while k > 1 and doc[k].pos_ in ("VERB", "AUX", "PRON"):
        k -= 1
    k -= doc[k].text == ","
    return doc[k].is_quote


@cache
def _locutions() -> Finder:
    row = next(row for row in RULES.rows() if row.id == _ROW)
    forms = sorted(row.before, key=len, reverse=True)
    return Finder.of(re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE))
