"""Names found for all words at once are those that spaCy's recogniser finds word by word."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer

from kgextract.nlp import faststart
from kgextract.nlp.names import Names, Steps

TEXTS = (
    "",
    "\n \n",
    "Paris",
    "M. Jean-Claude de la Tour du Pin a vu l'Organisation mondiale de la santé à Genève, Suisse. Le Monde l'a écrit.",
    "Jean\n\nDupont Marie Curie\nONU Union européenne",
    "JEAN DUPONT LE MAIRE DE PARIS ET DE LYON " * 3,
)


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(faststart.MODEL, exclude=["senter"])


def test_they_are_the_same(plain: Language, root: Path) -> None:
    texts = [*TEXTS, *(p.read_text("utf-8") for p in sorted((root / "data" / "articles").glob("*.txt")))]
    steps = Steps.of(cast(EntityRecognizer, plain.get_pipe("ner")))
    assert steps is not None
    theirs = list(plain.pipe(texts))
    with plain.select_pipes(disable="ner"):
        ours = list(Names(steps).pipe(plain.pipe(texts), batch_size=5))
    for a, b in zip(theirs, ours, strict=True):
        assert [(e.start, e.end, e.label_) for e in a.ents] == [(e.start, e.end, e.label_) for e in b.ents]
        assert [t.ent_iob_ for t in a] == [t.ent_iob_ for t in b]


@pytest.mark.parametrize("change", [{"unseen_classes": {1}}, {"layers": 2}])
def test_another_recogniser_stays_as_it_is(change: dict[str, Any], plain: Language) -> None:
    class Model:
        layers = cast(EntityRecognizer, plain.get_pipe("ner")).model.layers[: change.get("layers", 3)]
        attrs = change

    class Other:
        model = Model
        move_names: tuple[str, ...] = ()

    assert Steps.of(cast(EntityRecognizer, Other())) is None
