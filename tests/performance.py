"""`make perf`: what kgextract costs, each figure beside plain spaCy's, measured in turns in one run.

Ratios are of processor time, so that they mean something on a machine that does other things as well. With `--long`
the growth goes up to 10,000 articles, memory to 20,000 and a store to ten million triples, which takes two hours.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgextract import Store

from measuring import COMMAND, MODEL, ROOT, cost, invented, machine, reader, seconds, texts

ARTICLE = ROOT / "data" / "articles" / "onu-intelligence-artificielle.txt"
ROUNDS = 5
ASKED = (
    "who-spoke-where",
    "who-said-what",
    "who-holds-which-role",
    "who-met-whom",
    "timeline",
    "where-articles-disagree",
)
PLAIN = f"""
import sys, spacy
nlp = spacy.load("{MODEL}")
nlp(open(sys.argv[1], encoding="utf-8").read())
"""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--only", nargs="*", default=[])
    chosen = parser.parse_args()
    print(f"{machine()}; Python {platform.python_version()}, spaCy {version('spacy')}, {MODEL} {version(MODEL)}")
    for measure in (cold, throughput, layers, tools, scaling, growth, asking):
        if not chosen.only or measure.__name__ in chosen.only:
            print(f"\n{measure.__name__}")
            measure(long=chosen.long)


def cold(*, long: bool) -> None:
    """The command on one article in a new process, beside `spacy.load` and one call."""
    plain, ours = [], []
    for _ in range(ROUNDS):
        plain.append(cost([sys.executable, "-c", PLAIN, ARTICLE]))
        ours.append(cost([*COMMAND, "run", ARTICLE, "--published", "2024-07-02", "-q"]))
    for name, unit in (("cpu", "s"), ("wall", "s"), ("peak", "MB")):
        a, b = (min(getattr(c, name) for c in costs) for costs in (plain, ours))
        print(f"  {name}: plain spaCy {a:.2f} {unit}, kgextract run {b:.2f} {unit}, ratio {b / a:.2f}")
    for arguments in (["--help"], ["queries"]):
        least = min(cost([*COMMAND, *arguments]).cpu for _ in range(ROUNDS))
        print(f"  kgextract {arguments[0]}: {least:.2f} s of cpu")


def throughput(*, long: bool) -> None:
    """Articles → N-Quads beside bare `nlp.pipe`, on one core, each in a process that has its model loaded."""
    children = {name: reader(name) for name in ("bare", "whole")}
    best: dict[str, float] = {}
    words = sum(len(text.split()) for text in texts())
    for _ in range(ROUNDS):
        for name, child in children.items():
            assert child.stdin and child.stdout
            child.stdin.write("go\n")
            child.stdin.flush()
            best[name] = min(best.get(name, 1e9), float(child.stdout.readline()))
    for name, child in children.items():
        child.kill()
        rate = words / best[name]
        print(f"  {name}: {best[name]:.2f} s of cpu for {len(texts())} articles, {rate:,.0f} words a second")
    print(f"  ratio: {best['bare'] / best['whole']:.2f} of bare nlp.pipe (1 or more: as fast, all rules included)")


def layers(*, long: bool) -> None:
    """Where the time goes: each component in turn over all articles, best of the rounds."""
    from kgextract import Article, writers
    from kgextract.nlp import facts, pipeline

    nlp = pipeline.load()
    articles = [Article(id=str(n), text=text) for n, text in enumerate(texts())]
    best: dict[str, float] = {}

    def note(name: str, start: float) -> None:
        best[name] = min(best.get(name, 1e9), time.process_time() - start)

    for _ in range(ROUNDS):
        start = time.process_time()
        docs = [pipeline.prepare(nlp, a) for a in articles]
        note("tokens", start)
        for name, component in nlp.pipeline:
            start = time.process_time()
            docs = list(component.pipe(docs)) if hasattr(component, "pipe") else [component(d) for d in docs]
            note(name, start)
        start = time.process_time()
        read = [pipeline.plain(d) for d in docs]
        note("plain", start)
        for name, rules in pipeline.COMPONENTS.items():
            start = time.process_time()
            for doc in read:
                rules(doc)
            note(name, start)
        start = time.process_time()
        found = [facts.extraction(d) for d in read]
        note("facts", start)
        start = time.process_time()
        for x in found:
            writers.render(x, format="nquads")
        note("nquads", start)
    whole = sum(best.values())
    for name, took in best.items():
        print(f"  {name:16}{took:6.2f} s  {took / whole:4.0%}")


def tools(*, long: bool) -> None:
    """What other tools that are here take for the same texts: spaCy's names alone, the dates of dateparser."""
    import spacy

    some = texts()[: None if long else 20]
    words = sum(len(text.split()) for text in some)
    names = spacy.load(MODEL, disable=["tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer"])
    found = {"spaCy, names only": lambda: list(names.pipe(some))}
    if find_spec("dateparser"):
        from dateparser.search import search_dates

        found["dateparser, dates only"] = lambda: [search_dates(text, languages=["fr"]) for text in some]
    for name, read in found.items():
        print(f"  {name}: {words / seconds(read):,.0f} words a second of cpu")


def scaling(*, long: bool) -> None:
    """A corpus run with two workers beside one with one, model loading included, by the clock."""
    with tempfile.TemporaryDirectory() as folder:
        source = invented(Path(folder) / "source.jsonl", 600)
        times = {}
        for n, engine in ((1, "processes"), (2, "processes"), (2, "dask")):
            begun = time.perf_counter()
            output = Path(folder) / f"{engine}-{n}"
            arguments = ["corpus", source, "-o", output, "-j", str(n), "--engine", engine, "-q"]
            subprocess.run([*COMMAND, *map(str, arguments)], check=True)
            times[engine, n] = time.perf_counter() - begun
            ratio = times["processes", 1] / times[engine, n]
            print(f"  {engine} -j{n}: {times[engine, n]:.1f} s for 600 articles, {ratio:.2f} times -j1")


def growth(*, long: bool) -> None:
    """Cost of an article and memory in one process, the more articles the process has read, all of new words."""
    steps = (100, 1000, 2000, 10_000, 20_000) if long else (100, 500, 1000, 2000)
    code = """
import json, resource, sys, time
from kgextract import corpus
marks, last = [int(n) for n in sys.argv[3:]], [0, 0.0]
def watch(report):
    if marks and report.articles >= marks[0]:
        marks.pop(0)
        now, peak = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        cost = 1000 * (now - last[1]) / (report.articles - last[0])
        last[:] = report.articles, now
        print(f"  at {report.articles} articles: {cost:.1f} ms of cpu each since the last line, {peak} MB", flush=True)
first = corpus.run([sys.argv[1] + ".first"], sys.argv[2] + ".first")
last[1] = time.process_time()
corpus.run([sys.argv[1]], sys.argv[2], watch=watch)
"""
    with tempfile.TemporaryDirectory() as folder:
        source = invented(Path(folder) / "source.jsonl", steps[-1] + 64)
        invented(Path(f"{source}.first"), 8)
        Path(f"{source}.first").rename(f"{source}.first.jsonl")
        code = code.replace('".first"]', '".first.jsonl"]')
        arguments = [str(source), str(Path(folder) / "out"), *map(str, steps)]
        subprocess.run([sys.executable, "-c", code, *arguments], check=True)


def asking(*, long: bool) -> None:
    """A store that grows: adding articles, one article more, named queries; the samples over and over, with new ids."""
    from samples import all_gold

    from kgextract import Store
    from kgextract.rdf.build import build

    copies = (
        build(replace(x, article=replace(x.article, id=f"{x.article.id}-{n}"))) for n in count() for x in all_gold()
    )
    total = 0
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "news.db") as store:
        for step in (10**5, 10**6, 10**7) if long else (10**5, 10**6):
            adding, before = 0.0, total
            while total < step:
                some = list(islice(copies, 200))
                adding += seconds(partial(store.add_all, some))
                total += sum(len(graph.triples) for graph in some)
            rate = (total - before) / adding
            one = min(seconds(partial(store.add, graph)) for graph in islice(copies, 5))
            print(f"  {total:,} triples: {rate:,.0f} a second, one article more {one:.3f} s", flush=True)
            for name in ASKED:
                asks = [answered(store, name) for _ in range(1 if total > 10**6 else 3)]
                print(f"    {name}: {min(asks)[0]:.2f} s for {asks[0][1]:,} rows", flush=True)


def answered(store: Store, name: str) -> tuple[float, int]:
    """What a named query takes, and how many rows it has."""
    from kgextract import queries

    start = time.process_time()
    rows = len(queries.run(store, name).rows)
    return time.process_time() - start, rows


if __name__ == "__main__":
    main()
