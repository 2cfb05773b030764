"""Work done in children of this process, which has the model loaded: a command costs what it does, not its start."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from typing import Any, TypeVar

from kgextract.cli import execute

Result = TypeVar("Result")


def child(work: Callable[[], int], *, stopped: bool = False) -> int:
    """Do the work in a child, whose exit code it gives → its process id; `stopped`: it waits until it may go on."""
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        if stopped:
            os.kill(os.getpid(), signal.SIGSTOP)
        code = work()
    finally:
        os._exit(code)


def command(*arguments: object, input: str = "", seconds: float = 120) -> subprocess.CompletedProcess[str]:
    """Run `kgextract` with these arguments in a child; TimeoutExpired where it does not end, and is killed."""
    given = [str(a) for a in arguments]
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        stdin.write(input.encode())
        stdin.seek(0)
        code = ended(child(lambda: redirected(given, stdin.fileno(), out.fileno(), err.fileno())), seconds)
        said = []
        for stream in (out, err):
            stream.seek(0)
            said.append(stream.read().decode("utf-8", "replace"))
    if code is None:
        raise subprocess.TimeoutExpired(given, seconds)
    return subprocess.CompletedProcess(given, code, *said)


def redirected(arguments: list[str], *streams: int) -> int:
    """Run a command with other standard streams → its exit code."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    return execute(arguments)


def ended(pid: int, seconds: float) -> int | None:
    """The exit code of a child, the signal with a minus; None where it had to be killed after so many seconds."""
    until = time.monotonic() + seconds
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return None
        time.sleep(0.001)


def apart(work: Callable[[], Result]) -> Result:
    """Do the work in a child → its result: no thread and no lock of it stays here."""
    with tempfile.TemporaryFile() as stream:

        def told() -> int:
            result: Any = work()
            os.write(stream.fileno(), pickle.dumps(result))
            return 0

        code = ended(child(told), 600)
        assert code == 0, code
        stream.seek(0)
        found: Result = pickle.load(stream)
        return found
