"""Government or administration named by a surname → headOf: `l'administration Roy` is that of Luc Roy.

Only where the article names one person of that surname.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Candidate, Chain
from kgextract.tables.roles import office_words

RULE, SURE = "cabinet-of", 0.75
GOVERNMENT, PERSON = "Government", "Person"


def read(doc: Doc) -> Iterator[Candidate]:
    """Who is at the head of the governments that bear a surname."""
    cabinets = [m for m in doc._.mentions if m.cls == GOVERNMENT and m.chain is not None and m.head + 1 < m.end]
    cabinets = [m for m in cabinets if doc.lowered[m.head] in office_words("named-after-its-head")]
    if not cabinets:
        return
    bearers = _bearers(doc)
    for m in cabinets:
        found = bearers.get(doc.between(m.head + 1, m.end), {})
        if len(found) == 1:
            assert m.chain is not None
            yield Candidate(
                subject=next(iter(found.values())),
                relation="headOf",
                object=m.chain,
                start=m.start,
                end=m.end,
                rule=RULE,
                confidence=SURE,
            )


def _bearers(doc: Doc) -> dict[str, dict[int, Chain]]:
    """The people of the article by surname."""
    found: dict[str, dict[int, Chain]] = {}
    for m in doc._.mentions:
        if m.type == PERSON and m.family and m.given and m.chain is not None:
            found.setdefault(m.family, {})[id(m.chain)] = m.chain
    return found
