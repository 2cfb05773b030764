"""Article graphs → N-Triples and N-Quads: one statement a line, sorted within each article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgextract.rdf.build import ArticleGraph
from kgextract.rdf.iris import BASE


def ntriples(graphs: Sequence[ArticleGraph], base: str = BASE) -> Iterator[str]:
    """Article graphs → N-Triples, line by line."""
    return (f"{t} .\n" for g in graphs for t in g.texts())


def nquads(graphs: Sequence[ArticleGraph], base: str = BASE) -> Iterator[str]:
    """Article graphs → N-Quads, each article in the graph of its own name: merging a corpus is concatenation."""
    return (f"{t} {g.name} .\n" for g in graphs for t in g.texts())
