"""A file is the old one or the complete new one; nothing is left behind."""

import io
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from samples import every_turn

from kgextract.errors import OutputError
from kgextract.writers import atomic, render, write


def test_a_complete_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("old", "utf-8")
    target.chmod(0o640)
    write(every_turn(), target)
    assert target.read_text("utf-8") == render(every_turn(), format="turtle")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["graph.ttl"]


def test_streams(tmp_path: Path) -> None:
    text, binary = io.StringIO(), io.BytesIO()
    write(every_turn(), text)
    write([every_turn()], binary, "turtle")
    assert text.getvalue().encode() == binary.getvalue() == render(every_turn(), format="turtle").encode()


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("old", "utf-8")
    with pytest.raises(KeyboardInterrupt), atomic(target) as stream:
        stream.write("half")
        raise KeyboardInterrupt
    assert target.read_text("utf-8") == "old" and os.listdir(tmp_path) == ["graph.ttl"]


def test_a_kill_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("old", "utf-8")
    script = (
        "import sys, os, signal\nfrom kgextract.writers import atomic\n"
        "with atomic(sys.argv[1]) as s:\n s.write('half' * 100000); s.flush(); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(target)], capture_output=True)
    assert done.returncode == -signal.SIGKILL and target.read_text("utf-8") == "old"


def test_links_stay_links(tmp_path: Path) -> None:
    (tmp_path / "real.ttl").write_text("old", "utf-8")
    (tmp_path / "link.ttl").symlink_to("real.ttl")
    write(every_turn(), tmp_path / "link.ttl")
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real.ttl").read_text("utf-8").startswith("@prefix")


def test_pipes_are_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.ttl"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")))
    reader.start()
    write(every_turn(), pipe)
    reader.join(10)
    assert got == [render(every_turn(), format="turtle")] and stat.S_ISFIFO(pipe.stat().st_mode)


def test_what_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write(every_turn(), tmp_path / "folder.ttl")
    with pytest.raises(OutputError, match="cannot be written"):
        write(every_turn(), tmp_path / "absent" / "graph.ttl")
    assert sorted(os.listdir(tmp_path)) == ["folder.ttl"]
