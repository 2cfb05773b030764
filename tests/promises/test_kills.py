"""Some kills at random moments; `make soak` has hundreds."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from samples import all_gold
from trials.kills import Count, corpus_runs, runs, stores

Fine = Callable[..., bool]


@pytest.fixture(scope="module")
def fine() -> Iterator[Fine]:
    """Runs a trial in a new process: those that it forks and kills must not lack the threads that stores have here."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:

        def run(trial: Callable[..., Count], *arguments: object, **options: object) -> bool:
            count = pool.submit(trial, *arguments, **options).result()
            assert not count.wrong, "\n".join(count.wrong)
            return count.kills > 0

        yield run


def test_a_corpus_run(fine: Fine, tmp_path: Path) -> None:
    assert fine(corpus_runs, tmp_path, 8, articles=12)


def test_a_run(fine: Fine, tmp_path: Path) -> None:
    assert fine(runs, tmp_path, 2)


def test_a_store(fine: Fine, tmp_path: Path) -> None:
    assert fine(stores, tmp_path, all_gold(), 4)
