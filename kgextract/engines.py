"""Tasks → their results, on this core, on several, or on a cluster: three executors and one way to use them.

A worker that dies costs the task that it was at: the task is given to another one, and given up when it has taken two.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from kgextract.errors import KgExtractError, UsageError

Task = TypeVar("Task")
Result = TypeVar("Result")
_DEATHS = 2  # of workers that one task may cause
_PATIENCE = 10  # seconds for a cluster of this machine to end
_AHEAD = 2  # tasks that each worker has: one that it is at, one that waits


class WorkerError(KgExtractError):
    """The worker of a task died, and the next one too."""


@dataclass(eq=False)
class Lane:
    """An executor, what makes it anew when its worker has died, and the tasks that it has."""

    make: Callable[[], Executor]
    room: Callable[[], int] = lambda: _AHEAD
    running: deque[Future[Any]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.executor = self.make()

    def renew(self) -> None:
        """Another executor for the one whose worker has died, which has no task any more."""
        self.running.clear()
        self.executor.shutdown(wait=False)
        self.executor = self.make()


class Engine:
    """Where tasks run; `close` when all is done, `stop` to leave at once."""

    def __init__(self, lanes: list[Lane], *, end: Callable[[], object] = lambda: None) -> None:
        self.lanes = lanes
        self._end = end

    def close(self) -> None:
        """Wait for the workers to end."""
        for lane in self.lanes:
            lane.executor.shutdown(wait=True)
        with contextlib.suppress(TimeoutError):
            self._end()

    def stop(self) -> None:
        """End the workers, whatever they are at."""
        for lane in self.lanes:
            for future in lane.running:
                future.cancel()
            lane.executor.shutdown(wait=False)
        for process in multiprocessing.active_children():
            process.kill()
        for lane in self.lanes:  # gives back what its queues were made of, which their process would complain of
            lane.executor.shutdown(wait=True)


class _Here(Executor):
    """Runs each task when it is given."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def serial() -> Engine:
    """One task after the other, in this process."""
    return Engine([Lane(_Here, lambda: 1)])


def processes(workers: int) -> Engine:
    """Several processes on this machine, each with an executor of its own: where one dies, the others go on."""

    def make() -> Executor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, mp_context=context, initializer=_begin)

    return Engine([Lane(make) for _ in range(workers)])


def dask(workers: int, scheduler: str | None) -> Engine:
    """A Dask cluster: the one of a scheduler (`tcp://…`), or one of processes on this machine."""
    try:
        import dask.config
        import distributed
    except ImportError:
        raise UsageError("--engine dask: Dask is not installed. Install kgextract[dask].") from None
    cluster: Any = None
    local: Any = distributed.LocalCluster
    connect: Any = distributed.Client
    try:
        if scheduler is None:
            with dask.config.set(_plain_workers(dask.config.get)):
                cluster = local(
                    n_workers=workers,
                    threads_per_worker=1,
                    dashboard_address=None,
                    scheduler_kwargs={"dashboard_address": ":0"},  # it serves pages also then: at a port of its own
                    silence_logs=50,
                )
        client = connect(scheduler or cluster, timeout="10s")
    except (OSError, ValueError) as error:
        raise UsageError(f"--scheduler {scheduler}: no scheduler answers there ({error}). Start one.") from error

    def end() -> None:
        client.close(timeout=_PATIENCE)
        if cluster is not None:
            cluster.close(timeout=_PATIENCE)

    def room() -> int:
        return int(_AHEAD * max(1, sum(client.nthreads().values())))

    return Engine([Lane(lambda: client.get_executor(pure=False), room)], end=end)


def _plain_workers(setting: Callable[[str], Any]) -> dict[str, Any]:
    """Settings of Dask for workers that only work: they do not watch themselves and keep memory to use it again."""
    environ = "distributed.nanny.pre-spawn-environ"
    kept = {name: value for name, value in setting(environ).items() if not name.startswith("MALLOC_")}
    return {"distributed.worker.profile.enabled": False, environ: kept}


def _begin() -> None:
    """A worker leaves Ctrl-C to the process that plans, which ends its workers; where that one dies, it ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _lost(future: Future[Any]) -> bool:
    return isinstance(future.exception(), BrokenExecutor)


@dataclass(eq=False)
class _Sent(Generic[Task]):
    task: Task
    lane: Lane
    deaths: int = 0


def results(
    engine: Engine, function: Callable[[Task], Result], tasks: Iterable[Task]
) -> Iterator[tuple[Task, Result | Exception]]:
    """Tasks → each with its result, or with the exception that ended it, as they are done.

    No more tasks are taken than the workers can hold. Raises WorkerError where workers die whatever they are given.
    """
    source = iter(tasks)
    again: deque[tuple[Task, int]] = deque()
    sent: dict[Future[Result], _Sent[Task]] = {}
    deaths = 0  # since the last result

    def mourn() -> None:
        nonlocal deaths
        deaths += 1
        if deaths > _DEATHS * len(engine.lanes) + 1:
            raise WorkerError("the workers die as soon as they start. Is there enough memory? Try a smaller -j.")

    while True:
        for lane in engine.lanes:
            while len(lane.running) < lane.room():
                given = again.popleft() if again else next(((task, 0) for task in source), None)
                if given is None:
                    break
                try:
                    future = lane.executor.submit(function, given[0])
                except BrokenExecutor:  # the worker has died since the last look
                    again.appendleft(given)
                    if lane.running:
                        break  # one of these tells at what it died
                    mourn()
                    lane.renew()
                    continue
                lane.running.append(future)
                sent[future] = _Sent(given[0], lane, given[1])
        if not sent:
            return
        for future in sorted(wait(sent, return_when=FIRST_COMPLETED).done, key=_lost):  # what is done first
            if future not in sent:
                continue  # gone with its worker
            one = sent[future]
            if not _lost(future):
                error = future.exception()
                deaths = 0
                one.lane.running.remove(future)
                del sent[future]
                yield one.task, error if isinstance(error, Exception) else future.result()
                continue
            mourn()
            lost = [sent.pop(f) for f in one.lane.running]
            one.lane.renew()
            for n, s in enumerate(lost):
                s.deaths += n == 0  # the first one was running, the others waited
                if s.deaths >= _DEATHS:
                    yield s.task, WorkerError("its worker died, twice. Is the text too large for the memory?")
                else:
                    again.append((s.task, s.deaths))
