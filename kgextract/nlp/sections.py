"""A very long text → sections that are read one after the other, and what they say together.

No article is so long: a book, a year of a paper, the log of a conference. Whoever is named in two sections is one;
words that look back ("she", "Mr Roy", "the president") do so inside their section. Time grows with the length, memory
is that of one section and of what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgextract.model import Article, DateMention, Entity, Evidence, Extraction, Fact, Mention, Rejection, Statement

SECTION = 200_000  # characters: sixty pages
_ENDS = tuple(map(re.compile, (r"\n\s*\n", r"\n", r"(?<=[.!?])\s", r"\s")))  # where to cut, the best first
_OPEN, _CLOSE = "«", "»"
_BY_NAME = ("Date", "Role")  # types whose things are what their name says


def is_long(article: Article) -> bool:
    """Whether an article is read in sections."""
    return len(article.text) > SECTION


def cut(article: Article) -> Iterator[tuple[int, Article]]:
    """An article → where each of its sections starts, and the section."""
    text, start = article.text, 0
    while len(text) - start > SECTION:
        end = _end(text[start : start + SECTION])
        yield start, replace(article, text=text[start : start + end])
        start += end
    yield start, replace(article, text=text[start:])


def _end(text: str) -> int:
    """Where the section ends that a text begins with: a paragraph, outside quotation marks where that can be."""
    half = len(text) // 2
    for mark in _ENDS:
        ends = [m.end() for m in mark.finditer(text, half)]
        outside = (end for end in reversed(ends[-50:]) if text.count(_OPEN, 0, end) == text.count(_CLOSE, 0, end))
        if ends:
            return next(outside, ends[-1])
    return len(text)


def joined(article: Article, found: Iterable[tuple[int, Extraction]]) -> Extraction:
    """Where each section starts, and what was read in it → what was read in the whole article."""
    whole = _Whole(article)
    for start, x in found:
        whole.add(start, x)
    return whole.extraction()


class _Whole:
    """An extraction that grows by sections."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._entities: dict[str, Entity] = {}
        self._mentions: dict[str, list[Mention]] = {}
        self._known: dict[tuple[str, str], str] = {}  # what makes two things one → its id
        self._facts: dict[tuple[str, str, str], Fact] = {}
        self._dates: list[DateMention] = []
        self._statements: list[Statement] = []
        self._rejections: list[Rejection] = []

    def add(self, start: int, x: Extraction) -> None:
        """One section more, which starts at a character."""
        ids = self._met(start, x.entities)

        def of(id: str | None) -> str | None:
            return None if id is None else ids[id]

        self._dates += [replace(d, start=start + d.start, end=start + d.end) for d in x.dates]
        self._rejections += [replace(r, evidence=_moved(start, r.evidence)) for r in x.rejections]
        for s in x.statements:
            ends = {
                "speaker": of(s.speaker),
                "venue": of(s.venue),
                "on_behalf_of": of(s.on_behalf_of),
                "document": of(s.document),
                "addressee": of(s.addressee),
            }
            content = tuple((start + a, start + b) for a, b in s.content)
            self._statements.append(replace(s, **ends, content=content, evidence=_moved(start, s.evidence)))  # type: ignore[arg-type]
        for f in x.facts:
            proof = _moved(start, f.evidence) if f.evidence else None
            said = of(f.attributed_to)
            fact = replace(f, subject=ids[f.subject], object=ids[f.object], attributed_to=said, evidence=proof)
            old = self._facts.setdefault((fact.subject, fact.relation, fact.object), fact)
            if _strength(fact) > _strength(old):
                self._facts[fact.subject, fact.relation, fact.object] = fact

    def _met(self, start: int, entities: Iterable[Entity]) -> dict[str, str]:
        """The entities of a section → the ids of the things that they are; two of one section stay two."""
        ids: dict[str, str] = {}
        mine: set[str] = set()
        for e in entities:
            slot = _identity(e)
            id = self._known.get(slot) if slot else None
            if id is None or id in mine:
                id = f"e{len(self._entities) + 1}"
                self._entities[id], self._mentions[id] = replace(e, id=id, mentions=()), []
                if slot:
                    self._known.setdefault(slot, id)
            else:
                old = self._entities[id]
                self._entities[id] = replace(old, names=tuple(dict.fromkeys((*old.names, *e.names))))
            self._mentions[id] += [Mention(start=start + m.start, end=start + m.end, kind=m.kind) for m in e.mentions]
            ids[e.id] = id
            mine.add(id)
        return ids

    def extraction(self) -> Extraction:
        """All of it."""
        return Extraction(
            article=self._article,
            entities=tuple(replace(e, mentions=tuple(self._mentions[e.id])) for e in self._entities.values()),
            dates=tuple(self._dates),
            statements=tuple(self._statements),
            facts=tuple(self._facts.values()),
            rejections=tuple(self._rejections),
        )


def _identity(e: Entity) -> tuple[str, str] | None:
    """What makes two things of two sections one: key, Wikidata, or the name where they are named."""
    named = e.type in _BY_NAME or any(m.kind == "named" for m in e.mentions)
    word = e.key or e.wikidata or (e.name if named else None)
    return (e.type, word) if word else None


def _strength(f: Fact) -> tuple[bool, bool, float]:
    return not f.background, f.factuality == "asserted", f.evidence.confidence if f.evidence else 0.0


def _moved(start: int, e: Evidence) -> Evidence:
    return replace(e, start=start + e.start, end=start + e.end)
