"""Docs → the names that spaCy's recogniser finds in them, its steps taken for all words at once.

The recogniser goes from word to word: outside an entity its choice depends on the word alone, so that all choices
there are one multiplication; only the words after an entity's first one depend on what was chosen before, and these
are taken a step in all entities together. Choices are those of spaCy, as is what it allows: no entity begins with a
blank or goes on in the next sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START  # type: ignore[import-not-found]
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

Array = NDArray[Any]
_FIRST, _INSIDE, _LAST, _ALONE, _OUT = "BILUO"
_NEVER = "U-"
_LAYERS = ("words", "precomputable_affine", "linear")
_BATCH = 256
_FEATURES = 3  # the word, the first word of the open entity, the word before

Entities = list[tuple[int, int, str]]  # first token, token after the last one, label


class Names:
    """The recogniser as a component of the pipeline."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = _BATCH) -> Iterator[Doc]:
        """Docs → the same, each with its entities."""
        stream = iter(docs)
        while some := list(islice(stream, batch_size)):
            for doc, entities in zip(some, self._steps.read(some), strict=True):
                doc.set_ents([Span(doc, *e) for e in entities], default="outside")
                yield doc


@dataclass(frozen=True, slots=True)
class Steps:
    """The weights of a recogniser, and what its choices mean."""

    words: Any  # the model that reads the words
    lower: Any  # the model that makes features of them
    weights: Array
    bias: Array
    moves: list[str]  # of each choice
    labels: list[str]

    @classmethod
    def of(cls, ner: EntityRecognizer) -> Steps | None:
        """Those of a recogniser; None where it is another one."""
        model = ner.model
        if len(model.layers) != len(_LAYERS) or model.attrs.get("unseen_classes"):
            return None
        words, lower, upper = model.layers
        names = [*ner.move_names[:-1], _NEVER, *ner.move_names[-1:]]  # one that has no name there
        if lower.name != _LAYERS[1] or lower.get_dim("nF") != _FEATURES or len(names) != upper.get_dim("nO"):
            return None
        parted = [name.partition("-") for name in names]
        moves, labels = [move for move, _, _ in parted], [label for _, _, label in parted]
        return cls(words, lower, upper.get_param("W").T, upper.get_param("b"), moves, labels)

    def read(self, docs: list[Doc]) -> list[Entities]:
        """Docs → the entities of each."""
        if not any(map(len, docs)):
            return [[] for _ in docs]
        features = self.lower.predict(self.words.predict(docs))  # the first row is that of no word
        goes_on, blank = _shape(docs)
        chosen = self._outside(features, goes_on, blank)
        begun = np.flatnonzero(np.isin(chosen, self._of(_FIRST)))
        ends = dict(zip(begun.tolist(), self._ends(features, begun, chosen[begun], goes_on).tolist(), strict=True))
        return self._entities(docs, chosen, ends)

    def _outside(self, features: Array, goes_on: Array, blank: Array) -> Array:
        """The choice at each word when no entity is open."""
        scores = self._scores(features[1:, 0] + features[0, 1] + features[0, 2])
        possible = [self.moves.index(_OUT), *self._of(_FIRST, _ALONE)]
        scores[:, [n for n in range(len(self.moves)) if n not in possible]] = -np.inf
        scores[np.ix_(blank, np.array(self._of(_FIRST, _ALONE)))] = -np.inf
        scores[np.ix_(~goes_on, np.array(self._of(_FIRST)))] = -np.inf
        chosen: Array = scores.argmax(axis=1)
        return chosen

    def _ends(
        self,
        features: Array,
        begun: Array,
        chosen: Array,
        goes_on: Array,
    ) -> Array:
        """Where entities end that begin at these words with these choices."""
        inside, last = ({self.labels[n]: n for n in self._of(move)} for move in (_INSIDE, _LAST))
        inner = np.array([inside[self.labels[n]] for n in chosen.tolist()], dtype=np.intp)
        final = np.array([last[self.labels[n]] for n in chosen.tolist()], dtype=np.intp)
        ends = begun + 1
        open_ = np.arange(len(begun))
        while len(open_):
            at = ends[open_]
            scores = self._scores(features[1 + at, 0] + features[1 + begun[open_], 1] + features[at, 2])
            rows = np.arange(len(open_))
            more = scores[rows, inner[open_]] >= scores[rows, final[open_]]  # of two equal ones the first is chosen
            ends[open_] += 1
            open_ = open_[more & goes_on[at]]
        return ends

    def _scores(self, summed: Array) -> Array:
        """Features of states → the scores of each choice."""
        hidden = (summed + self.lower.get_param("b")).max(axis=-1)
        scores: Array = hidden @ self.weights + self.bias
        return scores

    def _entities(self, docs: list[Doc], chosen: Array, ends: dict[int, int]) -> list[Entities]:
        """The choices, from left to right, as entities of each Doc."""
        found: list[Entities] = []
        here = start = 0
        at = np.flatnonzero(chosen != self.moves.index(_OUT))
        for doc in docs:
            entities: Entities = []
            for k in at[np.searchsorted(at, start) : np.searchsorted(at, start + len(doc))].tolist():
                if k >= here:
                    here = ends.get(k, k + 1)
                    entities.append((k - start, here - start, self.labels[chosen[k]]))
            found.append(entities)
            start += len(doc)
        return found

    def _of(self, *moves: str) -> list[int]:
        return [n for n, move in enumerate(self.moves) if move in moves and self.labels[n]]


def _shape(docs: list[Doc]) -> tuple[Array, Array]:
    """For each word: whether an entity may go on behind it, and whether it is a blank."""
    goes_on, blank = [], []
    for doc in docs:
        columns = doc.to_array([SENT_START, IS_SPACE])
        after = columns[1:, 0] != 1
        goes_on.append(np.append(after, False)[: len(doc)])
        blank.append(columns[:, 1] == 1)
    return np.concatenate(goes_on), np.concatenate(blank)
