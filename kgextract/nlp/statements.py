"""Doc → `statements`: acts of saying."""

from __future__ import annotations

from spacy.tokens import Doc


def read(doc: Doc) -> Doc:
    """Write `doc._.statements`."""
    doc._.statements = []
    return doc
