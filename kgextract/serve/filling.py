"""Graphs → the rows of the index, by a few questions in SPARQL."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode

from kgextract import ontology
from kgextract.queries import graphs
from kgextract.rdf.iris import BASE, PREFIXES
from kgextract.serve.derived import derive
from kgextract.serve.index import fold
from kgextract.serve.schema import QUESTIONS

_OTHER = "Thing"  # the type of what has a label and no class of the ontology


def fill(database: sqlite3.Connection, paths: Sequence[Path | str]) -> tuple[int, str]:
    """An empty database and RDF files, folders or a store → its rows; returns the number of triples and the base."""
    with graphs.held(paths) as store, database:
        filling = _Filling(database, store)
        filling.run()
        return int(next(_asked(store, "size"))[0]), filling.base


def _asked(store: pyoxigraph.Store, name: str) -> Iterator[tuple[Any, ...]]:
    """A question → its rows: IRIs as they are, the text of literals, None where nothing is bound."""
    found = store.query(QUESTIONS[name], prefixes=PREFIXES)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    width = range(len(found.variables))
    for row in found:
        yield tuple(_plain(row[n]) for n in width)


def _plain(term: object) -> str | None:
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, NamedNode):
        return _Iri(term.value)
    return None if term is None else _Iri(str(term)) if isinstance(term, BlankNode) else str(term)


class _Iri(str):
    """An IRI, or the label of a blank node; a literal is a plain string."""

    __slots__ = ()


class _Filling:
    """What is known while the rows are made: the numbers of things, articles and passages by their IRIs."""

    def __init__(self, database: sqlite3.Connection, store: pyoxigraph.Store) -> None:
        self.database, self.store = database, store
        self.base = BASE
        self.things: dict[str, int] = {}
        self.articles: dict[str, int] = {}
        self.passages: dict[str, tuple[int, int]] = {}  # IRI → its number and that of its article

    def run(self) -> None:
        self._articles()
        self._things()
        self._passages()
        self._statements()
        self._facts()
        derive(self.database)

    def _rows(self, name: str) -> Iterator[tuple[Any, ...]]:
        return _asked(self.store, name)

    def _insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        rows = iter(rows)
        first = next(rows, None)
        if first is None:
            return
        sql = f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(first))})"
        self.database.execute(sql, first)
        self.database.executemany(sql, rows)

    def _articles(self) -> None:
        for row in sorted(self._rows("articles"), key=lambda r: tuple(v or "" for v in r)):
            if row[0] not in self.articles:
                self.articles[row[0]] = len(self.articles) + 1
                self._insert("articles", [(len(self.articles), *row, 0)])
        for iri in self.articles:
            found = re.match(r"(.*/)article/[^/#]+$", iri)
            if found:
                self.base = found[1]
                break
        self._insert("warnings", ((self.articles.get(a), w) for a, w in self._rows("warnings")))

    def _things(self) -> None:
        labels: dict[str, list[str]] = {}
        types: dict[str, set[str]] = {}
        for iri, name, type_ in self._rows("labels"):
            if name not in labels.setdefault(iri, []):
                labels[iri].append(name)
            if type_:
                types.setdefault(iri, set()).add(type_)
        for iri, name in self._rows("names"):
            labels.setdefault(iri, [_last(iri)]).append(name)
        same: dict[str, list[str]] = {}
        for iri, other in self._rows("same"):
            same.setdefault(iri, []).append(other)
        wikidata = PREFIXES["wd"]
        for iri in sorted(labels):
            name, *others = labels[iri]
            cls, type_ = _classified(types.get(iri, set()))
            entity = next((s.removeprefix(wikidata) for s in same.get(iri, ()) if s.startswith(wikidata)), None)
            number = self._thing(iri, name=name, cls=cls, type_=type_, wikidata=entity)
            self._insert("names", ((number, other) for other in dict.fromkeys(others)))
            self._insert("same", ((number, other) for other in same.get(iri, ()) if not other.startswith(wikidata)))
        self._insert(
            "mentions",
            ((self.articles.get(a), self._thing(t)) for a, t in self._rows("mentions") if a in self.articles),
        )

    def _thing(
        self, iri: str | None, *, name: str = "", cls: str = _OTHER, type_: str = _OTHER, wikidata: str | None = None
    ) -> int | None:
        """The number of a thing, made where it is new: the object of a fact may have no label."""
        if iri is None:
            return None
        number = self.things.get(iri)
        if number is None:
            number = self.things[iri] = len(self.things) + 1
            name = name or _last(iri)
            self._insert("things", [(number, iri, type_, cls, name, fold(name), wikidata, 0, 0)])
        return number

    def _passages(self) -> None:
        def rows() -> Iterator[tuple[Any, ...]]:
            for iri, article, begins, ends, words, sentence in self._rows("passages"):
                if iri not in self.passages and article in self.articles:
                    self.passages[iri] = len(self.passages) + 1, self.articles[article]
                    yield (
                        *self.passages[iri][:1],
                        iri,
                        self.articles[article],
                        int(begins),
                        int(ends),
                        words,
                        sentence,
                    )

        self._insert("passages", rows())

    def _where(self, part: str, source: str | None) -> tuple[int | None, int | None]:
        """The passage and the article of a statement or fact, by what it was derived from, or else by its own IRI."""
        if source in self.passages:
            return self.passages[source]
        return None, self.articles.get(source or "") or self.articles.get(part.partition("#")[0])

    def _statements(self) -> None:
        numbers: dict[str, int] = {}

        def rows() -> Iterator[tuple[Any, ...]]:
            for (
                iri,
                speaker,
                kind,
                cue,
                content,
                venue,
                day,
                party,
                document,
                addressee,
                sure,
                rule,
                level,
                source,
            ) in self._rows("statements"):
                if iri in numbers:
                    continue
                numbers[iri] = len(numbers) + 1
                passage, article = self._where(iri, source)
                yield (
                    numbers[iri], iri, self._thing(speaker), _last(kind or "").lower(), cue, content,
                    self._thing(venue), day, self._thing(party), self._thing(document), self._thing(addressee),
                    _last(sure).lower() if sure else None, rule, float(level or 1), passage, article, None,
                )  # fmt: skip

        self._insert("statements", rows())
        self._insert(
            "contents",
            (
                (numbers[s], self.passages[p][0])
                for s, p in self._rows("contents")
                if s in numbers and p in self.passages
            ),
        )

    def _facts(self) -> None:
        seen: set[str] = set()
        told: set[tuple[str, str, str]] = set()

        def rows() -> Iterator[tuple[Any, ...]]:
            for iri, subject, relation, object_, sure, background, by, rule, level, source in self._rows("facts"):
                if iri in seen:
                    continue
                seen.add(iri)
                told.add((subject, relation, object_))
                passage, article = self._where(iri, source)
                yield (
                    len(seen), iri, self._thing(subject), _local(relation), *self._ends(object_),
                    _last(sure).lower() if sure else None, background == "true", self._thing(by), rule,
                    float(level or 1), passage, article,
                )  # fmt: skip
            for n, (subject, relation, object_) in enumerate(self._bare(told), len(seen) + 1):
                yield (n, None, self._thing(subject), relation, *self._ends(object_),
                       None, False, None, None, 1.0, None, None)  # fmt: skip

        self._insert("facts", rows())

    def _bare(self, told: Container[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
        """The triples of relations that no rdf:Statement tells: graphs without provenance have only these."""
        for p in ontology.get().properties.values():
            if not p.relation:
                continue
            for q in self.store.quads_for_pattern(None, NamedNode(p.iri), None, DefaultGraph()):
                subject, object_ = _plain(q.subject), _plain(q.object)
                if subject in self.things and object_ is not None and (subject, p.iri, object_) not in told:
                    yield subject, p.name, object_

    def _ends(self, object_: str) -> tuple[int | None, str | None]:
        return (self._thing(object_), None) if isinstance(object_, _Iri) else (None, object_)


def _classified(types: Iterable[str]) -> tuple[str, str]:
    """The classes of a thing → the most special one that the ontology knows, and its mention type."""
    known = ontology.get()
    found = sorted((name for t in types if (name := _classes().get(t))), key=lambda n: (-_depth(n), n))
    return (found[0], known.type_of(found[0]) or found[0]) if found else (_OTHER, _OTHER)


@cache
def _classes() -> dict[str, str]:
    return {c.iri: name for name, c in ontology.get().classes.items()}


@cache
def _depth(name: str) -> int:
    return sum(ontology.get().is_a(name, other) for other in ontology.get().classes)


@cache
def _relations() -> dict[str, str]:
    return {p.iri: name for name, p in ontology.get().properties.items()}


def _local(iri: str) -> str:
    """A relation of the ontology by its name, any other one by its IRI."""
    return _relations().get(iri, iri)


def _last(iri: str) -> str:
    return re.split(r"[/#]", iri.rstrip("/#"))[-1]
