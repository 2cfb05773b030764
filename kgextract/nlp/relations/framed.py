"""A town that opens a sentence → what stands in it: `À Lens, le tribunal se tait`, `À Lyon, on danse rue Foch`.

A court or another building is in the town where its description follows at once; one that has a name, a street or a
quarter is in it wherever the sentence names it before another town.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adjuncts import addresses, past_bracket
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import LANDS, Candidate, Mention
from kgextract.nlp.nominals.nouns import houses
from kgextract.nlp.relations.beside import lies_in
from kgextract.nlp.relations.lists import in_order
from kgextract.nlp.relations.whereabouts import NATURE, is_town
from kgextract.tables.names import BODY_HEADS, nominal_words, words
from kgextract.tables.roles import office_words

RULE, SURE = "place-framed", 0.7
PLACE, BODY = "Place", "Organization"
SEATED = frozenset({"Court", "University"})  # classes of such bodies
_CLOSES = (",", ":")
_BRACKET = 6  # tokens of `(Pas-de-Calais)`


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that towns at the beginning of sentences give."""
    mentions = in_order(doc)
    dated = {d.end: d.start for d in doc._.dates}
    for n, town in enumerate(mentions):
        if town.type != PLACE or town.kind != "named" or town.chain is None:
            continue
        at = _frame_end(doc, town, dated)
        if at >= 0:
            told = _inside(doc, town, at, _behind(doc, at, mentions, n))
            yield from (lies_in(m, town, rule=RULE, sure=SURE) for m in told)


def _behind(doc: Doc, at: int, mentions: list[Mention], n: int) -> list[Mention]:
    """The mentions from a token to the end of its sentence, among those behind the n-th."""
    end = next((k for k in range(at, len(doc)) if doc[k].is_sent_start), len(doc))
    last = next((k for k in range(n + 1, len(mentions)) if mentions[k].start >= end), len(mentions))
    return [m for m in mentions[n + 1 : last] if m.start >= at]


def _frame_end(doc: Doc, town: Mention, dated: dict[int, int]) -> int:
    """The token behind the comma or colon that closes `À Lens,`, `Mardi, à Lens,`, `Lens :` at the beginning of a
    sentence, or -1."""
    at = past_bracket(doc, town.end, _BRACKET)
    if at + 1 >= len(doc) or doc[at].text not in _CLOSES:
        return -1
    if doc[town.start].is_sent_start:
        return at + 1 if doc[at].text == ":" and town.cls == "City" else -1
    first = town.start - 1
    link = preposition(doc, first)
    if doc[at].text == ":" or link is None or link.lemma not in words("to-a-place") or not is_town(doc, town):
        return -1
    opens = dated.get(first - 1, first) if first and doc[first - 1].text == "," else first
    return at + 1 if doc[opens].is_sent_start else -1


def _inside(doc: Doc, town: Mention, at: int, behind: list[Mention]) -> Iterator[Mention]:
    """What the sentence names as standing in the town, up to another town."""
    subject = at + (doc.lowered[at] in office_words("singular-article"))
    over = at
    for m in behind:
        if m.start < over or m.chain is None or m.type not in (PLACE, BODY):
            continue
        over = m.end
        quarter = doc.lowered[m.start] in nominal_words("of-town")
        if m.type == PLACE and m.kind == "named" and not quarter and (m.cls in LANDS or is_town(doc, m)):
            return
        told = m.kind == "named" or (m.start == subject > at and not m.plural)
        if told and m.chain is not town.chain and _site(doc, m) and not _elsewhere(m, behind):
            yield m


def _site(doc: Doc, m: Mention) -> bool:
    """Is it a building, a street or a quarter, or a body that is a building as well?"""
    noun = doc.lowered[m.start]
    quarter = noun in nominal_words("of-town")
    if m.key or (noun in office_words("area-kind", "side") and not quarter) or noun in nominal_words("surroundings"):
        return False
    if m.type == BODY:
        return noun in _seated() or (noun,) in houses()
    return m.type == PLACE and m.cls != NATURE and (noun in addresses() or doc[m.start].text.islower())


@cache
def _seated() -> frozenset[str]:
    """The nouns of bodies that sit where a sentence says they are."""
    return frozenset(row.noun for row in BODY_HEADS.rows() if row.class_ in SEATED)


def _elsewhere(m: Mention, behind: list[Mention]) -> bool:
    """Does its name hold a place (`l'aéroport de Blagnac`)?"""
    return any(x.type == PLACE and m.start < x.start and x.end <= m.end and x.chain is not m.chain for x in behind)
