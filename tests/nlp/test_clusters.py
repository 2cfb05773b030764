"""Small articles with their things marked (`clusters.txt`): each is found, of its type, and with the right others.

`[X1 …]` marks words that are no thing of the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kgextract.model import Extraction

_OPEN = re.compile(r"\[([A-Z])(\d) ")
_TYPES = {
    "P": "Person",
    "O": "Organization",
    "L": "Place",
    "E": "Event",
    "D": "Document",
    "G": "Group",
    "R": "Role",
    "X": "",
}
_FILE = Path(__file__).with_name("clusters.txt")


def articles() -> Iterator[str]:
    """The marked articles of the file, a paragraph each."""
    for block in _FILE.read_text("utf-8").strip().split("\n\n"):
        yield "\n".join(line for line in block.splitlines() if not line.startswith("#"))


def unmarked(marked: str) -> tuple[str, list[tuple[str, str, int, int]]]:
    """A marked text → the plain one, and type, label, start and end of each mark."""
    plain, marks, stack, at = "", [], [], 0
    while at < len(marked):
        if opened := _OPEN.match(marked, at):
            stack.append((_TYPES[opened[1]], opened[1] + opened[2], len(plain)))
            at = opened.end()
        elif marked[at] == "]":
            type, label, start = stack.pop()
            marks.append((type, label, start, len(plain)))
            at += 1
        else:
            plain += marked[at]
            at += 1
    return plain, marks


@pytest.mark.parametrize("marked", [a for a in articles() if a])
def test_things(extract: Callable[..., Extraction], marked: str) -> None:
    text, marks = unmarked(marked)
    at = {(m.start, m.end): (e.type, e.id) for e in extract(text).entities for m in e.mentions}
    wrong = [(text[a:b], at.get((a, b))) for type, _, a, b in marks if at.get((a, b), ("", ""))[0] != type]
    assert not wrong, f"not found, or of another type: {wrong}"
    of_label: dict[str, set[str]] = {}
    for type, label, a, b in marks:
        if type:
            of_label.setdefault(label, set()).add(at[a, b][1])
    split = {label: ids for label, ids in of_label.items() if len(ids) > 1}
    assert not split, f"one thing, found as several: {split}"
    ids = [next(iter(found)) for found in of_label.values()]
    assert len(set(ids)) == len(ids), f"several things, found as one: {of_label}"
