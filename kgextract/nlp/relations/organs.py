"""A body and `dont` with its organ → partOf: `le FC Lens, dont le comité directeur a démissionné`; an organ alone
(`Le conseil d'administration a voté`) is that of the only body named nearby that may have one.

Not where `dont` opens a list of some of several (`des instances de l'ONU, dont le Conseil de sécurité, …`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Candidate, Mention, unit_of
from kgextract.nlp.relations.lists import in_order
from kgextract.tables.names import words
from kgextract.tables.relations import NAME_RULES
from kgextract.tables.roles import office_words

RULE, SURE = "organ-of-which", 0.75
ALONE, LESS_SURE = "organ-alone", 0.65
GOVERNED = frozenset({"Company", "Bank", "SportsBody", "Union", "PoliticalParty", "University", "NGO"})
NEARBY = 2  # sentences
PART, BODY, POSSESSIVE = "partOf", "Organization", "possessive"
CLOSING = frozenset(",;.)")


def read(doc: Doc) -> Iterator[Candidate]:
    """The organs of which a relative clause tells, and those alone."""
    yield from _alone(doc)
    places = [k for k in range(1, len(doc) - 2) if doc.lowered[k] in words("of-which")]
    if not places:
        return
    bodies = [m for m in in_order(doc) if m.type == BODY and m.chain is not None]
    ends: dict[int, Mention] = {}
    for m in bodies:
        ends.setdefault(m.end, m)
    starts = {m.start: m for m in reversed(bodies)}
    for k in places:
        whole = ends.get(k - (doc[k - 1].text == ","))
        organ = starts.get(k + 2) if doc.lowered[k + 1] in office_words("singular-article") else None
        if whole is None or organ is None or whole.plural or whole.chain is organ.chain:
            continue
        if doc.lowered[organ.head] in _nouns() and organ.end < len(doc) and not _listed(doc, organ.end):
            yield Candidate(
                subject=organ.chain,  # type: ignore[arg-type]
                relation=PART,
                object=whole.chain,  # type: ignore[arg-type]
                start=whole.start,
                end=organ.end,
                rule=RULE,
                confidence=SURE,
            )


def _alone(doc: Doc) -> Iterator[Candidate]:
    """Organs without a complement, and the only body nearby."""
    organs = [
        m for m in doc._.nominals if m.type == BODY and doc.between(m.start, m.end).lower() in office_words("organ")
    ]
    if not organs:
        return
    bodies = [m for m in doc._.mentions if m.type == BODY and m.kind == "named" and m.chain is not None]
    for organ in organs:
        if organ.chain is None or not organ.definite or doc.lowered[organ.start - 1] not in words("definite"):
            continue
        if any(m.kind == "named" for m in organ.chain.mentions) or organ.chain.mentions[0] is not organ:
            continue
        unit = unit_of(doc, organ.start)
        near = [m for m in bodies if m.end <= organ.start and unit - unit_of(doc, m.start) <= NEARBY]
        chains = {id(m.chain): m.chain for m in near}
        whole = next(iter(chains.values())) if len(chains) == 1 else None
        if whole is not None and whole.cls in GOVERNED:
            yield Candidate(
                subject=organ.chain,
                relation=PART,
                object=whole,
                start=organ.start,
                end=organ.end,
                rule=ALONE,
                confidence=LESS_SURE,
            )


def _listed(doc: Doc, at: int) -> bool:
    return doc[at].text in CLOSING or doc.lowered[at] in office_words("list-coordinator")


@cache
def _nouns() -> frozenset[str]:
    """The nouns of organs of a body."""
    rows = (r for r in NAME_RULES.rows() if r.place == POSSESSIVE and r.relation == PART and r.described)
    return frozenset(noun for row in rows for noun in row.nouns)
