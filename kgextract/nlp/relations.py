"""Doc → `relations`: typed relations before they are checked."""

from __future__ import annotations

from spacy.tokens import Doc


def read(doc: Doc) -> Doc:
    """Write `doc._.relations`."""
    doc._.relations = []
    return doc
