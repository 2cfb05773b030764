"""An article that takes longer than it may is given up and listed; the others go on, in any thread."""

from __future__ import annotations

import sys
import threading
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
    with pytest.raises(TimeLimitError, match=r"longer than 0\.2 s"):
        within(0.2, lambda: work(60))
    assert time.monotonic() - begun < 30
    assert within(60, lambda: within(None, lambda: "done")) == "done"


def test_an_error_that_python_drops_is_raised_again(monkeypatch: pytest.MonkeyPatch) -> None:
    dropped = []
    monkeypatch.setattr(sys, "unraisablehook", dropped.append)

    class Finalised:
        def __del__(self) -> None:
            work(0.4)

    def dropping() -> None:
        Finalised()
        work(60)

    with pytest.raises(TimeLimitError):
        within(0.2, dropping)
    assert [x.exc_type for x in dropped] == [TimeLimitError]


def test_in_any_thread() -> None:
    def one(seconds: float) -> str:
        try:
            within(0.3, lambda: work(seconds))
        except TimeLimitError:
            return "ended"
        return "done"

    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(one, (60, 0.0, 60))) == ["ended", "done", "ended"]


def test_nothing_comes_later() -> None:
    """Calls that end just when their time does: the error comes at any step, and nobody goes on watching."""
    threads, before, ended = set(threading.enumerate()), sys.getswitchinterval(), 0
    sys.setswitchinterval(1e-5)
    try:
        for n in range(1000):
            try:
                within(0.001, lambda n=n: work(0.001 + n % 10 * 5e-5))
            except TimeLimitError as error:
                assert "longer than 0.001 s" in str(error)
                ended += 1
    finally:
        sys.setswitchinterval(before)
    assert 0 < ended < 1000
    for watching in set(threading.enumerate()) - threads:
        watching.join(10)
        assert not watching.is_alive()
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
