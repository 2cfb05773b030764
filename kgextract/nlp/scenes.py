"""Doc → `scenes`: who is where, since when, until what."""

from __future__ import annotations

from spacy.tokens import Doc


def read(doc: Doc) -> Doc:
    """Write `doc._.scenes`."""
    doc._.scenes = []
    return doc
