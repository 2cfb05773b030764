"""`kgextract run`: articles in, graphs out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from kgextract.cli.options import (
    Articles,
    Background,
    Encoding,
    FullProvenance,
    MinConfidence,
    OnlyAsserted,
    OwnOntology,
    Published,
    Quiet,
    Rdf12,
    Rules,
    Strict,
)

if TYPE_CHECKING:
    from kgextract.rdf.build import Provenance

SplitProvenance = Annotated[
    bool, typer.Option("--split-provenance", help="In TriG and N-Quads: evidence in a graph of its own, #provenance.")
]
RawCsv = Annotated[
    bool, typer.Option("--raw-csv", help="In CSV: cells as they are, even where a spreadsheet would compute them.")
]
Validate = Annotated[
    bool, typer.Option("--validate", help="Check each graph as `validate` does; exit code 3 where something is wrong.")
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(run)


def run(
    articles: Articles,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="OUT", help="A file (format by suffix) or a folder (DIR/).")
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="turtle, trig, nquads, ntriples, jsonld, rdfxml, json, jsonl, graphml, csv …"
        ),
    ] = None,
    published: Published = None,
    encoding: Encoding = None,
    strict: Strict = False,
    provenance: FullProvenance = "full",
    split_provenance: SplitProvenance = False,
    rdf12: Rdf12 = False,
    raw_csv: RawCsv = False,
    validate: Validate = False,
    only_asserted: OnlyAsserted = False,
    min_confidence: MinConfidence = 0.0,
    background: Background = True,
    rules: Rules = None,
    ontology: OwnOntology = None,
    quiet: Quiet = False,
) -> int:
    """Read articles and write their knowledge graph, as Turtle on standard output unless told otherwise.

    Example: kgextract run samples.jsonl -o found/
    """
    from kgextract.cli.messages import Messages
    from kgextract.cli.outputs import destination
    from kgextract.cli.streams import extractions
    from kgextract.extension import extend
    from kgextract.selection import Selection
    from kgextract.writers import Options

    extend(rules=rules, ontology=ontology)
    messages = Messages(quiet=quiet)
    selection = Selection(only_asserted=only_asserted, min_confidence=min_confidence, background=background)
    options = Options(provenance=cast("Provenance", provenance), split=split_provenance, rdf12=rdf12, raw_csv=raw_csv)
    target = destination(output, format=format, options=options, inputs=articles)
    with target:
        for x in extractions(
            articles, published=published, encoding=encoding, strict=strict, messages=messages, selection=selection
        ):
            target.add(x)
            if validate:
                messages.validated(x, provenance=options.provenance)
    messages.summary(target.name)
    return messages.exit_code()
