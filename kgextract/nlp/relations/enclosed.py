"""Facts found → the same, but a place that is one of several places of an area lies in the area.

`Des communes de la périphérie de Lens (Avion, Liévin)`, `plusieurs villes du Togo, dont Kara`: towns are no members.
Of two places that would lie in each other (`Au Québec, à Lac-Mégantic`) the order of the row tells.
"""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Candidate, Chain, Mention
from kgextract.nlp.relations.inward import RULE as INWARD
from kgextract.nlp.relations.lists import Starts, starts_of
from kgextract.tables.names import not_names
from kgextract.tables.roles import office_words

RULE = "place-of-several"
MEMBER, LOCATED = "memberOf", "locatedIn"
PLACE, GROUP, COUNTRY = "Place", "Group", "Country"


def placed(doc: Doc, found: list[Candidate]) -> list[Candidate]:
    """The facts, towns among the towns of an area told as lying in it."""
    rows = {(id(c.object), id(c.subject)) for c in found if c.rule == INWARD}
    return [_lying(doc, c) if _of_several(c) else c for c in found if not _turned(c, rows)]


def _turned(c: Candidate, rows: set[tuple[int, int]]) -> bool:
    return c.relation == LOCATED and c.rule != INWARD and (id(c.subject), id(c.object)) in rows


def _of_several(c: Candidate) -> bool:
    state = c.subject.cls == COUNTRY
    return c.relation == MEMBER and c.object.type == GROUP and c.subject.type == PLACE and not state


def _lying(doc: Doc, c: Candidate) -> Candidate:
    starts = starts_of(doc)
    areas = (_area(doc, m, starts) for m in c.object.mentions)
    area = next((a for a in areas if a is not None and a is not c.subject), None)
    return c if area is None else replace(c, relation=LOCATED, object=area, rule=RULE)


def _area(doc: Doc, several: Mention, starts: Starts) -> Chain | None:
    """The place behind `de` in a description of several places (`les villages du cercle de Gao`)."""
    if doc.lowered[several.head] not in not_names("places"):
        return None
    for k in range(several.head + 1, several.end):
        m = starts.get(k)
        if m is None or m.type != PLACE or m.chain is None:
            continue
        article = doc.lowered[k - 1] in office_words("singular-article")
        link = preposition(doc, k - 1 - article) or preposition(doc, k - 1)
        said = len(doc[m.start : m.end]) > 1 or any(x.kind == "named" for x in m.chain.mentions)  # no `du pays` alone
        return m.chain if said and link is not None and link.lemma in office_words("of") else None
    return None
