"""Doc → mentions of the state as a body: `les caisses de l'[État]`, `l'[État central]`, with its capital and alone.

With an adjective of nationality it is the land (`l'avocat de l'[État togolais]`). No office (`le chef de l'État`), no
locution (`l'État de droit`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import named
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Mention
from kgextract.tables.gazetteers import COUNTRIES, Country
from kgextract.tables.names import not_names, words
from kgextract.tables.roles import countries

RULE = "state"
_QUALIFIES = ("ADJ", "NOUN", "PROPN")


def states(doc: Doc) -> list[Mention]:
    """The mentions of the Doc."""
    found = []
    text = lowered(doc)
    for i in range(1, len(doc) - 1):
        if text[i] in not_names("state") and doc[i].text.istitle() and _alone(doc, i):
            end = i + 1 + (text[i + 1] in words("state-kind"))
            found.append(named(doc, i, end, "Organization", "Government", rule=RULE, confidence=0.7, head=i))
        elif text[i] in not_names("state") and doc[i].text.istitle() and (land := _land(doc, i)) is not None:
            m = named(doc, i, i + 2, "Place", land.cls, rule=RULE, confidence=0.9, head=i)
            found.append(replace(m, key=land.key, name=land.name, wikidata=land.wikidata))
    return found


def _land(doc: Doc, i: int) -> Country | None:
    """The land of `l'État togolais`, no part of an office (`le chef de l'État togolais`)."""
    text = lowered(doc)
    if doc[i - 1].whitespace_ or text[i - 1] not in words("definite") or text[i + 1] not in countries():
        return None
    if i > 2 and text[i - 2] in words("of") and text[i - 3] in words("head-of-state-noun"):
        return None
    return _lands().get(countries()[text[i + 1]]) if doc[i + 1].is_lower else None


@cache
def _lands() -> dict[str, Country]:
    return {row.key: row for row in COUNTRIES.rows()}


def _alone(doc: Doc, i: int) -> bool:
    """Does the word stand with its article only, and not behind who is at its head?"""
    text = lowered(doc)
    if text[i - 1] not in words("definite") or doc[i - 1].whitespace_:
        return False
    if i > 2 and text[i - 2] in words("of") and text[i - 3] in words("head-of-state-noun") | words("office-head"):
        return False
    if text[i + 1] in words("state-kind") | words("state-as"):
        return True
    return text[i + 1] not in words("of") and doc[i + 1].pos_ not in _QUALIFIES and doc[i + 1].text != "-"
