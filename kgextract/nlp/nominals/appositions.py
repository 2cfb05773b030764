"""Doc and token → the start of a description that says what a name before it is, without a determiner of its own.

`Lumina, organisation de défense des lacs, …`, `Lyon, siège de l'agence`, `Le Quai (quotidien du port)`.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import Mention
from kgextract.nlp.nominals.determiners import Start
from kgextract.nlp.nominals.nouns import Noun
from kgextract.nlp.roles.phrases import Index
from kgextract.tables.names import firm_words, words

RULE = "apposed-noun"
TYPES = frozenset({"Organization", "Place", "Document"})
MARKS = (",", "(")
_ADJECTIVES = 2  # before the noun: `principal syndicat`, `première grande ville`
_GOES_ON = ("PUNCT", "VERB", "ADP", "PRON", "ADV", "AUX")


def start(doc: Doc, i: int, ix: Index) -> Start | None:
    """The start of such a description whose head is token i, None where no name and comma stand before it."""
    name = _name(doc, i, ix)
    return None if name is None else Start(name.end + 1, None, False, True, False)


def trade(doc: Doc, i: int, ix: Index) -> Noun | None:
    """The noun of a trade that a body is in: `Voltea, fournisseur d'électricité`."""
    name = _name(doc, i, ix) if lowered(doc)[i] in firm_words("trade") else None
    body = name is not None and name.type == "Organization"
    return Noun((lowered(doc)[i],), "Organization", "Company", False, ()) if body else None


def says(doc: Doc, i: int, end: int, noun: Noun, ix: Index) -> bool:
    """Whether the description [i, end) fits the name before it: of its type, with a complement, in no list."""
    name = _name(doc, i, ix)
    if name is None or name.type != noun.type or noun.plural or name.cls == "Country":
        return False
    told = end > i + len(noun.words) or name.end + 1 < i
    after = lowered(doc)[end] if end < len(doc) else "."
    return told and after not in words("coordinator") and (end >= len(doc) or tags(doc)[end] in _GOES_ON)


def _name(doc: Doc, i: int, ix: Index) -> Mention | None:
    """The name before a mark and the adjectives of the noun at token i."""
    core = i
    while core > 0 and i - core < _ADJECTIVES and tags(doc)[core - 1] == "ADJ":
        core -= 1
    name = ix.covered.get(core - 2) if core > 1 and doc[core - 1].text in MARKS else None
    return name if name is not None and name.end == core - 1 and name.type in TYPES else None
