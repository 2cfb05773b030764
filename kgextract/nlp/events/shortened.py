"""The first word of the noun of an event told before, or its own name → that event again.

`une campagne de vaccination … cette campagne`: the word alone may be anything else (`le concours de la ville`), it
counts with an article and without a complement. `la tempête Léontine … Léontine`: the name is nobody's and no town's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import Event, Mention
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.standing import standing, words_at
from kgextract.tables.events import words_of
from kgextract.tables.names import nominal_words, words

RULE = "event-short"
_ADJECTIVES = 2  # between the noun of an event and its name: `la tempête tropicale Léontine`
_ALONE = ("VERB", "AUX", "PUNCT", "PRON", "ADV", "CCONJ", "SCONJ", "SPACE")  # behind a noun without a complement


def short_form(doc: Doc, i: int, seen: dict[str, str]) -> Event | None:
    """The event whose noun of several words begins with the word at token i; `seen` has the nouns so far."""
    text = lowered(doc)
    if not i or text[i - 1] not in words("definite") | nominal_words("demonstrative") or i + 1 >= len(text):
        return None
    cls = next((c for noun, c in reversed(tuple(seen.items())) if noun.startswith(text[i] + " ")), None)
    if cls is None or tags(doc)[i] != "NOUN" or tags(doc)[i + 1] not in _ALONE:
        return None
    if i > 1 and text[i - 2] in words("to-a-place") and tags(doc)[i + 1] == "PUNCT":
        return None  # `parti à la campagne.`
    mention = Mention(
        start=i,
        end=i + 1,
        type="Event",
        cls=cls,
        kind="nominal",
        head=i,
        rule=RULE,
        confidence=0.5,
        lemma=text[i],
        plural=False,
        definite=True,
    )
    return Event(mention=mention)


def named_alone(doc: Doc, events: list[Event]) -> list[Event]:
    """The events again where the names behind their nouns stand alone; what passed for another thing there is gone."""
    own: dict[tuple[str, ...], Mention] = {}
    inner: set[int] = set()
    organised = {id(e.mention): e.organised for e in events}
    for m in (e.mention for e in events):
        if at := _own_name(doc, m):
            own.setdefault(words_at(doc, at, m.end), m)
            inner |= set(range(at, m.end))
    if not own:
        return []
    held = {k for e in events for k in range(e.mention.start, e.mention.end)}
    mentions = doc._.mentions or []
    there = [(start, end, m) for start, end, m in standing(doc, own) if start not in held]
    touched = {(start, end): [x for x in mentions if x.start < end and start < x.end] for start, end, _ in there}
    longer = {
        words_at(doc, start, end)
        for (start, end), found in touched.items()
        if any(x.start < start or x.end > end for x in found)
    }
    there = [place for place in there if words_at(doc, *place[:2]) not in longer]  # `Irma Roy`, `la mairie de Ciara`
    gone = {id(x) for start, end, _ in there for x in touched[start, end]}
    doc._.mentions = [x for x in mentions if id(x) not in gone and not inner.issuperset(range(x.start, x.end))]
    return [
        Event(
            mention=replace(m, start=start, end=end, head=start, name=doc.between(m.start, m.end)),
            organised=organised[id(m)],
        )
        for start, end, m in there
    ]


def _own_name(doc: Doc, m: Mention) -> int | None:
    """Where the event's own name begins behind its noun: `Léontine` of `tempête tropicale Léontine`."""
    if m.kind != "named" or lowered(doc)[m.head] not in words_of("event-own-name"):
        return None
    at = m.head + 1
    while at < m.end and at - m.head <= _ADJECTIVES and tags(doc)[at] == "ADJ" and doc[at].is_lower:
        at += 1
    if at >= m.end or not is_capital(doc[at]):
        return None
    return None if any(starting(doc, at, at + 1)) else at  # `le sommet UE-Ligue arabe`


def stands_for(doc: Doc, m: Mention, others: Iterable[Mention]) -> bool:
    """Whether the noun of one of the others begins with the word of a short form."""
    word = lowered(doc)[m.head]
    return any(word in lowered(doc)[x.start : x.head + 1] for x in others)
