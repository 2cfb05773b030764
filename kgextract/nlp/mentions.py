"""Doc → `mentions`: names of people, bodies, places, and named documents, events and groups."""

from __future__ import annotations

from spacy.tokens import Doc

from kgextract.nlp.layers import Mention

_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}


def read(doc: Doc) -> Doc:
    """Write `doc._.mentions`."""
    doc._.mentions = [
        Mention(
            start=e.start, end=e.end, type=_TYPES[e.label_], cls=_TYPES[e.label_], kind="named",
            head=e.root.i, rule="model", confidence=0.6, lemma=e.root.lower_,
        )
        for e in doc.ents
        if e.label_ in _TYPES
    ]
    return doc
