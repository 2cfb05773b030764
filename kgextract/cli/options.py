"""Options that several commands have, each declared once: articles, what is kept of them, the form of answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Articles = Annotated[
    list[str],
    typer.Argument(metavar="ARTICLE", help="Text, HTML or JSON lines files, folders, or - for standard input."),
]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="Publication date, like 2024-07-02; anchors “lundi”.")
]
Encoding = Annotated[str | None, typer.Option("--encoding", help="Encoding of the files, where it is not UTF-8.")]
Strict = Annotated[bool, typer.Option("--strict", help="Refuse texts that are no French article, instead of warning.")]
Rules = Annotated[
    Path | None,
    typer.Option("--rules", metavar="FILE", help="Rules and words of your own (YAML), beside those of data/."),
]
OwnOntology = Annotated[
    Path | None, typer.Option("--ontology", metavar="FILE", help="Classes and relations of your own (Turtle).")
]
OnlyAsserted = Annotated[
    bool, typer.Option("--only-asserted", help="Nothing planned, denied, possible or only reported.")
]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", metavar="0…1", help="Nothing read with less confidence than this.")
]
Background = Annotated[
    bool, typer.Option("--background/--no-background", help="With or without what the gazetteer adds to the text.")
]
FullProvenance = Annotated[
    str, typer.Option("--provenance", help="In RDF: full, source (the passages only) or none (bare facts).")
]
Rdf12 = Annotated[
    bool, typer.Option("--rdf12", help="Facts as triple terms of RDF 1.2, in Turtle, TriG, N-Triples and N-Quads.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No warnings and no summary.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Comma-separated values.")]
AsJson = Annotated[bool, typer.Option("--json", help="A JSON list of objects.")]
Same = Annotated[
    Path | None,
    typer.Option("--same", metavar="FILE", help="Decisions on who is whom, where FILE is not GRAPH/same.tsv."),
]
