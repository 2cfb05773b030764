"""Doc with chains and clauses → `relations`: facts before they are checked, from roles, clauses, names and events."""

from __future__ import annotations

from spacy.tokens import Doc

from kgextract.nlp import role_facts


def read(doc: Doc) -> Doc:
    """Write `doc._.relations`."""
    doc._.relations = [*role_facts.read(doc)]
    return doc
