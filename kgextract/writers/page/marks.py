"""A text and the spans to mark in it → paragraphs of pieces that nest, ready for a template.

Marks that cross are cut where they do, so that markup always nests; a mark over several paragraphs is one in each.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kgextract.tables.layout import SIGNS

Role = Literal["text", "heading", "caption", "noise"]
_HEADING = 140  # characters: a longer line is running text
_ENDS = re.compile(r"[.!?;:,…»\"”)]\s*$|[.!?] ")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One mention: characters [start, end), the number of its entity, and how it names it."""

    start: int
    end: int
    entity: int
    kind: str


@dataclass(slots=True)
class Piece:
    """Words, the beginning or end of a mark, or a reference to a statement; `height` counts the marks inside one."""

    kind: Literal["words", "open", "close", "reference"]
    words: str = ""
    mark: Mark | None = None
    number: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text: where it begins (UTF-16 code units, as browsers count), what it is, and its pieces."""

    at: int
    role: Role
    pieces: tuple[Piece, ...]


class Units:
    """Code points of a text → UTF-16 code units: `Units("🙂a").of(1) == 2`."""

    def __init__(self, text: str) -> None:
        self._wide = [n for n, c in enumerate(text) if c > "\uffff"]

    def of(self, offset: int) -> int:
        """The number of code units before a code point."""
        return offset + bisect_left(self._wide, offset)


def paragraphs(
    text: str, marks: Iterable[Mark], references: Sequence[tuple[int, int]] = (), *, titled: bool = False
) -> Iterator[Paragraph]:
    """Text, marks, and (offset, number) references → its lines that are not blank.

    Where the article has no title of its own (`titled` is false), a first line that looks like one is a heading.
    """
    units = Units(text)
    coming = sorted((m for m in set(marks) if m.start < m.end <= len(text)), key=_outer_first)
    noted = sorted(references)
    here: list[Mark] = []  # those that reach into the line
    taken = told = 0
    seen = False
    for line in re.finditer(r"[^\n]+", text):
        if not line[0].strip():
            continue
        start, end = line.span()
        here = [m for m in here if m.end > start]
        while taken < len(coming) and coming[taken].start < end:
            if coming[taken].end > start:
                here.append(coming[taken])
            taken += 1
        until = told
        while until < len(noted) and noted[until][0] <= end:
            until += 1
        role = _role(line[0].strip(), first=not seen and not titled)
        seen = seen or role != "caption"
        yield Paragraph(units.of(start), role, tuple(_pieces(text, start, end, here, noted[told:until])))
        told = until


def _outer_first(m: Mark) -> tuple[int, int, int]:
    return m.start, -m.end, m.entity


def _role(line: str, *, first: bool) -> Role:
    if any(p.search(line) for p in _patterns("caption")):
        return "caption"
    if first and len(line) <= _HEADING and not _ENDS.search(line):
        return "heading"
    return "noise" if any(p.search(line) for p in (*_patterns("call"), *_patterns("noise"))) else "text"


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    flags = re.IGNORECASE if kind in ("call", "noise") else re.NOFLAG
    return tuple(re.compile(form, flags) for sign in SIGNS.rows() if sign.kind == kind for form in sign.forms)


def _pieces(text: str, start: int, end: int, marks: list[Mark], notes: list[tuple[int, int]]) -> Iterator[Piece]:
    """The line [start, end) cut at the edges of its marks; what closes below another mark is closed and opened anew."""
    edges = sorted(
        {start, end, *(max(at, start) for at, _ in notes)}
        | {max(m.start, start) for m in marks}
        | {min(m.end, end) for m in marks}
    )
    told: dict[int, list[int]] = {}
    for at, number in notes:
        told.setdefault(max(at, start), []).append(number)
    out: list[Piece] = []
    stack: list[Piece] = []

    def close() -> Piece:
        last = stack.pop()
        out.append(Piece("close"))
        if stack:
            stack[-1].height = max(stack[-1].height, last.height + 1)
        return last

    waiting = iter(marks)
    coming = next(waiting, None)
    for here, there in zip(edges, [*edges[1:], end], strict=True):
        again: list[Piece] = []
        while any(p.mark and min(p.mark.end, end) <= here for p in stack):
            last = close()
            if last.mark and min(last.mark.end, end) > here:
                again.insert(0, last)
        out += [Piece("reference", number=n) for n in told.get(here, ())]
        for p in again:
            stack.append(Piece("open", mark=p.mark))
            out.append(stack[-1])
        while coming and max(coming.start, start) <= here < end:
            stack.append(Piece("open", mark=coming))
            out.append(stack[-1])
            coming = next(waiting, None)
        if here < there:
            out.append(Piece("words", text[here:there]))
    while stack:
        close()
    yield from out
