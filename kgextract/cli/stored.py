"""What a store tells of itself: its articles, figures, soundness, open doubts, description."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kgextract.cli.options import AsCsv, AsJson

Database = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of the store.")]


def articles(store: Database, as_csv: AsCsv = False, as_json: AsJson = False) -> int:
    """List the articles: id, title, date, number of triples, hash of what was extracted.

    Example: kgextract store list news.db
    """
    from kgextract.queries import sparql
    from kgextract.store import Store

    columns = ("article", "title", "published", "triples", "sha256")
    with Store(store, writing=False) as source:
        told = {str(iri): row for iri, *row in sparql(source, _ARTICLES).rows}
        counts = {str(iri): str(n) for iri, n in sparql(source, _COUNTS).rows}
        rows = [
            (*_padded(told.get(iri, [iri])), counts.get(iri, "0"), source.digest(iri) or "")
            for iri in source.articles()
        ]
    _show(columns, rows, as_csv=as_csv, as_json=as_json)
    return 0


_ARTICLES = """
SELECT ?a ?id ?title ?published WHERE {
  ?a a kg:Article ; dcterms:identifier ?id
  OPTIONAL { ?a dcterms:title ?title } OPTIONAL { ?a dcterms:issued ?published }
}
"""
_COUNTS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_KINDS = """
SELECT ?kind (COUNT(DISTINCT ?e) AS ?n) WHERE {
  VALUES ?kind { kg:Person kg:Organization kg:Place kg:Event kg:Document kg:Role kg:Group kg:Statement } ?e a ?kind
} GROUP BY ?kind ORDER BY ?kind
"""


_DOUBTFUL = """
SELECT DISTINCT ?a ?name WHERE { { ?a kg:possiblySame ?b } UNION { ?b kg:possiblySame ?a } ?a rdfs:label ?name }
"""


def stats(store: Database, as_csv: AsCsv = False, as_json: AsJson = False) -> int:
    """Figures: articles, triples, things of each kind, what several articles share, open doubts, decisions.

    Example: kgextract store stats news.db
    """
    from kgextract.queries import sparql
    from kgextract.store import Store, bytes_of

    with Store(store, writing=False) as source:
        kinds = sparql(source, _KINDS).rows
        triples = sparql(source, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0][0]
        rows = [("articles", str(len(source))), ("triples", str(triples))]
        rows += [(str(kind).rpartition("#")[2], str(n)) for kind, n in kinds]
        rows += [
            ("in several articles", str(source.shared())),
            ("possibly the same", str(len(source.doubts()))),
            ("decisions", str(len(source.decisions.rows))),
            ("bytes on disk", str(bytes_of(store))),
        ]
    _show(("what", "number"), rows, as_csv=as_csv, as_json=as_json)
    return 0


def check(store: Database) -> int:
    """Compare the store with one made anew of its articles; exit code 1 where they differ.

    Example: kgextract store check news.db
    """
    from kgextract.cli.display import note, safe
    from kgextract.store import Store

    with Store(store, writing=False) as source:
        wrong = source.check()
        for line in wrong:
            print(safe(line))
        for iri in source.unknown():
            note(f"same.tsv: {iri.removeprefix(source.base)} names nothing here")
        note(f"{len(source)} articles: {'damaged' if wrong else 'all is as it must be'}")
    return 1 if wrong else 0


def doubts(store: Database) -> int:
    """Print the pairs that are possibly one, as lines for the decisions file (same.tsv in the store's folder).

    Example: kgextract store doubts news.db
    """
    from kgextract.cli.display import safe
    from kgextract.queries import sparql
    from kgextract.store import Store

    with Store(store, writing=False) as source:
        pairs = source.doubts()
        names = {iri: name for iri, name in sparql(source, _DOUBTFUL).rows}
        for one, other in pairs:
            short = (iri.removeprefix(source.base) for iri in (one, other))
            print("\t".join(("same", *short, safe(f"{names.get(one)} / {names.get(other)}?"))))
    return 0


def describe(store: Database) -> int:
    """Print a VoID and DCAT description of the store, in Turtle.

    Example: kgextract store describe news.db > news.ttl
    """
    from kgextract.rdf import description
    from kgextract.store import Store
    from kgextract.writers import render_graphs

    with Store(store, writing=False) as source:
        quads = (q for graph in source.graphs() for q in graph.quads())
        graph = description.describe(description.counted(quads), title=store.name, base=source.base)
        sys.stdout.write(render_graphs([graph], format="turtle", base=source.base))
    return 0


def _padded(row: list[str | None]) -> list[str]:
    return [cell or "" for cell in (*row, None, None)][:3]


def _show(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, as_csv: bool, as_json: bool) -> None:
    from kgextract.cli import display

    if as_json:
        display.json_rows(columns, rows)
    elif as_csv:
        display.csv_rows(columns, rows)
    else:
        display.table(columns, rows)
