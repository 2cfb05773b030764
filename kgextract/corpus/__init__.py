"""Sources → a folder of N-Quads: planned here, made by any number of workers, resumed where it stopped.

    from kgextract import corpus, engines

    report = corpus.run(["articles/"], "found/", engine=engines.processes(2))

The folder holds the parts (`ab/abcd….nq`), `corpus.json`, which says which parts each source has, and
`failures.jsonl`. Nothing in it depends on the engine, the time or the order of the work. With a store, articles of each
part are added to it as soon as the part is there, and go from it with the part.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kgextract import readers
from kgextract.corpus.parts import Part, Settings, cut
from kgextract.corpus.work import Failed, Job, Made, made, make
from kgextract.engines import Engine, results, serial
from kgextract.errors import InputError, OutputError
from kgextract.model import Article
from kgextract.readers.ids import UniqueIds
from kgextract.writers.atomic import TEMPORARY, atomic

if TYPE_CHECKING:
    from kgextract.corpus.into import Into
    from kgextract.store import Store

__all__ = ["PARTS", "Failed", "Report", "Settings", "run"]

PARTS = "parts"  # the folder of the parts in that of a store

_PLAN, _FAILURES, _LOCK = "corpus.json", "failures.jsonl", ".lock"
_VERSION = 1
_TOTALS = ("articles", "entities", "statements", "facts", "quads", "warned")


@dataclass(slots=True, kw_only=True)
class Report:
    """What a run did, for all sources given: the numbers of the articles in the parts, new ones and those kept."""

    parts_made: int = 0
    parts_kept: int = 0
    parts_removed: int = 0
    articles_made: int = 0
    articles: int = 0
    entities: int = 0
    statements: int = 0
    facts: int = 0
    quads: int = 0
    warned: int = 0
    stored: int = 0  # articles that the store did not have so
    failures: list[Failed] = field(default_factory=list)
    complete: bool = False
    bytes_read: int = 0  # of the sources, so far

    def kinds(self) -> dict[str, int]:
        """Kind of failure → how many articles failed so, the most frequent first."""
        return dict(Counter(f.kind for f in self.failures).most_common())


def run(
    sources: Sequence[str],
    output: Path | str,
    *,
    engine: Engine | None = None,
    settings: Settings | None = None,
    store: Store | None = None,
    published: str | None = None,
    encoding: str | None = None,
    retry: bool = False,
    watch: Callable[[Report], object] = lambda _: None,
) -> Report:
    """Files, folders, patterns, archives → parts in a folder; only what is missing or changed is made.

    `retry` makes parts with failed articles anew. `watch` is shown the report after each part. An exception, such as
    KeyboardInterrupt, leaves what is done, and a later run goes on from there. `store` is open for writing, and this is
    always its output. OutputError: the folder is something
    else, is in use by another run, or cannot be written.
    """
    folder, settings, engine = Path(output), settings or Settings(), engine or serial()
    into = None
    if store is not None:
        from kgextract.corpus.into import Into

        into, settings = Into(store), replace(settings, base=store.base)
    with _held(folder):
        state = _State(folder, settings, watch, into)
        try:
            for job, result in results(engine, make, state.jobs(sources, published, encoding, retry)):
                if isinstance(result, Made):
                    state.count(job.part, result, new=True)
                elif isinstance(result, (OutputError, KeyboardInterrupt)):
                    raise result
                else:
                    state.lose(job.part, result)
            engine.close()
        except BaseException:
            engine.stop()
            state.save(complete=False)
            raise
        state.save(complete=True)
        return state.report


@dataclass(slots=True)
class _State:
    """The plan of a run as far as it is made, and what came of it."""

    folder: Path
    settings: Settings
    watch: Callable[[Report], object]
    into: Into | None = None
    report: Report = field(default_factory=Report)
    plan: dict[str, list[str]] = field(default_factory=dict)  # source → its parts

    def jobs(self, sources: Sequence[str], published: str | None, encoding: str | None, retry: bool) -> Iterator[Job]:
        """The parts that are to be made, each as the workers have room for it."""
        seal, unique = self.settings.seal(), UniqueIds()
        for source in sorted({_same_name(s) for s in sources}):
            names = self.plan[source] = []
            found = readers.readings(source, published=published, encoding=encoding, seen=self._seen, unique=unique)
            for part in cut(self._articles(found), seal):
                names.append(part.name)
                there = made(part.path(self.folder, gzip=self.settings.gzip))
                if there is None or (retry and there.failed):
                    yield Job(part=part, settings=self.settings, folder=str(self.folder))
                else:
                    self.count(part, there, new=False)

    def _articles(self, found: Iterator[readers.Reading]) -> Iterator[Article]:
        for reading in found:
            if isinstance(reading, InputError):
                place, _, reason = str(reading).partition(": ")
                self.report.failures.append(Failed(id=place, kind="unreadable", reason=reason))
            else:
                yield reading

    def count(self, part: Part, made: Made, *, new: bool) -> None:
        """Add the numbers of a part that was made, or was there, and its articles to the store."""
        report = self.report
        if self.into is not None:
            report.stored += self.into.take(part.path(self.folder, gzip=self.settings.gzip), made)
        report.parts_made += new
        report.parts_kept += not new
        report.articles_made += made.articles * new
        for name in _TOTALS:
            setattr(report, name, getattr(report, name) + getattr(made, name))
        report.failures += made.failed
        self.watch(report)

    def _seen(self, count: int) -> None:
        self.report.bytes_read += count

    def lose(self, part: Part, error: Exception) -> None:
        """Note the articles of a part that could not be made at all."""
        kind, reason = type(error).__name__, " ".join(str(error).split())
        self.report.failures += (Failed(id=a.id, kind=kind, reason=reason) for a in part.articles)

    def save(self, *, complete: bool) -> None:
        """Write down the plan and the failures; when all is done, remove parts that no source has any more."""
        before = _plan(self.folder)
        plan = {**before, **self.plan}
        if not complete:  # what a source had before stays known until its new parts are all there
            plan |= {s: list(dict.fromkeys([*names, *before.get(s, [])])) for s, names in self.plan.items()}
        known = {name for names in plan.values() for name in names}
        for path in (*self.folder.glob(f".*{TEMPORARY}"), *self.folder.glob(f"[0-9a-f][0-9a-f]/.*{TEMPORARY}")):
            path.unlink(missing_ok=True)  # of a process that was ended
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*.nq*") if complete else ():
            if path.name.partition(".")[0] not in known:
                if self.into is not None:
                    self.into.drop(path)
                path.unlink(missing_ok=True)
                self.report.parts_removed += 1
        self.report.complete = complete
        self.report.failures.sort(key=lambda f: (f.id, f.kind, f.reason))
        totals = {name: getattr(self.report, name) for name in _TOTALS}
        state = {"version": _VERSION, "complete": complete, **totals, "sources": plan}
        with atomic(self.folder / _PLAN) as stream:
            json.dump(state, stream, ensure_ascii=False, indent=0, sort_keys=True)
            stream.write("\n")
        with atomic(self.folder / _FAILURES) as stream:
            for failed in self.report.failures:
                stream.write(json.dumps(asdict(failed), ensure_ascii=False) + "\n")


def size(sources: Sequence[str]) -> int:
    """Bytes of the files that sources name, for a progress bar."""
    total = 0
    for source in sorted({_same_name(s) for s in sources}):
        for path in readers.files(source):
            with contextlib.suppress(OSError):
                total += path.stat().st_size
    return total


def _plan(folder: Path) -> dict[str, list[str]]:
    """Source → its parts, as the last run left them."""
    try:
        state = json.loads((folder / _PLAN).read_text("utf-8"))
        return {str(s): list(names) for s, names in state["sources"].items()} if state["version"] == _VERSION else {}
    except (OSError, ValueError, TypeError, LookupError, AttributeError):  # none, or what no run has written
        return {}


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[None]:
    """The output folder, made if need be, locked against other runs; the lock of a dead process is none."""
    try:
        if folder.exists() and not folder.is_dir():
            raise OutputError(f"{folder}: is there and is no folder. Give another name.")
        if folder.is_dir() and any(folder.iterdir()) and not any((folder / n).exists() for n in (_PLAN, _LOCK)):
            raise OutputError(f"{folder}/: is there and holds something else. Give an empty folder, or a new name.")
        folder.mkdir(parents=True, exist_ok=True)
        number = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            _lock(number, folder)
            yield
            os.ftruncate(number, 0)
        finally:
            os.close(number)
    except OSError as error:
        place = error.filename or f"{folder}/"
        raise OutputError(f"{place}: cannot be written ({error.strerror}). What is done is kept.") from error


def _lock(number: int, folder: Path) -> None:
    """Lock an open file and write into it who holds it. OutputError where another process does."""
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(number, 100, 0).decode("utf-8", "replace") or "another process"
        raise OutputError(f"{folder}/: is being written by {holder}. Wait until it is done.") from None
    os.ftruncate(number, 0)
    os.pwrite(number, f"process {os.getpid()} on {os.uname().nodename}".encode(), 0)


def _same_name(source: str) -> str:
    return source if source == readers.STDIN else os.path.normpath(source)
