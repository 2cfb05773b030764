"""A thousand calls of the library leave no descriptor, thread, process or temporary file."""

from __future__ import annotations

import gc
import multiprocessing
import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import every_turn

from kgextract import extract, queries, read, write
from kgextract.errors import KgExtractError
from kgextract.store import Store

TEXT = "La ministre Jeanne Aubry a déclaré devant le Sénat que le musée rouvrirait."
CALLS = 1000


def state() -> tuple[list[str], int, int, int]:
    gc.collect()
    temporary = os.listdir(tempfile.gettempdir())
    return temporary, len(os.listdir("/proc/self/fd")), threading.active_count(), len(multiprocessing.active_children())


def refused(call: Callable[[], object]) -> None:
    try:
        call()
    except KgExtractError:
        return
    raise AssertionError("was not refused")


def test_a_thousand_calls_leave_nothing_behind(tmp_path: Path, nlp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("TMPDIR", tempfile.gettempdir())
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00")
    write(every_turn(), tmp_path / "graph.ttl")
    calls: list[Callable[[], object]] = [
        lambda: list(read(tmp_path / "a.txt")),
        lambda: refused(lambda: list(read(tmp_path / "bad.txt"))),
        lambda: refused(lambda: list(read(tmp_path / "absent.txt"))),
        lambda: write(every_turn(), tmp_path / "out.nq"),
        lambda: refused(lambda: write(every_turn(), tmp_path / "absent" / "out.nq")),
        lambda: extract("Le maire a dit non."),
        lambda: queries.run(tmp_path / "graph.ttl", "who-is-who"),
        lambda: refused(lambda: queries.sparql(tmp_path / "graph.ttl", "SELECT")),
    ]
    for call in calls:
        call()
    with Store(tmp_path / "db") as store:
        store.add(every_turn())
    before = state()
    for n in range(CALLS):
        calls[n % len(calls)]()
        if n % 50 == 0:
            with Store(tmp_path / "db", writing=n % 100 == 0) as store:
                assert len(store) == 1
            del store
    assert state() == before
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "bad.txt", "db", "graph.ttl", "out.nq", "temporary"]
