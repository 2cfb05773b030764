"""A store, a query and its terms → an answer: a table of text, or the bytes of a standard result format.

An answer is cut where it reaches its limits, and then says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple, Variable

from kgextract.errors import UsageError
from kgextract.queries.table import Table
from kgextract.rdf.iris import PREFIXES

_AnyTerm = NamedNode | BlankNode | Literal | Triple
_T = TypeVar("_T")
MAX_TEXT = 64_000_000  # characters of an answer


@dataclass(slots=True)
class _Limit:
    """Lets rows through up to a number and a total length; `reached` where there were more."""

    rows: int | None
    size: Callable[[Any], int]
    reached: bool = False

    def __call__(self, rows: Iterable[_T]) -> Iterator[_T]:
        total = 0
        for n, row in enumerate(rows):
            total += self.size(row)
            if (self.rows is not None and n == self.rows) or total > MAX_TEXT:
                self.reached = True
                return
            yield row


def table(store: pyoxigraph.Store, text: str, values: Mapping[str, str], *, limit: int | None = None) -> Table:
    """SELECT, ASK, CONSTRUCT or DESCRIBE, and the text of its parameters → Table. UsageError for what is no SPARQL."""
    found = _asked(store, text, values)
    try:
        if isinstance(found, QueryBoolean):
            return Table(columns=("answer",), rows=(("true" if found else "false",),))
        cut = _Limit(limit, lambda row: sum([len(cell) for cell in row if cell]))
        if isinstance(found, QueryTriples):
            lines = ((_text(t.subject), _text(t.predicate), _text(t.object)) for t in found)
            return Table(columns=("subject", "predicate", "object"), rows=tuple(cut(lines)), truncated=cut.reached)
        places = [n for n, v in enumerate(found.variables) if v.value not in values]
        columns = tuple(found.variables[n].value for n in places)
        rows = tuple(cut(tuple([_text(row[n]) for n in places]) for row in found))
        return Table(columns=columns, rows=rows, truncated=cut.reached)
    except (ValueError, RuntimeError, OSError) as e:
        raise _unanswered(e) from None


def serialized(
    store: pyoxigraph.Store, text: str, format: str, values: Mapping[str, str], *, limit: int | None = None
) -> tuple[bytes, bool]:
    """As `table`, but → the bytes of a standard format, and whether they were cut.

    `format` is json, xml, csv or tsv (SPARQL results) for SELECT and ASK, turtle, nt or rdf for CONSTRUCT and DESCRIBE.
    """
    found = _asked(store, text, values)
    try:
        if isinstance(found, QueryTriples):
            kind = {"turtle": pyoxigraph.RdfFormat.TURTLE, "nt": pyoxigraph.RdfFormat.N_TRIPLES}
            if format not in (*kind, "rdf"):
                raise UsageError(f"SPARQL query: answers with triples, not with {format}. Ask for turtle, nt or rdf.")
            cut = _Limit(limit, lambda t: len(str(t)))
            body = pyoxigraph.serialize(cut(found), format=kind.get(format, pyoxigraph.RdfFormat.RDF_XML))
            return body or b"", cut.reached
        if format not in _FORMATS:
            raise UsageError(f"SPARQL query: answers with rows, not with {format}. Ask for json, xml, csv or tsv.")
        if isinstance(found, QueryBoolean):
            return found.serialize(format=_FORMATS[format]) or b"", False
        return _rows(found, format, [v for v in found.variables if v.value not in values], limit)
    except (ValueError, RuntimeError, OSError) as e:
        raise _unanswered(e) from None


_FORMATS = {
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "xml": pyoxigraph.QueryResultsFormat.XML,
    "csv": pyoxigraph.QueryResultsFormat.CSV,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
}


def _rows(found: QuerySolutions, format: str, columns: list[Variable], limit: int | None) -> tuple[bytes, bool]:
    """The rows of a SELECT, up to the limit, in a format of SPARQL 1.1."""
    from kgextract.queries import results

    cut = _Limit(limit, lambda row: sum(len(str(term)) for term in row))
    rows = cut(tuple(row[v] for v in columns) for row in found)
    body = results.WRITERS[format]([v.value for v in columns], rows)
    return body.encode("utf-8"), cut.reached


def _asked(
    store: pyoxigraph.Store, text: str, values: Mapping[str, str]
) -> QueryBoolean | QueryTriples | QuerySolutions:
    terms: dict[Variable, _AnyTerm] = {Variable(n): Literal(v) for n, v in values.items()}
    try:
        return store.query(text, prefixes=PREFIXES, substitutions=terms)
    except SyntaxError as e:
        raise UsageError(f"SPARQL query: is not SPARQL ({line(e)}). Check it.") from None
    except (ValueError, RuntimeError, OSError) as e:
        raise _unanswered(e) from None


def _unanswered(error: Exception) -> UsageError:
    return UsageError(f"SPARQL query: cannot be answered ({line(error)}). Check it.")


def _text(term: object) -> str | None:
    return None if term is None else getattr(term, "value", None) or ("" if hasattr(term, "value") else str(term))


def line(error: Exception) -> str:
    """The first sentence of a parser's message: the list of everything it would have liked is no help."""
    message = " ".join(str(error).split())
    place = re.match(r"error at (\d+):(\d+)", message)
    if place:
        said = "a prefix is not declared" if "Prefix not found" in message else "something is wrong"
        return f"line {place[1]}, column {place[2]}: {said} there"
    return message[:200]
