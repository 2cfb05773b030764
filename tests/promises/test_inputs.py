"""Whatever is given as an article: an exit code, one line a failure, no traceback, nothing touched but the output."""

from __future__ import annotations

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
