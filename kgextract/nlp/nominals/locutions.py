"""Token of a listed noun → whether words around it make something else of it than a thing.

`un règlement politique du conflit`, `sur le plan national`, `sans l'accord du maire`, `la ministre de la Justice`.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.tables.names import demonyms, nominal_words, words

_NEAR = 4  # tokens behind a noun or before it


def holds(doc: Doc, i: int, end: int) -> bool:
    """Whether the noun of tokens [i, end) is part of such a locution."""
    last = lowered(doc)[end - 1]
    if last in nominal_words("settling"):
        return _settles(doc, end)
    if last in nominal_words("in-respect"):
        return _in_respect(doc, i, end)
    if last in nominal_words("consent"):
        return _consent(doc, i)
    return field(doc, i)


def _settles(doc: Doc, end: int) -> bool:
    """Whether a trouble or how it ends follows: `un règlement | politique`, `la résolution | de ce conflit`."""
    text = lowered(doc)
    if (
        end < len(doc)
        and text[end] in nominal_words("settled-how")
        and text[end - 1] in nominal_words("settled-by-how")
    ):
        return True
    end += end < len(doc) and text[end] in nominal_words("settled-how")
    near = range(end, min(end + _NEAR, len(doc)))
    return bool(near) and text[end] in words("of") and any(text[k] in nominal_words("trouble") for k in near)


def _in_respect(doc: Doc, i: int, end: int) -> bool:
    """`sur le plan réglementaire`, `au plan national`: in what respect."""
    text = lowered(doc)
    led = text[i - 1] in words("contracted") or (i > 1 and text[i - 2] in nominal_words("respect-lead"))
    return led and end < len(doc) and tags(doc)[end] == "ADJ"


def _consent(doc: Doc, i: int) -> bool:
    """`sans l'accord du maire`, `donner son accord`: that somebody agrees, no agreement."""
    text = lowered(doc)
    if i < 2 or text[i - 1] not in words("definite", "possessive"):
        return False
    whose = text[i - 1] in words("possessive") or (i + 1 < len(doc) and text[i + 1] in words("contracted"))
    given = whose and bool(set(infinitives(doc[i - 2])) & nominal_words("consenting"))
    return given or text[i - 2] in nominal_words("consent-lead")


def field(doc: Doc, i: int) -> bool:
    """What a minister or chief before `de la` and the noun is in charge of: `la ministre de la Justice`."""
    text = lowered(doc)
    if text[i] in nominal_words("governing-council") and i > 1:  # `la présidente du Conseil italien`: who governs
        alone = i + 1 >= len(text) or text[i + 1] in demonyms() or tags(doc)[i + 1] in ("PUNCT", "PROPN")
        return alone and is_capital(doc[i]) and text[i - 2] in nominal_words("council-office")
    if text[i] not in nominal_words("portfolio"):
        return False
    behind = i > 2 and text[i - 1] in words("definite") and text[i - 2] in words("of")
    return behind and any(text[k] in nominal_words("portfolio-office") for k in range(max(0, i - 2 - _NEAR), i - 2))
