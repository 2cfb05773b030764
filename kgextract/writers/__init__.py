"""Extractions → text in a format, or a file that is complete or not there. A new format is one row of WRITERS."""

from __future__ import annotations

import difflib
import io
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kgextract.errors import UsageError
from kgextract.model import Extraction
from kgextract.rdf.build import ArticleGraph, Provenance, build
from kgextract.rdf.iris import BASE
from kgextract.writers import annotation, cytoscape, jsonld, lines, neo4j, network, rdfxml, sheets, turtle
from kgextract.writers.atomic import atomic

__all__ = ["WRITERS", "Writer", "atomic", "format_of", "render", "write"]

_Many = Sequence[Extraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """A format: its usual suffix, what it holds, and whether outputs of several articles may simply be concatenated."""

    suffix: str
    about: str
    joinable: bool
    render: Callable[[_Many, str, Provenance], str]
    media: str


_Render = Callable[[_Many, str, Provenance], str]


def _graphs(page: Callable[[Sequence[ArticleGraph], str], str]) -> _Render:
    return lambda found, base, provenance: page([build(x, base=base, provenance=provenance) for x in found], base)


def _tables(page: Callable[[_Many, str], str]) -> _Render:
    return lambda found, base, _: page(found, base)


def _json(page: Callable[[_Many], str]) -> _Render:
    """JSON keeps the text as it is: a lone surrogate, which UTF-8 cannot hold, becomes an escape."""
    return lambda found, base, _: re.sub("[\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", page(found))


def _row(suffix: str, about: str, render: _Render, media: str, joinable: bool = False) -> Writer:
    return Writer(suffix=suffix, about=about, render=render, media=media, joinable=joinable)


WRITERS: dict[str, Writer] = {
    "turtle": _row(".ttl", "RDF, grouped and commented for reading", _graphs(turtle.turtle), "text/turtle", True),
    "trig": _row(".trig", "RDF, one named graph an article", _graphs(turtle.trig), "application/trig", True),
    "nquads": _row(".nq", "RDF, one quad a line", _graphs(lines.nquads), "application/n-quads", True),
    "ntriples": _row(".nt", "RDF, one triple a line", _graphs(lines.ntriples), "application/n-triples", True),
    "jsonld": _row(".jsonld", "RDF as JSON, its context inside", _graphs(jsonld.jsonld), "application/ld+json"),
    "rdfxml": _row(".rdf", "RDF as XML", _graphs(rdfxml.rdfxml), "application/rdf+xml"),
    "json": _row(".json", "the annotation format", _json(annotation.one), "application/json"),
    "jsonl": _row(".jsonl", "the annotation format, an article a line", _json(annotation.lines), "text/jsonl", True),
    "graphml": _row(".graphml", "entities and facts as a network", _tables(network.graphml), "application/graphml+xml"),
    "gexf": _row(".gexf", "entities and facts as a network for Gephi", _tables(network.gexf), "application/gexf+xml"),
    "cytoscape": _row(".cyjs", "the same for Cytoscape", _tables(cytoscape.cytoscape), "application/json"),
    "neo4j-nodes": _row(".nodes.csv", "entities, for neo4j-admin import", _tables(neo4j.nodes), "text/csv"),
    "neo4j-relationships": _row(".relationships.csv", "facts, for it", _tables(neo4j.relationships), "text/csv"),
    "csv": _row(
        ".csv", "a table of the statements: who said what, where, when", _tables(sheets.statements), "text/csv"
    ),
    "csv-facts": _row(".facts.csv", "a table of the facts", _tables(sheets.facts), "text/csv"),
    "csv-entities": _row(".entities.csv", "a table of the entities", _tables(sheets.entities), "text/csv"),
}
_SUFFIXES = sorted(((w.suffix, name) for name, w in WRITERS.items()), key=lambda pair: -len(pair[0]))
_OTHER_SUFFIXES = {".turtle": "turtle", ".xml": "rdfxml", ".owl": "rdfxml", ".ndjson": "jsonl"}


def format_of(path: Path | str) -> str:
    """A file name → the format of its suffix. UsageError where no format has it."""
    name = os.fspath(path).lower()
    for suffix, format_ in (*_SUFFIXES, *_OTHER_SUFFIXES.items()):
        if name.endswith(suffix):
            return format_
    known = ", ".join(sorted({w.suffix for w in WRITERS.values()}))
    raise UsageError(f"{path}: no format has this suffix. Use one of {known}, or name the format.")


def _writer(format: str) -> Writer:
    if format not in WRITERS:
        near = difflib.get_close_matches(format, WRITERS, n=1)
        hint = f" Did you mean {near[0]}?" if near else f" Use one of {', '.join(WRITERS)}."
        raise UsageError(f"{format}: is no format.{hint}")
    return WRITERS[format]


def render(
    found: Extraction | Iterable[Extraction], *, format: str, base: str = BASE, provenance: Provenance = "full"
) -> str:
    """One extraction or several → the whole text in a format. Equal extractions give equal text.

    `provenance` says how much of it RDF holds: full (passage, rule, confidence), source (passage) or none.
    """
    many = [found] if isinstance(found, Extraction) else list(found)
    return _writer(format).render(many, base, provenance)


def write(
    found: Extraction | Iterable[Extraction],
    target: Path | str | IO[str] | IO[bytes],
    format: str | None = None,
    *,
    base: str = BASE,
    provenance: Provenance = "full",
) -> None:
    """One extraction or several → a file (by suffix, or `format`) or an open stream (turtle unless `format` says else).

    A file is replaced as a whole or not at all. UsageError: unknown format; OutputError: it cannot be written.
    """
    if isinstance(target, (str, Path)):
        text = render(found, format=format or format_of(target), base=base, provenance=provenance)
        with atomic(target) as stream:
            stream.write(text)
        return
    text = render(found, format=format or "turtle", base=base, provenance=provenance)
    if isinstance(target, io.TextIOBase):
        target.write(text)
    else:
        target.write(text.encode("utf-8"))  # type: ignore[arg-type]
