"""Vectors of words are those of spaCy's model, whatever was read before and is read with them."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from kgextract.nlp import faststart, vectors

TEXTS = (
    "",
    "Le maire de Lyon.",
    "Paris",
    "Il a dit : « Non ».\n\nLe maire de Lille, Luc Roy, l'a vu. " * 20,
    "oui oui",
)


@pytest.fixture(scope="module")
def docs() -> list[Doc]:
    return [plain().make_doc(text) for text in TEXTS]


@cache
def plain() -> Language:
    return spacy.load(faststart.MODEL, exclude=["senter", "lemmatizer", "parser"])


def model() -> Model[list[Doc], list[Any]]:
    return plain().get_pipe("tok2vec").model.copy()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("rows", [1, 30, 10_000])
def test_they_are_equal(rows: int, docs: list[Doc], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_ROWS", rows)
    theirs, ours = model(), model()
    vectors.quicken(ours)
    assert [layer.name for layer in ours.layers] == ["embed_once", "read_around"]
    for a, b in zip(theirs.predict(docs), ours.predict(docs), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-5)


def test_what_is_forgotten_is_made_anew(docs: list[Doc], monkeypatch: pytest.MonkeyPatch) -> None:
    embed: Model[Any, Any] = model().layers[0]
    whole = vectors.Embedder(embed).read(docs)
    monkeypatch.setattr(vectors, "_KEPT", 20)
    forgetful = vectors.Embedder(embed)
    for doc, rows in zip([*docs, *docs], [*whole, *whole], strict=True):
        assert np.array_equal(forgetful.read([doc])[0], rows)
        assert len(forgetful._known) <= 40


def test_a_model_of_another_kind_stays_as_it_is() -> None:
    encode: Model[Any, Any] = model().layers[1]
    vectors.quicken(encode)
    assert [layer.name for layer in encode.layers] == [layer.name for layer in model().layers[1].layers]
