"""Graphs and questions → answers from a process of its own that no query can kill, freeze or fill.

A query gets 30 s and 2 GB; one that wants more is ended and told, and the next one is answered at once.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kgextract import errors
from kgextract.errors import InputError, LimitError
from kgextract.queries.guard import checked
from kgextract.queries.named import find, values
from kgextract.queries.table import Table

_GB = 1 << 30
_GLANCE = 0.25  # seconds after which it is seen whether the asker is still there


class Worker:
    """`Worker(paths)` answers questions on RDF files, folders of them, or one store; use it in a `with` block.

    `seconds` and `memory` (bytes beyond the graphs) bound each query. Threads may share a worker: every question is
    answered by a process of its own, in parallel. Files are loaded once, when the worker is made; a store is read as
    it is when a question comes. `same` is the file of decisions on identity that files are joined by; a store has its
    own. Errors: InputError for graphs that cannot be read, UsageError for a bad question,
    LimitError for one that needs more than it may.
    """

    def __init__(
        self,
        source: Path | str | Iterable[Path | str],
        *,
        same: Path | str | None = None,
        seconds: float = 30,
        memory: int = 2 * _GB,
    ) -> None:
        paths = [source] if isinstance(source, (str, Path)) else list(source)
        self.seconds, self.memory = seconds, memory
        self._lock = threading.Lock()
        self._control, theirs = Pipe()
        command = [sys.executable, "-m", "kgextract.queries.keeper", str(theirs.fileno())]
        try:
            self._process = subprocess.Popen(  # what is wrong there comes by the connection, or is told by its end
                command,
                stdin=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        finally:
            theirs.close()
        try:
            request = {"paths": [os.fsdecode(p) for p in paths], "same": None if same is None else os.fsdecode(same)}
            self._control.send_bytes(json.dumps(request).encode())
            said = json.loads(self._control.recv_bytes())
        except (EOFError, OSError):
            self.close()
            raise InputError(f"{paths[0]}: cannot be loaded, the process ended. Is there enough memory?") from None
        except BaseException:
            self.close()
            raise
        if "error" in said:
            self.close()
            raise _error(said)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, and those that are still answering."""
        self._control.close()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def run(self, name: str, parameters: Mapping[str, str] | None = None, *, limit: int | None = None) -> Table:
        """The name of a query and its parameters as text → Table; not more than `limit` rows."""
        return self._table(find(name).text, values(name, parameters), limit)

    def sparql(self, text: str, *, limit: int | None = None) -> Table:
        """A SPARQL query → Table; not more than `limit` rows."""
        return self._table(checked(text), {}, limit)

    def results(self, text: str, format: str, *, limit: int | None = None, gone: Callable[[], bool] = bool) -> Results:
        """A SPARQL query → the bytes of a standard format.

        `format` is json, xml, csv or tsv for SELECT and ASK; turtle, nt or rdf for CONSTRUCT and DESCRIBE. A query
        whose asker is `gone` is ended with a LimitError.
        """
        header, body = self._asked(checked(text), {}, limit, format, gone)
        return Results(body=body, truncated=header["truncated"])

    def _table(self, text: str, given: Mapping[str, str], limit: int | None) -> Table:
        header, body = self._asked(text, given, limit, None)
        rows = tuple(tuple(row) for row in json.loads(body))
        return Table(columns=tuple(header["columns"]), rows=rows, truncated=header["truncated"])

    def _asked(
        self,
        text: str,
        given: Mapping[str, str],
        limit: int | None,
        format: str | None,
        gone: Callable[[], bool] = bool,
    ) -> tuple[dict[str, Any], bytes]:
        question = {
            "text": text.encode("utf-8", "replace").decode(),
            "values": dict(given),
            "limit": limit,
            "format": format,
            "seconds": self.seconds,
            "memory": self.memory,
        }
        until = time.monotonic() + self.seconds
        with self._child(until) as connection:
            connection.send_bytes(json.dumps(question).encode())
            header = json.loads(_received(connection, until, self.seconds, gone))
            if "error" in header:
                raise _error(header)
            return header, _received(connection, until, self.seconds, gone)

    @contextmanager
    def _child(self, until: float) -> Iterator[Connection]:
        """The connection to a new child; the child has ended when the block ends."""
        mine, theirs = Pipe()
        pid = 0
        try:
            with self._lock:
                self._control.send_bytes(b"?")
                send_handle(self._control, theirs.fileno(), self._process.pid)
            theirs.close()
            pid = int(_received(mine, until, self.seconds))
            yield mine
        except BrokenPipeError:
            raise InputError("query: its process has ended. Start again.") from None
        except BaseException:
            if pid:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            raise
        finally:
            theirs.close()
            mine.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The bytes of an answer, and whether a limit cut it short."""

    body: bytes
    truncated: bool


def _received(connection: Connection, until: float, seconds: float, gone: Callable[[], bool] = bool) -> bytes:
    try:
        while not connection.poll(min(_GLANCE, max(0.0, until - time.monotonic()))):
            if gone():
                raise LimitError("query: the one who asked has gone. Ask again.")
            if time.monotonic() >= until:
                raise LimitError(f"query: takes longer than {seconds:g} s. Ask for less, or make it simpler.")
        return connection.recv_bytes()
    except (EOFError, ConnectionResetError):
        raise LimitError("query: needs more memory or nests deeper than it may. Make it simpler.") from None


def _error(said: Mapping[str, str]) -> Exception:
    kind: type[Exception] = getattr(errors, said["kind"], RuntimeError)  # anything else is a bug over there
    return kind(said["error"])
