"""`kgextract validate`: graphs against the ontology."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgextract.cli.options import AsJson, OwnOntology


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(validate)


def validate(
    files: Annotated[list[Path], typer.Argument(metavar="GRAPH", help="RDF files or folders of them, or a store.")],
    ontology: OwnOntology = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values, a finding a line.")] = False,
    as_json: AsJson = False,
) -> int:
    """Check graphs against the ontology's classes, domains and ranges (SHACL); exit code 3 where something is wrong.

    Example: kgextract validate found/
    """
    from kgextract.cli import display
    from kgextract.cli.messages import DONE, PARTLY
    from kgextract.extension import extend
    from kgextract.queries.graphs import graph_files, held
    from kgextract.rdf import validate as validation
    from kgextract.store import is_store
    from kgextract.store.change import DEFAULT

    extend(ontology=ontology)
    if len(files) == 1 and is_store(files[0]):
        with held(files) as together:
            found = validation.findings(validation.bounded(together.quads_for_pattern(None, None, None, DEFAULT)))
    else:
        found = validation.validate(graph_files(files))
    columns = ("node", "property", "value", "message", "advice")
    rows = [(f.node, f.property, f.value, f.message, f.advice) for f in found]
    if as_json:
        display.json_rows(columns, rows)
    elif as_csv:
        display.csv_rows(columns, rows)
    else:
        for finding in found:
            print(display.safe(str(finding)))
    display.note(display.counted(len(found), "finding"))
    return PARTLY if found else DONE
