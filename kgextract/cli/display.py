"""What commands show to people: styled on a terminal, plain on a pipe, safe in both."""

from __future__ import annotations

import contextlib
import sys
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_LONGEST = 800  # characters of a message


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
    whole = [[safe(cell) for cell in row] for row in (columns, *rows)]
    if sys.stdout.isatty():
        from kgextract.cli.terminal import lines

        page = console()
        for line, style in lines(whole[0], whole[1:], page.width):
            page.print(line, style=style, no_wrap=True)
        return
    for row in whole:
        print("\t".join(row))


def csv_rows(columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> None:
    """Columns and rows → comma-separated values, safe in a spreadsheet as those of the writers are."""
    from kgextract.writers.sheets import sheet

    print(sheet(columns, rows), end="")


def json_rows(columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> None:
    """Columns and rows → a JSON list of objects; what is unbound is null."""
    import json

    print(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))


def counted(number: int, noun: str) -> str:
    """A number and what is counted: `1 article`, `2 articles`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def note(text: str) -> None:
    """Lines on standard error; where that is full or closed nobody reads them, and the work goes on.

    A name in them does not steer the terminal: control characters are shown as Python writes them.
    """
    shown = "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)
    with contextlib.suppress(OSError):
        print(shown, file=sys.stderr)


def one_line(text: str) -> None:
    """A line on standard error, whatever blanks, line ends and length a name in the text has."""
    line = " ".join(text.split())
    note(line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}")
