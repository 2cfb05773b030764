"""RDF files, folders of them, or a store → something to query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from kgextract.errors import InputError
from kgextract.identity import decisions
from kgextract.identity.decisions import Decisions
from kgextract.rdf.build import ArticleGraph
from kgextract.store import Store, damage, is_store, lock, reading, taken_in
from kgextract.store.once import once

Source = Store | pyoxigraph.Store | Path | str | Iterable[Path | str]


def opened(source: Source, *, same: Path | str | None = None) -> pyoxigraph.Store:
    """A store as it is, the folder of a store, or RDF files → a store to query. InputError where one cannot be read.

    The articles of files are joined as in a store, with the decisions on identity in this file, else those of
    `same.tsv` in a folder that is the only source.
    """
    if isinstance(source, Store):
        return source.graph
    if isinstance(source, pyoxigraph.Store):
        return source
    paths = listed(source)
    if len(paths) == 1 and is_store(paths[0]):
        taken_in(paths[0])
        return _read_only(paths[0])
    found = gathered(paths, same=same)
    store = once(found.articles, same=found.same, base=found.base)
    store.extend(pyoxigraph.Quad(q.subject, q.predicate, q.object) for q in found.rest)
    return store


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The articles of RDF files, the quads of none, the decisions on identity, and the base of the articles."""

    articles: tuple[ArticleGraph, ...]
    rest: tuple[pyoxigraph.Quad, ...]
    same: Decisions
    base: str


def gathered(paths: Sequence[Path], *, same: Path | str | None = None) -> Gathered:
    """RDF files and folders → what is in them; `same` as in `opened`. InputError where one cannot be read."""
    read = [reading.articles(path) for path in graph_files(paths)]
    articles = tuple(graph for graphs, _ in read for graph in graphs)
    base = reading.base_of(articles)
    file = paths[0] / decisions.FILE if len(paths) == 1 and (paths[0] / decisions.FILE).is_file() else None
    decided = decisions.read(chosen, base=base) if (chosen := same or file) else Decisions()
    return Gathered(articles=articles, rest=tuple(q for _, rest in read for q in rest), same=decided, base=base)


def _read_only(folder: Path) -> pyoxigraph.Store:
    try:
        with damage.told(folder):
            return pyoxigraph.Store.read_only(str(folder))
    except OSError as e:
        raise InputError(f"{folder}: the store cannot be opened ({e}). Is another process writing to it?") from None


@contextmanager
def held(source: Source) -> Iterator[pyoxigraph.Store]:
    """As `opened`; a store on the disk is not written to inside the block."""
    if isinstance(source, Store | pyoxigraph.Store):
        yield opened(source)
        return
    paths = listed(source)
    if len(paths) == 1 and is_store(paths[0]):
        taken_in(paths[0])
        with while_unwritten(paths[0]) as store:
            yield store
    else:
        yield opened(paths)


@contextmanager
def while_unwritten(folder: Path) -> Iterator[pyoxigraph.Store]:
    """The folder of a store → the store, to which nobody writes inside the block. InputError where somebody does."""
    with lock.reading(folder), damage.told(folder):
        yield _read_only(folder)


def listed(source: Path | str | Iterable[Path | str]) -> list[Path]:
    """One path or several → a list of them."""
    return [Path(source)] if isinstance(source, (str, Path)) else [Path(p) for p in source]


def graph_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Files and folders → RDF files. InputError for what is not there and for a folder without one."""
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder. Check the name.")
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if not p.name.startswith("."))
            found = [p for p in inside if pyoxigraph.RdfFormat.from_extension(p.suffix[1:] or "-")]
            found = [p for p in found if p.suffix not in {".json", ".xml", ".txt"}]
            if not found:
                raise InputError(f"{path}: holds no RDF file and is no store. Give a graph.")
            yield from found
        else:
            yield path
