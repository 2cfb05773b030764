"""Runs of `kgextract.corpus`, and what must hold after each."""

from __future__ import annotations

import shutil
from pathlib import Path

from kgextract import corpus, engines
from trials.material import lines, tree


class Corpus:
    """Runs of some articles into a folder, and what must hold after each."""

    def __init__(self, folder: Path, articles: int) -> None:
        self.source = lines(folder / "in.jsonl", articles)
        self.output = folder / "out"
        self.run()
        self.whole = tree(self.output)
        shutil.rmtree(self.output)

    def run(self) -> None:
        corpus.run([str(self.source)], self.output, engine=engines.serial())

    def check(self) -> str | None:
        """What is wrong: a part that is not as it must be, or a rerun that does not complete the result."""
        found = tree(self.output) if self.output.exists() else {}
        bad = [n for n, data in found.items() if n.endswith(".nq") and data != self.whole.get(n)]
        self.run()
        again = tree(self.output)
        if again != self.whole:
            bad += [f"{n} after the rerun" for n in again.keys() ^ self.whole.keys()] or ["the rerun differs"]
        shutil.rmtree(self.output)
        return ", ".join(bad) or None
