"""Mentions → the places inside names of bodies that no other rule knows: `tribunal judiciaire de [Guéret]`."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, name_end, named, starts_person
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.heads import is_place_head
from kgextract.nlp.mentions.signs import town_names
from kgextract.tables.names import given_name_gender, not_names, words

RULES = ("body-grammar", "model", "acronym", "place-grammar")


def inner_places(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """The place that ends the name of a body with a seat: a court, a school, a town hall."""
    within = {k for m in mentions if m.end - m.start == 1 or m.rule == "gazetteer" for k in range(m.start, m.end)}
    return [place for m in mentions if m.rule in RULES and (place := _seat(doc, m, within))]


def _seat(doc: Doc, m: Mention, taken: set[int]) -> Mention | None:
    if m.type != "Organization" or doc[m.head].lower_ not in words("seated-body"):
        return None
    for k in range(m.end - 2, m.start, -1):
        found = preposition(doc, k)
        if found is None:
            continue
        at = found.end
        if found.lemma not in words("of-lemma") | words("to-a-place") or at >= m.end:
            return None
        if doc[at].lower_ in words("plain-article") and not is_capital(doc[at]):
            at += 1
        if at >= m.end or not is_capital(doc[at]) or name_end(doc, at) != m.end:
            return None
        if starts_person(doc, at) and not lone_name(doc, at):
            return None
        if taken & set(range(at, m.end)) or doc[at].text.isupper() or doc[at].lower_ in not_names("bare-noun"):
            return None
        common = is_place_head(doc[at].lower_) or found.contracted or at > found.end
        if doc[at].pos_ == "NOUN" and common and doc[at].text not in town_names():
            return None  # `hôpital de la Citadelle`, `Conseil du Patronat`
        return named(doc, at, m.end, "Place", "Place", rule="inner-place", confidence=0.6)
    return None


def lone_name(doc: Doc, i: int) -> bool:
    """One capitalised word that is no given name: behind a body with a seat a place, whatever the model says."""
    if i >= len(doc) or not is_capital(doc[i]) or doc[i].text in given_name_gender():
        return False
    return i + 1 == len(doc) or not is_capital(doc[i + 1])
