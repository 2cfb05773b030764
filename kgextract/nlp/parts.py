"""A long Doc → the same Doc, read by the model part by part: its time and memory are those of one part.

The parts end where a paragraph ends, a line or a word where none does near enough; the components of kgextract, which
look at the whole article, then read the whole Doc.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.attrs import ENT_IOB, ENT_TYPE, LEMMA, MORPH, POS, SENT_START, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc

PART = 12_000  # tokens that the model reads at once; news articles have fewer
_READ = [TAG, POS, MORPH, LEMMA, SENT_START, ENT_IOB, ENT_TYPE]  # what the model writes


def is_long(doc: Doc) -> bool:
    """Whether the Doc has more tokens than the model should read at once."""
    return len(doc) > PART


def read(nlp: Language, doc: Doc) -> Doc:
    """Let the model read each part, and write what it found into the Doc."""
    rows = []
    starts = doc.to_array([SENT_START])
    for start, end in _parts(doc):
        part = Doc(
            doc.vocab, words=[t.text for t in doc[start:end]], spaces=[bool(t.whitespace_) for t in doc[start:end]]
        )
        part.from_array([SENT_START], starts[start:end])  # type: ignore[arg-type]
        for _, component in nlp.pipeline:
            part = component(part)
        rows.append(part.to_array(_READ))
    doc.from_array(_READ, np.concatenate(rows))  # type: ignore[arg-type]
    return doc


def _parts(doc: Doc) -> Iterator[tuple[int, int]]:
    """The token ranges of the parts."""
    start = 0
    while len(doc) - start > PART:
        end = start + PART
        while end > start + PART // 2 and "\n" not in doc[end - 1].text:
            end -= 1
        if end == start + PART // 2:
            end = start + PART
        yield start, end
        start = end
    yield start, len(doc)
