"""`kgextract graph`: a picture of a graph, for papers and pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(graph)


def graph(
    graphs: Annotated[list[Path], typer.Argument(metavar="GRAPH", help="RDF files or folders, or a store.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The picture: .svg or .png.")],
    limit: Annotated[int, typer.Option("--limit", min=2, max=400, help="The entities with the most links.")] = 40,
    title: Annotated[str, typer.Option("--title", help="Words above the picture.")] = "",
    language: Annotated[str, typer.Option("--language", help="Of the relations: fr or en.")] = "fr",
) -> int:
    """Draw entities and the facts between them as an SVG or PNG picture.

    Example: kgextract graph found/ -o graph.svg --limit 30
    """
    from kgextract.cli import display
    from kgextract.drawing import picture, write
    from kgextract.errors import UsageError

    if language not in ("fr", "en"):
        raise UsageError(f"--language {language}: use fr or en.")
    found = picture(graphs, limit=limit, language=language)
    write(found, output, language=language, title=title)
    display.note(f"{output}: {len(found.boxes)} of {found.total} entities, {len(found.arrows)} arrows")
    return 0
