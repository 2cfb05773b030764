"""Files of `data/` → frozen rows, read once and checked; an error names file and line and suggests the right word.

A module of this package declares the row type of its files and a `Table` for each:

    @dataclass(frozen=True, slots=True)
    class Cue:
        lemma: str
        speech: str = "say"

    CUES = Table("lexicons/cues.yaml", Cue)
    CUES.rows()  # tuple[Cue, ...]

YAML files are a list of mappings, one row each; TSV files have a header line with the field names, `#` starts a
comment line, `|` separates the items of a tuple field, an empty cell is the field's default.
"""

from __future__ import annotations

import csv
import difflib
import typing
from collections.abc import Iterator
from dataclasses import MISSING, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from kgextract import resources
from kgextract.errors import DataError

Row = TypeVar("Row")
TABLES: dict[str, Table[Any]] = {}


class Table(Generic[Row]):
    """One file of `data/` and the dataclass of its rows."""

    def __init__(self, path: str, row: type[Row]) -> None:
        self.path = path
        self.row = row
        TABLES[path] = self

    def rows(self) -> tuple[Row, ...]:
        """All rows, in file order. Raises DataError for a row that does not fit."""
        return self._rows

    def lines(self) -> tuple[int, ...]:
        """The line number of each row, for messages."""
        return tuple(line for line, _ in self._read)

    @cached_property
    def _read(self) -> list[tuple[int, dict[str, Any]]]:
        path = resources.data(self.path)
        if not path.is_file():
            raise DataError(f"data/{self.path}: there is no such file. Reinstall kgextract or restore it.")
        return list(_tsv(path) if path.suffix == ".tsv" else _yaml(path))

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        return tuple(self._build(line, values) for line, values in self._read)

    @cached_property
    def _types(self) -> dict[str, Any]:
        return typing.get_type_hints(self.row)

    def _build(self, line: int, values: dict[str, Any]) -> Row:
        place = f"data/{self.path}:{line}"
        known = {f.name: f for f in fields(self.row)}  # type: ignore[arg-type]
        cells = {k + "_" if k + "_" in known else k: v for k, v in values.items()}  # `class` → `class_`
        for name in cells.keys() - known.keys():
            raise DataError(f"{place}: unknown field {name!r}. {_suggest(name, known)}")
        for name, f in known.items():
            if name not in cells and f.default is MISSING and f.default_factory is MISSING:
                raise DataError(f"{place}: field {name.rstrip('_')!r} is missing. Add it.")
        try:
            return self.row(**{k: _convert(self._types[k], v) for k, v in cells.items()})
        except (TypeError, ValueError) as error:
            raise DataError(f"{place}: {error}. Correct the row.") from error


def _suggest(word: str, known: typing.Iterable[str]) -> str:
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1)
    return f"Did you mean {close[0]!r}?" if close else f"Known: {', '.join(names)}."


def _convert(kind: Any, value: Any) -> Any:
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        items = value.split("|") if isinstance(value, str) else value
        if not isinstance(items, (list, tuple)):
            raise ValueError(f"{value!r} is not a list")
        return tuple(_convert(args[0], item) for item in items)
    if origin is typing.Literal:
        if value not in args:
            raise ValueError(f"{value!r} is not allowed; {_suggest(str(value), map(str, args))}")
        return value
    if args and type(None) in args:
        return None if value in (None, "") else _convert(next(a for a in args if a is not type(None)), value)
    if kind is bool and isinstance(value, str):
        if value not in ("true", "false"):
            raise ValueError(f"{value!r} is neither true nor false")
        return value == "true"
    if kind in (int, float) and isinstance(value, (str, int)) and not isinstance(value, bool):
        return kind(value)
    if kind is Any or (isinstance(kind, type) and isinstance(value, kind)):
        return value
    raise ValueError(f"{value!r} is not of type {getattr(kind, '__name__', kind)}")


def _place(path: Path) -> str:
    return f"data/{path.relative_to(resources.data()).as_posix()}"


def _tsv(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = ((n, line.rstrip("\n")) for n, line in enumerate(file, 1))
        kept = ((n, line) for n, line in lines if line and not line.startswith("#"))
        header: list[str] | None = None
        for n, line in kept:
            cells = next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))
            if header is None:
                header = cells
                continue
            if len(cells) > len(header):
                raise DataError(f"{_place(path)}:{n}: {len(cells)} cells for {len(header)} columns. Remove one.")
            yield n, {k: v for k, v in zip(header, cells, strict=False) if v != ""}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which only true and false are truth values, and a date is a string: "on" and "no" are words."""

    yaml_implicit_resolvers: typing.ClassVar = {
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if not tag.endswith(":timestamp") and not (tag.endswith(":bool") and first not in "tTfF")
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _yaml(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    loader = _Loader(path.read_text(encoding="utf-8"))
    try:
        root = loader.get_single_node()
        if root is None:
            return
        if not isinstance(root, yaml.SequenceNode):
            raise DataError(f"{_place(path)}:1: the file is not a list of rows. Start each row with '- '.")
        for node in root.value:
            value = loader.construct_object(node, deep=True)
            if not isinstance(value, dict):
                raise DataError(f"{_place(path)}:{node.start_mark.line + 1}: not a row. Write 'field: value' pairs.")
            yield node.start_mark.line + 1, value
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise DataError(f"{_place(path)}:{line}: {getattr(error, 'problem', error)}. Correct the YAML.") from error
    finally:
        loader.dispose()
