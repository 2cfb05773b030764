"""The start of an event phrase → whether the clause with `que` in which it stands is only wished, feared or doubted.

`souhaite que la Guinée accueille | le sommet`, `il est possible que | la foire ait lieu à Sens`; not `a promis que`.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.events.verbs import kinds
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered, unit_tokens
from kgextract.nlp.layers import unit_of
from kgextract.tables.syntax import syntax

_REACH = 9  # tokens from a phrase back to `que`
_NEAR = 3  # tokens from `que` back to its verb


def is_wished(doc: Doc, start: int) -> bool:
    """Whether `que` and a verb of wishing, fearing or doubting lead to the phrase that starts at a token."""
    first, text = unit_tokens(doc)[unit_of(doc, start)][0], lowered(doc)
    for k in range(start - 1, max(first, start - _REACH), -1):
        if doc[k].is_punct:
            return False
        if text[k] in syntax("content-start"):
            return _wishes(doc, k, max(first, k - _NEAR))
    return False


def is_open(doc: Doc, verb: int) -> bool:
    """Whether an infinitive is only what may be (`pourrait également | accueillir`)."""
    k = verb - 1
    while k > 0 and doc[k].pos_ in ("ADV", "PRON"):
        k -= 1
    return doc[k].lemma_.lower() in syntax("possible-lemma") and "Cnd" in doc[k].morph.get("Mood", [])


def _wishes(doc: Doc, que: int, first: int) -> bool:
    wishing = syntax("wished-lemma") | syntax("unreal-content-lemma")
    for k in range(que - 1, first - 1, -1):
        if doc.lowered[k] in syntax("unreal-predicate"):
            return True
        if "event-unreal" in kinds(doc[k]):
            return True
        if doc[k].pos_ in ("VERB", "AUX"):
            names = {*infinitives(doc[k])}
            return bool(names & wishing) and not names & syntax("vowed-lemma")
        if doc[k].pos_ not in ("ADV", "ADJ"):
            return False
    return False
