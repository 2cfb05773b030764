"""One text in another shape is the same text: normal form, apostrophes, spaces, encoding, place in a batch."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from trials.shapes import SAMPLES, SHAPES, changed, meaning, survives

from kgextract import extract, extract_all, read
from kgextract.errors import KgExtractError
from kgextract.model import Article, Extraction
from kgextract.writers import render


@pytest.mark.parametrize("shape", SHAPES)
def test_another_shape_is_the_same_graph(shape: str) -> None:
    for article in SAMPLES[1:4]:
        other = changed(article, SHAPES[shape])
        assert other.text != article.text
        assert meaning(extract(other)) == meaning(extract(article)), article.id


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_an_encoding_with_a_mark_gives_the_identical_graph(tmp_path: Path, encoding: str) -> None:
    text = SAMPLES[0].text
    for name, used in (("plain", "utf-8"), ("marked", encoding)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "article.txt").write_bytes(text.encode(used))
    graphs = [
        render(extract(next(read(tmp_path / name, published="2024-07-02"))), format="nquads")
        for name in ("plain", "marked")
    ]
    assert graphs[0] == graphs[1] and graphs[0].count("\n") > 100


def test_the_batch_changes_nothing() -> None:
    alone = [render(extract(a), format="nquads") for a in SAMPLES[:4]]
    for size in (2, 16):
        found = [x for x in extract_all(SAMPLES[:4], batch=size) if isinstance(x, Extraction)]
        assert [render(x, format="nquads") for x in found] == alone
    found = [x for x in extract_all(reversed(SAMPLES[:4])) if isinstance(x, Extraction)]
    assert [render(x, format="nquads") for x in found][::-1] == alone


def test_mentions_are_what_stands_at_their_place() -> None:
    for shape in SHAPES.values():
        x = extract(changed(SAMPLES[0], shape))
        for entity in x.entities:
            for m in entity.mentions:
                assert 0 <= m.start < m.end <= len(x.article.text)
                assert not x.article.text[m.start : m.end].isspace()


@pytest.mark.parametrize(
    "text", ["l'" * 20_000, "l’" * 20_000, "a-" * 20_000, "«" * 20_000, "é" * 40_000, "M. " * 8000]
)
def test_an_unbroken_run_takes_no_time(text: str, nlp: object) -> None:
    began = time.process_time()
    extract(text)
    assert time.process_time() - began < 20


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.characters(exclude_categories=()), max_size=400))  # half characters too
@example(text="\xad")  # which the tokenizer leaves without a token
def test_any_string_is_read_or_refused_by_the_library_s_own_error(text: str, nlp: object) -> None:
    survives(text)


def test_a_text_may_stop_at_any_word(nlp: object) -> None:
    """The beginning of an article, as a teaser or a broken page gives it."""
    words = [w for a in SAMPLES[:6] for w in a.text.split(" ")]
    for n in range(9, len(words), 7):
        text = " ".join(words[max(0, n - 30) : n])
        for entity in extract(Article(id="a", text=text, published="2024-07-02")).entities:
            assert all(0 <= m.start < m.end <= len(text) for m in entity.mentions)


def test_a_published_date_that_is_none(nlp: object) -> None:
    for published in ("2024-02-30", "hier", "\ud800", "٢٠٢٤-٠٧-٠٢", "2024-07-02T00:00", ""):
        try:
            extract("Le maire a dit non lundi.", published=published)
        except KgExtractError as error:
            assert "\n" not in str(error)


def test_an_article_that_breaks_the_pipeline_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, extract: Callable[..., Extraction]
) -> None:
    from kgextract.extractor import Failure
    from kgextract.nlp import facts

    real = facts.extraction

    def broken(doc: object) -> Extraction:
        x = real(doc)  # type: ignore[arg-type]
        if x.article.id == "b":
            raise ZeroDivisionError
        return x

    monkeypatch.setattr(facts, "extraction", broken)
    found = list(extract_all(Article(id=id, text="Le maire a dit non.") for id in "abc"))
    assert [isinstance(x, Failure) for x in found] == [False, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "M. l'\u01a4\n\u01f6:",  # a person in whose name no word has a capital
        "\ud842",
        "Le maire \udbff a dit « non \ud83d ».",
        "\ude00 a dit M. \ud83d\ude00 Paris",
    ],
)
def test_half_characters(text: str, nlp: object) -> None:
    survives(text)
