"""`kgextract serve`: graphs in the browser, and a SPARQL endpoint."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(serve)


def serve(
    graphs: Annotated[list[str], typer.Argument(metavar="GRAPH", help="RDF files, folders of them, or a store.")],
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any free port.")] = 8765,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    public: Annotated[bool, typer.Option("--public", help="Allow an address that other machines reach.")] = False,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="A host name by which browsers may call this server."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No messages.")] = False,
) -> None:
    """Explore graphs in the browser: pages, search, questions, SPARQL. Ctrl-C stops.

    Example: kgextract serve found/ --port 8765
    """
    from kgextract import serve as server
    from kgextract.cli.display import note
    from kgextract.queries.graphs import graph_files
    from kgextract.rdf.reading import format_of
    from kgextract.store import is_store

    def ready(address: str) -> None:
        if public:
            note(f"warning: everyone who reaches {address} can read these graphs")
        if not quiet:
            note(f"kgextract serves http://{address}/ (Ctrl-C stops)")

    for path in graph_files([Path(g) for g in graphs]) if not is_store(graphs[0]) else ():
        format_of(path)  # what is not there, or is no graph, is told before anything else
    if not quiet:
        note("loading")
    server.serve(graphs, host=host, port=port, names=name or (), public=public, ready=ready)
