"""`ce dernier`, `celle-ci` as subject → the last person named before: `Luc Roy a reçu Anne Blin. Celle-ci …`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import memory
from kgextract.nlp.layers import Chain, Mention, unit_of
from kgextract.nlp.stretches import beginning
from kgextract.tables.roles import office_words

_NEAR = 60  # tokens back
_PERSON = "Person"


def is_latter(doc: Doc, token: int) -> bool:
    """Whether a token is `celui-ci`, or `dernier` behind `ce`."""
    word = doc.lowered[token]
    if word not in office_words("latter"):
        return False
    return "-" in word or (token > 0 and doc.lowered[token - 1] in office_words("this-one"))


def latter_gender(doc: Doc, token: int) -> Literal["m", "f"] | None:
    """Of `celui-ci`, `ce dernier`; None where a token is neither."""
    if not is_latter(doc, token):
        return None
    return "f" if doc.lowered[token] in office_words("feminine-latter") else "m"


def last_named(doc: Doc, token: int) -> Chain | None:
    """The person named last, in this sentence or the one before, where the gender agrees."""
    gender = latter_gender(doc, token)
    if gender is None:
        return None
    here = unit_of(doc, token)
    for m in reversed(beginning(_people(doc), max(0, token - _NEAR), token, _start)):
        if unit_of(doc, m.start) < here - 1:
            break
        if m.chain is not None and m.chain.gender in (gender, None):
            return m.chain
    return None


def _people(doc: Doc) -> Sequence[Mention]:
    kept: list[Mention] = memory(doc, "people-in-order").setdefault("all", [])
    if not kept:
        kept += sorted((m for m in doc._.mentions if m.type == _PERSON and m.kind == "named"), key=_start)
    return kept


def _start(m: Mention) -> int:
    return m.start
