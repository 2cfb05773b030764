"""Regular expression → its matches in a text, tried only where a word begins with a letter that fits.

Python tries an expression that ignores case, or has alternatives, at every character. One that may match only where no
word goes on, `(?<!\\w)…`, is tried here at the openings of words, and of those where its first letter stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Any

_OPENING = re.compile(r"(?<!\w)\S")
_RANGE = 1000  # characters of a class that are worth listing
_parser: Any = getattr(re, "_parser", None)  # where Python has another one, every opening is tried


class Finder:
    """An expression, or several of which the first one that matches counts."""

    def __init__(self, tried: dict[str, re.Pattern[str]], rest: re.Pattern[str] | None) -> None:
        self._tried = tried  # first letter → what may match there
        self._rest = rest  # at all other letters
        self._letters = frozenset(tried)
        every = {*tried.values(), *([rest] if rest else [])}
        self._one = every.pop() if len(every) == 1 else None  # the same at each letter

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
        places = openings(text).of(None if self._rest else self._letters)
        if self._one:
            match = self._one.match
            for at in places:
                if at >= end and (found := match(text, at)):
                    end = found.end()
                    yield found
            return
        for at in places:
            if at >= end:
                pattern = self._tried.get(text[at], self._rest)
                if pattern and (found := pattern.match(text, at)):
                    end = found.end()
                    yield found


class _Openings:
    """Where words of a text begin."""

    def __init__(self, text: str) -> None:
        self._all = [match.start() for match in _OPENING.finditer(text)]
        self._by_letter: dict[str, list[int]] = {}
        for at in self._all:
            self._by_letter.setdefault(text[at], []).append(at)
        self._known: dict[frozenset[str], list[int]] = {}  # many expressions begin with the same letters

    def of(self, letters: frozenset[str] | None) -> list[int]:
        """Those with one of these letters, marks or figures; all for None."""
        if letters is None:
            return self._all
        if letters not in self._known:
            there = self._by_letter
            some = [there[c] for c in letters if c in there]
            self._known[letters] = sorted(chain.from_iterable(some)) if len(some) > 1 else some[0] if some else []
        return self._known[letters]


@lru_cache(maxsize=2)  # several components look through the same text
def openings(text: str) -> _Openings:
    """Text → where its words begin."""
    return _Openings(text)


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
        yield from _figures()
    else:
        raise _Any


@cache
def _figures() -> tuple[str, ...]:
    """All decimal figures; they come in tens, so that every tenth character shows where."""
    near = (at for at in range(0, 0x110000, 10) if chr(at).isdecimal())
    return tuple(sorted({c for at in near for c in map(chr, range(max(0, at - 9), at + 10)) if c.isdecimal()}))
