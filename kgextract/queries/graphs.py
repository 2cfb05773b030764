"""RDF files, folders of them, or a store → something to query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph

from kgextract.errors import InputError
from kgextract.queries.answers import line
from kgextract.store import Store

Source = Store | pyoxigraph.Store | Path | str | Iterable[Path | str]


def opened(source: Source) -> pyoxigraph.Store:
    """A store as it is, the folder of a store, or RDF files → a store to query. InputError where one cannot be read."""
    if isinstance(source, Store):
        return source.graph
    if isinstance(source, pyoxigraph.Store):
        return source
    paths = listed(source)
    if is_store(paths):
        try:
            return pyoxigraph.Store.read_only(str(paths[0]))
        except OSError as e:
            raise InputError(
                f"{paths[0]}: the store cannot be opened ({e}). Is another process writing to it?"
            ) from None
    store = pyoxigraph.Store()
    for path in graph_files(paths):
        format_ = pyoxigraph.RdfFormat.from_extension(path.suffix.lstrip(".").lower())
        if format_ is None:
            raise InputError(f"{path}: is no RDF file by its suffix. Use .ttl, .nt, .nq, .trig, .rdf or .jsonld.")
        try:
            store.load(path=str(path), format=format_)
        except (SyntaxError, ValueError) as e:
            raise InputError(f"{path}: is not valid RDF ({line(e)}). Check the file.") from None
        except OSError as e:
            raise InputError(f"{path}: cannot be read ({e.strerror or line(e)}). Check the path.") from None
    merge(store, store)
    return store


def listed(source: Path | str | Iterable[Path | str]) -> list[Path]:
    """One path or several → a list of them."""
    return [Path(source)] if isinstance(source, (str, Path)) else [Path(p) for p in source]


def is_store(paths: Sequence[Path]) -> bool:
    """Whether the paths are one folder that holds a store."""
    return len(paths) == 1 and (paths[0] / "CURRENT").is_file()


def merge(quads: Iterable[pyoxigraph.Quad], into: pyoxigraph.Store) -> None:
    """What named graphs hold → the default graph as well, each triple once: queries read that.

    (A store that unites the graphs while it answers yields a triple once for each graph that has it.)
    """
    default = pyoxigraph.DefaultGraph()
    named = [pyoxigraph.Quad(q.subject, q.predicate, q.object) for q in quads if q.graph_name != default]
    if named:
        into.extend(named)


def graph_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Files and folders → RDF files. InputError for what is not there and for a folder without one."""
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder. Check the name.")
        if path.is_dir():
            found = [p for p in sorted(path.iterdir()) if pyoxigraph.RdfFormat.from_extension(p.suffix[1:] or "-")]
            found = [p for p in found if p.suffix not in {".json", ".xml", ".txt"}]
            if not found:
                raise InputError(f"{path}: holds no RDF file and is no store. Give a graph.")
            yield from found
        else:
            yield path
