"""Doc → `roles`: offices and titles with target and holder."""

from __future__ import annotations

from spacy.tokens import Doc


def read(doc: Doc) -> Doc:
    """Write `doc._.roles`."""
    doc._.roles = []
    return doc
