"""Files of `data/` → what is wrong with them: rows that do not load, files nobody reads, sentences that come out wrong.

A rule row carries sentences: `examples` with the expected spans marked, `never` in which nothing may be found outside
the marks. Each is extracted as an article of its own. A row with `xfail` may fail; its reason is shown instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kgextract import resources, tables
from kgextract.errors import DataError
from kgextract.markup import mistaken, parse
from kgextract.rulelayers import LAYERS, Reading, layer_of

PUBLISHED = "2024-07-02"  # the day of each sentence, which anchors its relative dates
_NOT_TABLES = ("page/", "articles/", "examples/", "gold/", "queries/", "gazetteers/sources/")
_NOT_TABLE_SUFFIXES = (".md", ".py")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (file:line), and what."""

    place: str
    what: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a row."""

    place: str  # file:line
    row: str
    marked: str
    layer: str
    relation: str | None
    never: bool
    xfail: str | None


@dataclass(slots=True)
class Report:
    """What a check found: tables and sentences counted, problems, failures that were expected, and those no more."""

    tables: int = 0
    sentences: int = 0
    problems: list[Problem] = field(default_factory=list)
    expected: list[Problem] = field(default_factory=list)
    surprises: list[Problem] = field(default_factory=list)


def check(only: str = "") -> Report:
    """All of `data/` → a report; `only` limits the sentences to files or rows whose name contains it."""
    report = Report()
    tables.load_all()
    loaded = []
    for table in tables.TABLES.values():
        report.tables += 1
        try:
            table.rows()
            loaded.append(table)
        except DataError as error:
            place, _, what = str(error).partition(": ")
            report.problems.append(Problem(place, what))
    report.problems += [Problem(f"data/{name}", "no table reads this file") for name in unclaimed()]
    for sentence in sentences(loaded, only):
        _check_sentence(report, sentence)
    return report


def unclaimed() -> list[str]:
    """Files below `data/` that no table reads and that are no text, gold, query, page or script."""
    root = resources.data()
    names = sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
    return [
        name
        for name in names
        if name not in tables.TABLES
        and not name.startswith(_NOT_TABLES)
        and not name.endswith(_NOT_TABLE_SUFFIXES)
        and "__pycache__" not in name
    ]


def sentences(checked: Iterable[tables.Table[Any]], only: str = "") -> Iterator[Sentence]:
    """Every sentence of every row of some tables, in file order."""
    for table in checked:
        sources: dict[Path, list[str]] = {}
        for row, place in zip(table.rows(), table.places(), strict=True):
            name = tables.name_of(row, place)
            for kind in ("examples", "never"):
                for marked in getattr(row, kind, ()):
                    if not any(only in known for known in (table.path, name, place.file.name)):
                        continue
                    if place.file not in sources:
                        sources[place.file] = place.file.read_text("utf-8").split("\n")
                    where = f"{place.shown}:{_line(sources[place.file], place.line, marked)}"
                    try:
                        layer = layer_of(table.path, marked)
                    except DataError as error:
                        raise DataError(f"{where}: {name}: {error}") from None
                    yield Sentence(
                        place=where,
                        row=name,
                        marked=marked,
                        layer=layer,
                        relation=_relation(row),
                        never=kind == "never",
                        xfail=getattr(row, "xfail", None) or None,
                    )


def failure(sentence: Sentence) -> str | None:
    """Sentence → why it comes out wrong, None where it comes out right."""
    plain, marks = parse(sentence.marked)
    reading = Reading.of(plain, published=PUBLISHED)
    return LAYERS[sentence.layer](reading, marks, sentence.never, sentence.relation)


def _check_sentence(report: Report, sentence: Sentence) -> None:
    report.sentences += 1
    try:
        wrong = failure(sentence)
    except DataError as error:
        wrong = str(error)
    except Exception as error:  # a component that fails on one sentence must not hide the others
        wrong = f"{type(error).__name__}: {error}"
    kind = "never " if sentence.never else ""
    if wrong and sentence.xfail:
        report.expected.append(Problem(sentence.place, f"{sentence.row}: {sentence.xfail}"))
    elif wrong:
        odd = "".join(f"; [{m} …] is no mark; did you mean {near}?" for m, near in mistaken(sentence.marked))
        report.problems.append(Problem(sentence.place, f"{sentence.row}: {kind}“{sentence.marked}”: {wrong}{odd}"))
    elif sentence.xfail:
        report.surprises.append(Problem(sentence.place, f"{sentence.row}: “{sentence.marked}” comes out right"))


def _relation(row: Any) -> str | None:
    value = getattr(row, "relation", None) or getattr(row, "predicate", None)
    return value if isinstance(value, str) else None


def _line(source: list[str], row: int, marked: str) -> int:
    """Line of a sentence, at or below the line of its row."""
    start = marked[:25].replace('"', '\\"')
    return next((n for n in range(row, len(source) + 1) if start in source[n - 1] or marked[:25] in source[n - 1]), row)
