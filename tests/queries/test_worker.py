"""No query kills, freezes or fills the process that asks, and the next one is answered at once."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import threading
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from clock import within
from conftest import COMMAND
from samples import all_gold, gold, nasty

from kgextract import queries
from kgextract.errors import InputError, LimitError, UsageError
from kgextract.queries import Worker
from kgextract.store import Store
from kgextract.writers import write

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?i > ?c) } ORDER BY ?i"
DEEP = "SELECT * { ?a ?b ?c FILTER(" + "!" * 300_000 + "true) }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graphs")
    for x in all_gold():
        write(x, path / f"{x.article.id}.ttl")
    return path


@pytest.fixture(scope="module")
def worker(folder: Path) -> Iterator[Worker]:
    with Worker(folder) as made:
        yield made


def test_a_worker_answers_as_the_library_does(worker: Worker, folder: Path) -> None:
    for name in ("who-spoke-where", "timeline", "who-is-quoted-most"):
        assert worker.run(name) == queries.run(folder, name)
    assert worker.run("who-said-what", {"speaker": "fu c"}, limit=2) == queries.run(
        folder, "who-said-what", {"speaker": "fu c"}, limit=2
    )


@pytest.mark.parametrize(("text", "said"), [(ENDLESS, "longer than"), (HUGE, "needs|longer"), (DEEP, "nests deeper")])
def test_a_query_without_end_is_ended_and_the_next_one_answered(worker: Worker, text: str, said: str) -> None:
    worker.seconds, worker.memory = 1.5, 300_000_000
    with within(3), pytest.raises(LimitError, match=said) as caught:
        worker.sparql(text)
    assert "\n" not in str(caught.value)
    worker.seconds, worker.memory = 30, 2 << 30
    with within(2):
        assert worker.run("who-spoke-where").rows


def test_a_question_does_not_wait_for_another_one(worker: Worker) -> None:
    worker.seconds = 2
    caught: list[LimitError] = []

    def ask() -> None:
        try:
            worker.sparql(ENDLESS)
        except LimitError as error:
            caught.append(error)

    slow = threading.Thread(target=ask)
    slow.start()
    with within(1.5):
        assert worker.run("who-spoke-where").rows
    slow.join()
    worker.seconds = 30
    assert caught


def test_bad_questions_and_graphs_are_told(worker: Worker, tmp_path: Path) -> None:
    for text, said in (("SELECT", "line 1"), ("SELECT * { SERVICE <http://127.0.0.1:1/> {} }", "refused")):
        with pytest.raises(UsageError, match=said):
            worker.sparql(text)
    with pytest.raises(UsageError, match="answers with triples"):
        worker.results("CONSTRUCT WHERE { ?a a kg:Country }", "json")
    with pytest.raises(InputError, match="there is no such file"):
        Worker(tmp_path / "absent")
    (tmp_path / "bad.ttl").write_text("<a> b", "utf-8")
    with pytest.raises(InputError, match="not valid RDF"):
        Worker([tmp_path / "bad.ttl"])


def test_a_store_is_read_as_it_is_when_the_question_comes(tmp_path: Path) -> None:
    with Store(tmp_path / "db") as store:
        store.add(gold("onu-intelligence-artificielle"))
    del store
    with Worker(tmp_path / "db") as worker:
        before = worker.run("who-spoke-where").rows
        with Store(tmp_path / "db") as store:
            store.add(gold("tribunal-riviere"))
            store.add(nasty())
        del store
        assert len(worker.run("who-spoke-where").rows) > len(before) > 0


def test_formats_of_results_say_the_same(worker: Worker) -> None:
    text = "SELECT ?a ?l ?n { ?a a kg:Country ; rdfs:label ?l OPTIONAL { ?a kg:value ?n } } ORDER BY ?a"
    table = worker.sparql(text).rows
    found = json.loads(worker.results(text, "json").body)
    assert found["head"]["vars"] == ["a", "l", "n"]
    assert [(b["a"]["value"], b["l"]["value"]) for b in found["results"]["bindings"]] == [r[:2] for r in table]
    assert found["results"]["bindings"][0]["l"]["xml:lang"] == "fr"
    root = ElementTree.fromstring(worker.results(text, "xml").body)
    assert [b.text for b in root.iter() if b.tag.endswith("}literal")] == [r[1] for r in table]
    rows = list(csv.reader(io.StringIO(worker.results(text, "csv").body.decode())))
    assert rows == [["a", "l", "n"], *([a, b, c or ""] for a, b, c in table)]
    lines = worker.results(text, "tsv").body.decode().splitlines()
    assert lines[0] == "?a\t?l\t?n" and len(lines) == len(table) + 1
    cut = worker.results(text, "json", limit=1)
    assert cut.truncated and len(json.loads(cut.body)["results"]["bindings"]) == 1
    for format in ("turtle", "nt", "rdf"):
        assert b"Country" in worker.results("CONSTRUCT WHERE { ?a a kg:Country }", format).body


def test_values_of_parameters_are_terms(worker: Worker) -> None:
    assert {row[0] for row in worker.run("who-said-what", {"speaker": "Fu Cong"}).rows} == {"Fu Cong"}
    assert worker.run("who-said-what", {"speaker": '") } #'}).rows == ()


def test_a_worker_leaves_nothing_behind(folder: Path) -> None:
    before = set(os.listdir("/proc/self/fd"))
    with Worker(folder) as made:
        pid = made._process.pid
        for _ in range(50):
            made.sparql("ASK {}")
    assert set(os.listdir("/proc/self/fd")) == before
    assert not Path(f"/proc/{pid}").exists()


def test_ctrl_c_stops_a_query(folder: Path) -> None:
    process = subprocess.Popen(
        [COMMAND, "query", folder, "--sparql", ENDLESS], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(1.5)
    with within(2):
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 130 and b"Traceback" not in said
