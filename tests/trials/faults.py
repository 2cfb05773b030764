"""Every call to the file system in turn fails, or is the last one of the process, as SQLite tests it.

The calls are those of Python: opening, reading, writing, flushing to the disk, renaming, removing, locking. A trial
counts the calls of an unbroken run, then runs once for each with that one broken: after each, a file of the output is
the old one or the complete new one, and the same run again gives the result of the unbroken one.
"""

from __future__ import annotations

import builtins
import errno
import fcntl
import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from kgextract.errors import KgExtractError
from trials.children import child, ended

_CALLS = ("open", "read", "write", "fsync", "fchmod", "replace", "rename", "unlink", "mkdir", "ftruncate", "pwrite",
          "stat", "listdir", "scandir")  # fmt: skip
FAILURES = (errno.ENOSPC, errno.EIO)


@dataclass(slots=True)
class Disk:
    """Counts the calls that touch a folder; call `at` fails with `error`, or ends the process where it is None."""

    folder: Path
    at: int = -1
    error: int | None = errno.EIO
    calls: list[str] = field(default_factory=list)
    fds: set[int] = field(default_factory=set)

    def call(self, name: str) -> None:
        """One call to the file system; raises OSError where it is the one that fails."""
        self.calls.append(name)
        if len(self.calls) - 1 == self.at:
            if self.error is None:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(self.error, os.strerror(self.error or 0))

    def concerns(self, file: object) -> bool:
        """Whether a path or number is of the folder."""
        if isinstance(file, int):
            return file in self.fds
        return isinstance(file, (str, bytes, os.PathLike)) and os.fsdecode(file).startswith(str(self.folder))


class _Raw(io.FileIO):
    """A file whose reading and writing are calls; a write that fails has written a half."""

    def __init__(self, disk: Disk, file: Any, mode: str) -> None:
        self._disk = disk
        super().__init__(file, mode)

    def write(self, data: Any, /) -> int:
        try:
            self._disk.call("write")
        except OSError:
            super().write(bytes(data)[: len(data) // 2])
            raise
        return super().write(data)

    def readinto(self, buffer: Any, /) -> int:
        self._disk.call("read")
        return super().readinto(buffer) or 0

    def readall(self) -> bytes:
        self._disk.call("read")
        return super().readall()


@contextmanager
def watched(disk: Disk) -> Iterator[None]:
    """Inside the block the calls that concern the folder go through the disk."""
    real_open, real_os_open = builtins.open, os.open

    def opened(file: Any, mode: str = "r", buffering: int = -1, encoding: Any = None, errors: Any = None,
               newline: Any = None, closefd: bool = True, opener: Any = None) -> Any:  # fmt: skip
        if not disk.concerns(file):
            return real_open(file, mode, buffering, encoding, errors, newline, closefd, opener)
        if not isinstance(file, int):
            disk.call("open")
        raw = _Raw(disk, file, mode.replace("b", "").replace("t", ""))
        disk.fds.add(raw.fileno())
        whole: Any = io.BufferedReader(raw) if "r" in mode else io.BufferedWriter(raw)
        return whole if "b" in mode else io.TextIOWrapper(whole, encoding=encoding, errors=errors, newline=newline)

    def os_opened(path: Any, *rest: Any, **options: Any) -> int:
        if disk.concerns(path):
            disk.call("open")
        number = real_os_open(path, *rest, **options)
        if disk.concerns(path):
            disk.fds.add(number)
        return number

    def through(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **options: Any) -> Any:
            if given and disk.concerns(given[0]):
                disk.call(name)
            return real(*given, **options)

        return call

    with ExitStack() as stack:
        for name in _CALLS:
            if name not in ("open", "read", "write"):
                stack.enter_context(mock.patch.object(os, name, through(name, getattr(os, name))))
        stack.enter_context(mock.patch.object(os, "open", os_opened))
        stack.enter_context(mock.patch.object(fcntl, "flock", through("flock", fcntl.flock)))
        stack.enter_context(mock.patch.object(builtins, "open", opened))
        stack.enter_context(mock.patch.object(io, "open", opened))
        yield


@dataclass(slots=True, kw_only=True)
class Count:
    """What a trial did: faults injected, runs that told of them, and what was wrong afterwards."""

    faults: int = 0
    told: int = 0
    wrong: list[str] = field(default_factory=list)


def each_call_fails(
    folder: Path, run: Callable[[], object], check: Callable[[], str | None], *, error: int, step: int = 1
) -> Count:
    """Run once for each call that touches the folder, with that one failing; `check` says what is wrong afterwards."""
    count = Count()
    at = 0
    while True:
        disk = Disk(folder, at, error)
        try:
            with watched(disk):
                run()
        except KgExtractError:
            count.told += 1
        except Exception as wrong:
            count.wrong.append(f"call {at} ({disk.calls[at]}): {type(wrong).__name__}: {wrong}")
        if at >= len(disk.calls):
            return count
        count.faults += 1
        if said := check():
            count.wrong.append(f"call {at} ({disk.calls[at]}): {said}")
        at += step


def each_call_is_the_last(folder: Path, run: Callable[[], object], check: Callable[[], str | None]) -> Count:
    """As `each_call_fails`, but the process, a child of this one, is killed at the call."""
    count = Count()

    def killed() -> int:
        with watched(Disk(folder, count.faults, None)):
            run()
        return 0

    while True:
        code = ended(child(killed), 600)
        if code == 0:
            return count
        assert code == -signal.SIGKILL, code
        if said := check():
            count.wrong.append(f"killed at call {count.faults}: {said}")
        count.faults += 1
