"""`kgextract ontology`: the classes and relations, in RDF or as a page to read."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from kgextract.cli.options import OwnOntology


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="ontology")(print_ontology)


def print_ontology(
    format: Annotated[
        str,
        typer.Option(
            "--format", "-f", help="turtle, ntriples, rdfxml, jsonld, markdown, context (of JSON-LD), shapes (SHACL)."
        ),
    ] = "turtle",
    ontology: OwnOntology = None,
) -> int:
    """Print the ontology, with your own beside it where you give one.

    Example: kgextract ontology -f shapes > shapes.ttl
    """
    from kgextract import ontology as known
    from kgextract.errors import UsageError
    from kgextract.extension import extend
    from kgextract.rdf.shapes import all_shapes
    from kgextract.reference.ontology import markdown
    from kgextract.writers.jsonld import context_file

    extend(ontology=ontology)
    pages = {"markdown": lambda: markdown(known.get()), "context": context_file, "shapes": all_shapes}
    pages |= {name: partial(known.text, name) for name in known.FORMATS}
    if format not in pages:
        raise UsageError(f"{format}: is no format. Use one of {', '.join(sorted(pages))}.")
    print(pages[format](), end="")
    return 0
