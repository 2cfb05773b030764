"""What commands show to people: styled on a terminal, plain on a pipe, safe in both."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_RUNNING = 90  # a column with a cell longer than this holds sentences


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
    """Columns and rows → a table on a terminal, tab-separated lines on a pipe.

    A terminal is narrow: character positions and columns without a value are for programs and stay out there.
    """
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            print("\t".join(safe(cell) for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    page, kept = console(), for_people(columns, rows)
    shown = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for n in kept:
        running = any(len(row[n]) > _RUNNING for row in rows)
        most = page.width // 3 if running else page.width // (len(kept) + 1)
        shown.add_column(Text(safe(columns[n]), style="bold"), overflow="fold", max_width=most)
    for row in rows:
        shown.add_row(*(Text(safe(row[n])) for n in kept))
    page.print(shown)


def for_people(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Columns and rows → the numbers of the columns that a person wants to see."""
    filled = [n for n in range(len(columns)) if not rows or any(row[n] for row in rows)]
    one = {n for n in filled if columns[n] == "article" and len({row[n] for row in rows}) < 2}
    return [n for n in filled if columns[n] not in ("start", "end") and n not in one] or filled


def csv_rows(columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> None:
    """Columns and rows → comma-separated values, safe in a spreadsheet as those of the writers are."""
    from kgextract.writers.sheets import sheet

    print(sheet(columns, rows), end="")


def json_rows(columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> None:
    """Columns and rows → a JSON list of objects; what is unbound is null."""
    import json

    print(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))


def note(text: str) -> None:
    """A line on standard error."""
    print(text, file=sys.stderr)


def one_line(text: str) -> None:
    """A line on standard error, whatever blanks and line ends a name in the text has."""
    note(" ".join(text.split()))
