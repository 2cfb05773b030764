"""The files of `data/` are tidy: nothing stands twice, tables of names are sorted, the README knows every file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from kgextract import tables
from kgextract.resources import data
from kgextract.tables.word_classes import WordClass, word_classes

tables.load_all()
TABLES = [pytest.param(tables.TABLES[path], id=path) for path in sorted(tables.TABLES)]
SOURCES = sorted(data("gazetteers/sources").glob("*.tsv"))


def twice(items: Any) -> list[Any]:
    return [item for item, n in Counter(items).items() if n > 1]


@pytest.mark.parametrize("table", TABLES)
def test_no_row_stands_twice_and_no_word_in_a_row(table: tables.Table[Any]) -> None:
    assert twice(table.rows()) == []
    lists = [f.name for f in fields(table.row) if f.name != "examples"]
    for row, place in zip(table.rows(), table.places(), strict=True):
        for name in lists:
            cell = getattr(row, name)
            assert not isinstance(cell, tuple) or twice(cell) == [], f"{place}: {name}"


@pytest.mark.parametrize("table", TABLES)
def test_ids_and_closed_classes_stand_once(table: tables.Table[Any]) -> None:
    if table.path.startswith("rules/"):
        assert twice(row.id for row in table.rows()) == []
    elif table.row is WordClass:
        assert twice(row.class_ for row in table.rows()) == []


def test_closed_classes_have_words_of_their_own_and_are_read() -> None:
    """No list of three words or more stands in two classes (`same` names the other), no class is left unread."""
    closed = [(path, row) for path, table in tables.TABLES.items() if table.row is WordClass for row in table.rows()]
    assert twice(frozenset(row.words) for _, row in closed if len(row.words) > 2) == []
    code = "\n".join(path.read_text("utf-8") for path in Path(tables.__file__).parents[1].rglob("*.py"))
    assert [f"{path}: {row.class_}" for path, row in closed if not re.search(rf"[\"']{row.class_}[\"']", code)] == []
    assert all(word_classes(path)(row.class_) for path, row in closed)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_line_of_a_source_stands_twice(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines()[1:] if line and line[0] != "#"]
    assert twice(lines) == []


def test_no_blanks_at_the_ends_of_lines_and_one_line_end_at_the_end() -> None:
    wrong = []
    for path in sorted(p for suffix in ("yaml", "tsv", "rq") for p in data().rglob(f"*.{suffix}")):
        text = path.read_text("utf-8")
        blank = any(line != line.rstrip(" \r") for line in text.split("\n"))
        wrong += [path.name] if blank or not text.endswith("\n") or text.endswith("\n\n") else []
    assert wrong == []
