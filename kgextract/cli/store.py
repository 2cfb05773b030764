"""`kgextract store`: articles kept together in a folder, where the same person, body or place is one node.

Here is what fills a store and takes from it; `stored` tells what is in one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgextract.cli import stored
from kgextract.cli.listing import Listed
from kgextract.cli.options import Encoding, Published, Quiet, Strict
from kgextract.cli.stored import Database

if TYPE_CHECKING:
    from kgextract.cli.messages import Messages
    from kgextract.model import Extraction
    from kgextract.rdf.build import ArticleGraph

_SAVED_AFTER = {"articles": 25, "files": 200}  # how many are read before they are written


def register(app: typer.Typer) -> None:
    """Add the family of commands to the application."""
    family = typer.Typer(cls=Listed, no_args_is_help=True, help="Keep articles together in a store.")
    family.callback()(_family)
    commands: tuple[Callable[..., int], ...] = (
        add, remove, export, stored.stats, stored.check, stored.doubts, stored.describe,
    )  # fmt: skip
    for command in commands:
        family.command()(command)
    family.command("list")(stored.articles)
    app.add_typer(family, name="store")


def _family() -> None:
    """Keep articles together in a store; ask it with kgextract query STORE."""


def add(
    store: Database,
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="RDF files of kgextract, articles, or folders of either.")
    ],
    published: Published = None,
    encoding: Encoding = None,
    strict: Strict = False,
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="IRI",
            help="Of a new store: the IRI on which identifiers are built; else that of its graphs.",
        ),
    ] = None,
    quiet: Quiet = False,
) -> int:
    """Add articles; one that is there already is replaced where it has changed.

    Example: kgextract store add news.db found/
    """
    from kgextract.cli.inputs import sorted_out
    from kgextract.cli.messages import Messages
    from kgextract.queries.graphs import graph_files
    from kgextract.rdf.build import ArticleGraph
    from kgextract.store import Store
    from kgextract.store.reading import base_of

    messages = Messages(quiet=quiet)
    given, sources = sorted_out(inputs)
    files = list(graph_files(given))
    new = changed = same = 0
    batches = _batches(_graphs(files, messages), _SAVED_AFTER["files"])
    first = next(batches, None) or []
    graphs = [g for g in first if isinstance(g, ArticleGraph)]
    with Store(store, base=base or base_of(graphs)) as target:
        batches = _chain(iter([first] if first else []), batches)
        if sources:
            from kgextract.cli.streams import extractions

            found = extractions(sources, published=published, encoding=encoding, strict=strict, messages=messages)
            batches = _chain(batches, _batches(found, _SAVED_AFTER["articles"]))
        for batch in batches:
            done = target.add_all(batch)
            target.flush()
            new, changed, same = new + done.new, changed + done.changed, same + done.same
            if not quiet:
                messages.line(f"saved: {new} added, {changed} replaced, {same} unchanged")
    return messages.exit_code()


def remove(
    store: Database,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Ids or IRIs, as `store list` shows them.")],
) -> int:
    """Remove articles, and what only they said.

    Example: kgextract store remove news.db tribunal-riviere
    """
    from kgextract.cli.display import note
    from kgextract.errors import UsageError
    from kgextract.store import Store, taken_in

    taken_in(store)
    with Store(store) as target:
        for article in articles:
            if target.digest(article) is None:
                raise UsageError(f"{article}: is not in {store}. `kgextract store list {store}` shows what is.")
        for article in articles:
            target.remove(article)
        target.flush()
        note(f"saved: {len(articles)} removed")
    return 0


def export(
    store: Database,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Format by suffix.")] = None,
    format: Annotated[str | None, typer.Option("--format", "-f", help="nquads, trig, turtle, ntriples, …")] = None,
    extracted: Annotated[
        bool, typer.Option("--extracted", help="As extracted: nothing joined across articles.")
    ] = False,
) -> int:
    """Write all articles, each in its named graph, as N-Quads on standard output unless told otherwise.

    Example: kgextract store export news.db -o all.nq
    """
    from kgextract.cli.display import note
    from kgextract.store import Store
    from kgextract.writers import atomic, format_of, render_graphs

    chosen = format or (format_of(output) if output and output != "-" else "nquads")
    with Store(store, writing=False) as source:
        if chosen == "nquads" and output and output != "-":
            note(f"{output}: {source.export(output, extracted=extracted)} quads")
            return 0
        graphs = list(source.graphs(extracted=extracted))
        text = render_graphs(graphs, format=chosen, base=source.base)
    if output and output != "-":
        with atomic(output) as stream:
            stream.write(text)
    else:
        sys.stdout.write(text)
    return 0


def _graphs(files: list[Path], messages: Messages) -> Iterator[ArticleGraph]:
    from kgextract.errors import InputError
    from kgextract.store import reading

    for path in files:
        try:
            graphs, rest = reading.articles(path)
        except InputError as error:
            messages.refused(error)
            continue
        if rest or not graphs:
            messages.warn(f"{path}: {len(rest)} triples belong to no article and are left out")
        messages.done += len(graphs)
        yield from graphs


def _batches(found: Iterable[Extraction | ArticleGraph], size: int) -> Iterator[list[Extraction | ArticleGraph]]:
    from itertools import islice

    stream = iter(found)
    while batch := list(islice(stream, size)):
        yield batch


def _chain(*streams: Iterator[list[Extraction | ArticleGraph]]) -> Iterator[list[Extraction | ArticleGraph]]:
    for stream in streams:
        yield from stream
