"""Doc → its `chains` linked: gazetteer key, usual name and Wikidata id."""

from __future__ import annotations

from spacy.tokens import Doc


def read(doc: Doc) -> Doc:
    """Fill key, name and wikidata of `doc._.chains`."""
    return doc
