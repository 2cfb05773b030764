"""A marked-up example sentence of a rule row → the plain sentence and what is expected where in it.

>>> plain, marks = parse("[speaker Ana Brun] a parlé le [date=2024-05-03 3 mai].")
>>> plain, [(m.label, m.value, plain[m.start:m.end]) for m in marks]
('Ana Brun a parlé le 3 mai.', [('speaker', None, 'Ana Brun'), ('date', '2024-05-03', '3 mai')])
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgextract.errors import DataError, nearest

LABELS = frozenset(
    "speaker cue content venue date document for addressee subject object holder role target event host place".split()
)
_OPENING = re.compile(r"\[([a-z]+)(?:=(\S+))? ")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) of the plain sentence with a label, and a value for dates."""

    label: str
    value: str | None
    start: int
    end: int


def mistaken(sentence: str) -> list[tuple[str, str]]:
    """Words that open a bracket and are nearly a label, each with the one that was probably meant."""
    words = [found[1] for found in _OPENING.finditer(sentence) if found[1] not in LABELS]
    return [(word, near) for word in words if (near := nearest(word, sorted(LABELS)))]


def parse(sentence: str) -> tuple[str, tuple[Mark, ...]]:
    """Marked-up sentence → plain sentence and marks in text order. Raises DataError for brackets that do not pair.

    A bracket that opens no known label is an ordinary character.
    """
    plain: list[str] = []
    length = at = 0
    open_: list[tuple[str, str | None, int] | None] = []  # None: an ordinary bracket
    marks = []
    while at < len(sentence):
        found = _OPENING.match(sentence, at)
        if found and found[1] in LABELS:
            open_.append((found[1], found[2], length))
            at = found.end()
            continue
        character = sentence[at]
        at += 1
        if character == "]" and open_:
            last = open_.pop()
            if last:
                marks.append(Mark(last[0], last[1], last[2], length))
                continue
        elif character == "[":
            open_.append(None)
        plain.append(character)
        length += 1
    if any(open_):
        raise DataError(f"“{sentence}”: a '[' is never closed. Add the ']'.")
    return "".join(plain), tuple(sorted(marks, key=lambda m: (m.start, -m.end)))
