"""Doc before the parser → `units` and `quotations`; sentence starts are set at the start of each unit."""

from __future__ import annotations

from spacy.tokens import Doc

from kgextract.nlp.layers import Unit


def read(doc: Doc) -> Doc:
    """Write `doc._.units` and `doc._.quotations`, force the parser's sentence starts."""
    units = []
    at = 0
    for n, line in enumerate(doc.text.split("\n")):
        if line.strip():
            units.append(Unit(start=at, end=at + len(line), paragraph=n))
        at += len(line) + 1
    doc._.units = units or [Unit(start=0, end=max(1, len(doc.text)))]
    doc._.quotations = []
    starts = {u.start for u in units}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return doc
