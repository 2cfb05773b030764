"""No command opens a connection unless it is told to: shown without a network, by system calls and by Python's own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import COMMAND

ARTICLE = "La maire de Nantes, Lise Hamon, a déclaré le 1er juillet 2024 au Sénat que le tramway serait gratuit.\n"
CONTEXT = '{"@context": "http://127.0.0.1:9/context", "@id": "http://example.org/a", "name": "x"}'
IMPORTS = "@prefix owl: <http://www.w3.org/2002/07/owl#> . <http://x.example/> owl:imports <http://127.0.0.1:9/> ."
HTML = (
    '<html><head><base href="http://127.0.0.1:9/"><link rel="stylesheet" href="http://127.0.0.1:9/a.css">'
    f'</head><body><article><img src="http://127.0.0.1:9/b.png">{f"<p>{ARTICLE}</p>" * 6}</article></body></html>'
)
CALLS = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname",
         "urllib.Request", "http.client.connect"}  # fmt: skip
LISTENER = f"""import sys
def heard(event, given):
    if event in {CALLS!r}:
        with open(FILE, "a") as stream:
            stream.write(f"{{event}} {{given[1:]}}\\n")
sys.addaudithook(heard)
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "articles").mkdir()
    (folder / "articles" / "a.txt").write_text(ARTICLE, "utf-8")
    (folder / "articles" / "b.html").write_text(HTML, "utf-8")
    (folder / "context.jsonld").write_text(CONTEXT, "utf-8")
    (folder / "imports.ttl").write_text(IMPORTS, "utf-8")
    return folder


# Arguments and exit code, one after the other in one folder.
COMMANDS: list[tuple[list[str], int]] = [
    (["run", "articles", "-q", "-o", "found.nq"], 0),
    (["run", "articles/a.txt", "-q", "-o", "found.html"], 0),
    (["corpus", "articles", "-q", "-j", "1", "-o", "corpus"], 0),
    (["explain", "articles/a.txt"], 0),
    (["query", "found.nq", "who-spoke-where"], 0),
    (["query", "found.nq", "--sparql", "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], 2),
    (["query", "found.nq", "--sparql", "ASK { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }"], 2),
    (["query", "found.nq", "--sparql", "LOAD SILENT <http://127.0.0.1:9/>"], 2),
    (["query", "context.jsonld", "--sparql", "ASK {}"], 2),
    (["validate", "imports.ttl"], 0),
    (["store", "add", "db", "found.nq"], 0),
    (["stats", "db"], 0),
]


def done(desk: Path, *before: str, environment: dict[str, str] | None = None) -> Iterator[str]:
    """Each command that does not end as it must, behind the words of another one."""
    for name in ("db", "corpus"):
        shutil.rmtree(desk / name, ignore_errors=True)
    for arguments, code in COMMANDS:
        ended = subprocess.run(
            [*before, COMMAND, *arguments], cwd=desk, env=environment, capture_output=True, text=True, timeout=120
        )
        if ended.returncode != code:
            yield f"{' '.join(arguments)}: {ended.returncode}: {ended.stderr}"


@contextmanager
def listening(folder: Path) -> Iterator[tuple[dict[str, str], Path]]:
    """An environment in which Python tells of each connection, and the file that it tells it to."""
    heard = folder / "heard"
    (folder / "sitecustomize.py").write_text(LISTENER.replace("FILE", repr(str(heard))), "utf-8")
    yield {**os.environ, "PYTHONPATH": str(folder)}, heard


def without_a_network() -> list[str]:
    """The words before a command that put it where no network is; none where the machine does not let us."""
    apart = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "--map-root-user"]
    able = shutil.which("unshare") and not subprocess.run([*apart, "true"], capture_output=True, check=False).returncode
    return apart if able else []


def test_no_command_connects_to_anything(desk: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    traced = ["strace", "-f", "--seccomp-bpf", "-e", "trace=connect,sendto,sendmsg", "-A", "-o", str(seen)]
    before = [*without_a_network(), *(traced if shutil.which("strace") else ())]
    with listening(tmp_path) as (environment, heard):
        code = "import socket; s = socket.socket(); s.settimeout(1); s.connect_ex(('127.0.0.1', 9))"
        subprocess.run([*before, sys.executable, "-c", code], env=environment, check=True)
        assert "socket.connect" in heard.read_text(), "the listener hears nothing"
        assert not before[2:] or "AF_INET" in seen.read_text(), "the system tells nothing"
        heard.unlink()
        seen.unlink(missing_ok=True)
        assert not list(done(desk, *before, environment=environment))
        assert not heard.exists(), heard.read_text()
    if seen.exists():
        calls = [line for line in seen.read_text().splitlines() if re.search(r"AF_INET|AF_NETLINK", line)]
        assert not calls, "\n".join(calls)
