"""Each system call that writes, made to fail in turn by strace, in children that have the model loaded."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from samples import all_gold

from kgextract.nlp import pipeline
from kgextract.writers import write
from trials import children
from trials.material import lines, read_once

_ERRORS = ("ENOSPC", "EIO")
_MANY = 200  # calls of a kind that are tried at most


@dataclass(slots=True, kw_only=True)
class Count:
    """How many faults were injected, and what was wrong afterwards."""

    faults: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended whose call failed, and what it told."""

    code: int | None
    said: str


def injected(arguments: list[str], call: str, error: str, at: int) -> Ended | None:
    """Run a command in a child whose system call number `at` of a kind fails; None where it has not so many."""
    with tempfile.NamedTemporaryFile() as seen, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as null:
        streams = null.fileno(), out.fileno(), out.fileno()
        pid = children.child(lambda: children.redirected(arguments, *streams), stopped=True)
        os.waitpid(pid, os.WUNTRACED)
        wanted = ["-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={at}"]
        tracer = subprocess.Popen(
            ["strace", "-f", "-p", str(pid), "-o", seen.name, *wanted], stderr=subprocess.PIPE, text=True
        )
        assert tracer.stderr
        assert "attached" in tracer.stderr.readline()
        os.kill(pid, signal.SIGCONT)
        code = children.ended(pid, 120)
        tracer.wait()
        tracer.stderr.close()
        out.seek(0)
        said = out.read().decode("utf-8", "replace")
        return Ended(code=code, said=said) if b"INJECTED" in Path(seen.name).read_bytes() else None


def runs(folder: Path, articles: int) -> Count:
    """`kgextract run` of some articles: whatever call fails, its output is the old one or the complete new one."""
    source, target, count = lines(folder / "in.jsonl", articles), folder / "out.nq", Count()
    run = ["run", str(source), "-q", "-o", str(target)]
    pipeline.load()
    with read_once():
        from kgextract.cli import execute

        execute(run)
        new = target.read_bytes()
        for call in ("openat", "fsync", "fchmod", "rename", "write"):
            for error in _ERRORS:
                for at in range(1, _MANY):
                    target.write_bytes(b"old\n")
                    done = injected(run, call, error, at)
                    if done is None:
                        break
                    count.faults += 1
                    where = f"run: {call} {at} fails with {error}"
                    if target.read_bytes() not in (b"old\n", new):
                        count.wrong.append(f"{where}: neither old nor new")
                    if done.code == 0 and target.read_bytes() != new:
                        count.wrong.append(f"{where}: 0 and no output: {done.said[-200:]}")
                    left = [p.name for p in folder.iterdir() if p.name.endswith(".tmp")]
                    if left or done.code is None or "Traceback" in done.said or "bug" in done.said:
                        count.wrong.append(f"{where}: {done.code} {left} {done.said[-200:]}")
                    for name in left:
                        (folder / name).unlink()
    return count


def stores(folder: Path, *, step: int) -> Count:
    """`kgextract store add`: whatever call fails, adding again completes the store."""
    db, graph, count = folder / "db", folder / "graph.nq", Count()
    write(list(all_gold()[:3]), graph)
    add = ["store", "add", str(db), str(graph)]
    for call in ("fsync", "fdatasync", "rename", "write", "pwrite64"):
        for at in range(1, _MANY, step):
            shutil.rmtree(db, ignore_errors=True)
            done = injected(add, call, "EIO", at)
            if done is None:
                break
            count.faults += 1
            where = f"store: {call} {at} fails"
            if done.code is None or "Traceback" in done.said or "bug" in done.said:
                count.wrong.append(f"{where}: {done.code} {done.said[-300:]}")
            again = children.command(*add)
            checked = children.command("store", "check", db)
            if again.returncode or checked.returncode:
                count.wrong.append(f"{where}: {again.stderr[-200:]} {checked.stderr[-200:]}")
    return count
