"""Doc → `events`: meetings, sessions, visits, named or not."""

from __future__ import annotations

from spacy.tokens import Doc


def read(doc: Doc) -> Doc:
    """Write `doc._.events`."""
    doc._.events = []
    return doc
