"""Columns and rows, and how wide the terminal is → lines that are read without scrolling sideways.

What is short stands in columns, wrapped between words. Where the table would be too wide, running text stands below
its row, the sentence that proves it last, with its article in brackets; the head has the same layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Row = Sequence[str]

_RUNNING = 90  # a column with a cell of more characters is running text
_WORD = 32  # a column is as wide as its longest word, up to this
_COMFORT = 18  # beside running text, which has room below, as wide as its cells up to this
_GAP = "  "
_FOR_PROGRAMS = ("start", "end", "sha256")  # character positions, and what a file is compared by
_SOURCE = "article"


@dataclass(frozen=True, slots=True)
class Layout:
    """Numbers of the columns that stand side by side, with their widths, and of those that stand below."""

    beside: dict[int, int]
    below: tuple[int, ...]
    source: int | None  # the column that follows the last one below, in brackets


def lines(columns: Row, rows: Sequence[Row], width: int) -> Iterator[tuple[str, str]]:
    """A table of safe cells → its lines, each with the name of its style: bold, dim or none."""
    layout = laid_out(columns, rows, width)
    yield from _beside(layout, columns, "bold")
    yield from _below(layout, columns, width, "bold")
    yield "─" * (width if layout.below else _sum(layout.beside.values())), ""
    for row in rows:
        yield from _beside(layout, row, "")
        yield from _below(layout, row, width, "dim")
        if layout.below:
            yield "", ""


def for_people(columns: Row, rows: Sequence[Row]) -> list[int]:
    """Columns and rows → the numbers of the columns that a person wants to see: what has values, and which differ."""
    filled = [n for n in range(len(columns)) if not rows or any(row[n] for row in rows)]
    one = {n for n in filled if columns[n] == _SOURCE and len({row[n] for row in rows}) < 2}
    return [n for n in filled if columns[n] not in _FOR_PROGRAMS and n not in one] or filled


def laid_out(columns: Row, rows: Sequence[Row], width: int) -> Layout:
    """Where each column goes so that nothing is wider than the terminal."""
    kept, cells = for_people(columns, rows), (columns, *rows)
    natural = {n: max(_cells(row[n]) for row in cells) for n in kept}
    if _sum(natural.values()) <= width:
        return Layout(natural, (), None)
    word = {n: max(_cells(w) for row in cells for w in row[n].split(" ")) for n in kept}
    below = [n for n in kept if natural[n] > _RUNNING]
    comfort = _COMFORT if below else 0
    least = {n: min(natural[n], max(min(word[n], _WORD), comfort)) for n in kept}
    source = next((n for n in kept if below and columns[n] == _SOURCE), None)
    beside = [n for n in kept if n not in below and n != source] or [below.pop(0)]
    while len(beside) > 1 and _sum(least[n] for n in beside) > width:
        widest = max(beside[1:], key=lambda n: natural[n])
        beside.remove(widest)
        below.insert(0, widest)
    widths = {n: natural[n] for n in beside}
    while _sum(widths.values()) > width and any(widths[n] > least[n] for n in beside):
        widths[max((n for n in beside if widths[n] > least[n]), key=lambda n: widths[n])] -= 1
    return Layout(widths, tuple(below), source)


def wrapped(text: str, width: int) -> list[str]:
    """One line → lines of at most so many cells, broken between words; quotation marks stay with what they enclose."""
    from rich.cells import chop_cells

    found = [""]
    for word in text.replace("« ", "«\u00a0").replace(" »", "\u00a0»").split(" "):
        joined = f"{found[-1]} {word}" if found[-1] else word
        if _cells(joined) <= width:
            found[-1] = joined
        else:
            found += chop_cells(word, width)
    return [line.replace("\u00a0", " ") for line in found if line] or [""]


def _beside(layout: Layout, row: Row, style: str) -> Iterator[tuple[str, str]]:
    columns = [(wrapped(row[n], width), width) for n, width in layout.beside.items()]
    for at in range(max(len(cell) for cell, _ in columns)):
        parts = [(cell[at] if at < len(cell) else "", width) for cell, width in columns]
        yield _GAP.join(part + " " * (width - _cells(part)) for part, width in parts).rstrip(), style


def _below(layout: Layout, row: Row, width: int, style: str) -> Iterator[tuple[str, str]]:
    for n in layout.below:
        source = f" [{row[layout.source]}]" if n == layout.below[-1] and layout.source is not None else ""
        if row[n] or source:
            yield from ((_GAP + line, style) for line in wrapped(row[n] + source, width - len(_GAP)))


def _sum(widths: Iterable[int]) -> int:
    found = list(widths)
    return sum(found) + len(_GAP) * (len(found) - 1)


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)
