"""`make perf`: a cold run of the command, and throughput beside bare spaCy, measured in turns in one process."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kgextract import Article, extract_all, read
from kgextract.nlp import pipeline
from kgextract.nlp.loading import MODEL

ARTICLES = Path(__file__).resolve().parent.parent / "data" / "articles"
ROUNDS = 5
COPIES = 3


def main() -> None:
    """Print the figures."""
    import spacy  # after kgextract.nlp, which tells numpy how many threads to take before it is loaded

    articles = [a for _ in range(COPIES) for a in read(ARTICLES)]
    print(f"cold run: {cold(next(iter(ARTICLES.glob('*.txt')))):.2f} s for one article, best of {ROUNDS}")
    bare, whole = spacy.load(MODEL), pipeline.load()
    assert whole
    runs: dict[str, Callable[[], object]] = {
        "bare spaCy": lambda: list(bare.pipe(a.text for a in articles)),
        "kgextract": lambda: list(extract_all(articles)),
    }
    best = {name: float("inf") for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            best[name] = min(best[name], seconds(run))
    words = sum(words_of(a) for a in articles)
    for name, taken in best.items():
        print(f"{name}: {words / taken:,.0f} words a second, {len(articles) / taken:.1f} articles a second")
    print(f"ratio: {best['bare spaCy'] / best['kgextract']:.2f} of bare spaCy")


def cold(article: Path) -> float:
    """Seconds of a whole `kgextract run` of one article in a new process."""
    command = [str(Path(sys.executable).parent / "kgextract"), "run", str(article), "--quiet"]
    return min(seconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)) for _ in range(ROUNDS))


def seconds(run: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def words_of(article: Article) -> int:
    """Words of an article, by white space."""
    return len(article.text.split())


if __name__ == "__main__":
    main()
