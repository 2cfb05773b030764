"""`make soak`: the promises of docs/promises.md tried at length, in half an hour, with a summary of counts.

Arguments are the names of trials, all of them unless told; the exit code is 1 where something was wrong. Each trial is
a process of its own, two at a time.
"""

from __future__ import annotations

import contextlib
import errno
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml
from samples import NASTY, all_gold, nasty
from trials import children, faults, inputs, kills, lengths, shapes, swaps, system
from trials.corpora import Corpus
from trials.material import read_once

from kgextract.nlp import pipeline
from kgextract.queries import Worker
from kgextract.rdf import reading
from kgextract.rdf.build import build
from kgextract.writers import WRITERS, render, write

Said = tuple[str, list[str]]  # the line of the summary, and what was wrong
MB = 1 << 20
AT_ONCE = 2  # trials


def main(names: list[str]) -> int:
    """Run the trials of these names, print the summary → exit code."""
    if len(names) == 1:
        return one(names[0])
    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ended = list(pool.map(_apart, names or TRIALS))
    wrong = [output for output, code in ended if code]
    print("\nsummary\n" + "\n".join(output.partition("\n")[0] for output, _ in ended))
    print(f"{len(ended)} trials, {len(wrong)} with something wrong ({time.monotonic() - began:.0f} s)")
    return 1 if wrong else 0


def one(name: str) -> int:
    """Run a trial in an empty folder, print its line and what was wrong → exit code."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder, contextlib.chdir(folder):
        said, bad = TRIALS[name](Path(folder))
    print(f"{name}: {said}, {len(bad)} wrong ({time.monotonic() - began:.0f} s)")
    for line in bad:
        print(f"  {line}")
    return 1 if bad else 0


def _apart(name: str) -> tuple[str, int]:
    """A trial in a process of its own → what it printed, and its exit code."""
    done = subprocess.run([sys.executable, __file__, name], stdout=subprocess.PIPE, text=True, check=False)
    said = done.stdout or f"{name}: ended with {done.returncode}\n"
    print(said, end="", flush=True)
    return said, done.returncode


def corpus_kills(folder: Path) -> Said:
    """Processes killed while they read and write, or only write, and gone on with; the command with its workers."""
    found = [kills.corpus_runs(folder, 140, articles=12)]
    (folder / "writing").mkdir()
    with read_once():
        found.append(kills.corpus_runs(folder / "writing", 140, articles=12, seed=5))
    (folder / "commands").mkdir()
    found.append(kills.commands(folder / "commands", 20))
    wrong = [line for count in found for line in count.wrong]
    return f"{sum(c.kills for c in found)} SIGKILLs, {sum(c.ended for c in found)} runs ended", wrong


def run_kills(folder: Path) -> Said:
    """`kgextract run` killed at random moments."""
    found = kills.runs(folder, 60)
    return f"{found.kills} SIGKILLs", found.wrong


def store_kills(folder: Path) -> Said:
    """Writers of a store killed in mid-update."""
    found = kills.stores(folder, all_gold(), 60)
    return f"{found.kills} SIGKILLs", found.wrong


def python_faults(folder: Path) -> Said:
    """Each call of Python to the file system, on a corpus run of 20 articles: it fails, or is the last one."""
    with read_once():
        made = Corpus(folder, 20)
        counts = [faults.each_call_fails(folder, made.run, made.check, error=e) for e in (errno.ENOSPC, errno.EIO)]
        last = faults.each_call_is_the_last(folder, made.run, made.check)
    wrong = [line for count in (*counts, last) for line in count.wrong]
    return f"{sum(c.faults for c in counts)} faults injected, {last.faults} kills at a call", wrong


def system_faults(folder: Path) -> Said:
    """Each system call that writes, on a run of 20 articles and on a store, by strace's fault injection."""
    if not shutil.which("strace"):
        return "left out, there is no strace", []
    (folder / "run").mkdir()
    (folder / "store").mkdir()
    found = [system.runs(folder / "run", 20), system.stores(folder / "store", step=3)]
    return f"{sum(c.faults for c in found)} faults injected", [line for count in found for line in count.wrong]


def bad_inputs(folder: Path) -> Said:
    """Files and arguments that are wrong, each to a process of its own, which must end."""
    pipeline.load()
    found = inputs.tried(inputs.cases(folder), folder, children.command)
    return f"{found.tried} inputs tried", found.wrong


def any_strings(folder: Path) -> Said:
    """Random strings over all of Unicode through the library and every writer."""
    choose, wrong, count = random.Random(11), [], 2000
    for n in range(count):
        text = "".join(_any(choose) for _ in range(choose.choice((1, 5, 40, 200))))
        try:
            shapes.survives(text)
        except Exception as error:
            wrong.append(f"string {n}: {type(error).__name__}: {error}: {text[:40]!a}")
    return f"{count} strings", wrong


def _any(choose: random.Random) -> str:
    if choose.random() < 0.3:
        return choose.choice(("« ", " »", " a dit ", "M. ", ". ", "\n", "l'", "Paris", " : ", "(", "1er ", "-t-il "))
    return chr(choose.choice((choose.randrange(0x80), choose.randrange(0x250), choose.randrange(0x110000))))


def nasty_names(folder: Path) -> Said:
    """Names that are syntax somewhere, through every writer: the same triples and names as in the others."""
    wrong = []
    triples = {(t.subject, t.predicate, t.object) for t in build(nasty()).triples}
    kinds = {"turtle": "ttl", "ntriples": "nt", "nquads": "nq", "trig": "trig", "jsonld": "jsonld", "rdfxml": "rdf"}
    for format in WRITERS:
        if format not in kinds:
            render(nasty(), format=format)
            continue
        path = folder / f"nasty.{kinds[format]}"
        write(nasty(), path, format)
        found = {(q.subject, q.predicate, q.object) for q in reading.quads(path)}
        if found != triples:
            wrong.append(f"{format}: {len(found ^ triples)} triples differ")
    return f"{len(NASTY)} names through {len(WRITERS)} writers", wrong


def hostile_queries(folder: Path) -> Said:
    """Queries that want too much, each followed by one that must be answered within 2 s."""
    listed = yaml.safe_load((Path(__file__).parent / "serve" / "hostile.yaml").read_text("utf-8"))
    for x in all_gold():
        write(x, folder / f"{x.article.id}.nq")
    wrong, slowest = [], 0.0
    with Worker(folder, seconds=10) as worker:
        for query in listed:
            repeat = query.get("repeat", ["", 0])
            began = time.monotonic()
            with contextlib.suppress(Exception):
                worker.sparql(query["text"] + repeat[0] * repeat[1] + query.get("end", ""), limit=10_000)
            if time.monotonic() - began > worker.seconds + 3:
                wrong.append(f"{query['name']}: takes {time.monotonic() - began:.0f} s")
            began = time.monotonic()
            answered = bool(worker.run("who-spoke-where").rows)
            slowest = max(slowest, time.monotonic() - began)
            if not answered or time.monotonic() - began > 2:
                wrong.append(f"after {query['name']}: {time.monotonic() - began:.1f} s")
    return f"{len(listed)} queries, the next answer after {slowest:.1f} s at most", wrong


def flat_memory(folder: Path) -> Said:
    """20,000 articles of new words in one process: memory within 10 % of that after 2,000."""
    rows = lengths.memory_over(folder, 20_000)
    early = next(size for articles, size in rows if articles >= 2000)
    last = rows[-1][1]
    wrong = [f"memory grows: {rows}"] if last > 1.1 * early else []
    return f"20,000 articles, {early // MB} MB after 2,000, {last // MB} MB at the end", wrong


def long_texts(folder: Path) -> Said:
    """Texts of 1 and 10 MB within 60 s and 10 min of CPU time and 2 GB."""
    said, wrong = [], []
    for size, seconds in ((1_000_000, 60), (10_000_000, 600)):
        taken = lengths.long_text(folder, size)
        said.append(f"{size / 1e6:.0f} MB in {taken.seconds:.0f} s and {taken.memory // MB} MB")
        if taken.code or taken.seconds > seconds or taken.memory > 2048 * MB or not taken.statements:
            wrong.append(f"{size} bytes: {taken}")
    return ", ".join(said), wrong


def metamorphic(folder: Path) -> Said:
    """Texts in other shapes, with other names, with another paragraph."""
    wrong = []
    for article in shapes.SAMPLES:
        first = shapes.meaning(shapes.extract(article))
        for name, shape in shapes.SHAPES.items():
            if shapes.meaning(shapes.extract(shapes.changed(article, shape))) != first:
                wrong.append(f"{article.id}: {name}")
    swapped, longer = swaps.swapped(24), swaps.lengthened(20)
    count = len(shapes.SAMPLES) * len(shapes.SHAPES) + swapped.compared + longer.compared
    return f"{count} texts compared", wrong + swapped.wrong + longer.wrong


# Those that take longest come first.
TRIALS: dict[str, Callable[[Path], Said]] = {
    "long-texts": long_texts,
    "flat-memory": flat_memory,
    "corpus-kills": corpus_kills,
    "system-faults": system_faults,
    "hostile-queries": hostile_queries,
    "any-strings": any_strings,
    "python-faults": python_faults,
    "metamorphic": metamorphic,
    "store-kills": store_kills,
    "run-kills": run_kills,
    "bad-inputs": bad_inputs,
    "nasty-names": nasty_names,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
