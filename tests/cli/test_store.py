"""`kgextract store`: what it says, what it keeps, and that a killed writer harms nothing."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import COMMAND
from samples import all_gold, gold

from kgextract.store import Store
from kgextract.writers import write

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ONU = "onu-intelligence-artificielle"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graphs")
    for x in all_gold():
        write(x, path / f"{x.article.id}.nq")
    return path


@pytest.fixture(scope="module")
def store(run_cli: Run, files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stores") / "db"
    done = run_cli("store", "add", path, files)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "saved: 13 added, 0 replaced, 0 unchanged\n"
    return path


def test_adding_again_changes_nothing(run_here: Run, store: Path, files: Path) -> None:
    done = run_here("store", "add", store, files)
    assert done.stderr == "saved: 0 added, 0 replaced, 13 unchanged\n"


def test_articles_are_read_on_the_way(run_here: Run, tmp_path: Path) -> None:
    (tmp_path / "une.txt").write_text("La maire de Lyon, Ana Brun, s'est exprimée mardi devant le Sénat.\n", "utf-8")
    done = run_here("store", "add", tmp_path / "db", tmp_path / "une.txt", "--published", "2024-07-02")
    assert done.returncode == 0 and done.stderr.endswith("saved: 1 added, 0 replaced, 0 unchanged\n")
    rows = json.loads(run_here("query", tmp_path / "db", "who-spoke-where", "--json").stdout)
    assert [row["who"] for row in rows] == ["Ana Brun"]


def test_list_stats_check_doubts_describe(run_here: Run, store: Path) -> None:
    listed = json.loads(run_here("store", "list", store, "--json").stdout)
    assert len(listed) == 13 and all(len(row["sha256"]) == 64 and int(row["triples"]) > 100 for row in listed)
    assert ONU in {row["article"] for row in listed}
    figures = dict(line.split("\t") for line in run_here("store", "stats", store).stdout.splitlines())
    assert figures["articles"] == "13" and int(figures["Person"]) > 30 and int(figures["in several articles"]) > 0
    checked = run_here("store", "check", store)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "13 articles: all is as it must be\n")
    assert run_here("store", "doubts", store).stdout == ""
    assert "void:Dataset" in run_here("store", "describe", store).stdout


def test_doubts_are_lines_for_the_decisions_file(run_here: Run, tmp_path: Path) -> None:
    x, path = gold(ONU), tmp_path / "db"
    bare = replace(x, article=replace(x.article, id="bare"), facts=(), statements=())
    with Store(path) as made:
        made.add_all([x, bare])
    lines = run_here("store", "doubts", path).stdout
    assert "same\tperson/fu-cong\tperson/fu-cong/_\tFu Cong / Fu Cong?\n" in lines
    (path / "same.tsv").write_text(lines, "utf-8")
    assert run_here("store", "doubts", path).stdout == ""
    assert dict(line.split("\t") for line in run_here("store", "stats", path).stdout.splitlines())["decisions"] != "0"
    (path / "same.tsv").write_text("same\tperson/fu-cong\tperson/fu-kong\ta slip\n", "utf-8")
    assert "same.tsv: person/fu-kong names nothing here\n" in run_here("store", "check", path).stderr
    (path / "same.tsv").write_text("same\tperson/fu-cong\n", "utf-8")
    wrong = run_here("store", "list", path)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1) and "same.tsv:1: has not four cells" in wrong.stderr


def test_a_query_over_files_honours_decisions(run_here: Run, files: Path, tmp_path: Path) -> None:
    names = ["--sparql", "SELECT ?n { ?p a kg:Person ; rdfs:label ?n FILTER(STRSTARTS(?n, 'Fu')) }", "--csv"]
    (tmp_path / "same.tsv").write_text("rename\tperson/fu-cong\tFu Cong le jeune\ta test\n", "utf-8")
    (tmp_path / "onu.nq").write_bytes((files / f"{ONU}.nq").read_bytes())
    assert run_here("query", tmp_path, *names).stdout == "n\nFu Cong le jeune\n"
    assert run_here("query", tmp_path / "onu.nq", *names).stdout == "n\nFu Cong\n"
    given = run_here("query", tmp_path / "onu.nq", "--same", tmp_path / "same.tsv", *names)
    assert given.stdout == "n\nFu Cong le jeune\n"
    wrong = run_here("query", tmp_path / "onu.nq", "--same", tmp_path / "absent.tsv", *names)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)


def test_remove_and_export(run_here: Run, files: Path, tmp_path: Path) -> None:
    path = tmp_path / "db"
    run_here("store", "add", path, files / f"{ONU}.nq", files / "tribunal-riviere.nq")
    wrong = run_here("store", "remove", path, "tribunal-riviere", "absent")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1) and "absent: is not in" in wrong.stderr
    assert run_here("store", "remove", path, "tribunal-riviere").stderr == "saved: 1 removed\n"
    raw = run_here("store", "export", path, "--extracted").stdout
    assert sorted(raw.splitlines()) == sorted((files / f"{ONU}.nq").read_text("utf-8").splitlines())
    for name in ("all.nq", "all.trig", "all.ttl"):
        assert run_here("store", "export", path, "-o", tmp_path / name).returncode == 0
        rows = json.loads(run_here("query", tmp_path / name, "who-spoke-where", "--json").stdout)
        assert {row["who"] for row in rows} == {"Fu Cong", "Chen Xu"}, name


def test_what_is_no_store_is_told_in_one_line(run_here: Run, tmp_path: Path) -> None:
    for arguments in (["list", "absent"], ["remove", "absent", "x"], ["stats", str(tmp_path)]):
        done = run_here("store", *arguments)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1) and "no such store" in done.stderr
    (tmp_path / "bad.ttl").write_text("<a> b", "utf-8")
    done = run_here("store", "add", tmp_path / "db", tmp_path / "bad.ttl")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_a_second_writer_is_told_who_the_first_one_is(run_cli: Run, files: Path, tmp_path: Path) -> None:
    path = tmp_path / "db"
    with Store(path) as held:
        held.add(gold(ONU))
        done = run_cli("store", "add", path, files)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert f"is being written by process {os.getpid()} (" in done.stderr
    assert run_cli("store", "add", path, files / "tribunal-riviere.nq").returncode == 0


def test_a_killed_writer_loses_nothing_it_called_saved(files: Path, tmp_path: Path) -> None:
    """Some kills at random moments: what was saved is there, the store is whole, the next writer goes on."""
    from kgextract.cli import store as command

    path, choose = tmp_path / "db", random.Random(7)
    program = (
        "import sys; from kgextract.cli import main, store; store._SAVED_AFTER['files'] = 2; "
        f"sys.argv = ['kgextract', 'store', 'add', {str(path)!r}, {str(files)!r}]; main()"
    )
    assert command._SAVED_AFTER["files"] > 2
    python = str(COMMAND.parent / "python")
    for _ in range(5):
        process = subprocess.Popen([python, "-c", program], stderr=subprocess.PIPE, text=True)
        assert process.stderr
        lines = [process.stderr.readline() for _ in range(choose.randint(0, 4))]
        time.sleep(choose.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        lines += process.communicate()[1].splitlines(keepends=True)
        whole = [line for line in lines if line.endswith("unchanged\n")]
        saved = sum(int(word) for word in whole[-1].split() if word.isdigit()) if whole else 0
        if not (path / "CURRENT").is_file():
            assert not saved
            continue
        with Store(path) as found:
            assert len(found) >= saved and found.check() == []
            for article in found.articles()[:3]:
                found.remove(article)
    assert subprocess.run([python, "-c", program], check=False, capture_output=True).returncode == 0
    right = Store()
    right.add_all(all_gold())
    with Store(path) as found:
        assert set(found.graph) == set(right.graph)


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_damaged_store_is_told_in_one_line(
    run_here: Run, store: Path, files: Path, tmp_path: Path, name: str
) -> None:
    db = shutil.copytree(store, tmp_path / "db")
    for path in db.glob(name):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0x55
        path.write_bytes(content if name == "*.sst" else b"")
    commands = (
        ("query", db, "who-is-who"), ("store", "list", db), ("store", "add", db, files), ("store", "check", db),
        ("stats", db), ("validate", db), ("serve", db, "--port", 0, "--quiet"),
        ("push", db, "--to", "http://127.0.0.1:9/"), ("graph", db, "-o", tmp_path / "a.svg"),
    )  # fmt: skip
    for command in commands:
        done = run_here(*command)
        assert done.returncode == 2, (command, done.stderr)
        assert done.stderr.startswith(f"{db}: is damaged (") and done.stderr.count("\n") == 1, command
