"""Ranges of a text, each with something → those that may hold a place, found without looking at all."""

from __future__ import annotations

from collections import defaultdict
from typing import Generic, TypeVar

_LENGTH = 500  # characters that are looked at together

Item = TypeVar("Item")


class Stretches(Generic[Item]):
    """What was put on ranges of characters, by the stretches of the text that they touch."""

    def __init__(self) -> None:
        self._there: defaultdict[int, list[Item]] = defaultdict(list)

    def put(self, start: int, end: int, item: Item) -> None:
        """Put something on a range."""
        for n in range(start // _LENGTH, end // _LENGTH + 1):
            self._there[n].append(item)

    def near(self, at: int) -> list[Item]:
        """All whose range holds a place, and others close by, in the order in which they were put."""
        return self._there.get(at // _LENGTH, [])
