"""The engines: results of all tasks, whatever dies on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import tasks

from kgextract import engines
from kgextract.engines import Engine, Lane, WorkerError, results


def test_serial() -> None:
    assert dict(results(engines.serial(), tasks.square, range(5))) == {n: n * n for n in range(5)}


def test_an_exception_is_the_result_of_its_task() -> None:
    found = dict(results(engines.serial(), tasks.refuse_three, range(5)))
    assert isinstance(found.pop(3), ValueError)
    assert found == {0: 0, 1: 1, 2: 2, 4: 4}


def test_no_more_tasks_are_taken_than_there_is_room_for() -> None:
    taken = []
    found = results(engines.serial(), tasks.square, (taken.append(n) or n for n in range(1000)))  # type: ignore[func-returns-value]
    next(found)
    assert len(taken) <= 2


def test_processes() -> None:
    engine = engines.processes(2)
    assert dict(results(engine, tasks.square, range(20))) == {n: n * n for n in range(20)}
    engine.close()


def test_a_dead_worker_costs_its_task_only(tmp_path: Path) -> None:
    engine = engines.processes(2)
    given = [(n, str(tmp_path)) for n in range(12)]
    assert sorted(found for _, found in results(engine, tasks.die_once, given)) == list(range(12))  # type: ignore[type-var]
    engine.close()
    done = Counter(path.name.partition("-")[0] for path in tmp_path.iterdir())
    assert done.pop("died") == 1
    assert all(times == 1 for times in done.values()), "a task that was done is not done again"


def test_a_task_that_kills_its_worker_is_given_up() -> None:
    engine = engines.processes(2)
    found = dict(results(engine, tasks.die_at_two, range(6)))
    engine.close()
    assert isinstance(found.pop(2), WorkerError)
    assert found == {n: n for n in (0, 1, 3, 4, 5)}


class _DiesUnseen(Executor):
    """An executor that is broken when it is given its third task: the worker died since anybody looked."""

    def __init__(self, *, idle: bool) -> None:
        self._idle = idle
        self._given: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if len(self._given) == 2:
            for future in self._given:
                if not future.done():
                    future.set_exception(BrokenExecutor())
            raise BrokenExecutor
        future: Future[Any] = Future()
        self._given.append(future)
        if self._idle or len(self._given) == 1:
            future.set_result(fn(*args, **kwargs))
        return future


@pytest.mark.parametrize("idle", [True, False], ids=["idle", "at a task"])
def test_a_worker_that_died_since_the_last_look(idle: bool) -> None:
    executors = iter([_DiesUnseen(idle=idle)])
    engine = Engine([Lane(lambda: next(executors, None) or ThreadPoolExecutor(1), lambda: 3)])
    assert dict(results(engine, tasks.square, range(9))) == {n: n * n for n in range(9)}
    engine.close()


def test_workers_that_only_die_end_the_run() -> None:
    engine = engines.processes(1)
    with pytest.raises(WorkerError, match="as soon as they start"):
        list(results(engine, tasks.die, range(9)))
    engine.stop()
