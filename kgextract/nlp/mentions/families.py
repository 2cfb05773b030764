"""Mentions → the same with the families that a surname in the plural names: `les Le Gall`, `chez les Martin`.

The surname is that of somebody or of a family of the article, or a word that the model takes for a person's name.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_gentile, named
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.standing import words_at
from kgextract.tables.names import words

_TYPES = ("Person", "Organization", "Place")


def with_families(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """Each surname behind `les`, `des`, `aux` as the name of a group."""
    known: set[tuple[str, ...]] | None = None
    found: list[Mention] = []
    for m in mentions:
        if m.type in _TYPES and m.key is None and m.start and _several(doc, m):
            known = _surnames(doc, mentions) if known is None else known
            alone = m.type == "Person" and (m.given is None or m.rule == "surname")
            if alone or words_at(doc, m.start, m.end) in known:
                m = named(doc, m.start, m.end, "Group", "Group", rule="family", confidence=0.7)
        found.append(m)
    return found


def _several(doc: Doc, m: Mention) -> bool:
    """Whether the plural article stands right before a name that is written like a surname."""
    written = doc[m.start].text[:1].isupper() and not doc[m.start].text.isupper()
    return written and doc[m.start - 1].lower_ in words("the-several") and not is_gentile(doc, m.start, m.end)


def _surnames(doc: Doc, mentions: list[Mention]) -> set[tuple[str, ...]]:
    """The surnames of the people and families of the article."""
    people = {tuple(m.family.split()) for m in mentions if m.type == "Person" and m.family and m.given}
    families = (m for m in mentions if m.rule == "family")
    return people | {words_at(doc, m.start + 1, m.end) for m in families}
