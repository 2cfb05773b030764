"""Regular expression → its matches in a text, tried only where a word begins with a letter that fits.

Python tries an expression that ignores case, or has alternatives, at every character. One that may match only where no
word goes on, `(?<!\\w)…`, is tried here at the openings of words, and of those where its first letter stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

_OPENING = re.compile(r"(?<!\w)\S")
_RANGE = 1000  # characters of a class that are worth listing
_parser: Any = getattr(re, "_parser", None)  # where Python has another one, every opening is tried


class Finder:
    """An expression, or several of which the first one that matches counts."""

    def __init__(self, tried: dict[str, re.Pattern[str]], rest: re.Pattern[str] | None) -> None:
        self._tried = tried  # first letter → what may match there
        self._rest = rest  # at all other letters

    @classmethod
    def of(cls, pattern: re.Pattern[str]) -> Finder:
        """One expression, which begins with `(?<!\\w)` or asks for as much."""
        known = letters(pattern)
        return cls(dict.fromkeys(known or (), pattern), None if known else pattern)

    @classmethod
    def of_any(cls, choices: Sequence[str], *, before: str, after: str) -> Finder:
        """Alternatives between what must stand before, `(?<!\\w)` or more, and after; each letter has its own."""
        first = [(choice, letters(re.compile(choice))) for choice in choices]

        def one_of(fit: list[str]) -> re.Pattern[str]:
            return re.compile(f"{before}(?:{'|'.join(fit)}){after}")

        every = frozenset[str]().union(*(some for _, some in first if some))
        tried = {letter: one_of([c for c, some in first if not some or letter in some]) for letter in every}
        rest = [c for c, some in first if not some]
        return cls(tried, one_of(rest) if rest else None)

    def fullmatch(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The match that is just [start, end) of a text."""
        pattern = self._tried.get(text[start], self._rest)
        return pattern.fullmatch(text, start, end) if pattern else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in a text, in order; none shares a character with the one before."""
        end = 0
        for at, pattern in self._places(text):
            if at >= end and (found := pattern.match(text, at)):
                end = found.end()
                yield found

    def _places(self, text: str) -> list[tuple[int, re.Pattern[str]]]:
        there = openings(text)
        if self._rest is None and len(self._tried) < len(there):
            some = [(there[c], pattern) for c, pattern in self._tried.items() if c in there]
        else:
            some = [(places, p) for c, places in there.items() if (p := self._tried.get(c, self._rest))]
        return sorted(((at, pattern) for places, pattern in some for at in places), key=itemgetter(0))


@lru_cache(maxsize=2)  # several components look through the same text
def openings(text: str) -> dict[str, list[int]]:
    """Letter, mark or figure → where words of a text begin with it."""
    found: dict[str, list[int]] = {}
    for match in _OPENING.finditer(text):
        found.setdefault(match.group(), []).append(match.start())
    return found


def letters(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The characters with which a match may begin; None where it may begin with any, or with none.

    >>> sorted(letters(re.compile("(?:le )?(?:3|mai)")))
    ['3', 'l', 'm']
    """
    try:
        found, empty = _first(_parser.parse(pattern.pattern, pattern.flags))
    except (AttributeError, _Any):
        return None
    if empty:
        return None
    if pattern.flags & re.IGNORECASE:
        found |= {other for c in found for other in (c.lower(), c.upper(), c.title())}
        found |= {"ſ"} if "s" in found else set()
    return frozenset(found)


class _Any(Exception):  # noqa: N818 no error: the answer is that any character may come first
    pass


def _first(parsed: Any) -> tuple[set[str], bool]:
    """The characters that may come first, and whether there may be none."""
    found: set[str] = set()
    for op, value in parsed:
        name = str(op)
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        some, empty = _one(name, value)
        found |= some
        if not empty:
            return found, False
    return found, True


def _one(name: str, value: Any) -> tuple[set[str], bool]:
    """The same of one item."""
    if name == "LITERAL":
        return {chr(value)}, False
    if name == "IN":
        return {c for item in value for c in _listed(*item)}, False
    if name == "BRANCH":
        sides = [_first(side) for side in value[1]]
        return {c for side, _ in sides for c in side}, any(empty for _, empty in sides)
    if name == "SUBPATTERN":
        return _first(value[3])
    if name in ("MAX_REPEAT", "MIN_REPEAT"):
        least, _, repeated = value
        found, empty = _first(repeated)
        return found, empty or least == 0
    raise _Any


def _listed(op: Any, value: Any) -> Iterator[str]:
    """The characters of an item of a class."""
    if str(op) == "LITERAL":
        yield chr(value)
    elif str(op) == "RANGE" and value[1] - value[0] < _RANGE:
        yield from map(chr, range(value[0], value[1] + 1))
    elif str(op) == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
        yield from (chr(c) for c in range(0x110000) if chr(c).isdecimal())
    else:
        raise _Any
