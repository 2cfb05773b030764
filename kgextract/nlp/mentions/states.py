"""Doc → mentions of the state as a body: `les caisses de l'[État]`, `l'[État central]`, with its capital and alone.

No office (`le chef de l'État`), no locution (`l'État de droit`), no land by its adjective (`l'État français`).
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import named
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Mention
from kgextract.tables.names import not_names, words

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
    return found


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
