"""Article and view → `units` and `quotations`; the model's sentences are made to start where they really start.

A unit is what reads as one sentence: "« Non. Jamais », dit-elle. Il part." → two units, the first with its whole
quotation. Sentences inside a quotation are told to the model, but do not end the unit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cache

import numpy as np
from spacy.attrs import IDX, IS_SPACE, LENGTH, SENT_START  # type: ignore[import-not-found]
from spacy.tokens import Doc

from kgextract.model import Article
from kgextract.nlp.layers import Quotation, Range, Unit
from kgextract.nlp.quotations import depths, pair, quoted, with_plain_marks
from kgextract.nlp.view import View
from kgextract.tables.layout import SIGNS

_END = re.compile(r"[.!?…]+|;(?=\s)|[»”\"›](?=\s)")
_CLOSERS = "»”\"›)]'"
_STARTS = re.compile(r"[A-ZÀ-ÝŒ0-9«“\"‹„(\[—–¿¡#@-]")
_LAST_WORD = re.compile(r"[\w.'°-]*$")
# The marks before a word are counted: with a star, each of many marks in a row would read all that follow it.
_NEXT_WORD = re.compile(r"[«“\"‹„(\[—– -]{0,20}([A-ZÀ-ÝŒ][\wÀ-ÿ]*'?)")
_BETWEEN = ("caption", "noise")  # between two paragraphs, no paragraphs themselves
_HEADING_WORDS = 14
_QUOTED_WORDS = 9  # of a heading that is a quotation
_SAID_WORDS = 4  # of a quotation with a sentence of its own before a colon
_TITLE_WORDS = 32
_SIGN_CHARS = 600


def read(article: Article, view: View) -> tuple[View, list[Unit], list[Quotation], set[int]]:
    """An article and its view → the view with one kind of quotation marks, units, quotations, where sentences start."""
    text = view.text
    source = (
        article.text
        if view.offsets is None
        else "".join(article.text[at] if c == "'" else c for c, (at, _) in zip(text, view.offsets, strict=True))
    )
    quotations = pair(text, source)
    view = replace(view, text=with_plain_marks(text, quotations))
    units, starts = split(view.text, depths(quotations))
    view = replace(view, text=_without_furniture(view.text, units))
    return view, units or [Unit(start=0, end=max(1, len(text)))], quotations, starts


def _without_furniture(text: str, units: list[Unit]) -> str:
    """The text with blanks for calls to read other articles, to subscribe, to share: none of it is of this article."""
    calls = [u for u in units if u.kind == "noise" and _matches("call", text[u.start : u.end])]
    if not calls:
        return text
    pieces = []
    at = 0
    for u in calls:
        pieces += [text[at : u.start], " " * (u.end - u.start)]
        at = u.end
    return "".join([*pieces, text[at:]])


def split(text: str, outer: list[Range]) -> tuple[list[Unit], set[int]]:
    """Text and its outermost quoted ranges → its units, and the characters where sentences start; in linear time."""
    units: list[Unit] = []
    starts: set[int] = set()
    at = 0
    lines = text.split("\n")
    longest = max((len(line) for line in lines), default=0)
    paragraph = 0
    announced = False  # the line before ended with a colon: this one is what it announced, never a heading
    for line in lines:
        if line.strip():
            most = 0 if announced else longest
            new, inner = _line(text, at, at + len(line), paragraph, outer, first=not units, longest=most)
            paragraph += any(u.kind not in _BETWEEN for u in new)  # a blank line is none
            units += new
            starts.update(u.start for u in new)
            starts.update(inner)
            announced = line.rstrip().endswith((":", ",")) and len(line) > 3
        at += len(line) + 1
    return units, starts


def force(doc: Doc, starts: set[int]) -> None:
    """Set the sentence starts of a Doc of spaCy: at each wanted character, nowhere else."""
    flags = np.full(len(doc), -1, dtype=np.int32)
    at, length, space = doc.to_array([IDX, LENGTH, IS_SPACE]).astype(np.int64).T
    words = np.flatnonzero(space == 0)
    first = np.searchsorted((at + length)[words], sorted(starts), side="right")  # word that ends behind a start
    flags[words[first[first < len(words)]]] = 1
    flags[:1] = 1
    # One call: a setter per token would make it quadratic.
    doc.from_array([SENT_START], flags.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]


def _line(
    text: str, start: int, end: int, paragraph: int, outer: list[Range], *, first: bool, longest: int
) -> tuple[list[Unit], list[int]]:
    """One line → its units, and the characters where sentences start inside quotations."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    line = text[start:end]
    kind = _kind(line, first=first, longest=longest)
    if kind is not None:
        return [Unit(start=start, end=end, kind=kind, paragraph=paragraph)], []  # type: ignore[arg-type]
    units: list[Unit] = []
    dateline = next((m for p in _patterns("dateline") if (m := p.match(line[:_SIGN_CHARS]))), None)
    if dateline and dateline.end() < len(line):
        units.append(Unit(start=start, end=start + dateline.end(), kind="dateline", paragraph=paragraph))
        start += dateline.end()
    signature = next((m for p in _patterns("signature") if (m := p.search(text[max(start, end - 80) : end]))), None)
    signed = end
    if signature:
        end = max(start, end - 80) + signature.start()
    ends, inner = _ends(text, start, end, outer)
    for stop in (*ends, end):
        while start < stop and text[start].isspace():
            start += 1
        if start < stop and text[start:stop].strip():
            units.append(Unit(start=start, end=stop, paragraph=paragraph))
        start = max(start, stop)
    if signature:
        units.append(Unit(start=end + 1, end=signed, kind="noise", paragraph=paragraph))
    return units, inner


def _kind(line: str, *, first: bool, longest: int) -> str | None:
    """A stripped line → heading, caption or noise; None for running text."""
    if len(line) > _SIGN_CHARS:
        return None
    if _matches("call", line) or _matches("noise", line):
        return "noise"
    if _matches("caption", line):
        return "caption"
    words = len(line.split())
    bare = line.rstrip('»”" ')
    final = bare[-1:] in ".!…;:,"
    if not final and words <= (_TITLE_WORDS if first else _HEADING_WORDS) and longest > 1.5 * len(line):
        if line[0] in '«“"' and line[-1] in '»”"' and words > _QUOTED_WORDS and not first:
            return None
        if line[0] in "-–—•*" or (bare[-1:] == "?" and words > 12):
            return None
        return "heading"
    return None


def _ends(text: str, start: int, end: int, outer: list[Range]) -> tuple[list[int], list[int]]:
    """Where units end inside [start, end), and where sentences start inside quotations."""
    ends = _before_colon(text, start, end, outer)
    inner: list[int] = []
    for m in _END.finditer(text, start, end):
        mark, stop = m.group(), m.end()
        inside = quoted(outer, m.start()) and quoted(outer, stop - 1)
        closing = mark[0] in '»”"›'
        while stop < end and text[stop] in _CLOSERS and not _opens(stop, outer):
            stop += 1
        if stop < end and text[stop] == " " and stop + 1 < end and text[stop + 1] in "»”›":
            stop += 2
        after = stop
        while after < end and text[after].isspace():
            after += 1
        if after >= end:
            continue
        if mark == ";":
            if not inside and not _in_brackets(text, start, m.start()):
                ends.append(stop)
            continue
        if closing:
            if quoted(outer, stop):
                continue
            before = text[max(start, m.start() - 3) : m.start()].rstrip()
            if before[-1:] not in ".!?…" and not _is_opener(text, after):
                continue
            if before[-1:] not in ".!?…" and _begins(outer, m.start()) > (ends[-1] if ends else start) + 2:
                continue  # a few quoted words at the end of a sentence that nobody ended
        elif not _ends_here(text, m, stop, after, start):
            continue
        if not _STARTS.match(text, after):
            continue
        if quoted(outer, stop) and quoted(outer, stop - 1) and not _opens(stop, outer):
            inner.append(after)
        else:
            ends.append(stop)
    return sorted(set(ends)), inner


def _before_colon(text: str, start: int, end: int, outer: list[Range]) -> list[int]:
    """Where a quotation that opens a line ends with a colon, before who says it (`« Nous partons » : la maire …`)."""
    first = next((r for r in outer[_rank(outer, start) :][:2] if r[0] == start), None)
    if first is None or first[1] >= end:
        return []
    colon = first[1] + (text[first[1]] in " \u00a0\u202f")
    after = colon + 2
    if text[colon : colon + 1] != ":" or not text[colon + 1 : after].isspace() or after >= end:
        return []
    words = len(text[start : first[1]].split())
    return [colon + 1] if words >= _SAID_WORDS and text[after].isalpha() else []


def _opens(at: int, outer: list[Range]) -> bool:
    """Whether the mark at a character opens a quotation."""
    rank = _rank(outer, at)
    return any(a == at for a, _ in outer[rank : rank + 2])


def _rank(outer: list[Range], at: int) -> int:
    return max(0, bisect_right(outer, (at, 1 << 60)) - 1)


def _begins(outer: list[Range], at: int) -> int:
    return outer[_rank(outer, at)][0] if outer else -1


def _in_brackets(text: str, start: int, at: int) -> bool:
    piece = text[max(start, at - 300) : at]
    return piece.count("(") > piece.count(")")


def _ends_here(text: str, m: re.Match[str], stop: int, after: int, start: int) -> bool:
    """Whether the final punctuation of a match ends a sentence."""
    mark = m.group()
    if stop == after:  # no space after it: an end only where two real words are run together
        before, next_ = text[max(start, m.start() - 5) : m.start()], text[after : after + 3]
        before = before.rstrip() if next_[:1] in "«“" else before  # `à son parti .« Nous partons »`
        glued = mark in (".", "!", "?") and before[-3:].isalpha() and before[-3:].islower()
        return glued and (next_[:1] in "«“" or (next_[:1].isupper() and next_[1:].islower() and next_.isalpha()))
    if text[m.start() - 1 : m.start()] in "([" and text[m.end() : m.end() + 1] in ")]":
        return False  # (...)
    if mark != ".":
        return True
    word = _LAST_WORD.search(text[max(start, m.start() - 14) : m.start()])
    last = (word.group() if word else "").lstrip("'")
    last = last.rsplit("'", 1)[-1]
    if not last:
        return True
    if last in _forms("abbreviation"):
        return False
    if last in _forms("numbered") and text[after].isdigit():
        return False
    if last in _forms("short") or (len(last) == 1 and last.isupper()) or re.fullmatch(r"(?:[A-Z][.-]+)+[A-Z]", last):
        return _is_opener(text, after)
    if last.isdigit() and m.start() - len(last) <= start + 1:
        return False  # 1. Numbered item
    return True


def _is_opener(text: str, at: int) -> bool:
    """Whether a word that usually starts sentences, or a quotation, stands there."""
    m = _NEXT_WORD.match(text, at)
    return m.group(1).lower() in _forms("opener") if m else text[at] in '«“"'


@cache
def _forms(kind: str) -> frozenset[str]:
    return frozenset(f for s in SIGNS.rows() if s.kind == kind for f in s.forms)


def _matches(kind: str, line: str) -> bool:
    return any(p.search(line) for p in _patterns(kind))


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    folded = re.IGNORECASE if kind in ("call", "noise") else 0
    return tuple(re.compile(f, folded) for s in SIGNS.rows() if s.kind == kind for f in s.forms)
