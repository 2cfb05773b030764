"""One act of saying while it is read: cue, content, and the words that name its speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import starts
from kgextract.nlp.layers import Argument, Clause, Cover, Mention, Quotation, Range, Unit, all_mentions, unit_of
from kgextract.tables.scenes import scene_words
from kgextract.tables.speech import speech_endings, speech_words

_STRIPPED = " \n\t,;:–—-•▪‣"
ENDS = (".", "!", "?", "…")  # of a sentence
_WORD = re.compile(r"\w")
_LONGEST = 60  # tokens of a mention


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
        self.mentions: list[Mention] = all_mentions(doc)
        titles = {doc[m.start].idx: doc[m.end - 1].end for m in self.mentions if m.cls in scene_words("medium")}
        self.quotations: list[Quotation] = [  # `« … », dit-elle au journal «Le Point»`: a title is no quotation
            q for q in doc._.quotations if q.depth == 0 and titles.get(q.start) != q.end
        ]
        self.reported: list[Range] = []  # all contents, once they are known
        self._cover = Cover(self.mentions)
        self.dates = sorted(doc._.dates or (), key=lambda d: d.start)
        self._date_starts = [d.start for d in self.dates]
        self._starts = [q.outer[0] for q in self.quotations]
        self._mention_starts = [m.start for m in self.mentions]

    def at_token(self, token: int) -> list[Mention]:
        """The mentions over a token, outermost first."""
        return self._cover.over(token)

    def names_person(self, end: int) -> bool:
        """Whether somebody's name ends right before a token."""
        return any(m.type == "Person" and m.kind == "named" and m.end == end for m in self.at_token(end - 1))

    def mention(self, token: int, types: tuple[str, ...]) -> Mention | None:
        """The outermost mention of these types, with a chain, over a token."""
        return next((m for m in self.at_token(token) if m.type in types and m.chain is not None), None)

    def inside(self, start: int, end: int) -> list[Mention]:
        """The mentions that start after `start` and before `end`, in text order."""
        n = bisect_right(self.mentions, start, key=lambda m: m.start)
        return list(takewhile(lambda m: m.start < end, self.mentions[n:]))

    def quotation(self, at: int) -> Quotation | None:
        """The outermost quotation around a character."""
        n = bisect_right(self._starts, at) - 1
        if n >= 0 and self.quotations[n].outer[0] <= at < self.quotations[n].outer[1]:
            return self.quotations[n]
        return None

    def said_before(self, k: int, token: int) -> bool:
        """Whether token k stands in quoted words whose sentence goes on, outside them, with another token."""
        inside = self.quotation(self.at(k)) is not None and self.quotation(self.at(token)) is None
        return inside and unit_of(self.doc, k) == unit_of(self.doc, token)

    def last_quotation(self, at: int) -> Quotation | None:
        """The outermost quotation that begins last before a character."""
        n = bisect_right(self._starts, at) - 1
        return self.quotations[n] if n >= 0 else None

    def between(self, start: int, end: int) -> list[Quotation]:
        """The outermost quotations that begin inside a range."""
        n = bisect_right(self._starts, start - 1)
        found = []
        while n < len(self.quotations) and self._starts[n] < end:
            found.append(self.quotations[n])
            n += 1
        return found

    def around(self, start: int, end: int) -> list[Mention]:
        """The mentions that overlap tokens [start, end), in text order."""
        n = bisect_right(self._mention_starts, start - _LONGEST)
        found = []
        while n < len(self.mentions) and self._mention_starts[n] < end:
            if self.mentions[n].end > start:
                found.append(self.mentions[n])
            n += 1
        return found

    def at(self, token: int) -> int:
        """The first character of a token (the end of the text after the last)."""
        return self.doc[token].idx if token < len(self.doc) else len(self.text)

    def token(self, char: int) -> int:
        """The token that holds a character, or the next one."""
        last = bisect_right(starts(self.doc), char) - 1
        if last < 0:
            return 0
        token = self.doc[last]
        return last if char < token.idx + len(token) else last + 1

    def finite(self, token: int) -> bool:
        """Whether a token is a finite verb."""
        verb = self.doc[token]
        if token and verb.lower_ in speech_words("second-noun") and self.doc[token - 1].pos_ == "NOUN":
            return False  # `un point presse`
        if verb.lower_.endswith(speech_endings("accented-past")):
            return False  # `Luc Roy, interviewé hier`, which the model may take for a past tense
        return verb.pos_ in ("VERB", "AUX") and "Fin" in verb.morph.get("VerbForm", [])

    def dated(self, token: int) -> bool:
        """Whether a token belongs to a date."""
        n = bisect_right(self._date_starts, token) - 1
        return n >= 0 and self.dates[n].start <= token < self.dates[n].end

    def trim(self, start: int, end: int) -> Range | None:
        """A range without blanks, separators and a final point, marks of a whole quotation taken off."""
        end = min(end, len(self.text))
        while start < end and (self.text[start] in _STRIPPED or self.text[start] == "."):
            start += 1
        while end > start and self.text[end - 1] in _STRIPPED:
            end -= 1
        whole = self.quotation(start)
        if whole is not None and whole.outer[0] == start and whole.outer[1] >= end - 1:
            inner = (whole.start, min(whole.end, end))
            return self._pointless(*inner) if inner[0] < inner[1] else None
        if end > start and self.text[end - 1] in ENDS and self.quotation(end - 1) is None:
            end -= 1
            while end > start and self.text[end - 1] == ".":
                end -= 1  # `gardien de phare...`
        while end > start and self.text[end - 1] in _STRIPPED:
            end -= 1
        if (hanging := _hanging().search(self.text[start:end].lower())) is not None and self.quotation(end - 1) is None:
            return self.trim(start, start + hanging.start())
        return (start, end) if _WORD.search(self.text[start:end]) else None

    def _pointless(self, start: int, end: int) -> Range:
        while end > start + 1 and self.text[end - 1] in ", .":
            end -= 1
        return start, end

    def kind(self, content: list[Range], *, governed: bool = False) -> str:
        """direct, mixed or indirect, by how much of the content is quoted; nothing that a verb governs is direct."""
        quoted, said = False, False  # whether words are quoted, and whether others are not
        for start, end in content:
            at = start
            for q in self._overlapping(start, end):
                quoted = True
                said = said or bool(_WORD.search(self.text[at : max(at, q.outer[0])]))
                at = max(at, q.outer[1])
            said = said or bool(_WORD.search(self.text[at : max(at, end)]))
        if quoted and not said and not governed:
            return "direct"
        return "mixed" if quoted else "indirect"

    def _overlapping(self, start: int, end: int) -> list[Quotation]:
        """The outermost quotations over a range, in text order."""
        first = self.quotation(start)
        behind = [q for q in self.between(start, end) if q is not first]
        return behind if first is None else [first, *behind]

    def words(self, start: int, end: int) -> int:
        """How many words a range has."""
        return len(self.text[start:end].split())


def behind_colon(page: Page, unit: int, start: int) -> Quotation | None:
    """The quotation behind a colon that closes a unit, from a character on, or None."""
    end = page.units[unit].end
    for q in page.between(start, end):
        if page.text[start : q.outer[0]].rstrip()[-1:] == ":":
            return q if not page.text[q.outer[1] : end].strip(" .,!?…»") else None
    return None


@cache
def _hanging() -> re.Pattern[str]:
    """A comma or blank and a conjunction at the end of a text."""
    longest = sorted(speech_words("dangling"), key=lambda w: (-len(w), w))
    return re.compile(rf"[\s,;](?:{'|'.join(map(re.escape, longest))})$")
