"""Articles for runs of a corpus, the command that runs it, and what is in a folder afterwards."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

COMMAND = Path(sys.executable).parent / "kgextract"
SAMPLES = sorted((Path(__file__).resolve().parent.parent / "data" / "articles").glob("*.txt"))
Tree = dict[str, bytes]


def pieces() -> Iterator[tuple[str, str]]:
    """Name and text of short articles, put together from paragraphs of the samples."""
    paragraphs = [p for path in SAMPLES for p in path.read_text("utf-8").split("\n\n") if len(p) > 150]
    for n, first in enumerate(paragraphs):
        yield f"piece-{n:02}", f"{first}\n\n{paragraphs[(n * 7 + 3) % len(paragraphs)]}\n"


def tree(folder: Path) -> Tree:
    """What is in a folder, but for the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


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
