"""What a store costs: loading, one article more in a small and in a large store, a named query; `make perf` prints it.

Time of the processor, of copies of the sample articles under other ids; 1,300 copies make half a million triples.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from samples import all_gold

from kgextract import queries
from kgextract.rdf.build import ArticleGraph, build
from kgextract.store import Store


def copies() -> Iterator[ArticleGraph]:
    """The sample articles over and over, each time under other ids."""
    for n in count():
        for x in all_gold():
            yield build(replace(x, article=replace(x.article, id=f"{x.article.id}-{n}")))


def seconds(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - clock, time.process_time() - processor


def one_more(path: Path) -> float:
    """Milliseconds of the processor for one article more, in the middle of thirteen."""
    with Store(path) as store:
        new = [build(replace(x, article=replace(x.article, id=f"new-{x.article.id}"))) for x in all_gold()]
        found = [seconds(lambda g=graph: store.add(g))[1] for graph in new]  # type: ignore[misc]
        for graph in new:
            store.remove(graph.name.value)
    return statistics.median(found) * 1000


def main() -> None:
    """Print the figures; an argument is the number of articles of the large store."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    graphs = list(islice(copies(), articles))
    triples = sum(len(g.triples) for g in graphs)
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder, "large"), Path(folder, "small")
        with Store(large) as store:
            clock, processor = seconds(lambda: store.add_all(graphs))
            print(f"load {triples} triples of {articles} articles: {clock:.1f} s, {processor:.1f} s of the processor")
            asked = min(seconds(lambda: queries.run(store, "who-spoke-where")) for _ in range(3))
            print(f"who-spoke-where there: {asked[0]:.2f} s, {asked[1]:.2f} s of the processor")
        print(f"one article more: {one_more(small):.0f} ms in an empty store, {one_more(large):.0f} ms there")


if __name__ == "__main__":
    main()
