"""An article that takes longer than it may is given up and listed; the others go on, in any thread."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from kgextract import Article, Extraction
from kgextract.deadline import within
from kgextract.errors import TimeLimitError
from kgextract.extractor import Failure, extract_all
from kgextract.nlp import pipeline


def work(seconds: float) -> None:
    """Steps of Python for so long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        sum(range(100))


def test_what_takes_longer_is_ended() -> None:
    begun = time.monotonic()
    with pytest.raises(TimeLimitError, match=r"longer than 0\.2 s"), within(0.2):
        work(60)
    assert time.monotonic() - begun < 30
    with within(60), within(None):
        work(0.01)


def test_an_error_that_python_drops_is_raised_again(monkeypatch: pytest.MonkeyPatch) -> None:
    dropped = []
    monkeypatch.setattr(sys, "unraisablehook", dropped.append)

    class Finalised:
        def __del__(self) -> None:
            work(0.4)

    with pytest.raises(TimeLimitError), within(0.2):
        Finalised()
        work(60)
    assert [x.exc_type for x in dropped] == [TimeLimitError]


def test_in_any_thread() -> None:
    def one(seconds: float) -> str:
        try:
            with within(0.3):
                work(seconds)
        except TimeLimitError:
            return "ended"
        return "done"

    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(one, (60, 0.0, 60))) == ["ended", "done", "ended"]


def test_nothing_comes_later() -> None:
    for _ in range(20):
        try:
            with within(0.002):
                work(0.002)
        except TimeLimitError:
            pass
    work(0.05)


def test_such_an_article_is_a_failure_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(article: Article) -> Extraction:
        work(60 if article.id == "slow" else 0)
        return Extraction(article=article)

    def stream(articles: Iterable[Article]) -> Iterator[Extraction]:
        return map(read, articles)

    monkeypatch.setattr(pipeline, "extract", read)
    monkeypatch.setattr(pipeline, "stream", stream)
    articles = [Article(id=name, text="Le maire a souri.") for name in ("first", "slow", "last")]
    first, slow, last = extract_all(articles, seconds=0.5)
    assert isinstance(first, Extraction) and isinstance(last, Extraction)
    assert isinstance(slow, Failure) and isinstance(slow.error, TimeLimitError)
