"""RDF files or a store, and a question → a table: the named queries of `data/queries/`, and free SPARQL.

`run` and `sparql` answer in this process. A `Worker` answers the same in a process of its own that a query cannot
outlive: time, memory and the size of the answer are bounded, and the next query is answered whatever this one did.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kgextract.queries.guard import checked
from kgextract.queries.named import NamedQuery, Parameter, find, names, standalone, values
from kgextract.queries.table import Table
from kgextract.queries.worker import Worker

if TYPE_CHECKING:
    from kgextract.queries.graphs import Source as Source

__all__ = [
    "NamedQuery",
    "Parameter",
    "Table",
    "Worker",
    "checked",
    "find",
    "names",
    "run",
    "sparql",
    "standalone",
]


def run(source: Source, name: str, parameters: Mapping[str, str] | None = None, *, limit: int | None = None) -> Table:
    """Source, the name of a query and its parameters as text → Table; not more than `limit` rows.

    UsageError for an unknown query or parameter or a value of the wrong type, InputError for an unreadable file.
    """
    from kgextract.queries import answers, graphs

    given = values(name, parameters)
    with graphs.held(source) as store:
        return answers.table(store, find(name).text, given, limit=limit)


def sparql(source: Source, text: str, *, limit: int | None = None) -> Table:
    """Source and a SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE) → Table.

    The usual prefixes are there without being declared; named graphs are read as one. SERVICE is refused, and so is an
    update: UsageError, as for what is no SPARQL.
    """
    from kgextract.queries import answers, graphs

    text = checked(text)
    with graphs.held(source) as store:
        return answers.table(store, text, {}, limit=limit)
