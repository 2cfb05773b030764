"""A folder with an embedded Oxigraph store: one named graph an article, so that adding again changes nothing.

The default graph holds the union of all articles, each triple once; queries read that. Adding and removing cost what
the article costs, however large the store is, and each is one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kgextract.errors import OutputError
from kgextract.model import Extraction
from kgextract.rdf import iris
from kgextract.rdf.build import ArticleGraph, build
from kgextract.rdf.iris import BASE
from kgextract.writers.atomic import atomic

_DEFAULT = DefaultGraph()


class Store:
    """`Store(folder)` opens or makes a store, `Store()` keeps it in memory; use it in a `with` block.

    `queries.run(store, "who-spoke-where")` asks it.
    """

    def __init__(self, path: Path | str | None = None, *, base: str = BASE) -> None:
        self.base = iris.checked_base(base)
        if path is not None and Path(path).exists():
            folder = Path(path)
            if not folder.is_dir() or (any(folder.iterdir()) and not (folder / "CURRENT").is_file()):
                raise OutputError(f"{path}: is there and is no store. Give another folder.")
        try:
            self.graph = pyoxigraph.Store(str(path)) if path is not None else pyoxigraph.Store()
        except OSError as e:
            raise OutputError(f"{path}: cannot be opened ({e}). Is another process using it?") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.flush()

    def flush(self) -> None:
        """What was added or removed is on the disk when this returns."""
        self.graph.flush()

    def add(self, x: Extraction | ArticleGraph) -> bool:
        """Add an article, or replace it; False where the store has exactly these triples already."""
        new = build(x, base=self.base) if isinstance(x, Extraction) else x
        wanted = _as_stored(new.quads())
        if wanted == set(self._quads(new.name)):
            return False
        self._replace(new.name, wanted)
        return True

    def remove(self, article: str) -> bool:
        """Remove an article by its id or IRI; False where it is not there."""
        name = NamedNode(article) if article.startswith(self.base) else iris.mint(self.base, "article", article)
        if not self.graph.contains_named_graph(name):
            return False
        self._replace(name, set())
        return True

    def articles(self) -> list[str]:
        """The IRIs of the articles, sorted."""
        return sorted(name.value for name in self.graph.named_graphs() if isinstance(name, NamedNode))

    def __len__(self) -> int:
        """The number of articles."""
        return len(self.articles())

    def export(self, target: Path | str) -> int:
        """All articles → an N-Quads file, sorted; returns the number of quads."""
        lines = sorted(f"{q} .\n" for name in self.articles() for q in self._quads(NamedNode(name)))
        with atomic(target) as stream:
            stream.writelines(lines)
        return len(lines)

    def _quads(self, name: NamedNode) -> Iterator[Quad]:
        return self.graph.quads_for_pattern(None, None, None, name)

    def _replace(self, name: NamedNode, wanted: set[Quad]) -> None:
        """One transaction: the graph holds `wanted`, and the default graph what any article still says."""
        old = set(self._quads(name))
        gone, fresh = old - wanted, wanted - old
        orphans = [q for q in gone if not self._elsewhere(q, name)]
        steps = [
            ("DELETE DATA", _lines(gone), name),
            ("DELETE DATA", _lines(orphans), None),
            ("INSERT DATA", _lines(fresh), name),
            ("INSERT DATA", _lines(fresh), None),
        ]
        self.graph.update(
            " ;\n".join(
                f"{verb} {{ GRAPH {graph} {{ {lines} }} }}" if graph else f"{verb} {{ {lines} }}"
                for verb, lines, graph in steps
                if lines
            )
        )
        if not wanted:
            self.graph.remove_graph(name)

    def _elsewhere(self, quad: Quad, name: NamedNode) -> bool:
        found = self.graph.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return any(q.graph_name not in (_DEFAULT, name) for q in found)


def _as_stored(quads: Iterable[Quad]) -> set[Quad]:
    """Quads as a store gives them back: it keeps the value of a number or date, not how it is spelt."""
    memory = pyoxigraph.Store()
    memory.extend(quads)
    return set(memory)


def _lines(quads: Iterable[Quad]) -> str:
    return "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in quads)
