"""Files of `data/` → frozen rows, read once and checked; an error names file and line and suggests the right word.

A module of this package declares the row type of its files and a `Table` for each:

    @dataclass(frozen=True, slots=True)
    class Cue:
        lemma: str
        speech: str = "say"

    CUES = Table("lexicons/cues.yaml", Cue)
    CUES.rows()  # tuple[Cue, ...]

Files are read by `files`. In TSV, `|` separates the items of a tuple field, and an empty cell is the field's default.

`add` takes a user's own YAML file: table names, each with rows that then stand after those of the project.
"""

from __future__ import annotations

import importlib
import pkgutil
import typing
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import MISSING, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from kgextract import resources
from kgextract.errors import DataError, UsageError, nearest
from kgextract.tables.files import Entry, Place, Yaml, cells, tsv

Row = TypeVar("Row")
TABLES: dict[str, Table[Any]] = {}
_LISTED = 20  # names that a message lists
_ADDED: dict[str, list[Entry]] = {}  # table → rows of users' files
Conversion = Callable[[Any], Any]  # a cell → the value of a field; raises ValueError
Columns = dict[str, tuple[str, Conversion]]  # name in the file → name of the field, and what its cells become


class Table(Generic[Row]):
    """One file of `data/` and the dataclass of its rows."""

    def __init__(self, path: str, row: type[Row]) -> None:
        self.path = path
        self.row = row
        TABLES[path] = self

    def rows(self) -> tuple[Row, ...]:
        """All rows, in file order. Raises DataError for a row that does not fit."""
        return self._rows

    def places(self) -> tuple[Place, ...]:
        """Where each row stands, for messages."""
        return tuple(place for place, _ in self._entries())

    def _entries(self) -> Iterator[Entry]:
        path = resources.data(self.path)
        if not path.is_file():
            raise DataError(f"data/{self.path}: there is no such file. Reinstall kgextract or restore it.")
        shown = f"data/{self.path}"
        if path.suffix == ".tsv":
            yield from tsv(path, shown)
        else:
            file = Yaml(path, shown)
            yield from file.rows(file.root)
        yield from _ADDED.get(self.path, ())

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        types = typing.get_type_hints(self.row)
        columns = {f.name: (f.name, _conversion(types[f.name])) for f in fields(self.row)}  # type: ignore[arg-type]
        columns |= {name[:-1]: column for name, column in columns.items() if name.endswith("_")}  # `class` → `class_`
        needed = [f.name for f in fields(self.row) if f.default is MISSING and f.default_factory is MISSING]  # type: ignore[arg-type]
        if self.path.endswith(".tsv") and not _ADDED.get(self.path):
            with suppress(KeyError, TypeError, ValueError, OSError):  # the rows one by one say what is wrong, and where
                return tuple(self._straight(columns))
        return tuple(self._build(place, values, columns, needed) for place, values in self._entries())

    def _straight(self, columns: Columns) -> Iterator[Row]:
        """The rows of a TSV file straight from its cells: there are tens of thousands."""
        header, lines = cells(resources.data(self.path), f"data/{self.path}")
        names = [f.name for f in fields(self.row)]  # type: ignore[arg-type]
        defaults = [f.default for f in fields(self.row)]  # type: ignore[arg-type]
        known = [columns[name] for name in header]
        order = [(names.index(name), None if become in (_text, _text_or_none) else become) for name, become in known]
        for _, row in lines:
            values = defaults.copy()
            for (at, convert), cell in zip(order, row, strict=False):
                if cell:
                    values[at] = convert(cell) if convert else cell
            if MISSING in values:
                raise ValueError
            yield self.row(*values)

    def _build(self, place: Place, values: dict[str, Any], columns: Columns, needed: list[str]) -> Row:
        try:
            cells = {}
            for name, value in values.items():
                field, convert = columns[name]
                cells[field] = convert(value)
            return self.row(**cells)
        except KeyError:
            for name in values.keys() - columns.keys():
                raise DataError(f"{place}: unknown field {name!r}. {_suggest(name, columns)}") from None
            raise
        except (TypeError, ValueError) as error:
            for name in needed:
                if name not in cells:
                    raise DataError(f"{place}: field {name.rstrip('_')!r} is missing. Add it.") from None
            raise DataError(f"{place}: {error}. Correct the row.") from error


def add(path: Path) -> None:
    """A user's YAML file → rows after those of the project, in this process: table names, each with its rows.

    Raises DataError for a file that is no such thing, UsageError where a table of it has already been used.
    """
    known = {name.rpartition(".")[0]: name for name in _files()}
    given = set()
    for place, name, rows in Yaml(path, str(path)).tables():
        if name not in known:
            raise DataError(f"{place}: there is no table {name!r}. {_suggest(name, known)}")
        table = TABLES.get(known[name])
        if table is not None and "_rows" in vars(table):
            raise UsageError(f"{path}: {name} is in use already. Add rules before the first article is read.")
        _ADDED.setdefault(known[name], []).extend(rows)
        given.add(known[name])
    load_all()
    for name in sorted(given):
        _once(TABLES[name])


def _once(table: Table[Any]) -> None:
    """DataError where two rows of a table have one id: what is found would name neither."""
    seen: dict[str, Place] = {}
    for place, row in zip(table.places(), table.rows(), strict=True):
        id = getattr(row, "id", None)
        if id and (before := seen.setdefault(id, place)) is not place:
            raise DataError(f"{place}: there is a row {id!r} already ({before}). Give it another id.")


def added() -> Iterator[tuple[Place, Any]]:
    """The rows of users' files, and where each stands."""
    for path, entries in _ADDED.items():
        rows = TABLES[path].rows()[-len(entries) :] if entries else ()
        yield from zip((place for place, _ in entries), rows, strict=True)


def name_of(row: Any, place: Place) -> str:
    """A row and where it stands → the name that people know it by."""
    return str(getattr(row, "id", "") or getattr(row, "lemma", "") or f"row {place.line}")


def load_all() -> None:
    """Import every module of this package, so that all tables are declared."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")


def _files() -> Iterator[str]:
    for folder in ("gazetteers", "lexicons", "rules"):
        for path in sorted(resources.data(folder).glob("*.*")):
            if path.suffix in (".yaml", ".tsv"):
                yield f"{folder}/{path.name}"


def _suggest(word: str, known: typing.Iterable[str]) -> str:
    names = sorted(known)
    if near := nearest(word, names):
        return f"Did you mean {near!r}?"
    return f"Known: {', '.join(names[:_LISTED])}{' …' if len(names) > _LISTED else '.'}"


def _conversion(kind: Any) -> Conversion:
    """The type of a field → what turns a cell into a value of it."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _items(_conversion(args[0]))
    if origin is typing.Literal:
        return _one_of(args)
    if args and type(None) in args:
        inner = _conversion(next(a for a in args if a is not type(None)))
        return _text_or_none if inner is _text else lambda value: None if value in (None, "") else inner(value)
    return _text if kind is str else _value_of(kind)


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return value
    raise ValueError(f"{value!r} is not of type str")


def _text_or_none(value: Any) -> Any:
    return None if value in (None, "") else _text(value)


def _items(item: Conversion) -> Conversion:
    def convert(value: Any) -> tuple[Any, ...]:
        items = value.split("|") if isinstance(value, str) else value
        if item is _text and items is not value:
            return tuple(items)
        if not isinstance(items, (list, tuple)):
            raise ValueError(f"{value!r} is not a list")
        return tuple(map(item, items))

    return convert


def _one_of(allowed: tuple[Any, ...]) -> Conversion:
    def convert(value: Any) -> Any:
        if value not in allowed:
            raise ValueError(f"{value!r} is not allowed; {_suggest(str(value), map(str, allowed))}")
        return value

    return convert


def _value_of(kind: Any) -> Conversion:
    def convert(value: Any) -> Any:
        if type(value) is kind or kind is Any:
            return value
        if kind is bool and isinstance(value, str):
            if value not in ("true", "false"):
                raise ValueError(f"{value!r} is neither true nor false")
            return value == "true"
        if kind in (int, float) and isinstance(value, (str, int)) and not isinstance(value, bool):
            return kind(value)
        if isinstance(kind, type) and isinstance(value, kind):
            return value
        raise ValueError(f"{value!r} is not of type {getattr(kind, '__name__', kind)}")

    return convert
