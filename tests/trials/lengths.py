"""Long texts, many articles: what they take of time and memory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from trials.kills import COMMAND
from trials.material import pieces

MB = 1 << 20
_NEW_WORDS = """
import sys, random
from kgextract import Article
from kgextract.corpus.parts import Part, Settings
from kgextract.corpus.work import Job, make
count, folder = int(sys.argv[1]), sys.argv[2]
choose = random.Random(5)
def word():
    return "".join(choose.choice(("ba", "cor", "de", "fi", "lu", "mon", "re", "sal", "tou", "vi")) for _ in range(4))
def text():
    a, b, c = word().title(), word().title(), word()
    return f"La maire de {a}, {b} {word().title()}, a déclaré lundi que le {c} serait {word()}é."
def memory():
    with open("/proc/self/statm") as stream:
        return int(stream.read().split()[1]) * 4096
size = 40
for n in range(0, count, size):
    articles = tuple(Article(id=str(n + k), text=text(), published="2024-07-02") for k in range(size))
    make(Job(part=Part(name=f"{n:024}", articles=articles), settings=Settings(), folder=folder))
    if (n // size) % max(1, count // size // 10) == 0:
        print(n + size, memory(), flush=True)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Seconds of CPU time, bytes of memory at most, exit code, statements found."""

    seconds: float
    memory: int
    code: int
    statements: int


def long_text(folder: Path, size: int) -> Taken:
    """A text of so many bytes, of paragraphs that are all a little different, through the command."""
    source = folder / "long.txt"
    texts = [text for _, text in pieces()]
    with source.open("w", encoding="utf-8") as stream:
        n = 0
        while stream.tell() < size:
            stream.write(re.sub(r"(?<=\d)\d", str(n % 10), texts[n % len(texts)]) + "\n")
            n += 1
    process = subprocess.Popen([COMMAND, "run", source, "-o", folder / "long.nq"], stderr=subprocess.PIPE, text=True)
    assert process.stderr
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    found = re.search(r"(\d+) statements", said)
    return Taken(
        seconds=used.ru_utime + used.ru_stime,
        memory=used.ru_maxrss * 1024,
        code=process.returncode,
        statements=int(found[1]) if found else 0,
    )


def memory_over(folder: Path, articles: int) -> list[tuple[int, int]]:
    """Articles of new words read in one process → how many were read and the bytes of its memory, ten times."""
    done = subprocess.run(
        [sys.executable, "-c", _NEW_WORDS, str(articles), str(folder)], check=True, capture_output=True, text=True
    )
    return [(int(a), int(b)) for a, b in (line.split() for line in done.stdout.splitlines())]
