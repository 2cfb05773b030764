"""One act of saying while it is read: cue, content, and the words that name its speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from kgextract.nlp.layers import Argument, Clause, Quotation, Range, Unit

_STRIPPED = " \n\t,;:–—-"
_FINAL = ".!?…"


@dataclass(slots=True, eq=False, kw_only=True)
class Draft:
    """Content is character ranges; `source` names the speaker, None where the text leaves it open."""

    content: list[Range]
    rule: str
    confidence: float
    unit: int
    cue: str | None = None
    cue_class: str | None = None
    cue_range: Range | None = None
    clause: Clause | None = None
    source: Argument | None = None
    nested: bool = False
    unnamed: bool = False  # a passive without an agent: nobody is said to have said it
    written: bool = False  # reports only where a document speaks (`elle encourage la coopération`, of a resolution)


class Page:
    """A document with its quotations at hand, by character."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.units: list[Unit] = doc._.units
        self.quotations: list[Quotation] = [q for q in doc._.quotations if q.depth == 0]
        self.reported: list[Range] = []  # all contents, once they are known
        self._starts = [q.outer[0] for q in self.quotations]

    def quotation(self, at: int) -> Quotation | None:
        """The outermost quotation around a character."""
        n = bisect_right(self._starts, at) - 1
        if n >= 0 and self.quotations[n].outer[0] <= at < self.quotations[n].outer[1]:
            return self.quotations[n]
        return None

    def between(self, start: int, end: int) -> list[Quotation]:
        """The outermost quotations that begin inside a range."""
        n = bisect_right(self._starts, start - 1)
        found = []
        while n < len(self.quotations) and self._starts[n] < end:
            found.append(self.quotations[n])
            n += 1
        return found

    def at(self, token: int) -> int:
        """The first character of a token (the end of the text after the last)."""
        return self.doc[token].idx if token < len(self.doc) else len(self.text)

    def token(self, char: int) -> int:
        """The token that holds a character, or the next one."""
        low, high = 0, len(self.doc)
        while low < high:
            middle = (low + high) // 2
            token = self.doc[middle]
            if token.idx + len(token) <= char:
                low = middle + 1
            else:
                high = middle
        return low

    def trim(self, start: int, end: int) -> Range | None:
        """A range without blanks, separators and a final point, marks of a whole quotation taken off."""
        while start < end and (self.text[start] in _STRIPPED or self.text[start] == "."):
            start += 1
        while end > start and self.text[end - 1] in _STRIPPED:
            end -= 1
        whole = self.quotation(start)
        if whole is not None and whole.outer[0] == start and whole.outer[1] >= end - 1:
            inner = (whole.start, min(whole.end, end))
            return self._pointless(*inner) if inner[0] < inner[1] else None
        if end > start and self.text[end - 1] in _FINAL and self.quotation(end - 1) is None:
            end -= 1
        while end > start and self.text[end - 1] in _STRIPPED:
            end -= 1
        return (start, end) if re.search(r"\w", self.text[start:end]) else None

    def _pointless(self, start: int, end: int) -> Range:
        while end > start + 1 and self.text[end - 1] in ", .":
            end -= 1
        return start, end

    def kind(self, content: list[Range]) -> str:
        """direct, mixed or indirect, by how much of the content is quoted."""
        quoted = total = 0
        for start, end in content:
            total += end - start
            for q in {id(q): q for q in (self.quotation(start), *self.between(start, end)) if q}.values():
                quoted += max(0, min(end, q.outer[1]) - max(start, q.outer[0]))
        if quoted >= total - 2 * len(content):
            return "direct"
        return "mixed" if quoted else "indirect"

    def words(self, start: int, end: int) -> int:
        """How many words a range has."""
        return len(self.text[start:end].split())
