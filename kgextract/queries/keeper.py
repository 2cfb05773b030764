"""The process behind a `Worker`: it keeps the graphs loaded and answers each query in a child of its own.

`python -m kgextract.queries.keeper N` reads its requests from the connection with file number N: first the source, then
one file number for each query, on which the child reads the question and writes the answer. It ends with the
connection. A store on the disk is opened by each child anew, so that it sees what was written meanwhile and never keeps
a writer waiting for longer than a query takes; files are loaded once and inherited.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from pathlib import Path
from typing import Any

import pyoxigraph

from kgextract.errors import InputError, KgExtractError
from kgextract.identity import decisions
from kgextract.queries import answers, graphs
from kgextract.queries.confinement import without_connections
from kgextract.store import is_store, taken_in

_Open = Callable[[], AbstractContextManager[pyoxigraph.Store]]


def main() -> None:
    """Keep the graphs until the connection ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks decides what is given up
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children need nobody to wait for them
    control = Connection(int(sys.argv[1]))
    try:
        request = json.loads(control.recv_bytes())
        try:
            open_ = _opener(request)
        except MemoryError:  # is told by the end
            return
        except OSError as error:
            place = error.filename or request["paths"][0]
            control.send_bytes(_failure(InputError(f"{place}: cannot be read ({error.strerror}). Check the name.")))
            return
        except Exception as error:
            control.send_bytes(_failure(error))
            return
        control.send_bytes(json.dumps({"ready": True}).encode())
        decided = _Decisions(request["paths"])
        while True:
            control.recv_bytes()  # a question is coming
            number = recv_handle(control)
            decided.take_in()
            if os.fork() == 0:
                control.close()
                _answer(Connection(number), open_)
            os.close(number)
    except (EOFError, OSError):
        return


def _opener(request: dict[str, Any]) -> _Open:
    """The source of a worker → how its children open it. Files are read here, once."""
    paths = [Path(p) for p in request["paths"]]
    if len(paths) == 1 and is_store(paths[0]):
        return lambda: graphs.while_unwritten(paths[0])
    gc.disable()  # what is loaded stays
    store = graphs.opened(paths, same=request["same"])
    gc.freeze()
    gc.enable()
    return lambda: contextlib.nullcontext(store)


class _Decisions:
    """Lets a store take in its decisions file before a question, where the file is another one than at the last."""

    def __init__(self, paths: list[str]) -> None:
        folders = [Path(p) for p in paths]
        self.store = folders[0] if len(folders) == 1 and is_store(folders[0]) else None
        self.seen: object = None

    def take_in(self) -> None:
        """In a process of its own: an open store has threads, which a fork would lose."""
        if self.store is None or self.seen == (now := _stamp(self.store / decisions.FILE)):
            return
        waiting, done = os.pipe()
        if os.fork() == 0:
            with contextlib.suppress(KgExtractError):  # somebody writes: the question waits for it, or is told
                taken_in(self.store)
            os._exit(0)
        os.close(done)
        os.read(waiting, 1)
        os.close(waiting)
        self.seen = now


def _stamp(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return "absent"
    return found.st_mtime_ns, found.st_size, found.st_ino


def _answer(asker: Connection, open_: _Open) -> None:
    """One question → one answer, then the end of this process, whatever happens."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what a query that ends the process says is told by the asker
        asker.send_bytes(str(os.getpid()).encode())
        asked = json.loads(asker.recv_bytes())
        _bounded(seconds=asked["seconds"], memory=asked["memory"])
        without_connections()
        try:
            with open_() as store:
                header, body = _found(store, asked)
        except MemoryError:
            os.kill(os.getpid(), signal.SIGKILL)
        except Exception as error:
            asker.send_bytes(_failure(error))
        else:
            asker.send_bytes(header)
            asker.send_bytes(body)
    except (MemoryError, OSError):  # the asker has gone, or learns from the silence
        pass
    finally:
        os._exit(0)


def _bounded(*, seconds: float, memory: int) -> None:
    """This process ends by itself some time after it was given up, and gets no more memory than it may."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds + 5)
    with open("/proc/self/statm", encoding="ascii") as stream:
        now = int(stream.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + memory, now + memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _found(store: pyoxigraph.Store, asked: dict[str, Any]) -> tuple[bytes, bytes]:
    text, values, limit, format = asked["text"], asked["values"], asked["limit"], asked["format"]
    if format is None:
        t = answers.table(store, text, values, limit=limit)
        header, body = {"columns": t.columns, "truncated": t.truncated}, json.dumps(t.rows).encode()
    else:
        body, cut = answers.serialized(store, text, format, values, limit=limit)
        header = {"truncated": cut}
    return json.dumps(header).encode(), body


def _failure(error: Exception) -> bytes:
    told = str(error) if isinstance(error, KgExtractError) else f"{type(error).__name__}: {error}"
    return json.dumps({"error": told, "kind": type(error).__name__}).encode()


if __name__ == "__main__":
    main()
