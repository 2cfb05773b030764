"""A minister → the government of the article of which he is, where nothing tells that he is of another land's.

`Le gouvernement recule … La ministre de l'Eau, Anne Roy, a dit`: she is of it.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Chain, Role, unit_of
from kgextract.nlp.relations.governments import the_government
from kgextract.nlp.relations.implied import land_told_of
from kgextract.nlp.relations.owners import COUNTRY
from kgextract.tables import gazetteers
from kgextract.tables.roles import OFFICES, countries, office_words

STEM = 5  # letters that forms of an adjective share
NEARBY = 2  # sentences between a minister and the government: what is told apart from him is another matter


def own_cabinet(doc: Doc, role: Role, holder: Chain) -> Chain | None:
    """The only government of the article, where it is spoken of nearby, and office and government name the same
    country, or the latter none."""
    cabinet = the_government(doc)
    if cabinet is None:
        return None
    spans = [(m.start, m.end) for m in cabinet.mentions]
    told = {unit_of(doc, m.start) + d for m in holder.mentions for d in range(-NEARBY, NEARBY + 1)}
    near = role.office == "head" or not told.isdisjoint(unit_of(doc, a) for a, _ in spans)
    words = {doc[k].lower_ for a, b in spans for k in range(a, b)}
    lands = {countries()[w] for w in words if w in countries()}
    lands |= {m.key for m in doc._.mentions if m.cls == COUNTRY and any(a <= m.start < b for a, b in spans)}
    led = any(doc[k].text[:1].isupper() for a, b in spans for k in range(a + 1, b))
    if led and not lands and role.country is not None:
        return None  # `le ministre espagnol … le gouvernement de Bachar al-Assad`
    home = _home(role, holder)
    of_it = home is not None and home in lands and not role.country
    if not (near or words & office_words("new-or-present") or of_it):
        return None  # where a new government is told of, or that of his land, a minister is one of it
    own = _own_land(doc) if not lands else None
    if not lands and ((role.country and role.country != own) or (home and own and home != own)):
        return None  # `le gouvernement … le ministre de la Mer … la Première ministre britannique`
    if lands and role.country not in lands:
        if role.country or not (home in lands if home else _told_of(doc, lands)):
            return None
    level = next((doc[k].lower_ for k in range(role.mention.head + 1, role.mention.end) if doc[k].pos_ == "ADJ"), "")
    apart = level and role.country is None and level in office_words("level")
    return None if apart and not any(w[:STEM] == level[:STEM] for w in words) else cabinet


def _home(role: Role, holder: Chain) -> str | None:
    """The land of a minister, as the office tells it or the table of people."""
    person = gazetteers.people_by_key().get(holder.key)
    return role.country or (person.country if person is not None else None) or None


def _own_land(doc: Doc) -> str | None:
    """The land whose government an article calls no more than that: of the first minister, none where one has none."""
    held = (r for r in doc._.roles if r.holders and r.mention.lemma in cabinet_offices())
    homes = [_home(r, r.holders[0].chain) for r in held if r.holders[0].chain is not None]
    return homes[0] if homes and all(homes) else None


@cache
def cabinet_offices() -> frozenset[str]:
    """The lemmas of the offices that belong to a government."""
    return frozenset(row.lemma for row in OFFICES.rows() if row.cabinet)


def _told_of(doc: Doc, lands: Collection[str | None]) -> bool:
    """Whether the article tells of that land: a minister of whom no more is said is one of its government."""
    land = land_told_of(doc)
    return land.key in lands if land is not None else not any(c.cls == COUNTRY for c in doc._.chains)
