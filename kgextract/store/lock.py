"""The folder of a store → one writer at a time, and no writer while somebody reads.

The system takes a lock from a process that has died, so that nobody has to clean up after it.
"""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kgextract.errors import InputError, OutputError

WRITER, READERS = "writer.lock", "readers.lock"
_FOR_READERS, _FOR_WRITER = 35.0, 5.0  # seconds: a query ends within 30


class WriterLock:
    """Held from its making until `release`. OutputError, naming the holder, where another process writes."""

    def __init__(self, folder: Path) -> None:
        self._writer = _opened(folder / WRITER)
        if not _locked(self._writer, fcntl.LOCK_EX, seconds=0):
            holder = _holder(self._writer)
            os.close(self._writer)
            raise OutputError(f"{folder}: is being written by {holder}. Wait until it is done.")
        self._readers = _opened(folder / READERS)
        if not _locked(self._readers, fcntl.LOCK_EX, seconds=_FOR_READERS):
            self.release()
            raise OutputError(f"{folder}: is being read by another process. Wait until it is done.")
        since = datetime.datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
        command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:3]])
        os.ftruncate(self._writer, 0)
        os.pwrite(self._writer, f"process {os.getpid()} ({command}), since {since}".encode(errors="replace"), 0)

    def release(self) -> None:
        """Let others write and read."""
        for number in (self._writer, self._readers):
            with contextlib.suppress(OSError):
                os.close(number)


@contextlib.contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Nobody writes inside the block. InputError, naming the holder, where a process goes on writing."""
    try:
        number = _opened(folder / READERS)
    except OSError:  # a store on a medium that cannot be written has no writer
        yield
        return
    try:
        if not _locked(number, fcntl.LOCK_SH, seconds=_FOR_WRITER):
            writer = _opened(folder / WRITER)
            holder = _holder(writer)
            os.close(writer)
            raise InputError(f"{folder}: is being written by {holder}. Ask again when it is done.")
        yield
    finally:
        os.close(number)


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)


def _locked(number: int, kind: int, *, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(number, kind | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.02)


def _holder(number: int) -> str:
    return os.pread(number, 300, 0).decode("utf-8", "replace") or "another process"
