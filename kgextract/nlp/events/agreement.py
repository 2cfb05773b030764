"""The noun of an event and a participle behind it → whether they agree: whether it is told of the event.

"la présentation du musée, qui sera inauguré lundi" → no: it is the museum that will be opened
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc, Token
from kgextract.tables.syntax import syntax

_SEVERAL = ["Plur"]
_BEFORE = 3  # tokens from an auxiliary to its participle


def agrees(doc: Doc, verb: int, head: int) -> bool:
    """Whether a bare participle has number and gender of a noun, as far as both show them."""
    one, other = doc[verb].morph, doc[head].morph
    if "Part" not in one.get("VerbForm", []) or doc[verb - 1].pos_ == "AUX":
        return True
    if doc[head].pos_ == "PROPN" and not other.get("Number", []) and one.get("Number", []) == _SEVERAL:
        return False  # `les finales de l'Open, | prévues lundi`
    return _fit(doc[verb], doc[head])


def agrees_in_relative(doc: Doc, head: int, start: int, end: int) -> bool:
    """Whether the first participle in tokens [start, end) that `être` makes agree has number and gender of a noun."""
    for k in range(start + 1, end):
        if "Part" not in doc[k].morph.get("VerbForm", []) or doc[k].lemma_.lower() in syntax("be-lemma"):
            continue
        before = doc[max(start, k - _BEFORE) : k]
        be = any(t.pos_ == "AUX" and t.lemma_.lower() in syntax("be-lemma") for t in before)
        return not be or any(t.lower_ in syntax("reflexive") for t in before) or _fit(doc[k], doc[head])
    return True


def _fit(one: Token, other: Token) -> bool:
    pairs = ((one.morph.get(f, []), other.morph.get(f, [])) for f in ("Gender", "Number"))
    return all(not a or not b or a == b for a, b in pairs)
