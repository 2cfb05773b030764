"""What a command is given → graphs, and articles to read; articles → graphs to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgextract.cli.messages import Messages


def sorted_out(inputs: Sequence[str]) -> tuple[list[Path], list[str]]:
    """What was given → RDF files and stores, and articles. A folder with RDF files in it is a folder of graphs."""
    from kgextract.rdf.reading import FORMATS

    graphs: list[Path] = []
    sources: list[str] = []
    for given in inputs:
        path = Path(given)
        named = path.suffix.lower() in FORMATS and path.suffix.lower() != ".xml"
        if _holds_graphs(path) if path.is_dir() else named:
            graphs.append(path)
        else:
            sources.append(given)
    return graphs, sources


@contextmanager
def as_graphs(inputs: Sequence[str], *, published: str | None, messages: Messages) -> Iterator[list[Path]]:
    """Graphs and articles → graphs: those of the articles are kept for as long as the block lasts."""
    graphs, sources = sorted_out(inputs)
    messages.done += len(graphs)
    if not sources:
        yield graphs
        return
    from tempfile import TemporaryDirectory

    from kgextract.cli.streams import extractions
    from kgextract.writers import write

    with TemporaryDirectory(prefix="kgextract-") as folder:
        found = extractions(sources, published=published, encoding=None, strict=False, messages=messages)
        for number, extraction in enumerate(found):
            write(extraction, Path(folder) / f"{number}.nq")
        yield [*graphs, Path(folder)] if messages.done > len(graphs) else graphs


def _holds_graphs(folder: Path) -> bool:
    from kgextract.errors import InputError
    from kgextract.queries.graphs import graph_files
    from kgextract.store import is_store

    try:
        return is_store(folder) or any(True for _ in graph_files([folder]))
    except InputError:
        return False
