"""`kgextract ontology`: the classes and relations, in RDF or as a page to read."""

from __future__ import annotations

from typing import Annotated

import typer

from kgextract.cli.run import OwnOntology


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="ontology")(print_ontology)


def print_ontology(
    format: Annotated[
        str, typer.Option("--format", "-f", help="turtle, ntriples, rdfxml, jsonld, markdown.")
    ] = "turtle",
    ontology: OwnOntology = None,
) -> int:
    """Print the ontology, with your own beside it where you give one."""
    from kgextract import ontology as known
    from kgextract.errors import UsageError
    from kgextract.extension import extend
    from kgextract.reference.ontology import markdown

    extend(ontology=ontology)
    if format == "markdown":
        print(markdown(known.get()), end="")
    elif format in known.FORMATS:
        print(known.text(format), end="")
    else:
        raise UsageError(f"{format}: is no format. Use one of {', '.join(known.FORMATS)}, markdown.")
    return 0
