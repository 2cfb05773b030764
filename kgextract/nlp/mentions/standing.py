"""Names of an article → the places where their words stand, in text order, at one place the longest name first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from kgextract.nlp.doc import Doc

T = TypeVar("T")


def standing(doc: Doc, names: Mapping[tuple[str, ...], T]) -> Iterator[tuple[int, int, T]]:
    """Tokens [start, end) that are the words of a name, with what belongs to the name."""
    firsts: dict[str, list[tuple[tuple[str, ...], T]]] = {}
    for name, value in sorted(names.items(), key=lambda n: -len(n[0])):
        firsts.setdefault(name[0], []).append((name, value))
    for i, token in enumerate(doc):
        for name, value in firsts.get(token.text, ()):
            if len(name) == 1 or tuple(t.text for t in doc[i : i + len(name)]) == name:
                yield i, i + len(name), value


def words_at(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """The words of a name as the text has them."""
    return tuple(t.text for t in doc[start:end])
