"""Servers on the loopback address for the tests: two real triple stores, and one that behaves badly on purpose."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest


@dataclass(frozen=True)
class TripleStore:
    """Where a triple store takes graphs and answers queries."""

    graphs: str
    queries: str
    credentials: tuple[str, str] | None = None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _started(command: list[str], folder: Path, port: int) -> subprocess.Popen[bytes]:
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return process
        time.sleep(0.05)
    process.kill()
    process.wait()
    pytest.fail(f"{command[0]} did not start: {(folder / 'output').read_text('utf-8', 'replace')[-500:]}")


@contextlib.contextmanager
def oxigraph(folder: Path) -> Iterator[TripleStore]:
    """The Oxigraph server of the package `oxigraph`, empty."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the Oxigraph server is not installed (pip install oxigraph)")
    port = free_port()
    process = _started([program, "serve", "--location", "db", "--bind", f"127.0.0.1:{port}"], folder, port)
    try:
        yield TripleStore(f"http://127.0.0.1:{port}/store", f"http://127.0.0.1:{port}/query")
    finally:
        process.kill()
        process.wait()


_VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 100000
"""


@contextlib.contextmanager
def virtuoso(folder: Path) -> Iterator[TripleStore]:
    """Virtuoso 7 as Debian has it, empty but for its own graphs."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed (apt-get install virtuoso-opensource-7-bin)")
    http = free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(sql=free_port(), http=http), "ascii")
    process = _started([program, "+foreground", "+configfile", "virtuoso.ini"], folder, http)
    try:
        place = f"http://127.0.0.1:{http}/sparql"
        yield TripleStore(f"{place}-graph-crud-auth", place, ("dba", "dba"))
    finally:
        process.kill()
        process.wait()


Step = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class FakeStore:
    """A Graph Store that first does what `steps` says, one step a request, then behaves."""

    url: str
    steps: list[Step] = field(default_factory=list)
    graphs: dict[str, bytes] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@contextlib.contextmanager
def fake_store() -> Iterator[FakeStore]:
    """A `FakeStore` that listens until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            fake.seen.append((self.command, dict(self.headers)))
            if fake.steps:
                fake.steps.pop(0)(self)
                return
            graph = parse_qs(urlsplit(self.path).query)["graph"][0]
            if self.command == "PUT":
                fake.graphs[graph] = body
                reply(self, 204)
            elif graph in fake.graphs:
                reply(self, 200, fake.graphs[graph], "text/turtle")
            else:
                reply(self, 404)

        do_GET = do_PUT = _answer  # noqa: N815

        def log_message(self, *about: object) -> None:
            return None

    class Server(ThreadingHTTPServer):
        def handle_error(self, *about: object) -> None:
            return None  # connections are cut on purpose

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake = FakeStore(f"http://127.0.0.1:{server.server_address[1]}/store")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def reply(
    handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", media: str = "text/plain", **headers: str
) -> None:
    """One answer; underscores in names of headers are hyphens."""
    handler.send_response(status)
    handler.send_header("Content-Type", media)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)
