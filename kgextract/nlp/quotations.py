"""Text of the view (and the article's own characters) → its quotations, paired paragraph by paragraph in linear time.

>>> [(q.start, q.end, q.depth) for q in pair('Il parle de « paix » et de "dialogue".')]
[(14, 18, 0), (28, 36, 0)]
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from kgextract.nlp.layers import Quotation

# mark → (family, +1 opens / -1 closes / 0 by the spaces around it)
_MARKS: dict[str, tuple[str, int]] = {
    "«": ("g", 1), "»": ("g", -1), "‹": ("s", 1), "›": ("s", -1), "„": ("d", 1), "‟": ("d", 1),
    "“": ("d", 0), "”": ("d", 0), '"': ("q", 0), "″": ("q", 0), "＂": ("q", 0),
}  # fmt: skip
_MARK = re.compile(f"[{''.join(_MARKS)}‘’']")
_SINGLE = re.compile("[\n‘’']")
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|\w*qu)$", re.IGNORECASE)
_SHORT = 3  # characters that single marks hold at least
_OTHER = frozenset("„‟“”\"″＂'")  # marks that the model reads as guillemets
_BEFORE_OPENING = " \n\t([{'’-–—/:«“‘"
_AFTER_CLOSING = " \n\t)]},.;:!?…-–—/»”'’"
_CLOSED = (",", ".", ";")  # behind an opening mark that closes
_SENTENCE_ENDS = ".!?…"
_CARRIED = 6000  # characters over which a quotation may run on into later paragraphs
_NESTED = 3


@dataclass(slots=True)
class _Mark:
    at: int
    family: str
    side: int  # +1 opens, -1 closes, 0 either


def pair(text: str, source: str | None = None) -> list[Quotation]:
    """Text → its quotations in text order; `source` is the same text before apostrophes were made plain."""
    marks = list(_marks(text, source or text))
    found: list[tuple[int, int, bool]] = []  # outer start, outer end, closed
    carried: _Mark | None = None
    paragraphs = [list(g) for _, g in groupby(marks, key=_paragraph_key(text))]
    bounds = [_paragraph(text, p[0].at) for p in paragraphs]
    for n, (start, end) in enumerate(bounds):
        here = paragraphs[n]
        if carried is not None:
            close = next((m for m in here if m.family == carried.family and m.side <= 0), None)
            if close is not None:
                found.append((_first(text, start) - 1, close.at + 1, True))
                here = [m for m in here if m.at > close.at]
            carried = None
        spans, open_ = _match(text, here)
        found += spans
        if open_ is None:
            continue
        after = _next_of(paragraphs, n, open_.family)
        runs_on = after is not None and after.at - open_.at < _CARRIED
        if runs_on and after is not None and after.side < 0:
            found.append((open_.at, end, False))
            found += _between(text, end, _paragraph(text, after.at)[0])
            carried = open_
            if _paragraph(text, after.at) != bounds[n + 1]:  # marks of other families lie between: give up the rest
                carried = None
        else:
            found.append((open_.at, _unclosed_end(text, open_.at, end), False))
    return _nested(text, found)


def with_plain_marks(text: str, quotations: list[Quotation]) -> str:
    """The text with the same marks around each outermost quotation: `”Non”` → `«Non»`, for the model and all rules."""
    marks = {}
    for q in quotations:
        start, end = q.outer
        if q.depth == 0 and text[start] in _OTHER:
            marks[start] = "«"
            if q.closed and text[end - 1] in _OTHER:
                marks[end - 1] = "»"
    if not marks:
        return text
    letters = list(text)
    for at, mark in marks.items():
        letters[at] = mark
    return "".join(letters)


def depths(quotations: list[Quotation]) -> list[tuple[int, int]]:
    """The outermost quoted ranges, marks included, in text order and disjoint."""
    return [q.outer for q in quotations if q.depth == 0]


def quoted(outer: list[tuple[int, int]], at: int) -> bool:
    """Whether a character lies inside one of the disjoint ranges that `depths` gives."""
    n = bisect_right(outer, (at, 1 << 60)) - 1
    return n >= 0 and outer[n][0] <= at < outer[n][1]


def _marks(text: str, source: str) -> Iterator[_Mark]:
    single = _singles(source)
    for mark in _MARK.finditer(source):
        i, c = mark.start(), mark.group()
        if c not in _MARKS:
            if i in single:
                yield _Mark(i, "a", single[i])
            continue
        family, side = _MARKS[c]
        before, after = text[i - 1 : i] or "\n", text[i + 1 : i + 2] or "\n"
        if side == 0:
            opens = before in _BEFORE_OPENING and after not in " \n\t.,;)"
            closes = after in _AFTER_CLOSING and before not in " \n\t(["
            side = opens - closes
            if side == 0 and family == "d":
                side = 1 if c == "“" else -1
        yield _Mark(i, family, side)


def _singles(source: str) -> dict[int, int]:
    """The apostrophes that are marks, each with its side: `'Il pleut', dit-elle`, `‘l'eau monte’`.

    One that stands before a word opens only if another one closes behind a word in the same paragraph.
    """
    found: dict[int, int] = {}
    open_ = -1
    for mark in _SINGLE.finditer(source):
        i, c = mark.start(), mark.group()
        before, after = source[i - 1 : i] or "\n", source[i + 1 : i + 2] or "\n"
        if c == "\n":
            open_ = -1
        elif before in _BEFORE_OPENING and after.isalpha():
            open_ = i
        elif c != "‘" and open_ >= 0 and i - open_ > _SHORT and after in _AFTER_CLOSING and not before.isspace():
            if not _ELIDED.search(source, i - 8, i):  # `l' eau`
                found[open_], found[i] = 1, -1
                open_ = -1
    return found


def _paragraph_key(text: str) -> Callable[[_Mark], int]:
    at, line = 0, 0

    def key(mark: _Mark) -> int:
        nonlocal at, line
        line += text.count("\n", at, mark.at)
        at = mark.at
        return line

    return key


def _paragraph(text: str, at: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return start, len(text) if end < 0 else end


def _first(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _next_of(paragraphs: list[list[_Mark]], n: int, family: str) -> _Mark | None:
    """The next mark of a family in the few paragraphs with marks after number n."""
    for marks in paragraphs[n + 1 : n + 4]:
        for m in marks[:8]:
            if m.family == family:
                return m
    return None


def _between(text: str, end: int, until: int) -> list[tuple[int, int, bool]]:
    """The whole paragraphs between two, each as one unclosed quotation."""
    out = []
    at = end + 1
    while at < until:
        stop = text.find("\n", at)
        stop = until if stop < 0 else min(stop, until)
        said = text[at:stop].lstrip()  # of this paragraph only: a run of empty ones is read once
        if said:
            out.append((stop - len(said) - 1, stop, False))
        at = stop + 1
    return out


def _match(text: str, marks: list[_Mark]) -> tuple[list[tuple[int, int, bool]], _Mark | None]:
    """The marks of one paragraph → paired ranges, and the mark that is open at its end."""
    spans: list[tuple[int, int, bool]] = []
    stack: list[_Mark] = []
    last = {m.family: m.at for m in marks if m.side <= 0}
    for m in marks:
        if m.side < 0 and stack and last.get(stack[-1].family, -1) < m.at and all(o.family != m.family for o in stack):
            m = replace(m, family=stack[-1].family)  # closed by another mark (`« Il pleut ”`)
        same = next((k for k in range(len(stack) - 1, -1, -1) if stack[k].family == m.family), None)
        side = m.side or (-1 if same is not None else 1)
        if side > 0 and same is not None and text[m.at + 1 : m.at + 3].lstrip()[:1] in _CLOSED:
            side = -1  # the wrong way round (`« Il pleut « , dit-elle`)
        if side > 0 and same is not None and m.family == "q":
            stack, lost = stack[:same], stack[same]  # straight quotes do not nest: the first was never closed
            spans.append((lost.at, _unclosed_end(text, lost.at, m.at), False))
            stack.append(m)
        elif side > 0:
            if len(stack) < _NESTED:
                stack.append(m)
        elif same is not None:
            spans.append((stack[same].at, m.at + 1, True))
            stack = stack[:same]
    if len(stack) < 2 and not (stack and any(s[0] > stack[0].at for s in spans)):
        return spans, stack[0] if stack else None
    return _flat(text, marks)


def _flat(text: str, marks: list[_Mark]) -> tuple[list[tuple[int, int, bool]], _Mark | None]:
    """As `_match` where something is never closed: no nesting, an opening mark ends what was open before it."""
    spans: list[tuple[int, int, bool]] = []
    open_: _Mark | None = None
    for m in marks:
        if m.side >= 0 and not (m.side == 0 and open_ and open_.family == m.family):
            if open_ is not None:
                spans.append((open_.at, _unclosed_end(text, open_.at, m.at), False))
            open_ = m
        elif open_ is not None and open_.family == m.family:
            spans.append((open_.at, m.at + 1, True))
            open_ = None
    return spans, open_


def _unclosed_end(text: str, start: int, limit: int) -> int:
    """Where a quotation that nobody closed ends: the last sentence end before the limit, else the limit."""
    last = max(text.rfind(c, start, limit) for c in _SENTENCE_ENDS)
    return last + 1 if last > start and text[last + 1 : limit].strip() and limit - last < 400 else limit


def _nested(text: str, found: list[tuple[int, int, bool]]) -> list[Quotation]:
    out: list[Quotation] = []
    open_ends: list[int] = []
    for start, end, closed in sorted(set(found), key=lambda s: (s[0], -s[1])):
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and end > open_ends[-1]:
            continue  # crosses another one
        a, b = start + 1, end - closed
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            out.append(Quotation(start=a, end=b, outer=(max(start, 0), end), depth=len(open_ends), closed=closed))
            open_ends.append(end)
    return out
