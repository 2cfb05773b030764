"""The command: it starts, stops at once, tells in one line what is wrong, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx
import pytest
from clock import within
from starlette.testclient import TestClient

from kgextract import serve
from kgextract.errors import InputError, UsageError
from kgextract.serve.protocol import SLOTS

COMMAND = Path(os.sys.executable).parent / "kgextract"  # type: ignore[attr-defined]


@contextmanager
def running(*arguments: object) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of its own process, and its address."""
    command = [COMMAND, "serve", *map(str, arguments), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        for line in process.stderr:
            found = re.search(r"http://\S+/", line)
            if found:
                break
        else:
            pytest.fail("the server has not started")
        yield process, found[0]
    finally:
        process.kill()
        process.wait()
        process.stderr.close()  # type: ignore[union-attr]


@pytest.mark.parametrize("times", [1, 4])  # a user who is impatient, a parent that passes signals on
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_at_once_while_a_query_runs(sample: Path, sent: signal.Signals, times: int) -> None:
    with running(sample) as (process, address):
        assert httpx.get(address).status_code == 200
        slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

        def ask() -> None:
            try:
                httpx.get(f"{address}sparql", params={"query": slow}, timeout=20)
            except httpx.HTTPError:
                pass

        asking = threading.Thread(target=ask)
        asking.start()
        time.sleep(0.5)
        with within(2):
            for _ in range(times):
                process.send_signal(sent)
                time.sleep(0.005)
            process.wait(20)
        asking.join(10)
        assert process.returncode == 128 + sent and process.stderr and not process.stderr.read()
        left = subprocess.run(["pgrep", "-g", str(process.pid)], capture_output=True, text=True, check=False)
        assert not left.stdout


def test_it_stops_at_once_while_it_loads(sample: Path, tmp_path: Path) -> None:
    quads = "".join(p.read_text("utf-8") for p in sorted(sample.glob("*.nq"))[:13])
    with (tmp_path / "large.nq").open("w", encoding="utf-8") as stream:
        for n in range(30):
            stream.write(quads.replace("/article/", f"/article/{n}-"))
    process = subprocess.Popen([COMMAND, "serve", tmp_path, "--port", "0"], stderr=subprocess.PIPE, text=True)
    assert process.stderr and process.stderr.readline() == "loading\n"
    time.sleep(1)
    with within(2):
        process.send_signal(signal.SIGINT)
        process.wait(20)
    assert process.returncode == 130 and not process.stderr.read()
    process.stderr.close()


def test_a_taken_port_is_told_in_one_line(
    sample: Path, run_cli: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run_cli("serve", sample, "--port", port, "--quiet")
    assert done.returncode == 1
    assert done.stderr == f"127.0.0.1:{port}: cannot be used (Address already in use). Choose another --port.\n"


def test_another_address_needs_a_flag(sample: Path, run_cli: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    done = run_cli("serve", sample, "--host", "0.0.0.0")
    assert done.returncode == 2 and done.stderr.endswith(
        "host 0.0.0.0: others could reach it. Add --public if they may.\n"
    )
    done = run_cli("serve", "nowhere.ttl", "--quiet", "--port", "0")
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    with pytest.raises(UsageError, match="is no address of this machine"):
        serve.serve([sample], host="no.such.host.invalid", port=0)
    with pytest.raises(InputError), serve.opened(["nowhere.ttl"]):
        pass


def test_queries_whose_askers_have_gone_are_ended(sample: Path) -> None:
    slow = b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    with running(sample) as (_, address):
        port = int(address.rstrip("/").rpartition(":")[2])
        asking = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(SLOTS)]
        for connection in asking:
            connection.sendall(head + b"Content-Length: %d\r\n\r\n" % len(slow) + slow)
        time.sleep(1)
        quick = {"query": "ASK {}"}
        assert httpx.get(f"{address}sparql", params=quick, timeout=20).status_code == 503
        for connection in asking:
            connection.close()
        time.sleep(1)
        assert httpx.get(f"{address}sparql", params=quick, timeout=20).status_code == 200


def test_what_is_no_request_is_no_matter_of_the_log(sample: Path) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n"
    bodies = (
        b"Transfer-Encoding: chunked\r\n\r\nZZZ\r\n",
        b"Content-Length: 9\r\n\r\nASK",
        b"\r\n",
        b"\xff\x00\r\n\r\n",
    )
    with running(sample) as (process, address):
        port = int(address.rstrip("/").rpartition(":")[2])
        for body in bodies:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
                connection.sendall(head + body)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65536):
                    pass
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:  # goes in the middle of its query
            connection.sendall(head + b"Content-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nASK")
            time.sleep(0.2)
        assert httpx.get(address).status_code == 200
        process.send_signal(signal.SIGINT)
        assert process.stderr and process.stderr.read() == ""


def test_many_requests_leave_nothing_behind(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = ("/", "/spoken?person=fu", "/search?q=pays", "/id/person/fu-cong", "/static/page.css", "/nowhere")
    query = {"query": "SELECT * { ?s ?p ?o } LIMIT 1"}
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    def state() -> tuple[int, int]:
        return len(os.listdir("/proc/self/fd")), threading.active_count()

    def ask(client: TestClient, rounds: int) -> None:
        for n in range(rounds):
            client.get(paths[n % len(paths)])
            if n % 20 == 0:
                client.get("/sparql", params=query)

    before = state()
    with serve.opened([sample]) as app, TestClient(app, base_url="http://localhost") as client:
        ask(client, 50)
        settled = state()
        ask(client, 1000)
        files, threads = state()
        assert files <= settled[0] and threads <= settled[1] + 1  # idle threads of the pool come and go
    assert state()[0] <= before[0] and not list(tmp_path.iterdir())
