"""A user's regular expression → what is wrong with it: that it is none, or that some text would keep it busy for ever.

Python tries every way to divide a text between the repeats of an expression, and cannot be stopped on the way. So each
repeat is tried on a text of its own words, a little longer each time, for as long as the time stays small:

>>> wrong("(?:réunions?|séances?) du conseil")
>>> wrong("(a+)+$")
'takes time without end on some texts. Let no repeat stand in another one'
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

from re import _parser  # type: ignore[attr-defined]  # isort: skip  what `re` itself reads expressions with

_ENDLESS = "takes time without end on some texts. Let no repeat stand in another one"
_LENGTHS = (*range(1, 26), 50, 100, 200, 400)  # repetitions: doubled work a letter shows early, cubic work late
_SLOW = 0.1  # seconds of processor time
_SAMPLES = 8  # texts that are made of one item
_PUMPS = 32  # texts that are tried
_DEEPEST = 50  # groups in one another
_FAR = 9  # repetitions from which on an end is none


def wrong(pattern: str) -> str | None:
    """None, or what is wrong and what to do, as the end of a message."""
    try:
        compiled, parsed = re.compile(pattern), _parser.parse(pattern)
        pumps = list(dict.fromkeys(_pumps(parsed, "", 0)))[:_PUMPS]
    except (re.error, OverflowError, RecursionError) as error:
        why = "nested too deep" if isinstance(error, RecursionError) else str(error)
        return f"is no regular expression ({why}). Correct it"
    return _ENDLESS if any(_slow(compiled, before, pump) for before, pump in pumps) else None


def _slow(compiled: re.Pattern[str], before: str, pump: str) -> bool:
    for length in _LENGTHS:
        began = time.thread_time()
        compiled.search(f"{before}{pump * length}\0")
        if time.thread_time() - began > _SLOW:
            return True
    return False


def _pumps(parsed: Any, before: str, depth: int) -> Iterator[tuple[str, str]]:
    """What comes before a repeat, and what it repeats, for every repeat without an end (or with a far one)."""
    for op, value in parsed:
        name = str(op)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            _, most, repeated = value
            if most > _FAR:
                yield from ((before, text) for text in _texts(repeated, depth) if text)
            yield from _pumps(repeated, before, depth + 1)
        elif name == "SUBPATTERN":
            yield from _pumps(value[3], before, depth + 1)
        elif name == "BRANCH":
            for side in value[1]:
                yield from _pumps(side, before, depth + 1)
        before += next(iter(_texts([(op, value)], depth)), "")


def _texts(parsed: Any, depth: int) -> list[str]:
    """Some texts that items match, one after the other."""
    if depth > _DEEPEST:
        raise RecursionError
    found = [""]
    for op, value in parsed:
        found = [text + end for text in found for end in _one(str(op), value, depth)][:_SAMPLES]
    return found


def _one(name: str, value: Any, depth: int) -> list[str]:
    if name == "LITERAL":
        return [chr(value)]
    if name == "IN":
        return list(dict.fromkeys(_listed(value)))[:3]
    if name in ("ANY", "NOT_LITERAL"):
        return ["a" if name == "ANY" or value != ord("a") else "b"]
    if name == "BRANCH":
        return [text for side in value[1] for text in _texts(side, depth + 1)]
    if name == "SUBPATTERN":
        return _texts(value[3], depth + 1)
    if name == "ATOMIC_GROUP":
        return _texts(value, depth + 1)
    if name.endswith("_REPEAT"):
        least, most, repeated = value
        return [text * min(max(least, 1), 3) for text in _texts(repeated, depth + 1)] if most else [""]
    return [""]  # a place, or a word that came before


def _listed(items: Any) -> Iterator[str]:
    """A few characters of a class."""
    if str(items[0][0]) == "NEGATE":
        spared = {value for op, value in items if str(op) == "LITERAL"}
        yield from (c for c in "a-1 'é" if ord(c) not in spared)
        return
    for op, value in items:
        if str(op) == "LITERAL":
            yield chr(value)
        elif str(op) == "RANGE":
            yield chr(value[0])
        else:
            yield {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}.get(str(value), "-")
