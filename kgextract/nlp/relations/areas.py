"""A place told by its kind, then the larger one in which it lies → locatedIn.

`le village de Kanango, dans la région de Gbêkê`, `le département de Ouallam de la région de Tillabéri`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Candidate, Mention
from kgextract.nlp.relations.beside import lies_in, over_side
from kgextract.nlp.relations.lists import Starts, by_start
from kgextract.tables.events import words_of
from kgextract.tables.names import nominal_words
from kgextract.tables.roles import office_words

RULE, SURE = "area-of-area", 0.75
PLACE, NATURE, COUNTRY, REGION = "Place", "NaturalFeature", "Country", "Region"


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that kinds of places and the names behind them give."""
    text = lowered(doc)
    if not office_words("area-kind").intersection(text):
        return
    places = sorted((m for m in doc._.mentions if m.type == PLACE), key=lambda m: (m.start, -m.end))
    starts = by_start(places)
    sides = {m.start for m in doc._.nominals if m.type == PLACE and text[m.head] in office_words("side")}
    parts = nominal_words("town", "of-town")
    sites = [*places, *(m for m in doc._.nominals if m.type == PLACE and text[m.head] in parts)]
    for m in places:
        larger = _on(doc, m, starts) if m.kind == "named" else None
        if larger is not None and m.chain is not None and larger.chain is not m.chain:
            yield lies_in(m, larger, rule=RULE, sure=SURE)
    for m in sites:
        if m.chain is None or not _told(doc, m):
            continue
        for larger in (_nested(doc, m, places), _behind(doc, m, starts, sides)):
            if larger is not None and larger.chain is not None and larger.chain is not m.chain:
                yield lies_in(m, larger, rule=RULE, sure=SURE)


def _on(doc: Doc, m: Mention, starts: Starts) -> Mention | None:
    """The area on which a place is (`au lac Vert, | sur la commune de Dax`)."""
    at = m.end + (m.end < len(doc) and doc[m.end].text == ",")
    link = preposition(doc, at)
    if link is None or link.lemma not in words_of("event-on") or link.end + 1 >= len(doc):
        return None
    kind = link.end + (doc.lowered[link.end] in office_words("singular-article"))
    if doc.lowered[kind] not in office_words("area-kind"):
        return None
    larger = starts.get(kind) or starts.get(over_side(doc, kind))
    return larger if larger is not None and larger.kind == "named" and larger.chain is not None else None


def _told(doc: Doc, m: Mention) -> bool:
    """Does the kind of place stand in the name or before it, with `de` between?"""
    return doc.lowered[m.start] in office_words("area-kind") or _kind_before(doc, m.start, 0)


def _kind_before(doc: Doc, at: int, first: int) -> bool:
    """Does a kind of place with `de` lead to the token `at`?"""
    k = at - 1 - (at > 1 and doc.lowered[at - 1] in office_words("singular-article"))
    link = preposition(doc, k) if k > first else None
    return link is not None and link.lemma in office_words("of") and doc.lowered[k - 1] in office_words("area-kind")


def _nested(doc: Doc, m: Mention, places: list[Mention]) -> Mention | None:
    """The larger place inside the name of a smaller one."""
    inside = [x for x in places if m.start < x.start and x.end == m.end]
    if m.kind != "named":
        if any(w in office_words("bordering") for w in doc.lowered[m.head : m.end]):
            return None  # `la région proche du Mali`
        return next((x for x in inside if _area(doc, x)), None)
    return next((x for x in inside if _kind_before(doc, x.start, m.start + 2)), None)


def _area(doc: Doc, x: Mention) -> bool:
    """Is it a region, with its kind or an article (`un village de la province du Kwilu`, `du Gard`, not `de Lens`)?"""
    link = preposition(doc, x.start - 1)
    known = doc.lowered[x.start - 1] in office_words("singular-article") or (link is not None and link.contracted)
    return doc.lowered[x.start] in office_words("area-kind") or (known and x.cls in (REGION, COUNTRY))


def _behind(doc: Doc, m: Mention, starts: Starts, sides: set[int]) -> Mention | None:
    """The larger place behind the name, which `dans`, `en` or, with its kind, `de` leads to."""
    at = m.end + (m.end < len(doc) and doc[m.end].text == ",")
    link = preposition(doc, at)
    if link is None or link.end >= len(doc) or link.lemma not in office_words("area-link"):
        return None
    of = link.lemma in office_words("of")
    at = link.end + (not link.contracted and doc.lowered[link.end] in office_words("singular-article"))
    if of and (doc[m.end].text == "," or at >= len(doc) or doc.lowered[at] not in office_words("area-kind")):
        return None
    if at in sides:
        return None  # `dans l'est du Congo`: the east is a place of its own
    larger = starts.get(at) or starts.get(over_side(doc, at))
    if link.lemma in office_words("sphere-or-place") and (larger is None or larger.cls != COUNTRY):
        return None  # `la région de Diffa au Niger`
    return larger if larger is not None and larger.kind == "named" and larger.cls != NATURE else None
