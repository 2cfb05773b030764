"""Nothing → the model, fr_core_news_md, without its parser; quicker on new words, same results."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.pipeline import AttributeRuler, EntityRecognizer, TrainablePipe
from spacy.symbols import IDS, ORTH, SPACE  # type: ignore[import-not-found, unused-ignore]
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs  # type: ignore[import-not-found, unused-ignore]
from thinc.api import NumpyOps

from kgextract.nlp import faststart, vectors
from kgextract.nlp.faststart import MODEL as MODEL
from kgextract.nlp.names import Names, Steps
from kgextract.tables.names import demonyms
from kgextract.tables.syntax import syntax

_RARE: list[Any] = [  # the ruler's last patterns: a word tagged as a blank, a blank in a tree, a blank
    [[{"POS": "SPACE", "IS_SPACE": False}]],
    [[{"IS_SPACE": True, "DEP": {"NOT_IN": [""]}}]],
    [[{"IS_SPACE": True}]],
]


def load() -> Language:
    """The French model as spaCy loads it; its parser and its sentence splitter stay out."""
    nlp = faststart.load()
    for tok2vec in (nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0]):  # type: ignore[attr-defined]
        vectors.quicken(tok2vec)
    _multiply_with_numpy(nlp)
    _tag_by_table(nlp)
    _name_at_once(nlp)
    _split_glued_dashes(nlp)
    _keep_whole(nlp)
    _split_bracket(nlp)
    return nlp


def _multiply_with_numpy(nlp: Language) -> None:
    """Numpy's BLAS multiplies matrices faster than the one spaCy brings; on a GPU the model stays as it is."""
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        if isinstance(component, TrainablePipe) and isinstance(component.model.ops, NumpyOps):
            for node in component.model.walk():
                node.ops = ops


def _tag_by_table(nlp: Language) -> None:
    """The ruler's patterns say which tag a part of speech has, and three speak of blanks: no search is needed."""
    ruler = nlp.get_pipe("attribute_ruler")
    if not isinstance(ruler, AttributeRuler) or len(ruler.attrs) < len(_RARE):
        return
    patterns: list[Any] = ruler.patterns
    plain, rare = patterns[: -len(_RARE)], patterns[-len(_RARE) :]
    if [p["patterns"] for p in rare] != _RARE or any(
        p["patterns"] != [[{"POS": p["attrs"].get("TAG")}]] for p in plain
    ):
        return
    tags = np.zeros(max(IDS.values()) + 1, np.uint64)
    for p, attrs in zip(plain, ruler.attrs, strict=False):
        tags[IDS[p["attrs"]["TAG"]]] = attrs[TAG]
    wrong, _, blank = ruler.attrs[-len(_RARE) :]

    def tag(doc: Doc) -> Doc:
        values = doc.to_array([POS, IS_SPACE])
        doc.from_array([TAG], tags[values[:, 0]])
        for i in np.flatnonzero(values[:, 1] | (values[:, 0] == SPACE)).tolist():
            token = doc[i]
            set_token_attrs(token, blank if token.is_space else wrong)
        return doc

    Language.component("kgextract_tags", assigns=["token.tag"], func=tag)
    nlp.remove_pipe("attribute_ruler")
    nlp.add_pipe("kgextract_tags", name="attribute_ruler", after="morphologizer")


def _name_at_once(nlp: Language) -> None:
    """The recogniser's steps are taken for all words together, where it is of the known kind."""
    recogniser = nlp.get_pipe("ner")
    steps = Steps.of(recogniser) if isinstance(recogniser, EntityRecognizer) else None
    if steps is not None:
        Language.component("kgextract_names", assigns=["doc.ents"], func=Names(steps))
        nlp.remove_pipe("ner")
        nlp.add_pipe("kgextract_names", name="ner")


def _keep_whole(nlp: Language) -> None:
    """Loanwords and nationalities with a hyphen, and letters with points behind an office, are one token.

    Cut, their parts are foreign words to the tagger (`start`, `-`, `up`), and a point ends a sentence (`f.f.`).
    """
    tokenizer: Any = nlp.tokenizer
    for word in sorted(syntax("one-token") | {d for d in demonyms() if "-" in d}):
        for form in {word, word.capitalize(), word.title()}:
            tokenizer.add_special_case(form, [{ORTH: form}])


def _split_bracket(nlp: Language) -> None:
    """A bracket that closes right before a colon (`la Ligue (LRF): le comité …`) is no smiley."""
    tokenizer: Any = nlp.tokenizer
    tokenizer.add_special_case("):", [{ORTH: ")"}, {ORTH: ":"}])


def _split_glued_dashes(nlp: Language) -> None:
    """A dash of parenthesis glued to a word (`les pays -la Chine, la Russie- ont voté`) is a token of its own.

    Pronouns behind a verb are one with their hyphen, those too that the model's own tokenizer does not know (`-elles`).
    """
    tokenizer: Any = nlp.tokenizer
    pronouns = "|".join(sorted(w for w in syntax("inverted-pronoun") if w.count("-") == 1))
    before, after = tokenizer.prefix_search.__self__.pattern, tokenizer.suffix_search.__self__.pattern
    tokenizer.prefix_search = re.compile(before + r"|^[-/](?=[^\W\d_])").search
    tokenizer.suffix_search = re.compile(after + rf"|(?<=[^\W\d_])(?:-|{pronouns})$").search
