"""`make graphs`: a graph of 200,000 triples into the store, out as Turtle beside rdflib, and asked who spoke where."""

from __future__ import annotations

import dataclasses
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TypeVar

import pyoxigraph
from samples import all_gold

from kgextract import Store, queries
from kgextract.rdf.build import ArticleGraph, build
from kgextract.rdf.validate import as_rdflib
from kgextract.writers import render_graphs

TRIPLES = 200_000
ROUNDS = 3
ASK = "who-spoke-where"
LIMITS = {"load": 2.0, ASK: 0.1, "turtle": 20.0}  # seconds, seconds, times rdflib's serialiser
T = TypeVar("T")


def main() -> int:
    """Print the figures; 1 where one misses its limit."""
    graphs = corpus(TRIPLES)
    total = sum(len(g.triples) for g in graphs)
    print(f"{total:,} triples of {len(graphs)} articles, best of {ROUNDS}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "corpus.nq"
        file.write_text(render_graphs(graphs, format="nquads"), "utf-8")
        loads = [timed(lambda n=n: loaded(file, Path(folder) / f"loaded-{n}")) for n in range(ROUNDS)]
        load = min(seconds for seconds, _ in loads)
        print(f"N-Quads into a store on disk: {load:.2f} s (at most {LIMITS['load']:.0f})")
        adds = [timed(lambda n=n: added(graphs, Path(folder) / f"added-{n}")) for n in range(ROUNDS)]
        print(f"articles added one by one, with who is whom: {min(seconds for seconds, _ in adds):.2f} s")
        store = Store(Path(folder) / "added-0")
        with store:
            asks = [timed(lambda: queries.run(store, ASK)) for _ in range(ROUNDS * 2)]
        ask, table = min(asks, key=lambda pair: pair[0])
        print(f"who-spoke-where: {ask * 1000:.0f} ms for {len(table.rows)} rows (at most {LIMITS[ASK] * 1000:.0f})")
    ours = min(timed(lambda: render_graphs(graphs, format="turtle"))[0] for _ in range(ROUNDS))
    graph = as_rdflib(t for g in graphs for t in g.triples)
    theirs, text = timed(lambda: graph.serialize(format="turtle"))
    times = theirs / ours
    print(f"Turtle: {ours:.2f} s, rdflib {theirs:.1f} s: {times:.0f} times as fast (at least {LIMITS['turtle']:.0f})")
    assert len(text) > TRIPLES
    return 0 if load <= LIMITS["load"] and ask <= LIMITS[ASK] and times >= LIMITS["turtle"] else 1


def corpus(triples: int) -> list[ArticleGraph]:
    """The sample articles under as many names as make so many triples."""
    graphs: list[ArticleGraph] = []
    total = 0
    for n in count():
        for x in all_gold():
            if total >= triples:
                return graphs
            article = dataclasses.replace(x.article, id=f"{x.article.id}-{n}")
            graphs.append(build(dataclasses.replace(x, article=article)))
            total += len(graphs[-1].triples)
    raise AssertionError("unreachable")


def loaded(file: Path, folder: Path) -> None:
    """An N-Quads file → a store of Oxigraph on disk, as anybody would load it."""
    store = pyoxigraph.Store(str(folder))
    store.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.N_QUADS)
    store.flush()


def added(graphs: list[ArticleGraph], folder: Path) -> None:
    """Articles → a store of kgextract on disk."""
    with Store(folder) as store:
        store.add_all(graphs)


def timed(run: Callable[[], T]) -> tuple[float, T]:
    """Seconds of processor time that a call takes, whatever else the machine does, and its result."""
    start = time.process_time()
    result = run()
    return time.process_time() - start, result


if __name__ == "__main__":
    sys.exit(main())
