"""Doc and token → what stands after a noun or verb: place, date and other prepositional phrases, left to right.

"(une réunion) à Paris mardi avec les syndicats" → place Paris, date mardi, then `avec` les syndicats
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import base_phrase
from kgextract.nlp.grammar.phrases import complement
from kgextract.nlp.grammar.prepositions import genitive, preposition
from kgextract.nlp.layers import LANDS, DateExpression, Mention
from kgextract.tables.names import PLACE_HEADS, nominal_words, words
from kgextract.tables.syntax import syntax

_MOST = 5  # adjuncts after one head
_BRACKET = 8  # tokens of a bracket that is passed


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjunct:
    """Tokens [start, end) after a head: a preposition with its phrase, a mention or a date that fills it."""

    preposition: str
    start: int
    end: int
    mention: Mention | None = None
    date: DateExpression | None = None


class Fillers:
    """The mentions and dates of a Doc by the token where they start, outermost first."""

    def __init__(self, mentions: Iterable[Mention], dates: Iterable[DateExpression]) -> None:
        self.mentions: dict[int, Mention] = {}
        for m in mentions:
            old = self.mentions.get(m.start)
            if old is None or m.end > old.end:
                self.mentions[m.start] = m
        self.dates = {d.start: d for d in dates}
        self.all_dates = sorted(self.dates.values(), key=lambda d: d.start)

    def mention_at(self, doc: Doc, i: int) -> Mention | None:
        """The mention that starts at token i, or after the determiner and adjectives there."""
        for k in range(i, min(i + 4, len(doc))):
            if k in self.mentions:
                return self.mentions[k]
            if doc[k].lower_ in nominal_words("settlement") and (of := preposition(doc, k + 1)) is not None:
                if of.lemma in words("of-lemma"):  # "la petite commune | de Lens"
                    known = not of.contracted and of.end < len(doc) and doc[of.end].lower_ in words("definite")
                    named = self.mentions.get(of.end + known)
                    return named if named is not None and named.kind == "named" and named.type == "Place" else None
            if doc[k].lower_ not in words("definite", "indefinite", "possessive"):
                kind = k + 1 < len(doc) and doc[k + 1].lower_ in nominal_words("settlement")  # "la petite commune"
                if doc[k].pos_ not in ("ADJ", "NUM") and not kind:
                    return None
        return None

    def date_at(self, doc: Doc, i: int) -> DateExpression | None:
        """The date that starts at token i, or after the determiner there."""
        if i in self.dates:
            return self.dates[i]
        if i + 1 < len(doc) and doc[i].lower_ in words("definite") | nominal_words("demonstrative"):
            return self.dates.get(i + 1)  # "le 3 mai", "ce mardi"
        return None


def _side_of(land: Mention, at: int, starts: Mapping[int, Mention]) -> Mention | None:
    """The side of a land that a locution from token `at` on names (`au | nord du Mali`); a town has none: what is
    `au nord de Lens` is not in it."""
    if land.type != "Place" or land.cls not in LANDS:
        return None
    inside = (starts.get(k) for k in range(at + 1, land.start))
    return next((m for m in inside if m is not None and m.type == "Place" and m.end >= land.end), None)


@cache
def addresses() -> frozenset[str]:
    """Nouns of places that need neither preposition nor determiner."""
    return frozenset(row.noun for row in PLACE_HEADS.rows() if row.address)


def adjuncts(doc: Doc, i: int, fillers: Fillers) -> list[Adjunct]:
    """The adjuncts that start at token i; a comma is passed only before a place or a date."""
    found: list[Adjunct] = []
    while len(found) < _MOST:
        i = past_bracket(doc, i, _BRACKET) if found else i
        item = adjunct(doc, i, fillers)
        if item is None and i + 1 < len(doc) and doc[i].text == ",":
            item = adjunct(doc, i + 1, fillers)
            if item is not None and not (item.date or (item.mention and item.mention.type == "Place")):
                item = None
        if item is None and found and (name := _apposed(doc, i, found[-1], fillers)) is not None:
            i = name.end
            continue
        if item is None:
            return found
        found.append(resumed(found, item))
        i = item.end
    return found


def resumed(found: list[Adjunct], item: Adjunct) -> Adjunct:
    """An adjunct that goes on with the end of a locution before it (`face au Brésil, | à l'Écosse`) has it whole."""
    last = found[-1] if found else None
    if last is None or last.mention is None or item.mention is None or last.mention.type != item.mention.type:
        return item
    goes_on = last.preposition.endswith(f" {item.preposition}")
    return replace(item, preposition=last.preposition) if goes_on else item


def behind(doc: Doc, found: list[Adjunct], fillers: Fillers) -> int:
    """The token behind adjuncts, over a bracket and the name of a place that the last one describes."""
    last = found[-1]
    name = _apposed(doc, last.end, last, fillers)
    return past_bracket(doc, name.end if name else last.end, _BRACKET)


def _apposed(doc: Doc, i: int, before: Adjunct, fillers: Fillers) -> Mention | None:
    """The name of a place that is described before a comma ("dans la capitale malienne | , Bamako")."""
    m = before.mention
    name = fillers.mentions.get(i + 1) if i + 1 < len(doc) and doc[i].text == "," else None
    if name is None or m is None or m.kind == "named" or not m.type == name.type == "Place":
        return None
    return name if name.kind == "named" else None


def past_bracket(doc: Doc, i: int, reach: int) -> int:
    """The token behind a bracket of so many tokens at most ("au palais (centre-ville) à Lyon"), or i."""
    if i >= len(doc) or doc[i].text != "(":
        return i
    return next((k + 1 for k in range(i, min(i + reach, len(doc))) if doc[k].text == ")"), i)


def adjunct(doc: Doc, i: int, fillers: Fillers) -> Adjunct | None:
    """The one adjunct at token i, or None."""
    if i >= len(doc) or doc[i].is_space:
        return None
    date = fillers.date_at(doc, i)
    if date is not None:
        return Adjunct(preposition="", start=i, end=date.end, date=date)
    found = preposition(doc, i)
    if found is None and (address := fillers.mentions.get(i)) is not None and doc[i].lower_ in addresses():
        if address.kind == "named" and address.type == "Place":  # "s'est tenue | place de la République"
            return Adjunct(preposition=next(iter(syntax("to-lemma"))), start=i, end=address.end, mention=address)
    if found is None or found.end >= len(doc):
        return None
    date = fillers.date_at(doc, found.end)
    if date is not None:
        return Adjunct(preposition=found.lemma, start=i, end=date.end, date=date)
    house = _house(doc, found.end, fillers)
    if house is not None:
        return Adjunct(preposition=next(iter(syntax("to-lemma"))), start=i, end=house.end, mention=house)
    mention = fillers.mention_at(doc, found.end)
    if mention is not None:
        mention = _side_of(mention, i, fillers.mentions) or mention
        return Adjunct(preposition=found.lemma, start=i, end=mention.end, mention=mention)
    base = base_phrase(doc, found.end - 1 if found.contracted else found.end)
    if base is None:
        return None
    end = complement(doc, base.base_end, words("of-lemma"))
    return Adjunct(preposition=found.lemma, start=i, end=max(end, found.end))


def _house(doc: Doc, i: int, fillers: Fillers) -> Mention | None:
    """The house or body of which a part is told at token i (`dans | les locaux de la préfecture`)."""
    at = i + (i < len(doc) and doc[i].lower_ in words("definite"))
    if at >= len(doc) or doc[at].lower_ not in nominal_words("part-of-house"):
        return None
    link = genitive(doc, at + 1) if at + 1 < len(doc) else None
    if link is None:
        return None
    m = fillers.mention_at(doc, link.end)
    return m if m is not None and m.type in ("Place", "Organization") and m.kind == "named" else None
