"""Some kills at random moments; `make soak` has hundreds."""

from __future__ import annotations

from pathlib import Path

from samples import all_gold
from trials.kills import Count, corpus_runs, runs, stores


def fine(count: Count) -> bool:
    assert not count.wrong, "\n".join(count.wrong)
    return count.kills > 0


def test_a_corpus_run(tmp_path: Path) -> None:
    assert fine(corpus_runs(tmp_path, 8, articles=12))


def test_a_run(tmp_path: Path) -> None:
    assert fine(runs(tmp_path, 2))


def test_a_store(tmp_path: Path) -> None:
    assert fine(stores(tmp_path, all_gold(), 4))
