"""An article of the index → the page of the article, as far as the graph holds it: the sentences that prove something.

The text itself is not in a graph. The known sentences stand where they stood, so that statements and facts light up;
in them the names of what the article mentions are marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kgextract.rdf import iris
from kgextract.serve.index import Index, Row
from kgextract.writers.page import word_for
from kgextract.writers.page.marks import Mark, Units, paragraphs
from kgextract.writers.page.view import DATE, Claim, Day, Page, Reading, Said, Thing, day_order

_SHORTEST = 3  # letters of a name that is marked
_UNNAMED = "UnnamedSpeaker"


def page(index: Index, article: Row) -> Page:
    """The row of an article → what its page shows."""
    return _Article(index, article).page()


class _Article:
    """One article on its way to its page; things are numbered as they come."""

    def __init__(self, index: Index, row: Row) -> None:
        self.index, self.row = index, row
        self.passages = {r["id"]: r for r in index.rows("SELECT * FROM passages WHERE article = ?", row["id"])}
        self.text = text(self.passages.values())
        self.units = Units(self.text)
        self.things: list[Thing] = []
        self.numbers: dict[object, int] = {}

    def page(self) -> Page:
        rows = self.index.rows(
            "SELECT things.* FROM mentions JOIN things ON things.id = mentions.thing WHERE article = ?", self.row["id"]
        )
        for row in sorted(rows, key=lambda r: str(r["folded"])):
            self.thing(row)
        said, claims = tuple(self.said()), tuple(self.claims())
        marks = sorted(set(self.marks()))
        for mark in marks:
            self.things[mark.entity].mentions += 1
        for claim in claims:
            for end in {claim.subject, claim.object}:
                self.things[end].facts += 1
        notes = [(s[1], n) for n, s in self.ends]
        reading = Reading(
            id=self.row["identifier"],
            title=self.row["title"] or "",
            source=self.row["source"] or "",
            link=self.row["link"] if self.row["link"] and iris.web(self.row["link"]) else None,
            author=self.row["author"] or "",
            published=self.row["issued"],
            warnings=(word_for("sentences-only"), *self.warnings()),
            paragraphs=tuple(paragraphs(self.text, marks, notes, titled=True)),
        )
        return Page(
            readings=(reading,), things=tuple(self.things), said=said, claims=claims, days=self.days(said, claims)
        )

    def warnings(self) -> Iterator[str]:
        for row in self.index.rows("SELECT words FROM warnings WHERE article = ?", self.row["id"]):
            yield row["words"]

    def thing(self, row: Row | None) -> int | None:
        """A thing → its number on the page."""
        if row is None:
            return None
        number = self.numbers.get(row["id"])
        if number is None:
            number = self.numbers[row["id"]] = len(self.things)
            names = self.index.rows("SELECT name FROM names WHERE thing = ?", row["id"])
            self.things.append(
                Thing(number=number, type=row["type"], cls=row["class"], name=row["name"], iri=row["iri"],
                      names=tuple(n["name"] for n in names), wikidata=row["wikidata"])
            )  # fmt: skip
        return number

    def by_id(self, id: int | None) -> int | None:
        if id is None or id in self.numbers:
            return self.numbers.get(id)
        return self.thing(self.index.row("SELECT * FROM things WHERE id = ?", id))

    def date(self, value: str) -> int:
        if value not in self.numbers:
            self.numbers[value] = len(self.things)
            self.things.append(Thing(number=len(self.things), type=DATE, cls=DATE, name=value, iri=value))
        return self.numbers[value]

    def span(self, passage: int | None) -> tuple[int, int] | None:
        row = self.passages.get(passage or 0)
        return (self.units.of(row["begins"]), self.units.of(row["ends"])) if row else None

    def said(self) -> Iterator[Said]:
        rows = self.index.rows("SELECT * FROM said WHERE article_id = ?", self.row["id"])
        parts: dict[int, list[Row]] = {}
        for c in self.index.rows(
            "SELECT c.statement, c.passage FROM contents AS c JOIN statements AS s ON s.id = c.statement "
            "WHERE s.article = ?",
            self.row["id"],
        ):
            if c["passage"] in self.passages:
                parts.setdefault(c["statement"], []).append(self.passages[c["passage"]])
        for found in parts.values():
            found.sort(key=lambda p: (p["begins"], p["ends"]))
        self.ends: list[tuple[int, tuple[int, int]]] = []

        def place(row: Row) -> tuple[int, int]:
            contents = parts.get(row["id"])
            first = contents[0] if contents else self.passages.get(row["passage_id"])
            return (first["begins"] if first else 0), row["id"]

        for n, row in enumerate(sorted(rows, key=place)):
            contents = parts.get(row["id"], [])
            unnamed = row["speaker_type"] == _UNNAMED
            if contents:
                self.ends.append((n, (contents[-1]["begins"], contents[-1]["ends"])))
            yield Said(
                number=n,
                article=0,
                speaker=None if unnamed else self.by_id(row["speaker_id"]),
                speaker_text=row["speaker"] if unnamed else None,
                kind=row["kind"],
                cue=row["cue"],
                words=tuple(" ".join(p["words"].split()) for p in contents)
                or ((row["content"] or row["words"] or ""),),
                venue=self.by_id(row["venue_id"]),
                date=row["said_on"],
                on_behalf_of=self.by_id(row["party_id"]),
                document=self.by_id(row["document_id"]),
                addressee=self.by_id(row["addressee_id"]),
                factuality=row["factuality"] or "asserted",
                rule=row["rule"] or "",
                confidence=row["confidence"],
                contents=tuple(s for p in contents if (s := self.span(p["id"]))),
                passage=self.span(row["passage_id"]) or (0, 0),
            )

    def claims(self) -> Iterator[Claim]:
        for n, row in enumerate(self.index.rows("SELECT * FROM claims WHERE article_id = ?", self.row["id"])):
            unnamed = row["source_type"] == _UNNAMED
            subject = self.by_id(row["subject_id"])
            object_ = self.date(row["value"] or "") if row["object_id"] is None else self.by_id(row["object_id"])
            assert subject is not None and object_ is not None
            yield Claim(
                number=n,
                article=0,
                subject=subject,
                relation=row["relation"],
                object=object_,
                factuality=row["factuality"] or "asserted",
                background=bool(row["background"]),
                said_by=row["source"] if unnamed else self.by_id(row["said_by_id"]),
                sentence=" ".join((row["sentence"] or row["words"] or "").split()),
                rule=row["rule"] or "",
                confidence=row["confidence"],
                passage=self.span(row["passage_id"]),
            )

    def marks(self) -> Iterator[Mark]:
        """The names of the article's things in its sentences, the longest first: one inside another is not marked."""
        known: dict[str, int] = {}
        for thing in self.things:
            if thing.type not in (DATE, _UNNAMED):
                known |= {name: thing.number for name in (*thing.names, thing.name) if len(name) >= _SHORTEST}
        if known:
            names = "|".join(re.escape(name) for name in sorted(known, key=lambda n: (-len(n), n)))
            for found in re.finditer(rf"(?<!\w)(?:{names})(?!\w)", self.text):
                yield Mark(found.start(), found.end(), known[found[0]], "named")

    def days(self, said: Sequence[Said], claims: Sequence[Claim]) -> tuple[Day, ...]:
        found: dict[str, Day] = {}

        def day(value: str) -> Day:
            return found.setdefault(value, Day(value, day_order(value)))

        if self.row["issued"]:
            day(self.row["issued"]).published.append(0)
        for s in said:
            if s.date:
                day(s.date).said.append(s)
        for c in claims:
            if self.things[c.object].type == DATE:
                day(self.things[c.object].name).claims.append(c)
        return tuple(sorted(found.values(), key=lambda d: (d.order, d.value)))


def text(passages: Iterable[Row]) -> str:
    """Passages with their sentences → a text in which each stands where it stood, line ends where nothing is known."""
    pieces: dict[int, str] = {}
    for row in passages:
        at = (row["sentence"] or "").find(row["words"])
        start, words = (row["begins"] - at, row["sentence"]) if at >= 0 else (row["begins"], row["words"])
        if start >= 0 and len(words) > len(pieces.get(start, "")):
            pieces[start] = words
    out: list[str] = []
    end = 0
    for start, words in sorted(pieces.items()):
        if start + len(words) <= end:
            continue
        if start < end:
            words, start = words[end - start :], end
        out.append((" " if start - end == 1 and end else "\n" * (start - end)) + words)
        end = start + len(words)
    return "".join(out)
