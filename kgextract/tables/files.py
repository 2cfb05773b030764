"""A YAML or TSV file → its rows as mappings, each with the place where it stands; what is no such file says where.

YAML files are a list of mappings, one row each; TSV files have a header line with the field names, `#` starts a
comment line, an empty cell is no field.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kgextract.errors import DataError


class Place(NamedTuple):
    """Where a row stands: the file as it was given, as messages show it, and the line."""

    file: Path
    shown: str
    line: int

    def __str__(self) -> str:
        return f"{self.shown}:{self.line}"


Entry = tuple[Place, dict[str, Any]]


def tsv(path: Path, shown: str) -> Iterator[Entry]:
    """The rows of a TSV file, each with its place; empty cells are left out."""
    header, lines = cells(path, shown)
    for n, row in lines:
        yield Place(path, shown, n), {k: v for k, v in zip(header, row, strict=False) if v}


def cells(path: Path, shown: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """A TSV file → the names of its columns, and the number and the cells of each line."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read().replace("\r\n", "\n")
    lines = ((n, line.split("\t")) for n, line in enumerate(text.split("\n"), 1) if line and line[0] != "#")
    _, header = next(lines, (0, []))
    return header, _as_wide(lines, header, shown)


def _as_wide(lines: Iterable[tuple[int, list[str]]], header: list[str], shown: str) -> Iterator[tuple[int, list[str]]]:
    for n, row in lines:
        if len(row) > len(header):
            raise DataError(f"{shown}:{n}: {len(row)} cells for {len(header)} columns. Remove one.")
        yield n, row


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


class Yaml:
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

    def tables(self) -> Iterator[tuple[Place, str, Iterator[Entry]]]:
        """A mapping of names to lists of mappings → where each name stands, the name, and its rows."""
        if not isinstance(self.root, yaml.MappingNode):
            raise DataError(
                f"{self.shown}:1: the file is no mapping. Write a table name such as rules/relations, then its rows."
            )
        for key, rows in self.root.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "[…]"
            yield self.place(key), name, self.rows(rows)

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
