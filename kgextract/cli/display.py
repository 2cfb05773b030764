"""What commands show to people: styled on a terminal, plain on a pipe, safe in both."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def console() -> Console:
    """Standard output for people; a pipe gets plain lines that are never wrapped."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=not terminal)


def safe(text: str) -> str:
    """Any text → one line without control characters: what an article says must not steer the terminal."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns and rows → a table on a terminal, tab-separated lines on a pipe."""
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            print("\t".join(safe(cell) for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        shown.add_column(Text(safe(column), style="bold"), overflow="fold")
    for row in rows:
        shown.add_row(*(Text(safe(cell)) for cell in row))
    console().print(shown)


def csv_rows(columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> None:
    """Columns and rows → comma-separated values; cells that a spreadsheet would compute get an apostrophe."""
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(cell or "") for cell in row] for row in rows)


def json_rows(columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> None:
    """Columns and rows → a JSON list of objects; what is unbound is null."""
    import json

    print(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))


def note(text: str) -> None:
    """A line on standard error."""
    print(text, file=sys.stderr)


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
