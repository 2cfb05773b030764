"""Mentions → the same with the borders of their names set right: a letter with its apostrophe, an article of its own.

`[N'Gokola]`, `à [La Roche-Aubray]`, `[eVolta Robotics]`, `la commune du [Finistère] de 2.000 habitants`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, opens_sentence
from kgextract.nlp.layers import MODEL, Mention
from kgextract.nlp.mentions.complements import before_deed
from kgextract.tables.names import firm_words, words

_BRAND = re.compile(r"[a-z]{1,2}[A-Z][a-z]\w{2,}")


def with_borders(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """The mentions, each from the first to the last word of its name."""
    whole = _with_article(doc, mentions)
    found = []
    for m in mentions:
        start, end = m.start, m.end
        if m.kind == "named" and m.type in ("Person", "Place", "Organization"):
            start, end = _first(doc, m, whole), _last(doc, m)
        old = m.end
        if (start, end) != (m.start, m.end):
            m = replace(m, start=start, end=end, head=min(max(m.head, start), end - 1))
            if end > old and m.type == "Place":
                m.key, m.name, m.wikidata, m.rule = None, None, None, MODEL
        found.append(m)
    return found


def reaching(mentions: list[Mention]) -> list[Mention]:
    """Names that end inside a known one end with it: `Convention des maires pour l'[Afrique subsaharienne]`."""
    ends: dict[int, int] = {}
    for m in mentions:
        if m.key is not None:
            for k in range(m.start + 1, m.end):
                ends[k] = m.end
    lasts = {m.start: m.end for m in mentions if m.key is not None}
    out = []
    for m in mentions:
        last = ends.get(m.end) if m.key is None and m.type in ("Organization", "Document") else None
        crossing = last is not None and any(lasts.get(k) == last for k in range(m.start + 1, m.end))
        out.append(replace(m, end=last) if crossing and last is not None else m)
    return out


def _with_article(doc: Doc, mentions: Iterable[Mention]) -> set[str]:
    """The names that stand behind a capital article of their own inside a sentence: `à La Roche-Aubray`."""
    return {doc.between(m.start - 1, m.end) for m in mentions if m.type == "Place" and _own_article(doc, m.start)}


def _own_article(doc: Doc, start: int) -> bool:
    if start < 2 or not doc[start - 1].is_title or opens_sentence(doc[start - 1]):
        return False
    return doc[start - 1].lower_ in words("plain-article") | words("elided-article")


def _first(doc: Doc, m: Mention, whole: set[str]) -> int:
    if m.start == 0 or (not is_capital(doc[m.start]) and doc[m.start - 1].text[-1:] != "'"):
        return m.start
    before = doc[m.start - 1]
    if before.lower_ in words("name-prefix") and is_capital(before) and not before.whitespace_:
        elided = before.lower_ in words("elided-article") | words("elided-of")
        if not (elided and opens_sentence(before)):
            return m.start - 1  # `N'Gokola`, `M'daourine`
    if m.type == "Place" and (_own_article(doc, m.start) or doc.between(m.start - 1, m.end) in whole):
        return m.start - 1
    if m.type == "Organization" and before.whitespace_ and _BRAND.fullmatch(before.text):
        return m.start - 1
    return m.start


def _last(doc: Doc, m: Mention) -> int:
    """Where a number or an indefinite complement begins that only tells of what is named."""
    if m.type == "Person" or doc[m.start].lower_ in firm_words("newscast"):
        return m.end  # `JT | de 13 heures`
    if m.type == "Place" and doc[m.end - 1].lower_ in words("toponym-lead") and m.end < len(doc):
        if is_capital(doc[m.end]) and is_capital(doc[m.end - 1]) and doc[m.end - 1].whitespace_:
            return m.end + 1  # `barrage de Aïn Delia`
    for k in range(m.start + 1, m.end - 1):
        if doc[k].lower_ in words("elided-of") and (doc[k + 1].pos_ == "NUM" or doc[k + 1].lower_ in words("one")):
            if is_capital(doc[k - 1]):
                return k
            break
    spelt = m.rule == "acronym"  # its letters tell where it ends
    return before_deed(doc, m.start, m.end) if m.type == "Organization" and m.key is None and not spelt else m.end
