"""Two places beside each other → of which of them, if of any, it is said that it lies in the other.

`à Vailhan près de Pézenas, dans l'Hérault`: both; `la cour de Gand, en Belgique`: the town; `à Gap, à Pau`: neither.
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Chain, Mention
from kgextract.nlp.relations.beside import LOCATED
from kgextract.nlp.relations.lists import known
from kgextract.tables.gazetteers import CITIES, REGIONS, seats
from kgextract.tables.names import nominal_words, sign_words, words
from kgextract.tables.relations import NameRule
from kgextract.tables.roles import office_words

REGION, COUNTRY, CITY, NATURE = "Region", "Country", "City", "NaturalFeature"
UNKNOWN_PLACE = "Place"  # a place of which no table knows the kind
BUILT = frozenset({"Building", "Headquarters"})
AREAS = frozenset({CITY, REGION, "Territory", UNKNOWN_PLACE})
NEAR = 4  # tokens of `près de la` before a name


def near_to(doc: Doc, outer: Mention, ending: dict[int, list[Mention]]) -> list[Mention]:
    """The place beside which the outer one is named (`à Vailhan près de Pézenas | dans l'Hérault`)."""
    for k in range(max(outer.start - NEAR, 0), outer.start):
        found = preposition(doc, k)
        if found is not None and found.lemma in office_words("near") and outer.start - found.end <= 1:
            at = k - (doc[k - 1].text == ",")
            small = (m for m in ending.get(at, ()) if m.type == outer.type and m.kind == "named")
            return [m for m in small if m.cls in (CITY, UNKNOWN_PLACE)][:1]
    return []


def fellows_of(doc: Doc, outer: Mention, ending: dict[int, list[Mention]]) -> list[Mention]:
    """The place that a plural names before the outer one (`les cantons de Dax et | Soustons, dans les Landes`)."""
    at = outer.start - 1
    if at < NEAR or doc.lowered[at] not in words("coordinator"):
        return []
    small = next((m for m in ending.get(at, ()) if m.type == outer.type and m.kind == "named"), None)
    link = preposition(doc, small.start - 1) if small is not None else None
    if small is None or link is None or link.lemma not in words("of-lemma"):
        return []
    kind = doc.lowered[small.start - 2]
    return [small] if kind.endswith("s") and kind[:-1] in office_words("area-kind") else []


def town_of(doc: Doc, outer: Mention, nested: list[Mention], larger: Chain, rule: NameRule) -> Mention | None:
    """The town that closes a name, of which the land behind it is said (`la cour de Gand, en Belgique`); what no table
    knows is none behind an article (`le tribunal de la Broye, à Payerne`)."""
    if (
        rule.relation != LOCATED
        or rule.place in ("inside", "list", "participle")
        or CITY == larger.cls
        or outer.cls == NATURE
    ):
        return None
    known = (CITY, UNKNOWN_PLACE, *((REGION,) if outer.kind != "named" else ()))  # `un village du Soum, au Mali`
    towns = (m for m in nested if m.end == outer.end and m.kind == "named" and m.cls in known)
    town = next((m for m in towns if m.chain is not None and m.chain is not larger), None)
    articled = town is not None and doc.lowered[town.start - 1] in office_words("singular-article")
    return None if articled and town is not None and town.cls == UNKNOWN_PLACE and not town.key else town


def in_a_row(doc: Doc, outer: Mention, inner: Mention) -> bool:
    """`à Gap, à Pau et à Lens`: places with the same preposition, and a further one behind a comma or `et`."""
    led = doc.lowered[outer.start - 1] if outer.start else ""
    joined, again = doc.lowered[inner.end : inner.end + 2]
    joins = joined == "," or joined in office_words("joins-places")
    return joins and led in office_words("row-preposition") and doc.lowered[inner.start - 1] == led == again


def kind_of(doc: Doc, m: Mention) -> str:
    """The noun that says what kind of place it is (`3e | arrondissement`, `quartier de la Belle de Mai`)."""
    inside = doc.lowered[m.start : m.end]
    return next((w for w in inside if w in nominal_words("of-town")), doc.lowered[m.head])


def is_town(doc: Doc, m: Mention) -> bool:
    """Is a place one that a table knows as a town, or a name to which a bare `à` leads?"""
    bare = m.start > 0 and doc.lowered[m.start - 1] in words("to-a-place")
    return m.cls == CITY or (m.cls == UNKNOWN_PLACE and m.kind == "named" and bare)


def elsewhere(doc: Doc, outer: Mention, m: Mention, head: str) -> bool:
    """`en Angleterre, au Portugal`: a region that a table puts into another state than the one beside it; a town is in
    no building (`Lens à Lille au stade Bollaert`, `à Lens, dans une clinique`)."""
    if outer.cls == CITY and (m.cls in BUILT or (outer.key and m.cls == CITY and not m.key)):
        return True  # `à Lens, au stade Bollaert`, `à Abidjan, dans la commune de Tin`
    if head in nominal_words("of-town") and is_town(doc, outer) and not around_another(doc, m):
        return True  # `à Lens, dans le quartier des Forges`
    if outer.cls == REGION and outer.kind == "named" and outer.key and m.cls == CITY:
        return True  # `dans le Tarn, à Albi`
    if outer.cls == COUNTRY and m.cls in (CITY, UNKNOWN_PLACE, *BUILT):
        return True  # `Au Mali, la ville de Gao`
    if head not in office_words("area-kind", "side") and is_town(doc, m) and not m.key and _area(doc, outer):
        return True  # `dans le district de Gao, à Tin`
    if is_town(doc, outer) and is_site(doc, m, head):
        return True  # `à Lens, au palais de la Paix`
    some = m.kind != "named" and not m.definite and not known(m)
    if some and outer.cls in AREAS and head not in office_words("side"):
        return True
    if m.cls == UNKNOWN_PLACE and seats().get(outer.key):
        return True  # `le musée d'Orsay`, which has its seat in Paris
    land = lands().get(outer.key) if outer.cls == REGION and m.cls == COUNTRY else None
    return land is not None and land != m.key


def beyond(doc: Doc, outer: Mention, m: Mention) -> bool:
    """A side that lies outside: of a town (`au | nord de Lens`, not `dans le nord de Lens`), or where the way to it is
    measured (`à 20 km au | nord du Togo`)."""
    if office_words("cardinal-point").isdisjoint(doc.lowered[outer.head].split("-")):
        return False
    at = outer.start - (doc.lowered[outer.start - 1] in office_words("singular-article"))
    if doc.lowered[at - 1] not in words("to-a-place") | words("contracted") - words("of"):
        return False
    measured = any(doc.lowered[k] in sign_words("distance") for k in range(max(at - NEAR, 0), at))
    return measured or m.cls in (CITY, UNKNOWN_PLACE)


def around_another(doc: Doc, m: Mention) -> bool:
    """Is it what surrounds a town that is told (`la périphérie de Lens`), in which others may lie?"""
    told = any(w in nominal_words("surroundings") for w in doc.lowered[m.start : m.end])
    return told and any(w not in office_words("cardinal-point") for w in doc.lowered[m.head + 1 : m.end])


def _area(doc: Doc, m: Mention) -> bool:
    """Is a place an area with a noun that says of what kind (`le district de Gao`)?"""
    return doc.lowered[m.start] in office_words("area-kind")


def is_site(doc: Doc, m: Mention, head: str) -> bool:
    """Is a place with a common noun, to which `au` leads, no land or part of one (`au | palais de la Paix`)?"""
    land = head in office_words("area-kind", "side") or head in sign_words("quarter-of-a-land")
    link = preposition(doc, m.start - 1)
    at = link is not None and link.lemma in words("to-a-place")
    return at and m.cls in (UNKNOWN_PLACE, *BUILT) and doc[m.head].is_lower and not land


@cache
def lands() -> dict[str | None, str | None]:
    """The key of a region or town → that of its state."""
    found: dict[str | None, str | None] = {row.key: row.country for row in REGIONS.rows() if row.country}
    found.update({row.key: row.country for row in CITIES.rows() if row.country})
    return found
