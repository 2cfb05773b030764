"""The rows of `data/` that carry sentences → their catalogue: what a row asks for, what it reads, what it must not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from typing import Any

from kgextract import tables

HEAD = """# The rules of kgextract

Each row of `data/rules/` and `data/lexicons/` that carries sentences. What stands in brackets is what the row reads;
in the sentences after *never* it reads nothing. `kgextract rules check ROW` runs the sentences of a row."""
_SENTENCES = ("examples", "never")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its name, its file and line, its fields as they were given, its sentences."""

    name: str
    place: str  # file:line
    fields: tuple[tuple[str, str], ...]
    examples: tuple[str, ...]
    never: tuple[str, ...]


def entries(part: str = "") -> list[Entry]:
    """Every row with a sentence whose file or name contains `part`, in the order of the files."""
    tables.load_all()
    return [
        entry
        for path in sorted(tables.TABLES)
        if any(hasattr(tables.TABLES[path].row, name) for name in _SENTENCES)
        for entry in _entries(tables.TABLES[path])
        if (entry.examples or entry.never) and (part in entry.name or part in path)
    ]


def markdown() -> str:
    """All rules → one page."""
    return "\n".join([HEAD, "", *_page()]) + "\n"


def _page() -> Iterator[str]:
    file = ""
    for entry in entries():
        if file != (file := entry.place.rpartition(":")[0]):
            yield f"## {file}"
            yield ""
        yield f"### {entry.name}"
        yield ""
        yield "; ".join(f"{name} `{value}`" for name, value in entry.fields)
        yield ""
        yield from (f"- {sentence}" for sentence in entry.examples)
        yield from (f"- *never*: {sentence}" for sentence in entry.never)
        yield ""


def _entries(table: tables.Table[Any]) -> Iterator[Entry]:
    for row, place in zip(table.rows(), table.places(), strict=True):
        given = [f for f in fields(row) if f.name not in (*_SENTENCES, "id") and getattr(row, f.name) != _default(f)]
        yield Entry(
            name=tables.name_of(row, place),
            place=str(place),
            fields=tuple((f.name.rstrip("_"), _shown(getattr(row, f.name))) for f in given),
            examples=tuple(getattr(row, "examples", ())),
            never=tuple(getattr(row, "never", ())),
        )


def _default(field: Any) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _shown(value: Any) -> str:
    return ", ".join(str(item) or "—" for item in value) if isinstance(value, tuple) else str(value)
