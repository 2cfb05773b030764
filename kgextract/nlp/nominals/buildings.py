"""A noun of bodies that are buildings as well → the building, where a preposition of place leads to it.

`Une fusillade a éclaté dans un lycée … Le lycée a été évacué`: the place, not the body that teaches there.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered, memory
from kgextract.nlp.nominals.determiners import Start
from kgextract.nlp.nominals.nouns import Noun, houses
from kgextract.tables.events import words_of
from kgextract.tables.names import words

PLACE = "Place"
_REACH = 6  # tokens of a preposition, a determiner and adjectives


def as_building(doc: Doc, i: int, noun: Noun, start: Start) -> Noun:
    """The noun at token i as that of a place, or as it is."""
    if noun.type != "Organization" or noun.words not in houses():
        return noun
    entered = memory(doc, "buildings")
    if _led(doc, start.core - 1) or _struck(doc, start):
        entered.setdefault(noun.words[0], i)
    elif not (start.definite and noun.words[0] in entered):
        return noun
    return noun._replace(type=PLACE, cls=PLACE)


def _led(doc: Doc, at: int) -> bool:
    """Does a preposition that only leads to places (`dans`, `près de`) stand before a determiner?"""
    found = (preposition(doc, k) for k in range(max(0, at - _REACH), at + 1))
    known = words_of("event-place") - words("to-a-place") - words_of("event-before")
    return any(f is not None and f.end - f.contracted == at and f.lemma in known for f in found)


def _struck(doc: Doc, start: Start) -> bool:
    """Is it one that nobody has told of, in front of which or to which something happens (`a frappé une école`)?"""
    at = start.core - 2
    if start.definite is not False or at < 0:
        return False
    return lowered(doc)[at] in words_of("event-before") or bool(words_of("event-hit") & set(infinitives(doc[at])))
