"""The tables of `data/` → their reference: what a file holds, what its rows are, what stands in each column."""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from typing import Any

from kgextract import resources, tables
from kgextract.reference import cell

HEAD = """# The tables of kgextract

Every file of `data/` that is read as rows. A file of your own for `--rules` maps names of these files without their
ending (`lexicons/cues`) to rows with the same columns; they stand behind the rows that are there. In TSV files `|`
separates the items of a cell."""
_KINDS = {str: "text", bool: "true or false", int: "number", float: "number"}
_COLUMN = re.compile(r"^    (\w+): [^#]*?(?:#\s*(.+))?$", re.M)


def markdown() -> str:
    """All tables → one page."""
    tables.load_all()
    body = [line for path in sorted(tables.TABLES) for line in _table(tables.TABLES[path])]
    return "\n".join([HEAD, "", *body]) + "\n"


def _table(table: tables.Table[Any]) -> Iterator[str]:
    yield f"## {table.path.rpartition('.')[0]}"
    yield ""
    yield from (line for line in (inspect.cleandoc(table.row.__doc__ or ""), "") if line or table.row.__doc__)
    if head := _head(table.path):
        yield from (f"> {line}" for line in head)
        yield ""
    types = typing.get_type_hints(table.row)
    notes = {name: note or "" for name, note in _COLUMN.findall(inspect.getsource(table.row))}
    yield "| column | | unless given | |"
    yield "|---|---|---|---|"
    for f in fields(table.row):
        yield f"| `{f.name.rstrip('_')}` | {_kind(types[f.name])} | {_default(f)} | {cell(notes.get(f.name, ''))} |"
    yield ""


def _head(path: str) -> list[str]:
    """The comment with which a file begins."""
    found = []
    for line in resources.data(path).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            break
        found.append(line.lstrip("# ").rstrip())
    return found


def _kind(kind: Any) -> str:
    """The type of a column, in words."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return ", ".join(f"`{value}`" if value else "empty" for value in inner)
    if origin is tuple:
        return f"list: {_kind(inner[0])}"
    if inner:
        return _kind(next(one for one in inner if one is not type(None)))
    return _KINDS.get(kind, "any value")


def _default(field: Field[Any]) -> str:
    if field.default is MISSING:
        return "needed"
    values = field.default if isinstance(field.default, tuple) else (field.default,)
    return ", ".join(f"`{value}`" for value in values if value not in (None, "", False))
