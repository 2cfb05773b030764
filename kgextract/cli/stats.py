"""`kgextract stats`: who is central and who is quoted most in graphs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgextract.cli.options import AsCsv


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(stats)


def stats(
    graphs: Annotated[list[Path], typer.Argument(metavar="GRAPH", help="RDF files or folders, or a store.")],
    by: Annotated[str, typer.Option("--by", help="centrality, statements, articles or links.")] = "centrality",
    limit: Annotated[int, typer.Option("--limit", min=1, help="No more rows than this.")] = 20,
    as_csv: AsCsv = False,
) -> int:
    """Who is central, most quoted, most present, and which entities belong together.

    Example: kgextract stats found/ --by statements
    """
    from kgextract.cli import display
    from kgextract.errors import UsageError
    from kgextract.statistics import COLUMNS, statistics

    orders = ("centrality", "statements", "articles", "links")
    if by not in orders:
        raise UsageError(f"--by {by}: use one of {', '.join(orders)}.")
    found = statistics(graphs)
    at = COLUMNS.index(by)
    rows = sorted(found.rows, key=lambda row: -float(row[at]))[:limit]
    if as_csv:
        display.csv_rows(COLUMNS, rows)
    else:
        display.table(COLUMNS[:-1], [row[:-1] for row in rows])
    display.note(
        f"{found.articles} articles, {found.entities} entities, {found.links} links, density {found.density:.4f}, "
        f"{found.communities} communities"
    )
    return 0
