"""A person and a description → whether a sentence names them apart (`Luc Roy a reçu le préfet. Le préfet dit …`)."""

from __future__ import annotations

from kgextract.nlp.layers import Argument, Chain, Mention, unit_of
from kgextract.nlp.statements.drafts import Page


def beside(page: Page, person: Chain, source: Argument) -> bool:
    """Whether a name stands before the description in its own clause (`Face à Luc Roy, la patronne dit`)."""
    first = page.token(page.units[unit_of(page.doc, source.start)].start)
    near = next((m.end for m in reversed(person.mentions) if first <= m.start and m.end <= source.start), None)
    return near is not None and not any(page.finite(k) for k in range(near, source.start))


def met(page: Page, person: Chain, mention: Mention) -> bool:
    """Whether a sentence names a person beside who is so described (`Luc Roy a reçu le préfet. Le préfet dit`)."""
    before = [m for m in mention.chain.mentions if m.start < mention.start] if mention.chain is not None else []
    outside = (m for m in before if page.quotation(page.at(m.start)) is None)
    here = {unit_of(page.doc, m.start) for m in outside}
    named = (m for m in person.mentions if m.kind == "named" and m.start < mention.start)
    return bool(here) and any(unit_of(page.doc, m.start) in here for m in named)
