"""Doc → `nominals`: descriptions (common nouns) of people, bodies, places, documents, groups."""

from __future__ import annotations

from spacy.tokens import Doc


def read(doc: Doc) -> Doc:
    """Write `doc._.nominals`."""
    doc._.nominals = []
    return doc
