"""Extractions → Page: entities that share an IRI are one, what is said and claimed is numbered over all articles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kgextract.model import Entity, Extraction, Span
from kgextract.rdf import iris
from kgextract.rdf.iris import BASE
from kgextract.writers.page.marks import Mark, Units, paragraphs
from kgextract.writers.page.view import DATE, Claim, Day, Page, Reading, Said, Thing, day_order

_AMOUNT = "Quantity"  # the type whose names are values: the page shows the words
_QID = re.compile(r"Q[1-9]\d*")


def of(found: Sequence[Extraction], *, base: str = BASE) -> Page:
    """Extractions → Page."""
    builder = _Builder(base)
    for x in found:
        builder.add(x)
    for c in builder.claims:
        for end in {c.subject, c.object}:
            builder.things[end].facts += 1
    return Page(
        readings=tuple(builder.readings),
        things=tuple(builder.things),
        said=tuple(builder.said),
        claims=tuple(builder.claims),
        days=tuple(sorted(builder.days.values(), key=lambda d: (d.order, d.value))),
    )


class _Builder:
    """What the articles read so far have in common."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.readings: list[Reading] = []
        self.things: list[Thing] = []
        self.said: list[Said] = []
        self.claims: list[Claim] = []
        self.days: dict[str, Day] = {}
        self._known: dict[str, Thing] = {}

    def add(self, x: Extraction) -> None:
        """One more article."""
        article, units = len(self.readings), Units(x.article.text)
        numbers = self._entities(x)

        def span(start: int, end: int) -> Span:
            return units.of(start), units.of(end)

        def number(id: str | None) -> int | None:
            return None if id is None else numbers[id]

        first, known = len(self.said), len(self.claims)
        ordered = sorted(x.statements, key=lambda s: s.content[0] if s.content else (s.evidence.start, 0))
        for n, s in enumerate(ordered, first):
            self.said.append(
                Said(
                    number=n,
                    article=article,
                    speaker=number(s.speaker),
                    speaker_text=s.speaker_text,
                    kind=s.kind,
                    cue=s.cue,
                    words=tuple(_spaced(x.quote(a, b)) for a, b in s.content),
                    venue=number(s.venue),
                    date=s.date,
                    on_behalf_of=number(s.on_behalf_of),
                    document=number(s.document),
                    addressee=number(s.addressee),
                    factuality=s.factuality,
                    rule=s.evidence.rule,
                    confidence=s.evidence.confidence,
                    contents=tuple(span(a, b) for a, b in s.content),
                    passage=span(s.evidence.start, s.evidence.end),
                )
            )
        for f in x.facts:
            proof = f.evidence
            self.claims.append(
                Claim(
                    number=len(self.claims),
                    article=article,
                    subject=numbers[f.subject],
                    relation=f.relation,
                    object=numbers[f.object],
                    factuality=f.factuality,
                    background=f.background,
                    said_by=f.attributed_text if f.attributed_to is None else numbers[f.attributed_to],
                    sentence=_gist(proof.sentence) if proof else "",
                    rule=proof.rule if proof else "",
                    confidence=proof.confidence if proof else 1.0,
                    passage=span(proof.start, proof.end) if proof else None,
                )
            )
        notes = [(s.content[-1][1], n) for n, s in enumerate(ordered, first) if s.content]
        self.readings.append(_reading(x, numbers, notes))
        self._days(x, units, self.said[first:], self.claims[known:])

    def _entities(self, x: Extraction) -> dict[str, int]:
        """Entity id → number; an IRI that another article has used is the same entity. A date is known by its value."""
        links = iris.entities(x, self.base)
        values = {(d.start, d.end): d.value for d in x.dates}
        numbers = {}
        for e in x.entities:
            name = _name(x, e, values)
            iri = links[e.id].value if e.id in links else name
            thing = self._known.get(iri)
            if thing is None:
                thing = Thing(number=len(self.things), type=e.type, cls=e.cls, name=name, iri=iri)
                self._known[iri] = thing
                self.things.append(thing)
            others = [n for n in e.names if n != thing.name and n not in thing.names]
            thing.names += tuple(dict.fromkeys(others))
            if e.wikidata and _QID.fullmatch(e.wikidata):
                thing.wikidata = thing.wikidata or e.wikidata
            thing.mentions += len(e.mentions)
            numbers[e.id] = thing.number
        return numbers

    def _days(self, x: Extraction, units: Units, said: Sequence[Said], claims: Sequence[Claim]) -> None:
        article = len(self.readings) - 1
        if x.article.published:
            self._day(x.article.published).published.append(article)
        for d in x.dates:
            words = x.quote(d.start, d.end)
            self._day(d.value or words).passages.append((article, (units.of(d.start), units.of(d.end)), words))
        for s in said:
            if s.date:
                self._day(s.date).said.append(s)
        for c in claims:
            if self.things[c.object].type == DATE:
                self._day(self.things[c.object].name).claims.append(c)

    def _day(self, value: str) -> Day:
        if value not in self.days:
            self.days[value] = Day(value, day_order(value))
        return self.days[value]


def _reading(x: Extraction, numbers: dict[str, int], notes: list[tuple[int, int]]) -> Reading:
    a = x.article
    marks = [Mark(m.start, m.end, numbers[e.id], m.kind) for e in x.entities for m in e.mentions]
    address = iris.web(a.source)
    return Reading(
        id=a.id,
        title=a.title,
        source=a.source,
        link=address.value if address else None,
        author=a.author,
        published=a.published,
        warnings=x.warnings,
        paragraphs=tuple(paragraphs(a.text, marks, notes, titled=bool(a.title) and not _begins(a.text, a.title))),
    )


def _begins(text: str, title: str) -> bool:
    """Whether the first line of a text is its title."""
    return text.lstrip().partition("\n")[0].strip() == title.strip()


def _name(x: Extraction, e: Entity, values: Mapping[Span, str | None]) -> str:
    """The name that readers see: of a date its value, of a quantity the words of the text."""
    if e.type == DATE:
        return next((v for m in e.mentions if (v := values.get((m.start, m.end)))), e.name)
    if e.type == _AMOUNT and e.mentions:
        return _spaced(x.quote(e.mentions[0].start, e.mentions[0].end))
    return e.name


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _gist(sentence: str) -> str:
    """A sentence on one line; of several paragraphs, the first and the last one."""
    lines = [_spaced(line) for line in sentence.split("\n") if line.strip()]
    return " […] ".join([lines[0], lines[-1]] if len(lines) > 1 else lines)
