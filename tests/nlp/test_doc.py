"""Our Doc says of every word what spaCy's says."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest

from kgextract.model import Article
from kgextract.nlp import pipeline
from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.layers import Layers

if TYPE_CHECKING:
    from spacy.language import Language

SAME = (
    *("i", "idx", "text", "lower_", "whitespace_", "is_punct", "is_space", "is_alpha", "is_lower", "is_upper"),
    *("is_title", "is_digit", "is_quote", "like_num", "pos_", "lemma_", "ent_type_", "ent_iob_"),
)
TEXT = """« Trois cents élèves de l'Institut Curie, à Paris », a dit Mme Roy, l'air ravi.

L’ONU a 193 États-membres … L'accord -  signé à 8h30 - vaut 1.000,50 € ; M. DE LA TOUR l'a lu "hier" !
"""


@pytest.fixture(scope="module")
def pairs(nlp: Language, root: Path) -> list[tuple[Any, Doc]]:
    """Docs of spaCy, and ours."""
    texts = [TEXT, "", *(p.read_text("utf-8") for p in sorted((root / "data" / "articles").glob("*.txt"))[:3])]
    theirs = [nlp(pipeline.prepare(nlp, Article(id="a", text=text))) for text in texts]
    return [(doc, Doc.of(doc, Layers())) for doc in theirs]


def test_every_word_is_the_same(pairs: list[tuple[Any, Doc]]) -> None:
    for theirs, ours in pairs:
        assert ours.read == len(theirs) and ours.text == theirs.text
        assert all(t.is_space and t.idx == len(ours.text) for t in ours[ours.read :])
        for a, b in zip(theirs, ours[: ours.read], strict=True):
            assert [getattr(a, name) for name in SAME] == [getattr(b, name) for name in SAME]
            assert b.morph == {name: value.split(",") for name, value in a.morph.to_dict().items()}
            assert b.is_sent_start == bool(a.is_sent_start)
            assert b.end == a.idx + len(a) and len(b) == len(a)
            assert b.before is (ours[a.i - 1] if a.i else None)


def test_spans_are_the_same(pairs: list[tuple[Any, Doc]]) -> None:
    for theirs, ours in pairs:
        assert [(s.start, s.end, s.label_) for s in ours.ents] == [(s.start, s.end, s.label_) for s in theirs.ents]
        assert [(s.start, s.end) for s in ours.sents] == [(s.start, s.end) for s in theirs.sents]
        for start, end in product(range(0, len(theirs), 7), range(1, 5)):
            assert ours.between(start, start + end) == theirs[start : start + end].text


@pytest.mark.parametrize("mode", get_args(get_type_hints(Doc.char_span)["alignment_mode"]))
def test_characters_lead_to_the_same_tokens(pairs: list[tuple[Any, Doc]], mode: Any) -> None:
    theirs, ours = pairs[0]
    for start, length in product(range(len(ours.text)), range(1, 12)):
        if start + length <= len(ours.text):
            a = theirs.char_span(start, start + length, alignment_mode=mode)
            b = ours.char_span(start, start + length, alignment_mode=mode)
            assert (None if a is None else (a.start, a.end)) == (None if b is None else (b.start, b.end))


def test_words_of_a_kind_share_what_is_the_same(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("La loi et la taxe.")
    first, second = (t for t in doc if t.lower_ == "la")
    assert isinstance(first, Token) and first.morph is second.morph
