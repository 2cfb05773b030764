"""Doc with chains and clauses → `relations`: facts before they are checked, from roles, clauses, names and events."""

from __future__ import annotations

from spacy.tokens import Doc

from kgextract.nlp import clause_facts, event_facts, name_facts, role_facts


def read(doc: Doc) -> Doc:
    """Write `doc._.relations`."""
    sources = (role_facts, clause_facts, name_facts, event_facts)
    doc._.relations = [candidate for source in sources for candidate in source.read(doc)]
    return doc
