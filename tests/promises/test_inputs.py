"""Whatever is given as an article: an exit code, one line a failure, no traceback, nothing touched but the output."""

from __future__ import annotations

import contextlib
import re
import subprocess
from pathlib import Path

import pytest
from conftest import COMMAND
from samples import gold
from trials.inputs import TEXT, Run, cases, tried

from kgextract.writers import render


def test_bad_inputs(run_here: Run, tmp_path: Path) -> None:
    given = cases(tmp_path)
    assert len(given) >= 60
    count = tried(given, tmp_path, run_here)
    assert not count.wrong, "\n".join(count.wrong)
    assert count.tried == len(given)


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("run a.txt -q > /dev/full", 1, "standard output: cannot be used (No space left on device)."),
        ("queries > /dev/full", 1, "standard output: cannot be used (No space left on device)."),
        ("run a.txt -o out.ttl 2> /dev/full", 0, ""),
        ("run absent.txt -o out.ttl 2> /dev/full", 2, ""),
        ("run a.txt -q >&-", 1, "standard output: cannot be used (Bad file descriptor)."),
        ("run - -q <&-", 2, "standard input: cannot be read (Bad file descriptor)."),
        ("run a.txt -q -o out.ttl >&- 2>&- <&-", 0, ""),
        ("run a.txt -q -f nquads -o /dev/full", 1, "/dev/full: cannot be written (No space left on device)."),
        ("store add store.db a.nq", 1, "store.db: cannot be written (IO error: While appending to file: "),
    ],
)
def test_what_is_full_or_closed(command: str, code: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.nq").write_text(render(gold("usine-batteries"), format="nquads"), "utf-8")
    limit = "ulimit -f 150; " if command.startswith("store") else ""
    done = subprocess.run(
        f"{limit}{COMMAND} {command}", shell=True, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.count("\n")) == (code, 1 if said else 0), done.stderr
    assert done.stderr.startswith(said)
    assert (tmp_path / "out.ttl").exists() == (code == 0)


def test_too_little_memory_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text(render(gold("usine-batteries"), format="nquads"), "utf-8")
    command = f"ulimit -v 200000; {COMMAND} query a.nq who-is-who"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2  # the process ends, or its parser is refused memory
    assert re.fullmatch(r"a\.nq: cannot be loaded(, the process ended)?\. Is there enough memory\?\n", done.stderr)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "a.txt", "--published", ""], "--published: its value is empty. Give one, or leave the option out.\n"),
        (["run", "a.txt", "--encoding="], "--encoding: its value is empty. Give one, or leave the option out.\n"),
        (["run", "a.txt", "-f", " "], "-f: its value is empty. Give one, or leave the option out.\n"),
        (["query", "a.nq", "who-is-who", "--limit", "x"], "unable to parse string as an integer. Try --help.\n"),
        (["query", "a.nq", "who-is-who", "--same", "/dev/full"], "/dev/full: is a folder, pipe or device. Give a file"),
        (["query", "a.nq", "--sparql", "@/dev/zero"], "SPARQL query: is longer than 1000000 characters."),
        (["run", "\x1b[31ma.txt"], "\\x1b[31ma.txt: no file has such a name."),
        (["serve", "a.txt"], "a.txt: is no RDF file by its suffix."),
        (["serve", "none.ttl"], "none.ttl: there is no such file or folder. Check the name.\n"),
        (["store", "remove", "s.db", "https://w3id.org/kgextract/id/ <>"], "is not in s.db."),
    ],
)
def test_values_that_are_none(run_here: Run, tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.nq").write_text(render(gold("usine-batteries"), format="nquads"), "utf-8")
    with contextlib.chdir(tmp_path):
        assert run_here("store", "add", "s.db", "a.nq").returncode == 0
        done = run_here(*arguments)
    assert done.returncode == 2 and done.stdout == ""
    assert said in done.stderr and done.stderr.count("\n") == 1


def test_a_part_and_a_plan_that_no_run_has_written_are_made_anew(run_here: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    corpus = ("corpus", tmp_path / "a.txt", "-j", 1, "-o", tmp_path / "found")
    assert run_here(*corpus).returncode == 0
    made = {p: p.read_bytes() for p in (tmp_path / "found").rglob("*.*") if p.is_file()}
    for path in made:
        path.write_text("# kgextract part {\n" if path.suffix == ".nq" else "[1]\n")
    assert run_here(*corpus).returncode == 0
    assert {p: p.read_bytes() for p in made} == made
