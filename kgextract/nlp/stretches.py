"""What stands in a text → what is at a place or begins in a range, found without looking at all."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

_LENGTH = 500  # characters that are looked at together

Item = TypeVar("Item")


def beginning(found: Sequence[Item], start: int, end: int, at: Callable[[Item], int]) -> Sequence[Item]:
    """Those of a row in text order that begin in [start, end)."""
    first = bisect_left(found, start, key=at)
    return found[first : bisect_left(found, end, first, key=at)]


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
