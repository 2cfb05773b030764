"""Extractions → text in a format, or a file that is complete or not there. A new format is one row of WRITERS."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kgextract.errors import UsageError, nearest
from kgextract.model import Extraction
from kgextract.rdf.build import ArticleGraph, Provenance, build
from kgextract.rdf.iris import BASE
from kgextract.rdf.provenance import separated
from kgextract.rdf.reifiers import folded
from kgextract.writers import annotation, cytoscape, jsonld, lines, neo4j, network, rdfxml, sheets, turtle
from kgextract.writers.atomic import atomic

__all__ = ["WRITERS", "Options", "Writer", "atomic", "format_of", "render", "render_graphs", "write"]

_Many = Sequence[Extraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a graph is written.

    `base` is the IRI on which identifiers are built; `provenance` is full (passage, rule, confidence), source (passage)
    or none; `split` puts it into a named graph of its own, `rdf12` writes facts as triple terms of RDF 1.2, where the
    format has them; `raw_csv` leaves cells as they are, even where a spreadsheet would compute them.
    """

    base: str = BASE
    provenance: Provenance = "full"
    split: bool = False
    rdf12: bool = False
    raw_csv: bool = False


_Render = Callable[[_Many, Options], Iterable[str]]  # pieces of the text, one after the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """A format: its usual suffix, what it holds, and whether outputs of several articles may simply be concatenated."""

    suffix: str
    about: str
    joinable: bool
    render: _Render
    media: str


_Page = Callable[[Sequence[ArticleGraph], str], Iterable[str]]


def _graphs(page: _Page) -> _Render:
    def rendered(found: _Many, options: Options) -> Iterable[str]:
        graphs = [build(x, base=options.base, provenance=options.provenance) for x in found]
        graphs = [folded(g) for g in graphs] if options.rdf12 else graphs
        return page([part for g in graphs for part in separated(g)] if options.split else graphs, options.base)

    return rendered


def _network(page: Callable[[_Many, str], str]) -> _Render:
    return lambda found, options: (page(found, options.base),)


def _table(page: Callable[[_Many, str, bool], str]) -> _Render:
    return lambda found, options: (page(found, options.base, options.raw_csv),)


def _html(found: _Many, options: Options) -> Iterable[str]:
    from kgextract.writers.page import page  # templates take a while to load, and few runs need them

    return (page(found, options.base),)


def _json(page: Callable[[_Many], str]) -> _Render:
    """JSON keeps the text as it is: a lone surrogate, which UTF-8 cannot hold, becomes an escape."""
    return lambda found, _: (re.sub("[\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", page(found)),)


def _row(suffix: str, about: str, render: _Render, media: str, *, joinable: bool = False) -> Writer:
    return Writer(suffix=suffix, about=about, render=render, media=media, joinable=joinable)


_PAGES: dict[str, _Page] = {
    "turtle": turtle.turtle,
    "trig": turtle.trig,
    "nquads": lines.nquads,
    "ntriples": lines.ntriples,
    "jsonld": lambda graphs, base: (jsonld.jsonld(graphs, base),),
    "rdfxml": rdfxml.rdfxml,
}


def _rdf(suffix: str, about: str, name: str, media: str, *, own: bool = True) -> Writer:
    """A format of RDF; those whose syntax is RDF's own can be joined."""
    return _row(suffix, about, _graphs(_PAGES[name]), media, joinable=own)


WRITERS: dict[str, Writer] = {
    "turtle": _rdf(".ttl", "RDF, grouped and commented for reading", "turtle", "text/turtle"),
    "trig": _rdf(".trig", "RDF, one named graph an article", "trig", "application/trig"),
    "nquads": _rdf(".nq", "RDF, one quad a line", "nquads", "application/n-quads"),
    "ntriples": _rdf(".nt", "RDF, one triple a line", "ntriples", "application/n-triples"),
    "jsonld": _rdf(".jsonld", "RDF as JSON, its context inside", "jsonld", "application/ld+json", own=False),
    "rdfxml": _rdf(".rdf", "RDF as XML", "rdfxml", "application/rdf+xml", own=False),
    "json": _row(".json", "the annotation format", _json(annotation.one), "application/json"),
    "jsonl": _row(
        ".jsonl", "the annotation format, an article a line", _json(annotation.lines), "text/jsonl", joinable=True
    ),
    "graphml": _row(
        ".graphml", "entities and facts as a network", _network(network.graphml), "application/graphml+xml"
    ),
    "gexf": _row(".gexf", "entities and facts as a network for Gephi", _network(network.gexf), "application/gexf+xml"),
    "cytoscape": _row(".cyjs", "the same for Cytoscape", _network(cytoscape.cytoscape), "application/json"),
    "neo4j-nodes": _row(".nodes.csv", "entities, for neo4j-admin import", _network(neo4j.nodes), "text/csv"),
    "neo4j-relationships": _row(".relationships.csv", "facts, for it", _network(neo4j.relationships), "text/csv"),
    "html": _row(".html", "a page to read: text, statements, facts, graph", _html, "text/html"),
    "csv": _row(".csv", "a table of the statements: who said what, where, when", _table(sheets.statements), "text/csv"),
    "csv-facts": _row(".facts.csv", "a table of the facts", _table(sheets.facts), "text/csv"),
    "csv-entities": _row(".entities.csv", "a table of the entities", _table(sheets.entities), "text/csv"),
}
_TERMS, _NAMED = ("turtle", "trig", "nquads", "ntriples"), ("trig", "nquads")  # what has triple terms, named graphs
_SUFFIXES = sorted(((w.suffix, name) for name, w in WRITERS.items()), key=lambda pair: -len(pair[0]))
_OTHER_SUFFIXES = {".htm": "html", ".turtle": "turtle", ".xml": "rdfxml", ".owl": "rdfxml", ".ndjson": "jsonl"}


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
        near = nearest(format, WRITERS)
        hint = f" Did you mean {near}?" if near else f" Use one of {', '.join(WRITERS)}."
        raise UsageError(f"{format}: is no format.{hint}")
    return WRITERS[format]


def render(
    found: Extraction | Iterable[Extraction],
    *,
    format: str,
    base: str = BASE,
    provenance: Provenance = "full",
    split: bool = False,
    rdf12: bool = False,
    raw_csv: bool = False,
) -> str:
    """One extraction or several → the whole text in a format, see Options. Equal extractions give equal text.

    UsageError: the format is unknown, or has no RDF 1.2 or named graphs where those are asked of it.
    """
    options = Options(base=base, provenance=provenance, split=split, rdf12=rdf12, raw_csv=raw_csv)
    return "".join(pieces([found] if isinstance(found, Extraction) else list(found), format, options))


def pieces(found: Sequence[Extraction], format: str, options: Options) -> Iterable[str]:
    """Extractions → the text in a format, piece by piece. UsageError as for `render`."""
    writer = _writer(format)
    for asked, what, able in ((options.rdf12, "RDF 1.2", _TERMS), (options.split, "named graphs", _NAMED)):
        if asked and format not in able:
            raise UsageError(f"{format}: has no {what}. Use one of {', '.join(able)}.")
    return writer.render(found, options)


def render_graphs(graphs: Sequence[ArticleGraph], *, format: str, base: str = BASE) -> str:
    """Graphs, as they are → the whole text in a format of RDF. UsageError for any other."""
    if format not in _PAGES:
        raise UsageError(f"{format}: is no format of RDF. Use one of {', '.join(_PAGES)}.")
    return "".join(_PAGES[format](graphs, base))


def write(
    found: Extraction | Iterable[Extraction],
    target: Path | str | IO[str] | IO[bytes],
    format: str | None = None,
    *,
    base: str = BASE,
    provenance: Provenance = "full",
    split: bool = False,
    rdf12: bool = False,
    raw_csv: bool = False,
) -> None:
    """One extraction or several → a file (by suffix, or `format`) or an open stream (turtle unless `format` says else).

    A file is replaced as a whole or not at all. UsageError as for `render`; OutputError: it cannot be written.

    >>> found = extract("Luc Pey, maire d'Oran, a promis un pont.")
    >>> write(found, "pont.ttl")
    >>> write(found, "pont.html")
    >>> write([found], "pont.nq", provenance="none")
    """
    form = format or (format_of(target) if isinstance(target, (str, Path)) else "turtle")
    options = Options(base=base, provenance=provenance, split=split, rdf12=rdf12, raw_csv=raw_csv)
    text = pieces([found] if isinstance(found, Extraction) else list(found), form, options)
    if isinstance(target, (str, Path)):
        with atomic(target) as stream:
            stream.writelines(text)
    elif isinstance(target, io.TextIOBase):
        target.writelines(text)
    else:
        target.writelines(piece.encode("utf-8") for piece in text)  # type: ignore[misc]
