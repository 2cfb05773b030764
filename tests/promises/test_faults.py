"""Whatever call to the file system fails, or is the last one: the output is old or complete, a rerun completes it."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from trials.corpora import Corpus
from trials.faults import Count, each_call_fails, each_call_is_the_last
from trials.material import read_once

from kgextract import extract_all, read, write
from kgextract.model import Extraction

ARTICLES = 20


@pytest.fixture(scope="module", autouse=True)
def once() -> Iterator[None]:
    with read_once():
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return Corpus(tmp_path_factory.mktemp("corpus"), ARTICLES)


def fine(count: Count) -> int:
    assert not count.wrong, "\n".join(count.wrong)
    return count.faults


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_each_call_of_a_corpus_run_fails_once(made: Corpus, error: int) -> None:
    assert fine(each_call_fails(made.source.parent, made.run, made.check, error=error)) > 25


def test_a_corpus_run_is_killed_at_each_call(made: Corpus) -> None:
    assert fine(each_call_is_the_last(made.source.parent, made.run, made.check)) > 25


def test_each_call_of_a_writer_fails_once(made: Corpus, tmp_path: Path) -> None:
    found = [x for x in extract_all(read(made.source)) if isinstance(x, Extraction)]
    target = tmp_path / "graph.ttl"
    write(found, target)
    new = target.read_bytes()

    def run() -> None:
        write(found, target)

    def check() -> str | None:
        states = {"old": b"old\n", "new": new}
        now = target.read_bytes() if target.exists() else None
        left = [p.name for p in tmp_path.iterdir() if p != target]
        target.write_bytes(b"old\n")
        return None if now in states.values() and not left else f"neither old nor new; {left}"

    check()
    for error in (errno.ENOSPC, errno.EIO):
        assert fine(each_call_fails(tmp_path, run, check, error=error)) >= 6


def test_a_writer_is_killed_at_each_call(made: Corpus, tmp_path: Path) -> None:
    found = [x for x in extract_all(read(made.source)) if isinstance(x, Extraction)]
    target = tmp_path / "graph.nq"
    write(found, target)
    new = target.read_bytes()
    target.write_bytes(b"old\n")

    def check() -> str | None:
        now = target.read_bytes()
        target.write_bytes(b"old\n")
        return None if now in (b"old\n", new) else "neither old nor new"

    assert fine(each_call_is_the_last(tmp_path, lambda: write(found, target), check)) >= 6


def test_a_fault_is_noticed(tmp_path: Path) -> None:
    """The trial itself: a writer that is not careful is found out by both."""
    target = tmp_path / "graph.ttl"

    def careless() -> None:
        with open(target, "w", encoding="utf-8") as stream:
            stream.write("new" * 10_000)

    def check() -> str | None:
        now = target.read_text("utf-8") if target.exists() else "old"
        target.write_text("old", "utf-8")
        return None if now in ("old", "new" * 10_000) else "half"

    check()
    runs: list[Callable[[], Count]] = [
        lambda: each_call_fails(tmp_path, careless, check, error=errno.EIO),
        lambda: each_call_is_the_last(tmp_path, careless, check),
    ]
    assert all(run().wrong for run in runs)
