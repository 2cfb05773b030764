"""Runs that are interrupted, killed, or lose a worker go on to the same bytes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from clock import within
from corpora import Tree, enough, started, waited
from trials.material import tree

from kgextract import corpus, read
from kgextract.corpus.parts import program


def test_an_interrupted_run_goes_on(source: Path, whole: Tree, tmp_path: Path) -> None:
    output = tmp_path / "out"
    process = started(source, "-o", output, "-j", 2)
    waited(lambda: list(output.glob("*/*.nq")))
    process.send_signal(signal.SIGINT)
    with within(2):
        _, said = process.communicate(timeout=20)
    assert (process.returncode, "goes on from here" in said) == (130, True)
    assert not list(output.glob("*/.*"))
    corpus.run([str(source)], output)
    assert tree(output) == whole


def test_killed_runs_go_on(source: Path, whole: Tree, tmp_path: Path) -> None:
    output = tmp_path / "out"
    for wanted in (1, 2):
        process = started(source, "-o", output, "-j", 1)
        waited(partial(enough, process, output, wanted))
        process.kill()
        process.communicate()
    report = corpus.run([str(source)], output)
    if program.__wrapped__() == program():  # nobody has edited the code in the meantime
        assert report.parts_kept >= 1
    assert tree(output) == whole


def test_a_cluster_that_loses_a_worker(source: Path, whole: Tree, tmp_path: Path) -> None:
    """A scheduler and three workers, processes of their own; one is killed when the first part is there."""
    pytest.importorskip("distributed")
    output, file = tmp_path / "out", tmp_path / "scheduler.json"
    python, silent = sys.executable, {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask = [python, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
    cluster = [subprocess.Popen([*dask, "--scheduler-file", str(file)], **silent)]  # type: ignore[call-overload]
    try:
        waited(lambda: file.exists() and file.read_text().strip())
        address = json.loads(file.read_text())["address"]
        worker = [
            python,
            "-m",
            "distributed.cli.dask_worker",
            address,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
        ]
        for _ in range(3):
            cluster.append(subprocess.Popen(worker, cwd=tmp_path, **silent))  # type: ignore[call-overload]
        process = started(source, "-o", output, "--scheduler", address, "-q")
        waited(lambda: list(output.glob("*/*.nq")) or process.poll() is not None)
        cluster[1].kill()
        _, said = process.communicate(timeout=120)
        assert process.returncode == 3, said  # one line of the source is no article
        assert tree(output) == whole
    finally:
        for each in cluster:
            each.kill()
            each.wait()


def test_the_report_and_the_progress_on_a_pipe(source: Path, tmp_path: Path) -> None:
    process = started(source / "packed.zip", "-o", tmp_path / "out", "-j", 1)
    _, said = process.communicate(timeout=90)
    assert process.returncode == 0
    assert "7 articles" in said and "a second" in said and "parts: 1 made" in said
    assert [a.id for a in read(source / "packed.zip")] == [f"piece-{n}" for n in range(22, 29)]
