"""Who was there, listed behind the verb → participatedIn: `Ont participé au sommet Luc Roy, Anne Blin et …`.

The sentence begins with the verb, or with `étaient présents`; the event follows, and its people stand behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered, tags, unit_tokens
from kgextract.nlp.layers import Candidate, Event, unit_of
from kgextract.nlp.relations.lists import Item, Starts, by_start, in_order, named_items
from kgextract.tables.roles import office_words

RULE, SURE = "attendance", 0.75
TYPES = ("Person", "Organization", "Country")
OPENING, REACH = 4, 12  # words of the verb; words between it and the first of those who came


def read(doc: Doc) -> Iterator[Candidate]:
    """The people whom an inverted sentence lists behind its event."""
    if not doc._.events or not office_words("attendance").intersection(lowered(doc)):
        return
    starts = by_start(in_order(doc))
    units = unit_tokens(doc)
    for event in doc._.events:
        m = event.mention
        first, last = units[unit_of(doc, m.start)]
        if m.chain is None or not _opened(doc, first, m.start):
            continue
        for chain, start, end in _behind(doc, event, last, starts):
            if chain is not m.chain:
                yield Candidate(
                    subject=chain,
                    relation="participatedIn",
                    object=m.chain,
                    start=min(m.start, start),
                    end=max(m.end, end),
                    rule=RULE,
                    confidence=SURE,
                )


def _opened(doc: Doc, first: int, start: int) -> bool:
    """Does the sentence begin with a verb of being there that leads to the token `start`?"""
    kinds = tags(doc)
    end = min(first + OPENING, start)
    verb = next((k for k in range(first, end) if _attends(doc, k)), None)
    if (
        verb is None
        or kinds[first] in ("DET", "ADP", "PRON", "PUNCT")
        or any(kinds[k] not in ("VERB", "AUX", "ADV", "ADJ", "NOUN") for k in range(first + 1, verb))
    ):
        return False
    links = (preposition(doc, k) for k in range(verb + 1, start))
    return any(f is not None and f.lemma in office_words("sphere-or-place") and start - f.end <= 1 for f in links)


def _attends(doc: Doc, k: int) -> bool:
    word = lowered(doc)[k]
    return word in office_words("attendance") or any(v in office_words("attendance") for v in infinitives(doc[k]))


def _behind(doc: Doc, event: Event, last: int, starts: Starts) -> list[Item]:
    """The names listed behind the event, over its place and date."""
    for k in range(event.mention.end, min(last, event.mention.end + REACH)):
        if tags(doc)[k] in ("VERB", "AUX", "PRON", "SCONJ"):
            break
        items = named_items(doc, k, starts, TYPES) if lowered(doc)[k - 1] != "," or k == event.mention.end + 1 else []
        if items and preposition(doc, k) is None and preposition(doc, k - 1) is None:
            return items
    return []
