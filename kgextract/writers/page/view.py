"""What a page shows: articles with their marks, entities once each, statements, facts, days.

Entities are numbered over all articles of a page. Passages are (start, end) in UTF-16 code units, as browsers count.
A page is built from extractions (`building`), and by the explorer from a store.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kgextract.model import Span
from kgextract.writers.page.marks import Paragraph

_EDTF = re.compile(r"-?\d{4}(?:-\d\d){0,2}")
_LAST = "~"  # sorts behind every date
DATE = "Date"  # the type whose entities are days


@dataclass(slots=True, kw_only=True)
class Thing:
    """An entity of the page; `mentions` and `facts` are counts."""

    number: int
    type: str
    cls: str
    name: str
    iri: str
    names: tuple[str, ...] = ()
    wikidata: str | None = None
    mentions: int = 0
    facts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement; `speaker` and the other parties are numbers of entities, `words` the contents."""

    number: int
    article: int
    speaker: int | None
    speaker_text: str | None
    kind: str
    cue: str | None
    words: tuple[str, ...]
    venue: int | None = None
    date: str | None = None
    on_behalf_of: int | None = None
    document: int | None = None
    addressee: int | None = None
    factuality: str = "asserted"
    rule: str = ""
    confidence: float = 1.0
    contents: tuple[Span, ...] = ()
    passage: Span = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A fact; `said_by` is the number of who says so, or words where nobody is named."""

    number: int
    article: int
    subject: int
    relation: str
    object: int
    factuality: str = "asserted"
    background: bool = False
    said_by: int | str | None = None
    sentence: str = ""
    rule: str = ""
    confidence: float = 1.0
    passage: Span | None = None


@dataclass(slots=True)
class Day:
    """A date (EDTF, or words that no date was found for) with what is said of it, and where the text names it."""

    value: str
    order: str
    published: list[int] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    passages: list[tuple[int, Span, str]] = field(default_factory=list)  # article, where, the words there

    @property
    def speakers(self) -> list[tuple[int | str | None, list[Said]]]:
        """The statements of the day by speaker: the number of an entity, or words."""
        out: dict[int | str | None, list[Said]] = {}
        for s in self.said:
            out.setdefault(s.speaker_text if s.speaker is None else s.speaker, []).append(s)
        return list(out.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article; `link` is its address where that is a web address."""

    id: str
    title: str
    source: str
    link: str | None
    author: str
    published: str | None
    warnings: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def headed(self) -> bool:
        """Whether the text has its own headline."""
        return any(p.role == "heading" for p in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything that is on a page."""

    readings: tuple[Reading, ...]
    things: tuple[Thing, ...]
    said: tuple[Said, ...]
    claims: tuple[Claim, ...]
    days: tuple[Day, ...]


def day_order(value: str) -> str:
    """A date, or words that no date was found for → what it is sorted by."""
    found = _EDTF.search(value)
    return found[0] if found else _LAST
