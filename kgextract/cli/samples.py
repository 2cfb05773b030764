"""`kgextract samples`: articles to try the other commands on."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(samples)


def samples(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Only these; all thirteen unless given.")
    ] = None,
) -> int:
    """Print the sample articles as JSON lines, with title and date.

    Example: kgextract samples > samples.jsonl
    """
    import json

    from kgextract import goldset
    from kgextract.errors import UsageError
    from kgextract.resources import data

    articles = {name: x.article for name, x in goldset.load(data("gold")).items()}
    for name in names or articles:
        if name not in articles:
            raise UsageError(f"{name}: there is no such sample. There are {', '.join(articles)}.")
    for name in names or articles:
        article = articles[name]
        told = {key: getattr(article, key) for key in ("id", "title", "published", "source", "text")}
        print(json.dumps(told, ensure_ascii=False))
    return 0
