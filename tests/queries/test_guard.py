"""No query reaches another machine: the guard refuses the ways to write SERVICE, the system any connection."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from samples import gold

from kgextract import queries
from kgextract.errors import KgExtractError, UsageError
from kgextract.queries import Worker, guard
from kgextract.writers import write

# U is a server, G a graph pattern; each is a way to hide the word from a reader of the text.
CALLS = (
    "ASK { SERVICE <U> G }",
    "ASK { SERVICE SILENT <U> G }",
    "ASK { OPTIONAL { ?s ?p ?o .SERVICE <U> G } }",
    "ASK { OPTIONAL { ?s ?p 1SERVICE <U> G } }",
    "ASK { OPTIONAL { ?s ?p trueSERVICE <U> G } }",
    "ASK { OPTIONAL { ?s ?p <x:y>.SERVICE <U> G } }",
    "ASK { OPTIONAL { ?s ?p ?o } SERVICEsilent <U> G }",
    "ASK { OPTIONAL { ?s ?p ?o } SERVICEsilent<U>#\nG }",
    "PREFIX : <U> ASK { SERVICE:x G }",
    "PREFIX x: <U> ASK { SERVICEx:y G }",
    "PREFIX x: <U> ASK { SERVICE SILENTx:y G }",
    "PREFIX x: <U> ASK { SERVICE#c\n x:y#c\nG }",
    "ASK { VALUES ?x { <U> } SERVICE?x G }",
    "ASK { OPTIONAL { ?s <x:\\u0041'> ?o } SERVICE <U> G FILTER(?o != <y:\\u0041'>) }",
    "ASK { OPTIONAL { ?s <x:\u00a0'> ?o } SERVICE <U> G FILTER(?o != <y:\u00a0'>) }",
    "ASK { OPTIONAL { ?s kg:a\\' ?o } SERVICE <U> G FILTER(?s != kg:a\\') }",
    "ASK { OPTIONAL { ?s kg:a\\# ?o } SERVICE <U> G }",
    "ASK { FILTER(1<STRLEN('>aa')) SERVICE <U> G FILTER('a'='a') }",
    "ASK { FILTER(1<2#>'''\n) SERVICE <U#a> G #'''\n}",
    "ASK { FILTER(true)SERVICE <U> G }",
    "PREFIX x: <U> ASK { SERVICE x:\u1680 G }",
)
G = "{ ?a ?b ?c }"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("guard") / "graph.ttl"
    write(gold("onu-intelligence-artificielle"), path)
    return path


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.05)
        yield listening


@pytest.mark.parametrize("call", CALLS)
def test_a_call_of_another_server_is_refused(call: str) -> None:
    with pytest.raises(UsageError, match="SERVICE is refused"):
        guard.checked(call.replace("<U", "<http://127.0.0.1:9/").replace(" G", f" {G}").replace("\nG", f"\n{G}"))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service WHERE { ?service a kg:Event }",
        "SELECT * { GRAPH ?service { ?s kg:service ?o } }",
        'SELECT * { ?x rdfs:label "Service public : la réforme {1}"@fr }',
        "ASK { ?service kg:servicePublic <http://x/service> } # service",
    ],
)
def test_the_word_alone_is_none(text: str) -> None:
    assert guard.checked(text) == text


def test_long_texts_are_judged_at_once() -> None:
    for text in ("service#" * 120_000, "service" * 140_000, "service " + "a" * 900_000, "<" * 900_000, "'" * 900_000):
        began = time.process_time()
        with contextlib.suppress(UsageError):
            guard.checked(text)
        assert time.process_time() - began < 2, text[:20]


def test_the_system_refuses_what_the_guard_lets_through(
    graph: Path, server: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgextract.queries.worker.checked", lambda text: text)
    address = f"http://127.0.0.1:{server.getsockname()[1]}/"
    with Worker(graph) as worker:
        for text in (f"ASK {{ SERVICE <{address}> {G} }}", f"ASK {{ SERVICE SILENT <{address}> {G} }}"):
            with contextlib.suppress(KgExtractError):
                worker.sparql(text)
            with pytest.raises(TimeoutError):
                server.accept()
        assert worker.sparql("ASK { ?s ?p ?o }").rows == (("true",),)


def test_without_the_confinement_it_would_connect(graph: Path, server: socket.socket) -> None:
    """The trial itself: pyoxigraph does open a connection."""
    address = f"http://127.0.0.1:{server.getsockname()[1]}/"
    code = f"import pyoxigraph; pyoxigraph.Store().query('ASK {{ SERVICE SILENT <{address}> {G} }}')"
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    server.settimeout(20)
    server.accept()[0].close()
    process.kill()
    process.wait()


def test_the_library_refuses_it_too(graph: Path) -> None:
    with pytest.raises(UsageError, match="SERVICE is refused"):
        queries.sparql(graph, f"ASK {{ SERVICE <http://127.0.0.1:9/> {G} }}")
