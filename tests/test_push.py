"""A push is all or told: bad servers are retried or named, credentials show nowhere, a rerun completes."""

from __future__ import annotations

import contextlib
import gzip
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx
import pytest
from samples import all_gold, gold
from servers import FakeStore, Step, fake_store, reply

from kgextract import push as pushing
from kgextract.errors import PushError, UsageError
from kgextract.push import Outcome, Target, from_environment, push
from kgextract.rdf.build import build
from kgextract.writers import write

Run = Callable[..., "subprocess.CompletedProcess[str]"]
GRAPH = build(gold("tribunal-riviere"))


@pytest.fixture
def fake() -> Iterator[FakeStore]:
    with fake_store() as made:
        yield made


def sent(fake: FakeStore, waits: list[float] | None = None, **options: object) -> Outcome:
    """The outcome for one graph, without waiting between tries."""
    noted = waits if waits is not None else []
    timeout = httpx.Timeout(0.3)
    with Target(fake.url, wait=noted.append, timeout=timeout, **options) as target:  # type: ignore[arg-type]
        (outcome,) = push([GRAPH], target)
    return outcome


def status(number: int, body: bytes = b"", media: str = "text/plain", **headers: str) -> Step:
    return lambda handler: reply(handler, number, body, media, **headers)


def hang(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(0.6)


def cut(handler: BaseHTTPRequestHandler) -> None:
    """Half of what was promised."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/turtle")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b"<http://x/a> <http://x/b> ")
    handler.close_connection = True


def reset(handler: BaseHTTPRequestHandler) -> None:
    import socket
    import struct

    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for as long as anybody listens."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\n\r\n")
    with contextlib.suppress(OSError):
        for _ in range(100):
            handler.wfile.write(b"#")
            time.sleep(0.02)
    handler.close_connection = True


def head_drip(handler: BaseHTTPRequestHandler) -> None:
    """The same before the answer has a beginning."""
    with contextlib.suppress(OSError):
        for byte in b"HTTP/1.1 200 OK" + b"\r\nX: y" * 50:
            handler.wfile.write(bytes([byte]))
            time.sleep(0.02)
    handler.close_connection = True


def flood(handler: BaseHTTPRequestHandler) -> None:
    """A small answer that grows when it is unpacked."""
    reply(handler, 200, gzip.compress(b"#" * 5_000_000), "text/turtle", Content_Encoding="gzip")


def test_a_graph_is_sent_read_back_and_not_sent_again(fake: FakeStore) -> None:
    assert sent(fake) == Outcome(name=GRAPH.name.value, what="sent", triples=len(GRAPH.triples))
    assert [method for method, _ in fake.seen] == ["GET", "PUT", "GET"]
    assert sent(fake).what == "there" and len(fake.seen) == 4


@pytest.mark.parametrize("step", [status(503), status(429), status(502), status(504), hang, cut, reset])
def test_what_may_pass_is_tried_again(fake: FakeStore, step: Step) -> None:
    waits: list[float] = []
    fake.steps = [step, step]
    assert sent(fake, waits).what == "sent" and waits == [0.5, 1.0]
    fake.steps = [status(404), step]
    assert sent(fake).what == "sent"


@pytest.mark.parametrize("step", [status(503), hang, reset])
def test_what_does_not_pass_is_told(fake: FakeStore, step: Step) -> None:
    fake.steps = [step] * 50
    outcome = sent(fake)
    assert outcome.what == "failed" and "5 times over. Is it up?" in outcome.reason and len(fake.seen) == 5


@pytest.mark.parametrize(
    ("step", "said"), [(drip, "more than 1 s"), (head_drip, "more than 1 s"), (flood, "more than 1 MB")]
)
def test_an_answer_without_end_is_left(fake: FakeStore, step: Step, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pushing, "_MOST", 1_000_000)
    fake.steps = [step]
    with Target(fake.url, seconds=1.0) as target:
        left, next_one = push([GRAPH, GRAPH], target)
    assert left.what == "failed" and said in left.reason and next_one.what == "sent"
    assert len(fake.seen) == 4


@pytest.mark.parametrize("after", ["\u00b2", "9" * 400, "Mon, 01 Jan 0001 00:00:00 -0000", "-1", "soon"])
def test_odd_waits_are_no_waits(fake: FakeStore, after: str) -> None:
    waits: list[float] = []
    fake.steps = [status(503, Retry_After=after)]
    assert sent(fake, waits).what == "sent" and waits in ([0.5], [60.0])


def test_what_is_packed_badly_is_tried_again(fake: FakeStore) -> None:
    fake.steps = [status(200, b"no gzip", "text/turtle", Content_Encoding="gzip")]
    assert sent(fake).what == "sent"


@pytest.mark.parametrize("odd", ['algorithm="NONE", qop="auth"', 'qop="auth-int"'])
def test_an_unknown_digest_is_told(fake: FakeStore, odd: str) -> None:
    fake.steps = [status(401, WWW_Authenticate=f'Digest realm="x", nonce="n", {odd}')] * 9
    with pytest.raises(PushError, match="a kind of digest authentication"):
        sent(fake, credentials=lambda url: ("ana", "s3cret"))


def test_a_store_that_adds_instead_of_replacing_is_told(fake: FakeStore) -> None:
    other = b"<http://x/a> <http://x/b> 1 ."
    taken = "".join(f"{t} .\n" for t in GRAPH.triples).encode() + other
    fake.steps = [status(200, other, "text/turtle"), status(204), status(200, taken, "text/turtle")]
    outcome = sent(fake)
    assert outcome.what == "failed" and f"has {len(GRAPH.triples) + 1} of {len(GRAPH.triples)}" in outcome.reason


def test_the_server_says_how_long_to_wait(fake: FakeStore) -> None:
    waits: list[float] = []
    fake.steps = [status(429, Retry_After="7"), status(503, Retry_After="100000"), status(503, Retry_After="soon")]
    assert sent(fake, waits).what == "sent" and waits == [7.0, 60.0, 2.0]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([status(404), status(200, b"<html>Sign in</html>", "text/html")], "a web page"),
        ([status(200, b"<html>Welcome</html>", "text/html")], "text/html"),
        ([status(404), status(500)], "status 500"),
        ([status(404), status(204), status(404)], "has 0 of"),
        ([status(404), status(204), status(200, b"<http://x/a> <http://x/b> 1 .", "text/turtle")], "has 1 of"),
        ([status(200, b"<<<", "text/turtle")], "no RDF"),
    ],
)
def test_a_graph_that_did_not_arrive_has_failed(fake: FakeStore, steps: list[Step], said: str) -> None:
    fake.steps = steps
    outcome = sent(fake)
    assert outcome.what == "failed" and said in outcome.reason and "\n" not in outcome.reason


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (status(301, Location="http://127.0.0.1:1/other"), "redirects to http://127.0.0.1:1/other"),
        (status(401, WWW_Authenticate="Basic"), "wants a name and password"),
        (status(403), "wants a name"),
    ],
)
def test_what_no_graph_will_pass_ends_the_push(
    fake: FakeStore, step: Step, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETRC", "/absent")
    fake.steps = [step] * 9
    with pytest.raises(PushError, match=said):
        sent(fake)
    assert len(fake.seen) == 1


@pytest.mark.parametrize(
    ("challenge", "header", "times"),
    [("Basic realm=x", "Basic ", 1), ('Digest realm="x", nonce="n", qop="auth"', "Digest ", 2)],
)
def test_name_and_password_are_sent_where_they_are_asked_for(
    fake: FakeStore, challenge: str, header: str, times: int
) -> None:
    fake.steps = [status(401, WWW_Authenticate=challenge)] * times
    assert sent(fake, credentials=lambda url: ("ana", "s3cret")).what == "sent"
    assert "Authorization" not in fake.seen[0][1]
    assert all(headers["Authorization"].startswith(header) for _, headers in fake.seen[times:])
    fake.steps = [status(401, WWW_Authenticate=challenge)] * 9
    with pytest.raises(PushError, match="refuses the name and password") as caught:
        sent(fake, credentials=lambda url: ("ana", "s3cret"))
    assert "s3cret" not in str(caught.value)


def test_credentials_come_from_the_environment_or_the_netrc_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine db.example login ana password s3cret\n", "utf-8")
    (tmp_path / "netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert from_environment("https://db.example/store") == ("ana", "s3cret")
    assert from_environment("https://other.example/store") is None
    monkeypatch.setenv("KGEXTRACT_USER", "luc")
    monkeypatch.setenv("KGEXTRACT_PASSWORD", "x")
    assert from_environment("https://db.example/store") == ("luc", "x")


@pytest.mark.parametrize("url", ["ftp://x/", "nonsense", "http://", "http://ana:s3cret@x/store", "http://x/#a"])
def test_urls_that_are_none(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        Target(url)
    assert "s3cret" not in str(caught.value) and "\n" not in str(caught.value)


def test_the_command_completes_what_was_cut_short(run_here: Run, fake: FakeStore, tmp_path: Path) -> None:
    for x in all_gold():
        write(x, tmp_path / f"{x.article.id}.nq")
    fake.steps = [status(404), status(500)]
    first = run_here("push", tmp_path, "--to", fake.url)
    assert first.returncode == 3 and first.stderr.count("\n") == 2
    assert first.stderr.endswith(f"{fake.url}: 12 graphs sent, 0 there already, 1 failed\n")
    again = run_here("push", tmp_path, "--to", fake.url)
    assert (again.returncode, again.stderr) == (0, f"{fake.url}: 1 graph sent, 12 there already, 0 failed\n")


def test_the_command_stops_where_nothing_goes(run_here: Run, fake: FakeStore, tmp_path: Path) -> None:
    for x in all_gold():
        write(x, tmp_path / f"{x.article.id}.nq")
    fake.steps = [status(500)] * 100
    done = run_here("push", tmp_path, "--to", fake.url)
    assert done.returncode == 1 and "stopped after three failures in a row" in done.stderr
    refused = run_here("push", tmp_path / "absent", "--to", fake.url)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)


def test_a_store_that_is_not_there_is_told_in_one_line(run_here: Run, tmp_path: Path) -> None:
    write(gold("tribunal-riviere"), tmp_path / "a.ttl")
    with Target("http://127.0.0.1:1/store", wait=lambda seconds: None) as target:
        (outcome,) = push([GRAPH], target)
    assert outcome.what == "failed" and "cannot be reached" in outcome.reason
    assert os.environ.get("KGEXTRACT_PASSWORD") is None
