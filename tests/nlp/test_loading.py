"""The model as kgextract loads it annotates as spaCy's own load does, whatever makes it quicker."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kgextract.nlp import loading

TEXTS = (
    "Le maire de Saint-Malo, M. Yann Le Goff, a rouvert hier la passerelle du port.\n\nIl s'en félicite.",
    "",
    "« Qu'est-ce qu'on attend ? », demande-t-elle aujourd'hui aux élus de l'agglomération.",
    "L'usine de Douai emploie 1 200 personnes ; l'usine de Lens en emploie 300.",
)


def read(doc: Doc) -> list[tuple[str, ...]]:
    """What the model says of each token."""
    return [
        (t.text, t.pos_, t.lemma_, str(t.morph), t.dep_, str(t.head.i), t.ent_iob_ + t.ent_type_, str(t.is_sent_start))
        for t in doc
    ]


def test_annotations_are_those_of_the_plain_model() -> None:
    plain, ours = spacy.load(loading.MODEL), loading.load()
    assert ours.pipe_names == plain.pipe_names
    for a, b in zip(plain.pipe(TEXTS), ours.pipe(TEXTS), strict=True):
        assert read(a) == read(b)
    assert read(ours(TEXTS[0])) == read(plain(TEXTS[0]))
    assert len(ours("")) == 0
