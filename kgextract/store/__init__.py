"""A folder with an embedded Oxigraph store: one named graph an article, so that adding again changes nothing.

The same person, body, place, document or session of several articles is one node (`kgextract.identity`); the default
graph holds all articles together, each triple once, and queries read that. Adding and removing cost what the article
costs, however large the store is, and each is one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from kgextract.errors import InputError, OutputError
from kgextract.identity import decisions
from kgextract.identity.decisions import Decisions
from kgextract.model import Extraction
from kgextract.rdf import iris
from kgextract.rdf.build import ArticleGraph, build
from kgextract.rdf.iris import BASE
from kgextract.store import damage, lock, notes, transaction
from kgextract.store.change import Article, Change, change, pairs_graph
from kgextract.store.folder import bytes_of as bytes_of
from kgextract.store.folder import decided, locked
from kgextract.store.folder import is_store as is_store
from kgextract.writers.atomic import atomic

_BATCH = 200  # articles of one transaction
_MANY = 20  # articles from which on they are loaded rather than inserted
_TIDY = 1 << 20  # bytes of growth from which on the files of a store are put in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """How many articles were new, had changed, and were there already."""

    new: int = 0
    changed: int = 0
    same: int = 0


class Store:
    """`Store(folder)` opens or makes a store for writing, `Store()` keeps it in memory; use it in a `with` block.

    `queries.run(store, "who-spoke-where")` asks it. `Store(folder, writing=False)` only reads, and keeps nobody else
    from reading. Decisions on identity are those of `same.tsv` in the folder, taken in when the store is opened; in
    memory, those given. OutputError (to a reader InputError) where another process writes, or the folder is something
    else.

    >>> from kgextract import queries
    >>> with Store("news.db") as store:
    ...     store.add(extract(Article(id="pont", text="Luc Pey a promis un pont devant le Sénat.")))
    ...     store.articles()
    ...     for row in queries.run(store, "who-spoke-where").rows:
    ...         print(*row[:2])
    True
    ['https://w3id.org/kgextract/id/article/pont']
    Luc Pey Sénat
    """

    def __init__(
        self,
        path: Path | str | None = None,
        *,
        base: str = BASE,
        same: Decisions | None = None,
        writing: bool = True,
    ) -> None:
        base = iris.checked_base(base)
        self.path = Path(path) if path is not None else None
        self._writing = writing
        self._held = ExitStack()
        with damage.told(self.path):
            self._ready(base, same)

    def _ready(self, base: str, same: Decisions | None) -> None:
        try:
            self.graph = self._opened()
        except OSError as e:
            self._held.close()
            raise OutputError(
                f"{self.path}: cannot be opened ({e.strerror or e}). Is there room, and no other user?"
            ) from None
        except BaseException:
            self._held.close()
            raise
        try:
            self._notes, self._size = notes.Notes(self.graph), self._bytes()
            self.base = self._based(base)
            text = self._notes.text(notes.GRAPH, notes.DECISIONS) or ""
            self.decisions = decisions.parse(text.splitlines(), base=self.base)
            if self._writing:
                self._recovered()
                self.decide(decided(self.path, self.base) if self.path else same or Decisions())
        except BaseException:
            self.close()
            raise

    @contextmanager
    def _writes(self) -> Iterator[None]:
        """OutputError where the disk is full or fails inside the block."""
        try:
            yield
        except OSError as e:
            raise OutputError(f"{self.path}: cannot be written ({e}). What was called saved is there.") from None

    def _bytes(self) -> int:
        """The size of the store's tables."""
        return bytes_of(self.path, "*.sst") if self.path else 0

    def _opened(self) -> pyoxigraph.Store:
        if self.path is None:
            return pyoxigraph.Store()
        if self._writing:
            self._held.callback(locked(self.path).release)
            return pyoxigraph.Store(str(self.path))
        taken_in(self.path)
        self._held.enter_context(lock.reading(self.path))
        return pyoxigraph.Store.read_only(str(self.path))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with damage.told(self.path):
            if self.path:
                self.close(tidy=error is None)
            if isinstance(error, RuntimeError):
                raise error

    def close(self, *, tidy: bool = True) -> None:
        """Write everything to the disk and let others open the store; nothing can be done with it afterwards.

        `tidy` puts the files in order where much was added.
        """
        if self.path and hasattr(self, "graph"):
            if self._writing:
                self.flush()
                if tidy and self._bytes() - self._size > max(self._size // 2, _TIDY):
                    self.graph.optimize()  # halves the time of queries, and costs in all what loading cost
            self._notes = notes.Notes(pyoxigraph.Store())
            del self.graph
        self._held.close()

    def flush(self) -> None:
        """What was added or removed is on the disk when this returns."""
        with self._writes():
            self.graph.flush()

    def add(self, x: Extraction | ArticleGraph) -> bool:
        """Add an article, or replace it; False where the store has exactly these triples already."""
        return self.add_all([x]).same == 0

    def add_all(self, found: Iterable[Extraction | ArticleGraph], *, origin: str | None = None) -> Added:
        """Add articles, or replace them, in transactions of some dozens.

        `origin` is noted with each article, by the transaction that adds it, until the article is added anew.
        """
        new = changed = same = 0
        graphs = (build(x, base=self.base) if isinstance(x, Extraction) else x for x in found)
        while batch := list(islice(graphs, _BATCH)):
            wanted: dict[NamedNode, Article | None] = {}
            for graph in batch:
                article, known = Article.of(graph, origin), self._notes.digest(graph.name)
                if article.digest == known:
                    same += 1
                    if origin in (None, self._notes.origin(graph.name)):
                        wanted.pop(graph.name, None)
                        continue
                else:
                    new, changed = new + (known is None), changed + (known is not None)
                wanted[graph.name] = article
            self._apply(wanted, self.decisions)
        return Added(new=new, changed=changed, same=same)

    def remove(self, article: str) -> bool:
        """Remove an article by its id or IRI; False where it is not there."""
        name = self.name(article)
        if self._notes.digest(name) is None:
            return False
        self._apply({name: None}, self.decisions)
        return True

    def name(self, article: str) -> NamedNode:
        """The id or IRI of an article → its IRI."""
        if article.startswith(self.base):
            with suppress(ValueError):  # an id may look like the beginning of an IRI
                return NamedNode(article)
        return iris.mint(self.base, "article", article)

    def decide(self, same: Decisions) -> int:
        """Let these decisions take the place of those before; returns how many articles read otherwise now."""
        if same == self.decisions:
            return 0
        done = self._apply({}, same)
        self.decisions = same
        return done.rewritten

    def articles(self) -> list[str]:
        """The IRIs of the articles, sorted."""
        return self._notes.articles()

    def digest(self, article: str) -> str | None:
        """The SHA-256 of an article's triples as they were extracted; None where it is not there."""
        return self._notes.digest(self.name(article))

    def origin(self, article: str) -> str | None:
        """What an article was added from, as `add_all` was told; None where it was not."""
        return self._notes.origin(self.name(article))

    def added_from(self, origin: str) -> list[str]:
        """The IRIs of the articles with this origin, sorted."""
        return self._notes.added_from(origin)

    def extracted(self, article: str) -> ArticleGraph | None:
        """An article's triples as they were extracted; None where it is not there."""
        return self._notes.source(self.name(article))

    def __len__(self) -> int:
        """The number of articles."""
        return len(self.articles())

    def graphs(self, *, extracted: bool = False) -> Iterator[ArticleGraph]:
        """What each article says about nodes, and which nodes are possibly one; or the articles as extracted."""
        for article in self.articles():
            graph = self.extracted(article) if extracted else self._graph(NamedNode(article))
            yield graph or ArticleGraph(name=NamedNode(article), triples=())
        doubts = self._graph(pairs_graph(self.base))
        if doubts.triples and not extracted:
            yield doubts

    def _graph(self, name: NamedNode) -> ArticleGraph:
        return ArticleGraph(name=name, triples=tuple(sorted(notes.triples(self.graph, name), key=str)))

    def doubts(self) -> list[tuple[str, str]]:
        """The pairs of nodes that are possibly one, sorted."""
        return sorted((t.subject.value, t.object.value) for t in self._graph(pairs_graph(self.base)).triples)

    def unknown(self) -> list[str]:
        """The IRIs that decisions name and no article has, sorted."""
        named = {iri for row in self.decisions.rows for iri in row.things}
        return sorted(iri for iri in named if next(self._notes.named(iri), None) is None)

    def shared(self) -> int:
        """The number of nodes that several articles have."""
        return self._notes.shared()

    def export(self, target: Path | str, *, extracted: bool = False) -> int:
        """All articles → an N-Quads file, graph by graph, sorted; returns the number of quads."""
        count = 0
        with atomic(target) as stream:
            for graph in self.graphs(extracted=extracted):
                stream.writelines(f"{t} {graph.name} .\n" for t in graph.triples)
                count += len(graph.triples)
        return count

    def check(self) -> list[str]:
        """What is wrong in the store, one line each: the store is made anew in memory and compared."""
        fresh = Store(base=self.base, same=self.decisions)
        found = []
        for name, graph in self._sources():
            if graph is None:
                found.append(f"{name}: its source is damaged. Add the article again.")
            else:
                fresh.add_all([graph], origin=self.origin(name))
        return found or damage.differences(self.graph, fresh.graph)

    def _sources(self) -> Iterator[tuple[str, ArticleGraph | None]]:
        """Each article as it was extracted; None where that is not what was added."""
        for name in self.articles():
            yield name, self._notes.sound(NamedNode(name))

    def _apply(self, articles: dict[NamedNode, Article | None], after: Decisions) -> Change:
        """One transaction."""
        load = bool(self.path) and len(articles) >= _MANY and not any(a and a.origin for a in articles.values())
        with self._writes():
            done = change(self.graph, articles, base=self.base, before=self.decisions, after=after)
            transaction.written(self.graph, done.leaving(), done.entering(), load=load)
        self._notes.forget()
        return done

    def _recovered(self) -> None:
        """Where a load was not completed, the store is made anew of the articles that it has in full."""
        if not transaction.broken_off(self.graph):
            return
        found = [(graph, self.origin(graph.name.value)) for _, graph in self._sources() if graph]
        self.graph.clear()
        self._notes.forget()
        self.base, self.decisions = self._based(self.base), Decisions()
        for origin, rows in groupby(sorted(found, key=lambda row: row[1] or ""), key=lambda row: row[1]):
            self.add_all((graph for graph, _ in rows), origin=origin)

    def _based(self, base: str) -> str:
        """The base of the store; one that is made now notes the one given."""
        known = self._notes.text(notes.GRAPH, notes.BASE)
        if known is None:
            if next(iter(self.graph), None) is not None:
                raise OutputError(f"{self.path}: was made by an older version. Make it anew from its articles.")
            self.graph.add(Quad(notes.GRAPH, notes.BASE, Literal(base), notes.GRAPH))
        return known or base


def taken_in(path: Path) -> None:
    """A store takes in its decisions file, where that has changed. InputError where there is no store."""
    if not is_store(path):
        raise InputError(f"{path}: there is no such store. Make it with kgextract store add.")
    with lock.reading(path), damage.told(path):
        try:
            known = notes.Notes(pyoxigraph.Store.read_only(str(path)))
        except OSError as e:
            raise InputError(f"{path}: the store cannot be opened ({e}). Is another process writing to it?") from None
        base, said, broken = (known.text(notes.GRAPH, p) for p in (notes.BASE, notes.DECISIONS, notes.LOADING))
        del known
    if broken or decided(path, base or BASE).dumps() != (said or ""):
        Store(path).close()
