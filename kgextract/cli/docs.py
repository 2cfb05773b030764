"""`kgextract docs`: the reference pages, written from the code and the data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(docs)


def docs(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the pages go; made where there is none.")],
) -> int:
    """Write the reference of this version in Markdown: commands, ontology, tables, rules, queries, library.

    Example: kgextract docs reference/
    """
    from kgextract.cli.display import one_line
    from kgextract.reference import pages
    from kgextract.writers import atomic

    folder.mkdir(parents=True, exist_ok=True)
    written = pages(context.find_root().command)
    for name, text in written.items():
        with atomic(folder / name) as stream:
            stream.write(text)
    one_line(f"{folder}/: {', '.join(written)}")
    return 0
