"""Part → its file of N-Quads, complete or not there: what a worker does, wherever it is.

The first line of the file is a comment that says what is in it and which of its articles failed, so that data and
record are one and the same atomic step.
"""

from __future__ import annotations

import gc
import gzip
import json
import threading
import zlib
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from kgextract.corpus.parts import Part, Settings
from kgextract.errors import OutputError

_MARK = "# kgextract part "
_RENEWED = 16  # parts after which what the model keeps of words is dropped
RARELY = (100_000, 20, 20)  # new objects before Python looks for garbage


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An article that was not read: its id, the kind of failure and the reason."""

    id: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What is in a part: numbers of articles, of what was found, of quads, and the articles that failed."""

    articles: int = 0
    entities: int = 0
    statements: int = 0
    facts: int = 0
    quads: int = 0
    warned: int = 0  # articles with a warning
    failed: tuple[Failed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A part to make, and where."""

    part: Part
    settings: Settings
    folder: str


def make(job: Job) -> Made:
    """Read the articles of a part and write its file. Raises OutputError where it cannot be written."""
    with _one_at_a_time:
        _reader.ready(job.settings)
        made, body = _read(job.part, job.settings)
        path = job.part.path(Path(job.folder), gzip=job.settings.gzip)
        _write(path, f"{_MARK}{json.dumps(asdict(made), ensure_ascii=True)}\n{body}")
        _reader.done()
        return made


def made(path: Path) -> Made | None:
    """The record in a part's file; None where it has none."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            first = file.readline()
    except (OSError, EOFError, UnicodeDecodeError, zlib.error):
        return None
    if not first.startswith(_MARK):
        return None
    try:
        row = json.loads(first.removeprefix(_MARK))
        return Made(**{**row, "failed": tuple(Failed(**f) for f in row["failed"])})
    except (ValueError, TypeError, KeyError):  # what no run has written
        return None


def _read(part: Part, settings: Settings) -> tuple[Made, str]:
    from kgextract import writers
    from kgextract.extractor import Failure, extract_all, warnings

    failed: list[Failed] = []
    wanted = []
    for article in part.articles:
        found = warnings(article) if settings.strict else ()
        if found:
            failed.append(Failed(id=article.id, kind="refused", reason="; ".join(found)))
        else:
            wanted.append(article)
    text: list[str] = []
    entities = statements = facts = warned = 0
    for x in extract_all(wanted, seconds=settings.seconds):
        if isinstance(x, Failure):
            reason = " ".join(f"{x.error}".split())
            failed.append(Failed(id=x.article.id, kind=type(x.error).__name__, reason=reason))
            continue
        x = settings.selection.of(x)
        text.append(
            writers.render(x, format="nquads", base=settings.base, provenance=settings.provenance, rdf12=settings.rdf12)
        )
        entities, statements, facts = entities + len(x.entities), statements + len(x.statements), facts + len(x.facts)
        warned += bool(x.warnings)
    body = "".join(text)
    made = Made(
        articles=len(text),
        entities=entities,
        statements=statements,
        facts=facts,
        quads=body.count("\n"),
        warned=warned,
        failed=tuple(failed),
    )
    return made, body


def _write(path: Path, text: str) -> None:
    from kgextract.writers.atomic import atomic

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path.parent}/: cannot be made ({error.strerror}). Give another folder.") from error
    data = text.encode("utf-8")
    with atomic(path, binary=True) as stream:
        if path.suffix == ".gz":
            with gzip.GzipFile("", "wb", fileobj=stream, mtime=0) as packed:  # no name, no time: equal bytes
                packed.write(data)
        else:
            stream.write(data)


class _Reader:
    """The pipeline of this process, and how long it keeps the words that it has met."""

    def __init__(self) -> None:
        self._settings: Settings | None = None
        self._zone = ExitStack()
        self._parts = 0

    def ready(self, settings: Settings) -> None:
        """Load the model, once."""
        from kgextract.nlp import pipeline

        if self._settings is None:
            if settings.rules or settings.ontology:
                from kgextract.extension import extend

                extend(rules=settings.rules, ontology=settings.ontology)
            gc.set_threshold(*RARELY)
            pipeline.load()
            self._settings = settings
        if self._parts == 0:
            self._zone.enter_context(pipeline.memory_zone())

    def done(self) -> None:
        """Note a part that was made."""
        self._parts += 1
        if self._parts == _RENEWED:
            self._zone.close()
            self._parts = 0


_reader = _Reader()
_one_at_a_time = threading.Lock()  # the model is not made for several threads
