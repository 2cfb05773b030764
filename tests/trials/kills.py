"""Processes that are killed at random moments, and what is there afterwards: nothing lost, nothing doubled."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from kgextract import corpus, engines
from kgextract.cli import execute
from kgextract.model import Extraction
from kgextract.nlp import pipeline
from kgextract.store import Store
from trials.children import apart, child, ended
from trials.material import lines, tree

COMMAND = Path(sys.executable).parent / "kgextract"


@dataclass(slots=True, kw_only=True)
class Count:
    """How many processes were killed, how many of them came to their end, and what was wrong."""

    kills: int = 0
    ended: int = 0
    wrong: list[str] = field(default_factory=list)


def killed(work: Callable[[], object], after: float) -> bool:
    """Do the work in a child of this process and kill it after some seconds; False where it was done before."""
    code = ended(child(lambda: 1 if work() else 0), after)
    assert not code, code
    return code is None


def corpus_runs(folder: Path, kills: int, *, articles: int = 24, seed: int = 1) -> Count:
    """Corpus runs killed and gone on with: each part that is there is right, and the last result that of one run."""
    choose, count = random.Random(seed), Count()
    source, output = lines(folder / "in.jsonl", articles), folder / "out"
    pipeline.load()

    def work() -> None:
        corpus.run([str(source)], output, engine=engines.serial())

    with mock.patch("kgextract.corpus.parts._LEAST", 2), mock.patch("kgextract.corpus.parts._ONE_IN", 3):
        began = time.monotonic()
        work()
        taken = time.monotonic() - began
        whole = tree(output)
        assert len(whole) > 4
        shutil.rmtree(output)
        while count.kills < kills:
            if killed(work, choose.uniform(0, 1.1 * taken)):
                count.kills += 1
                found = tree(output) if output.exists() else {}
                bad = [n for n, data in found.items() if n.endswith(".nq") and data != whole.get(n)]
                count.wrong += [f"after kill {count.kills}: {name} is not as it must be" for name in bad]
                continue
            count.ended += 1
            count.wrong += _differences(tree(output), whole)
            shutil.rmtree(output)
        work()
        count.wrong += _differences(tree(output), whole)
    return count


def _differences(found: dict[str, bytes], whole: dict[str, bytes]) -> list[str]:
    wrong = [n for n in found.keys() | whole.keys() if found.get(n) != whole.get(n)]
    return [f"after the rerun: {name} differs" for name in sorted(wrong)]


def commands(folder: Path, kills: int, *, jobs: int = 2, seed: int = 2) -> Count:
    """As `corpus_runs`, but the command itself, with its workers, each time with a new start."""
    choose, count = random.Random(seed), Count()
    source, output = lines(folder / "in.jsonl", 60), folder / "out"
    command = [COMMAND, "corpus", source, "-q", "-j", str(jobs), "-o"]
    began = time.monotonic()
    subprocess.run([*command, folder / "whole"], check=True)
    taken, whole = time.monotonic() - began, tree(folder / "whole")
    while count.kills < kills:
        process = subprocess.Popen([*command, output], start_new_session=True)
        try:
            process.wait(choose.uniform(0, 1.1 * taken))
            count.ended += 1
            count.wrong += _differences(tree(output), whole)
            shutil.rmtree(output)
        except subprocess.TimeoutExpired:
            if choose.random() < 0.5:
                os.killpg(process.pid, signal.SIGKILL)  # all at once, as when the power fails
            else:
                process.kill()  # its workers end by themselves
            process.wait()
            count.kills += 1
            if not _gone(process.pid):
                count.wrong.append(f"after kill {count.kills}: workers go on")
                os.killpg(process.pid, signal.SIGKILL)
    for _ in range(100):
        done = subprocess.run([*command, output], check=False)
        if done.returncode == 0:
            break
        time.sleep(0.1)
    count.wrong += _differences(tree(output), whole)
    return count


def _gone(group: int, seconds: float = 15) -> bool:
    """Whether no process of a group is there, after some seconds at most."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def runs(folder: Path, kills: int, *, seed: int = 3) -> Count:
    """`kgextract run` into a file that is there: it is the old one or the complete new one."""
    choose, count = random.Random(seed), Count()
    source, target = lines(folder / "in.jsonl", 6), folder / "out.nq"
    pipeline.load()

    def work() -> int:
        return execute(["run", str(source), "-q", "-o", str(target)])

    began = time.monotonic()
    assert ended(child(work), 600) == 0
    taken, new = time.monotonic() - began, target.read_bytes()
    while count.kills < kills:
        target.write_bytes(b"old\n")
        if killed(work, choose.uniform(0, 1.1 * taken)):
            count.kills += 1
        else:
            count.ended += 1
        if target.read_bytes() not in (b"old\n", new):
            count.wrong.append(f"after kill {count.kills}: neither old nor new")
    return count


def stores(folder: Path, found: Sequence[Extraction], kills: int, *, seed: int = 4) -> Count:
    """Writers of a store killed in mid-update: what they called saved is there, and the store is whole."""
    choose, count = random.Random(seed), Count()
    path = folder / "db"

    def work(told: int, order: list[int]) -> None:
        for n in order:
            with Store(path) as store:
                store.add(found[n])
                store.flush()
                os.write(told, b"%d\n" % n)
                if n % 3 == 0 and store.remove(found[n].article.id):
                    store.flush()
                    os.write(told, b"-%d\n" % (n + 1))

    def lost(said: list[int]) -> list[str]:
        """What is not there or not whole; every second article is removed, so that the next writer has work."""
        with Store(path) as store:
            wanted = {n for n in said if n >= 0} - {-n - 1 for n in said if n < 0}
            unsure = {n for n in wanted if n % 3 == 0}  # may have been removed before that was said
            wrong = [f"{found[n].article.id} is lost" for n in wanted - unsure if not store.digest(found[n].article.id)]
            wrong += store.check()[:1]
            for article in store.articles()[::2]:
                store.remove(article)
        return wrong

    def different() -> list[str]:
        right = Store()
        right.add_all(found)
        with Store(path) as store:
            store.add_all(found)
            return [] if set(store.graph) == set(right.graph) else ["the store differs from one that was made at once"]

    saved = 0
    while count.kills < kills:
        ours, theirs = os.pipe()
        order = choose.sample(range(len(found)), len(found))
        if killed(lambda to=theirs, order=order: work(to, order), choose.uniform(0, 1.5)):  # type: ignore[misc]
            count.kills += 1
        else:
            count.ended += 1
        os.close(theirs)
        with open(ours, encoding="ascii") as stream:
            said = [int(line) for line in stream]
        saved += len(said)
        if (path / "CURRENT").is_file():
            count.wrong += [f"after kill {count.kills}: {line}" for line in apart(lambda said=said: lost(said))]  # type: ignore[misc]
        elif said:
            count.wrong.append(f"after kill {count.kills}: no store, though {len(said)} were saved")
    count.wrong += apart(different)
    if not saved:
        count.wrong.append("nothing was saved before a kill: the trial tries nothing")
    return count
