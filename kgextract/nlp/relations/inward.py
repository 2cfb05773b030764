"""Places in a row whose order tells which one lies in which → locatedIn.

From the larger to the smaller one behind a preposition each (`En Belgique, à Liège`, `À Lyon, dans le 3e
arrondissement`), and from the smaller to the larger one in brackets (`Kolwezi (Lualaba, RDC)`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adjuncts import addresses
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Candidate, Mention
from kgextract.nlp.nominals.nouns import houses
from kgextract.nlp.relations.beside import lies_in, over_side
from kgextract.nlp.relations.lists import Starts, by_start, in_order
from kgextract.nlp.relations.whereabouts import around_another, is_site, is_town, lands
from kgextract.tables.names import nominal_words, words
from kgextract.tables.roles import office_words

RULE, SURE = "place-inward", 0.75
PLACE, BODY = "Place", "Organization"
_SIZES = {"Continent": 6, "Country": 5, "Territory": 4, "Region": 4, "City": 2, "Building": 0, "Headquarters": 0}
_SIDE, _TOWN, _QUARTER = 4, 2, 1
_ADVERBS = 3  # tokens of `plus précisément` behind the comma


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that places in a row give."""
    places = [m for m in in_order(doc) if m.chain is not None and (m.type == PLACE or _house(doc, m))]
    starts = by_start(places)
    for m in places:
        if starts[m.start] is not m or m.end + 1 >= len(doc) or doc[m.end].text != ",":
            continue
        other = _smaller(doc, m, starts)
        if other is not None:
            yield lies_in(other, m, rule=RULE, sure=SURE)
        elif (other := _larger(doc, m, starts)) is not None:
            yield lies_in(m, other, rule=RULE, sure=SURE)


def size(doc: Doc, m: Mention) -> int | None:
    """How large a place is among others, None of what may be anything."""
    head = doc.lowered[m.head] if m.kind != "named" else doc.lowered[m.start]
    if head in nominal_words("of-town") or any(w in nominal_words("of-town") for w in doc.lowered[m.start : m.end]):
        return _QUARTER
    if head in office_words("side") and m.kind != "named":
        return _SIDE
    if m.cls in _SIZES:
        return _SIZES[m.cls]
    if m.type != PLACE or is_site(doc, m, doc.lowered[m.head]):
        return 0
    return _TOWN if m.kind == "named" and m.cls == PLACE and not m.key else None


def _house(doc: Doc, m: Mention) -> bool:
    """Is a body with a name of its own a building as well (`le lycée Jean-Moulin`)?"""
    return m.type == BODY and m.kind == "named" and not m.key and (doc.lowered[m.start],) in houses()


def _smaller(doc: Doc, large: Mention, starts: Starts) -> Mention | None:
    """The smaller place behind the comma, where a preposition leads to both."""
    if large.kind != "named" or not _led(doc, large.start):
        return None
    at = large.end + 1
    while at < len(doc) and at - large.end <= _ADVERBS and doc[at].pos_ == "ADV":
        at += 1
    small = _place(doc, at, starts)
    if small is None or small.chain is large.chain or _listed(doc, small.end, starts) or around_another(doc, small):
        return None
    one, two = size(doc, large), size(doc, small)
    if one is None or two is None or one <= two or (one == _TOWN and not is_town(doc, large)):
        return None
    if small.key and two == _TOWN and not large.key and doc.lowered[large.start] in office_words("area-kind"):
        return None  # `dans le district de Hann, à Dakar`: of a known town
    return None if _elsewhere(small, large) else small


def _larger(doc: Doc, small: Mention, starts: Starts) -> Mention | None:
    """The larger place behind the comma in a bracket that holds nothing else."""
    opens = small.start - 1 - (doc.lowered[small.start - 1] in office_words("singular-article"))
    if opens < 1 or doc[opens].text != "(":
        return None
    large = starts.get(small.end + 1) or _place(doc, small.end + 1, starts)
    if large is None or large.end >= len(doc) or doc[large.end].text not in (")", ","):
        return None
    one, two = size(doc, small), size(doc, large)
    if one is None or two is None or two < one or (two == one and doc.lowered[large.head] not in office_words("side")):
        return None
    return None if large.chain is small.chain or _elsewhere(small, large) else large


def _led(doc: Doc, start: int) -> bool:
    """Does `à`, `en` or `dans` lead to a place, an article between?"""
    found = preposition(doc, start - 1) or preposition(doc, start - 2)
    return start > 0 and found is not None and found.lemma in office_words("row-preposition")


def _place(doc: Doc, at: int, starts: Starts) -> Mention | None:
    """The place behind a preposition at a token, or an address there."""
    if at in starts and doc.lowered[at] in addresses():
        return starts[at]
    found = preposition(doc, at)
    if found is None or found.lemma not in office_words("row-preposition"):
        return None
    k = found.end + (found.end < len(doc) and doc.lowered[found.end] in words("definite") | words("one"))
    return starts.get(found.end) or starts.get(k) or starts.get(over_side(doc, k))


def _listed(doc: Doc, end: int, starts: Starts) -> bool:
    """Does a list of places go on there (`en Espagne, à Rome et à Paris`)?"""
    if end + 1 >= len(doc) or doc.lowered[end] not in words("coordinator"):
        return False
    return _place(doc, end + 1, starts) is not None or end + 1 in starts


def _elsewhere(small: Mention, large: Mention) -> bool:
    """Does a table put the smaller place into another land?"""
    one = small.key if small.cls == "Country" else lands().get(small.key)
    two = large.key if large.cls == "Country" else lands().get(large.key)
    return one is not None and two is not None and one != two
