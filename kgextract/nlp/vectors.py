"""Docs → the vectors that spaCy's model makes of their words: of each word once, then of each in its context.

The vector of a word before its context is read depends on the word alone, so it is kept. The context is read in four
layers, for so many words at once as the processor's own memory holds. Vectors are equal to those of the plain model to
the last digits, and the same whatever other words are read with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY  # type: ignore[import-not-found]
from spacy.tokens import Doc
from thinc.api import Model

Array = NDArray[Any]
_KEPT = 1 << 14  # words
_LEAST = 16  # rows: of fewer, a product is computed in another order
_ROWS = 400  # of a product whose numbers stay in the processor's own memory
_SMALL = 1e-8  # as spaCy's model has it where it divides by a deviation
_ENCODER = "residual(expand_window>>maxout>>layernorm>>dropout)"


def quicken(tok2vec: Model[list[Doc], list[Any]]) -> None:
    """Let a model of words work in this way, where it is of the known kind."""
    if len(tok2vec.layers) != 2:
        return
    embed, encode = tok2vec.layers
    tok2vec.layers[0] = _model("embed_once", Embedder(embed).read, embed)
    blocks = list(encode.layers[0].layers) if encode.layers else []
    if blocks and all(block.name == _ENCODER for block in blocks):
        tok2vec.layers[1] = _model("read_around", Context(blocks).read, encode)


def _model(name: str, read: Any, instead: Model[Any, Any]) -> Model[Any, Any]:
    def forward(model: Model[Any, Any], given: Any, is_train: bool) -> tuple[Any, Any]:
        return read(given), None

    return Model(name, forward, layers=[instead], dims={"nO": instead.get_dim("nO")})


class Embedder:
    """The vectors of words by themselves, those met before at hand."""

    def __init__(self, model: Model[list[Doc], list[Any]]) -> None:
        self._model = model
        self._known: dict[tuple[int, ...], int] = {}  # a word → its row
        self._rows = self._room(_KEPT)  # made once: one that grows leaves holes of all sizes in the memory

    def read(self, docs: list[Doc]) -> list[Array]:
        """Docs → the rows of their words."""
        keys = [[*map(tuple, doc.to_array([ORTH, NORM, SPACY]).tolist())] for doc in docs]
        new = list(dict.fromkeys(k for some in keys for k in some if k not in self._known))
        if len(self._known) + len(new) > _KEPT:
            self._known.clear()
            new = list(dict.fromkeys(k for some in keys for k in some))
            if len(new) > len(self._rows):
                self._rows = self._room(len(new))
        if new:
            first = len(self._known)
            self._rows[first : first + len(new)] = self._made(docs[0], new)
            self._known.update((k, n) for n, k in enumerate(new, first))
        return [self._rows[[self._known[k] for k in some]] for some in keys]

    def _room(self, words: int) -> Array:
        return np.zeros((words, self._model.get_dim("nO")), dtype=np.float32)

    def _made(self, doc: Doc, new: list[tuple[int, ...]]) -> Array:
        """The rows of new words, computed as those of a Doc that has just these."""
        vocab = doc.vocab
        some = new + new[:1] * (_LEAST - len(new))
        words = Doc(vocab, words=[vocab.strings[orth] for orth, _, _ in some], spaces=[bool(s) for _, _, s in some])
        words.from_array([NORM], np.array([[norm] for _, norm, _ in some], dtype=np.uint64))  # type: ignore[arg-type]
        rows: Array = self._model.predict([words])[0]
        return rows[: len(new)]


class Context:
    """Layers that each read a word with its two neighbours: product, the greatest of three, norm, sum."""

    def __init__(self, blocks: list[Model[Any, Any]]) -> None:
        self._layers = [_weights(block) for block in blocks]

    def read(self, rows: list[Array]) -> list[Array]:
        """The rows of the words of each Doc → the same after all layers."""
        found: list[Array] = []
        for some in _portions(rows):
            found += self._read(some)
        return found

    def _read(self, some: list[Array]) -> list[Array]:
        gap = len(self._layers)  # rows of nothing between Docs, over which no layer reaches
        starts = np.cumsum([gap, *(len(x) + gap for x in some)]).tolist()
        words = np.zeros((starts[-1], some[0].shape[1]), dtype=np.float32)
        for start, x in zip(starts, some, strict=False):
            words[start : start + len(x)] = x
        width = words.shape[1]
        around = np.zeros((len(words), 3 * width), dtype=np.float32)
        for weights, bias, scale, shift in self._layers:
            around[1:, :width] = words[:-1]
            around[:, width : 2 * width] = words
            around[:-1, 2 * width :] = words[1:]
            product = around @ weights
            product += bias
            best = np.maximum(product[:, :width], product[:, width : 2 * width])
            np.maximum(best, product[:, 2 * width :], out=best)
            best -= best.mean(axis=1, keepdims=True)
            best *= ((best * best).mean(axis=1, keepdims=True) + np.float32(_SMALL)) ** np.float32(-0.5)
            best *= scale
            best += shift
            words += best
        return [words[start : start + len(x)] for start, x in zip(starts, some, strict=False)]


def _weights(block: Model[Any, Any]) -> tuple[Array, Array, Array, Array]:
    """Weights of the product with those of each of the three together, its bias, scale and shift of the norm."""
    nodes = {node.name: node for node in block.walk()}
    weights, bias = (np.asarray(nodes["maxout"].get_param(name)) for name in "Wb")
    scale, shift = (np.asarray(nodes["layernorm"].get_param(name)) for name in "Gb")
    outputs, pieces, inputs = weights.shape
    together = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * outputs, inputs).T)
    return together, bias.T.reshape(-1).copy(), scale, shift


def _portions(rows: list[Array]) -> Iterator[list[Array]]:
    """Docs in groups of so many words as are read at once."""
    some: list[Array] = []
    size = 0
    for x in rows:
        if some and size + len(x) > _ROWS:
            yield some
            some, size = [], 0
        some.append(x)
        size += len(x)
    if some:
        yield some
