"""Graphs or a store → a server on this machine: an explorer for people and a SPARQL endpoint for programs.

It only reads, answers this machine alone unless told otherwise, and asks nothing of the network.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from kgextract.errors import OutputError, UsageError

if TYPE_CHECKING:
    from kgextract.serve.guard import Guard
    from kgextract.serve.index import Index

__all__ = ["PORT", "listening", "opened", "serve"]

PORT = 8765
_GRACE = 1  # seconds that open requests get when the server stops


@contextmanager
def opened(
    paths: Sequence[Path | str], *, names: Iterable[str] = (), public: bool = False, seconds: float = 30
) -> Iterator[Guard]:
    """RDF files, folders or one store → the application, while the block runs. Errors are those of `queries.Worker`."""
    from kgextract.queries import Worker
    from kgextract.serve.application import application
    from kgextract.serve.index import Index
    from kgextract.serve.watching import Watch

    making = _beside(lambda: Index(paths))
    try:
        with Worker(paths, seconds=seconds) as worker:
            index = making.result()
            with Watch(index, paths):
                yield application(index, worker, names=names, public=public)
    finally:  # an index that is not ready yet is not waited for
        making.add_done_callback(lambda made: None if made.exception() else made.result().close())


def _beside(make: Callable[[], Index]) -> Future[Index]:
    """A call that takes long → its result to come, from a thread that ends with the process if it must."""
    made: Future[Index] = Future()

    def run() -> None:
        try:
            made.set_result(make())
        except BaseException as error:
            made.set_exception(error)

    threading.Thread(target=run, name="index", daemon=True).start()
    return made


def serve(
    paths: Sequence[Path | str],
    *,
    host: str = "127.0.0.1",
    port: int = PORT,
    names: Iterable[str] = (),
    public: bool = False,
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve until the process is interrupted; `ready` is told the address. Port 0 takes any that is free.

    UsageError for an address beyond this machine without `public`, OutputError for a port that is taken.
    """
    import uvicorn

    with listening(host, port, public=public) as listener, opened(paths, names=names, public=public) as app:
        number = listener.getsockname()[1]
        config = uvicorn.Config(
            app, log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=_GRACE,
            lifespan="off", ws="none", proxy_headers=False,
        )  # fmt: skip
        shown = f"[{host}]" if ":" in host else host
        ready(f"{shown}:{number}")
        server = uvicorn.Server(config)
        leave = server.handle_exit

        def stop(number: int, frame: FrameType | None) -> None:
            first = not server.should_exit
            leave(number, frame)
            if first:  # a second signal may come in the middle of this
                app.app.state.worker.close()  # open requests end at once, with their queries

        server.handle_exit = stop  # type: ignore[assignment, method-assign]
        server.run(sockets=[listener])


def listening(host: str, port: int, *, public: bool = False) -> socket.socket:
    """A host and port → a socket that listens there."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except (OSError, UnicodeError):
        raise UsageError(f"host {host!r}: is no address of this machine. Use 127.0.0.1.") from None
    if not public and not (str(address[0]).startswith("127.") or address[0] == "::1"):
        raise UsageError(f"host {host}: others could reach it. Add --public if they may.")
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        raise OutputError(f"{host}:{port}: cannot be used ({error.strerror}). Choose another --port.") from None
    return listener
