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

`add` takes a user's own YAML file: table names, each with rows that then stand after those of the project.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import typing
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

import yaml

from kgextract import resources
from kgextract.errors import DataError, UsageError

Row = TypeVar("Row")
TABLES: dict[str, Table[Any]] = {}
_LISTED = 20  # names that a message lists
_ADDED: dict[str, list[Entry]] = {}  # table → rows of users' files


class Place(NamedTuple):
    """Where a row stands: the file as it was given, as messages show it, and the line."""

    file: Path
    shown: str
    line: int

    def __str__(self) -> str:
        return f"{self.shown}:{self.line}"


Entry = tuple[Place, dict[str, Any]]
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
            yield from _tsv(path, shown)
        else:
            file = _Yaml(path, shown)
            yield from file.rows(file.root)
        yield from _ADDED.get(self.path, ())

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        types = typing.get_type_hints(self.row)
        columns = {f.name: (f.name, _conversion(types[f.name])) for f in fields(self.row)}  # type: ignore[arg-type]
        columns |= {name[:-1]: column for name, column in columns.items() if name.endswith("_")}  # `class` → `class_`
        needed = [f.name for f in fields(self.row) if f.default is MISSING and f.default_factory is MISSING]  # type: ignore[arg-type]
        return tuple(self._build(place, values, columns, needed) for place, values in self._entries())

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
    file = _Yaml(path, str(path))
    if not isinstance(file.root, yaml.MappingNode):
        raise DataError(f"{path}:1: the file is no mapping. Write a table name such as rules/relations, then its rows.")
    known = {name.rpartition(".")[0]: name for name in _files()}
    for key, rows in file.root.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "[…]"
        if name not in known:
            raise DataError(f"{file.place(key)}: there is no table {name!r}. {_suggest(name, known)}")
        table = TABLES.get(known[name])
        if table is not None and "_rows" in vars(table):
            raise UsageError(f"{path}: {name} is in use already. Add rules before the first article is read.")
        _ADDED.setdefault(known[name], []).extend(file.rows(rows))
    load_all()
    for key, _ in file.root.value:
        _once(TABLES[known[str(key.value)]])


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
    close = difflib.get_close_matches(word, names, n=1)
    if close:
        return f"Did you mean {close[0]!r}?"
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
        return lambda value: None if value in (None, "") else inner(value)
    return _value_of(kind)


def _items(item: Conversion) -> Conversion:
    def convert(value: Any) -> tuple[Any, ...]:
        items = value.split("|") if isinstance(value, str) else value
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


def _tsv(path: Path, shown: str) -> Iterator[Entry]:
    with path.open(encoding="utf-8", newline="") as file:
        header: list[str] | None = None
        for n, line in enumerate(file, 1):
            line = line.rstrip("\r\n")
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
                continue
            if len(cells) > len(header):
                raise DataError(f"{shown}:{n}: {len(cells)} cells for {len(header)} columns. Remove one.")
            yield Place(path, shown, n), {k: v for k, v in zip(header, cells, strict=False) if v}


_TEXT, _LIST, _MAPPING = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


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

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        """The tag of a node that has none of its own, as `yaml` finds it where no path has a tag."""
        if kind is not yaml.ScalarNode:
            return _LIST if kind is yaml.SequenceNode else _MAPPING
        if implicit[0]:
            for tag, pattern in self.yaml_implicit_resolvers.get(value[:1], ()):
                if pattern.match(value):
                    return str(tag)
        return _TEXT


class _Yaml:
    """A YAML file as nodes that know their lines. Raises DataError, with the line, for what is no YAML."""

    def __init__(self, path: Path, shown: str) -> None:
        self.path, self.shown = path, shown
        try:
            text = path.read_text(encoding="utf-8")
            self._plain = "&" not in text and "<<" not in text  # no aliases, no merged keys
            self._loader = _Loader(text)
            self.root: yaml.Node | None = self._loader.get_single_node()
        except yaml.YAMLError as error:
            raise self._wrong(error) from error
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is no text in UTF-8"
            raise DataError(f"{shown}: cannot be read ({reason}). Give a YAML file.") from error

    def rows(self, node: yaml.Node | None) -> Iterator[Entry]:
        """A list of mappings → the rows."""
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            raise DataError(f"{self.place(node)}: this is not a list of rows. Start each row with '- '.")
        for item in node.value:
            value = self.value(item)
            if not isinstance(value, dict) or not all(isinstance(name, str) for name in value):
                raise DataError(f"{self.place(item)}: not a row. Write 'field: value' pairs.")
            yield self.place(item), value

    def value(self, node: yaml.Node) -> Any:
        """A node as Python values."""
        if isinstance(node, yaml.ScalarNode) and node.tag == _TEXT:
            return node.value
        try:
            if self._plain and type(node) is yaml.SequenceNode and node.tag == _LIST:
                return [self.value(item) for item in node.value]
            if self._plain and type(node) is yaml.MappingNode and node.tag == _MAPPING:
                if all(type(key) is yaml.ScalarNode for key, _ in node.value):
                    row = {self.value(key): self.value(item) for key, item in node.value}
                    if len(row) < len(node.value):
                        raise DataError(f"{self.place(node)}: has a field twice. Keep one of them.")
                    return row
            return self._loader.construct_object(node, deep=True)
        except yaml.YAMLError as error:
            raise self._wrong(error) from error
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:  # of `yaml`
            raise DataError(f"{self.place(node)}: a value is not of its type. Put it in quotation marks.") from error

    def place(self, node: yaml.Node) -> Place:
        """Where a node stands."""
        return Place(self.path, self.shown, node.start_mark.line + 1)

    def _wrong(self, error: yaml.YAMLError) -> DataError:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return DataError(f"{self.shown}:{line}: {getattr(error, 'problem', error)}. Correct the YAML.")
