"""The command that makes a corpus, started and waited for, and the parts that it leaves."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

COMMAND = Path(sys.executable).parent / "kgextract"
Tree = dict[str, bytes]


def names(found: Tree) -> list[str]:
    return sorted(name for name in found if name.endswith(".nq"))


def started(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen([COMMAND, "corpus", *map(str, arguments)], stderr=subprocess.PIPE, text=True)


def waited(condition: Callable[[], object], seconds: float = 240) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "nothing happened"
        time.sleep(0.02)


def enough(process: subprocess.Popen[str], output: Path, wanted: int) -> bool:
    return len(list(output.glob("*/*.nq"))) >= wanted or process.poll() is not None
