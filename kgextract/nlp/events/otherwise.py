"""The phrase of an event with what stands around it → whether its noun means something else there: a room, a building.

`dans les salons du Ritz`, `a inauguré un atelier flambant neuf`, `les travaux débuteront en mai` on a building site,
`en pleine crise`.
"""

from __future__ import annotations

from collections.abc import Collection

from kgextract.nlp.doc import Doc
from kgextract.nlp.events.phrases import Phrase
from kgextract.nlp.events.settings import introduced, lead_of
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.tables.events import words_of
from kgextract.tables.names import nominal_words

_BEFORE = 5  # tokens from a verb to its object
_BEHIND = 8  # tokens from a noun to its verb


def is_other(doc: Doc, p: Phrase, seen: dict[str, str]) -> bool:
    """Whether no event is meant; `seen` are the nouns of those told before, with their classes."""
    noun = p.row.noun
    if noun in words_of("event-also-room") and not p.capital and (p.plural or noun not in seen):
        return _is_room(doc, p)
    if noun in words_of("event-works"):
        return _is_built(doc, p, seen.values())
    amid = not p.row.organised and p.start > 0 and doc.lowered[p.start] in words_of("event-amid")
    return amid and not p.definite and doc.lowered[p.start - 1] in words_of("event-amid-link")


def _is_room(doc: Doc, p: Phrase) -> bool:
    lead = lead_of(doc, p.start)
    if lead is not None and lead.lemma in words_of("event-inside-room"):
        return True
    if p.end < len(doc) and doc.lowered[p.end] in words_of("event-topic"):
        return False
    workshop = words_of("event-unveil") if p.row.noun in words_of("event-workshop") else frozenset()
    verbs = words_of("event-building") | workshop
    near = range(max(p.start - _BEFORE, 0), p.start)
    return any(doc[k].pos_ == "VERB" and not verbs.isdisjoint(infinitives(doc[k])) for k in near)


def _is_built(doc: Doc, p: Phrase, classes: Collection[str]) -> bool:
    if p.end > p.head + 1 or p.start < p.head:
        return False
    if p.start > 0 and doc.lowered[p.start - 1] in nominal_words("demonstrative"):
        return True  # `ces travaux`: what somebody has found
    behind = range(p.end, min(p.end + _BEHIND, len(doc)))
    if any(doc.lowered[k] in words_of("event-cost") for k in behind):
        return True
    if introduced(doc, p.start) is not None or not words_of("event-sat").isdisjoint(classes):
        return False
    lead = lead_of(doc, p.start)
    if lead is not None and lead.lemma in words_of("event-attended"):
        return False  # `assistait aux travaux`
    opens = (k for k in behind if doc[k].pos_ == "VERB")
    return not any(words_of("event-sits-verb") & set(infinitives(doc[k])) for k in opens)
