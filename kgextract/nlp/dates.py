"""Doc → `dates`: date expressions with EDTF values."""

from __future__ import annotations

from spacy.tokens import Doc


def read(doc: Doc) -> Doc:
    """Write `doc._.dates`."""
    doc._.dates = []
    return doc
