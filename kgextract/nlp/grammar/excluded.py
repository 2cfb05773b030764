"""Tokens → whether a name is only what a contrast leaves out: `Luc Roy, et non Anne Blin, a signé`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kgextract.tables.syntax import syntax

_TITLE = 4  # words of a title between what leaves out and a name
_ENDS = frozenset(',;:.!?()«»"')


def excluded(words: Sequence[str], at: int) -> int:
    """Where the words begin that leave out what begins at token `at`, over an article and a title; 0 if none do."""
    for k in range(at, max(at - _TITLE, 0), -1):
        for parts in _by_last().get(words[k - 1], ()):
            start = k - len(parts)
            if start > 0 and tuple(words[start:k]) == parts and (len(parts) > 1 or words[start - 1] == ","):
                return start
        if words[k - 1] in _ENDS:
            break
    return 0


@cache
def _by_last() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The locutions by their last word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for locution in syntax("leaving-out"):
        parts = tuple(locution.split())
        found.setdefault(parts[-1], []).append(parts)
    return {k: tuple(v) for k, v in found.items()}
