"""`kgextract push`: graphs into a triple store elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgextract.cli.options import Quiet, Same

if TYPE_CHECKING:
    from kgextract.rdf.build import ArticleGraph


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(push)


def push(
    sources: Annotated[list[str], typer.Argument(metavar="GRAPH", help="RDF files, folders of them, or a store.")],
    to: Annotated[
        str,
        typer.Option("--to", metavar="URL", help="The Graph Store of the triple store, like http://host:7878/store."),
    ],
    same: Same = None,
    quiet: Quiet = False,
) -> int:
    """Send each article as a named graph to a triple store, over the SPARQL 1.1 Graph Store Protocol.

    Name and password come from KGEXTRACT_USER and KGEXTRACT_PASSWORD, from ~/.netrc, or are asked for.

    Example: kgextract push found/ --to http://localhost:7878/store
    """
    from kgextract import push as pushing
    from kgextract.cli.display import counted, note, one_line

    counts = {"sent": 0, "there": 0, "failed": 0}
    with pushing.Target(to, credentials=_credentials) as target:
        for outcome in pushing.push(_graphs(sources, same), target):
            counts[outcome.what] += 1
            if outcome.what == "failed":
                one_line(f"{outcome.name}: not sent: {outcome.reason}")
    if not quiet or counts["failed"]:
        stopped = " (stopped after three failures in a row)" if counts["failed"] >= 3 else ""
        sent = counted(counts["sent"], "graph")
        note(f"{to}: {sent} sent, {counts['there']} there already, {counts['failed']} failed{stopped}")
    if not counts["failed"]:
        return 0
    return 3 if counts["sent"] + counts["there"] else 1


def _graphs(sources: list[str], same: Path | None) -> Iterator[ArticleGraph]:
    from kgextract.queries.graphs import gathered
    from kgextract.store import Store, is_store

    paths = [Path(p) for p in sources]
    if len(paths) == 1 and is_store(paths[0]):
        with Store(paths[0], writing=False) as store:
            yield from store.graphs()
        return
    found = gathered(paths, same=same)
    joined = Store(base=found.base, same=found.same)
    joined.add_all(found.articles)
    yield from joined.graphs()


def _credentials(url: str) -> tuple[str, str] | None:
    """From the environment or the netrc file, else from the person at the terminal."""
    import getpass

    from kgextract.push import from_environment

    known = from_environment(url)
    if known is not None or not sys.stdin.isatty():
        return known
    print(f"{url} wants a name and password. Name: ", end="", file=sys.stderr, flush=True)
    name = sys.stdin.readline().strip()
    return name, getpass.getpass("Password: ")
