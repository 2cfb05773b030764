"""One writer at a time, nobody reads meanwhile, and a dead holder holds nothing."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from kgextract.errors import InputError, OutputError
from kgextract.store import Store, is_store, lock
from kgextract.store.lock import WriterLock, reading


def test_a_second_writer_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    first = WriterLock(tmp_path)
    with pytest.raises(OutputError, match=rf"is being written by process {os.getpid()} \(") as caught:
        WriterLock(tmp_path)
    assert "\n" not in str(caught.value)
    first.release()
    WriterLock(tmp_path).release()


def test_a_store_whose_making_was_broken_off_is_made_anew(tmp_path: Path) -> None:
    for name in (lock.WRITER, "LOG", "IDENTITY", "MANIFEST-000001", "000001.dbtmp"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "000009.sst").write_bytes(b"data")
    with pytest.raises(OutputError, match="is there and is no store"):
        Store(tmp_path)
    (tmp_path / "000009.sst").unlink()
    with Store(tmp_path) as store:
        assert len(store) == 0
    assert is_store(tmp_path)


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / lock.WRITER).write_text("process 999999999 (kgextract store add), since yesterday", "utf-8")
    taken = WriterLock(tmp_path)
    assert f"process {os.getpid()} " in (tmp_path / lock.WRITER).read_text("utf-8")
    taken.release()


def test_readers_share_and_are_told_of_a_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_FOR_WRITER", 0.05)
    with reading(tmp_path), reading(tmp_path):
        pass
    held = WriterLock(tmp_path)
    with pytest.raises(InputError, match=f"is being written by process {os.getpid()}"), reading(tmp_path):
        pass
    held.release()


def test_a_writer_waits_for_readers_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, leave = threading.Event(), threading.Event()

    def read() -> None:
        with reading(tmp_path):
            inside.set()
            leave.wait(5)

    reader = threading.Thread(target=read)
    reader.start()
    inside.wait(5)
    monkeypatch.setattr(lock, "_FOR_READERS", 0.05)
    with pytest.raises(OutputError, match="is being read by another process"):
        WriterLock(tmp_path)
    monkeypatch.setattr(lock, "_FOR_READERS", 5.0)
    threading.Timer(0.1, leave.set).start()
    WriterLock(tmp_path).release()
    reader.join()
