"""Article text → the view that the model reads, and the way back to the original offsets.

Typographic apostrophes and no-break spaces change the model's tags and lemmas, so it reads plain ones, of the same
length. Whatever else is a matter of form is made plain too, and a map leads back: decomposed and invisible characters,
ligatures, entities of HTML, marks of Markdown, runs of blanks, bullets, footnotes ("l'accord[1] est"), lines broken at
a fixed width, sentences that are run together ("prêt.Il"), and the spellings of `data/lexicons/spelling.yaml`. A run
without spaces is cut, since the tokenizer's time grows with the square of its length, and so is the full stop of
"publié sur X.", which would be an initial.

>>> view = View.of("l’\\u200bONU")
>>> view.text, view.source(2, 5)
("l'ONU", (3, 6))
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kgextract.tables.spelling import SPELLINGS

_APOSTROPHES = "’‘ʼ′＇`´"
_DROPPED = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_SAME_LENGTH = {ord(c): "'" for c in _APOSTROPHES}
_SAME_LENGTH |= {0x2010: "-", 0x2011: "-", 0x0085: " ", 0x2028: "\n", 0x2029: "\n", 0x00BA: "°"}
_SAME_LENGTH |= {c: " " for c in (0x00A0, 0x202F, *range(0x2000, 0x200B), 0x205F, 0x3000)}
_SAME_LENGTH |= {c: " " for c in (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0))}
_SAME_LENGTH |= {c: "\ufffd" for c in range(0xD800, 0xE000)}  # half a character, which the model cannot read
_SAME_LENGTH |= {c: unicodedata.normalize("NFKC", chr(c)) for c in (*range(0x1D43, 0x1D5C), *range(0x02B0, 0x02B9))}
_PLAIN = {k: v for k, v in _SAME_LENGTH.items() if k not in _DROPPED}
_UNBROKEN = 400  # characters without a space that no word and hardly an address has
_WIDTHS = range(40, 121)  # of lines that are broken at a fixed width
_BROKEN = 0.6  # of the line ends inside paragraphs, if lines are so broken
_CONTINUED = 2  # of them before a small letter

_TARGET = r"\]\((?:https?:|www\.|/|#)[^()\s]{0,300}\)"  # of a link in Markdown

# What is read in the place of a match; tried where the text has one of some marks.
_Rule = tuple[tuple[str, ...], re.Pattern[str], str]
_LAYOUT: tuple[_Rule, ...] = (
    (("  ",), re.compile(r"(?<=\S )[ ]+(?=\S)"), ""),
    (("*",), re.compile(r"(?<![\w*])\*{1,3}(?=[\w«“\"(])|(?<=[\w»”\".,!?…)])\*{1,3}(?![\w*])"), ""),
    (("_",), re.compile(r"(?<![\w@/.#_-])__?(?=[^\W_]|[«“\"])|(?<=[^\W_]|[»”\".,!?…])__?(?![\w@/])"), ""),
    (("'«", "'“", "'\"", "'„", "'”"), re.compile(r"(?<=[^\W\d_]')(?=[«“\"„”]\w)"), " "),
    (("](",), re.compile(rf"!\[[^\[\]\n]{{0,200}}{_TARGET}|\[(?=[^\[\]\n]{{1,200}}{_TARGET})"), ""),
    (("](",), re.compile(rf"(?<=[^\s\[]){_TARGET}"), ""),
    (("#",), re.compile(r"^#{1,6} +(?=\S)", re.MULTILINE), ""),
    (("<<",), re.compile("<<"), "«"),
    (("<<",), re.compile(">>"), "»"),
    (tuple("•▪●■▶>→"), re.compile(r"^[•▪●■▶>→] +(?=.*[.!?…»”\"] *$)", re.MULTILINE), ""),
    ((".", "!", "?"), re.compile(r"(?=[A-ZÀ-Ý][a-zà-öø-ÿ'])(?<=[a-zà-öø-ÿ]{3}[.!?])"), " "),
    ((",",), re.compile(r",(?=[^\W\d_]{2})(?<=[a-zà-öø-ÿ]{3},)"), ", "),
    ((")-",), re.compile(r"(?<=[A-Z]\))-(?=\s?[A-ZÀ-Ý«“\"])"), " - "),  # `8 févr. (ATOP)- Le préfet`
    (("(",), re.compile(r"(?<=\d)(?=\([A-Z]{2,8}\) ?[-–—])"), " "),  # `2 mai 2024(AIB)-`
    (("''",), re.compile(r"(?:(?<!\w)''(?!')|(?<!')''(?!\w))"), '"'),  # two apostrophes for a quotation mark
    (("[",), re.compile(r"(?<=[\w»”\"').,!?])\[(?:\d{1,3}|[a-z])\]"), ""),  # the number of a footnote
    ((" X.",), re.compile(r"(?<=[^\W\d_] X)(?=\.(?:\s|$))"), " "),
)
_LIGATURES = {*map(chr, range(0xFB00, 0xFB07))}
_COMPATIBLE = re.compile("[\ufb00-\ufb06]|&(?:#\\d{2,5}|#x[0-9a-fA-F]{2,4}|[a-zA-Z]{2,8});")
_RUN = re.compile(rf"\S{{{_UNBROKEN}}}(?=\S)")

_Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class View:
    """The text as the model sees it; `offsets[i]`: where its character i starts and ends in it, None: same."""

    text: str
    offsets: tuple[tuple[int, int], ...] | None = None

    @classmethod
    def of(cls, text: str) -> View:
        """Article text → its view."""
        view = cls(text.translate(_PLAIN))
        for edits in (_characters, _compatible, _lines, _layout, _spellings, _runs):
            view = view._edited(list(edits(view.text)))
        return view

    def _edited(self, edits: list[_Edit]) -> View:
        """The view with other characters in the place of some ranges, which are in order."""
        if not edits:
            return self
        out: list[str] = []
        places: list[tuple[int, int]] = []
        at = 0
        for start, end, reads in [*edits, (len(self.text), len(self.text), "")]:
            out += (self.text[at:start], reads)
            places += self.offsets[at:start] if self.offsets else ((n, n + 1) for n in range(at, start))
            places += [self.source(start, end)] * len(reads)
            at = end
        return View("".join(out), tuple(places))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """A range of the view → the range of the article that it shows."""
        if self.offsets is None:
            return start, end
        at = self.offsets[start][0] if start < len(self.offsets) else self.offsets[-1][1] if self.offsets else 0
        return at, self.offsets[end - 1][1] if end > start else at


def _characters(text: str) -> Iterator[_Edit]:
    """What is no character of its own."""
    if unicodedata.is_normalized("NFC", text) and not any(ord(c) in _DROPPED for c in set(text)):
        return
    i = 0
    while i < len(text):
        j = i + 1
        while j < len(text) and unicodedata.combining(text[j]):
            j += 1
        reads = unicodedata.normalize("NFC", "".join(c for c in text[i:j] if ord(c) not in _DROPPED))
        if reads != text[i:j]:
            yield i, j, reads
        i = j


def _compatible(text: str) -> Iterator[_Edit]:
    """Several characters in one: `ﬁ`, and one in several: `&nbsp;`; what is no entity stays."""
    if "&" in text or _LIGATURES & set(text):
        for m in _COMPATIBLE.finditer(text):
            one = html.unescape(m.group()).translate(_PLAIN)
            if m.group()[0] != "&" or len(one) == 1:
                yield m.start(), m.end(), unicodedata.normalize("NFKC", one) if m.group()[0] != "&" else one


def _lines(text: str) -> Iterator[_Edit]:
    """The ends of lines broken at a fixed width: the first word of the next line has no room in any.

    Most ends inside paragraphs must be such, and some stand inside a sentence: lists and verses are left alone.
    """
    lines = text.split("\n")
    width = max(len(line.rstrip()) for line in lines)
    if width not in _WIDTHS:
        return
    ends: list[_Edit] = []
    at = inside = continued = 0
    for line, after in pairwise(lines):
        at += len(line) + 1
        word = after.split(maxsplit=1)[:1]
        if word and line.strip():
            inside += 1
            if len(line.rstrip()) + 1 + len(word[0]) > width:
                start, end = at - 1 - (len(line) - len(line.rstrip())), at + len(after) - len(after.lstrip())
                ends.append((start, end, "" if line.rstrip()[-2:-1].isalpha() and line.rstrip()[-1] == "-" else " "))
                continued += word[0][0].islower()
    if continued >= _CONTINUED and len(ends) >= _BROKEN * inside:
        yield from ends


def _layout(text: str) -> Iterator[_Edit]:
    """Marks and blanks that only set a text out."""
    return _in_order(text, _LAYOUT)


def _spellings(text: str) -> Iterator[_Edit]:
    """Words in the spelling that the model knows."""
    return _in_order(text, spelling_rules())


@cache
def spelling_rules() -> tuple[_Rule, ...]:
    """The rows of `data/lexicons/spelling.yaml` as rules."""
    return tuple((row.near, re.compile(row.pattern), row.reads) for row in SPELLINGS.rows())


def _in_order(text: str, rules: Iterable[_Rule]) -> Iterator[_Edit]:
    """The matches of rules in text order; none shares a character with the one before."""
    found = [
        (m.start(), m.end(), reads)
        for near, pattern, reads in rules
        if any(mark in text for mark in near)
        for m in pattern.finditer(text)
    ]
    last = (-1, -1)
    for start, end, reads in sorted(found):
        if start >= last[1] and start > last[0]:
            yield start, end, reads
            last = (start, end)


def _runs(text: str) -> Iterator[_Edit]:
    """Where a run without spaces is cut."""
    return ((m.end(), m.end(), " ") for m in _RUN.finditer(text))
