"""`kgextract store`: articles kept together in a folder, where the same person, body or place is one node."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgextract.cli.listing import Listed
from kgextract.cli.run import Encoding, Published, Quiet, Strict

if TYPE_CHECKING:
    from kgextract.cli.messages import Messages
    from kgextract.model import Extraction
    from kgextract.rdf.build import ArticleGraph

Database = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of the store.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Comma-separated values.")]
AsJson = Annotated[bool, typer.Option("--json", help="A JSON list of objects.")]
_SAVED_AFTER = {"articles": 25, "files": 200}  # how many are read before they are written


def register(app: typer.Typer) -> None:
    """Add the family of commands to the application."""
    family = typer.Typer(cls=Listed, no_args_is_help=True, help="Keep articles together in a store.")
    family.callback()(_family)
    commands: tuple[Callable[..., int], ...] = (add, remove, export, stats, check, doubts, describe)
    for command in commands:
        family.command()(command)
    family.command("list")(articles)
    app.add_typer(family, name="store")


def _family() -> None:
    """Keep articles together in a store; ask it with kgextract query STORE."""


def add(
    store: Database,
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="RDF files of kgextract, articles, or folders of either.")
    ],
    published: Published = None,
    encoding: Encoding = None,
    strict: Strict = False,
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="IRI",
            help="Of a new store: the IRI on which identifiers are built; else that of its graphs.",
        ),
    ] = None,
    quiet: Quiet = False,
) -> int:
    """Add articles; one that is there already is replaced where it has changed.

    Example: kgextract store add news.db found/
    """
    from kgextract.cli.inputs import sorted_out
    from kgextract.cli.messages import Messages
    from kgextract.queries.graphs import graph_files
    from kgextract.rdf.build import ArticleGraph
    from kgextract.store import Store
    from kgextract.store.reading import base_of

    messages = Messages(quiet=quiet)
    given, sources = sorted_out(inputs)
    files = list(graph_files(given))
    new = changed = same = 0
    batches = _batches(_graphs(files, messages), _SAVED_AFTER["files"])
    first = next(batches, None) or []
    graphs = [g for g in first if isinstance(g, ArticleGraph)]
    with Store(store, base=base or base_of(graphs)) as target:
        batches = _chain(iter([first] if first else []), batches)
        if sources:
            from kgextract.cli.streams import extractions

            found = extractions(sources, published=published, encoding=encoding, strict=strict, messages=messages)
            batches = _chain(batches, _batches(found, _SAVED_AFTER["articles"]))
        for batch in batches:
            done = target.add_all(batch)
            target.flush()
            new, changed, same = new + done.new, changed + done.changed, same + done.same
            if not quiet:
                messages.line(f"saved: {new} added, {changed} replaced, {same} unchanged")
    return messages.exit_code()


def remove(
    store: Database,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Ids or IRIs, as `store list` shows them.")],
) -> int:
    """Remove articles, and what only they said.

    Example: kgextract store remove news.db tribunal-riviere
    """
    from kgextract.cli.display import note
    from kgextract.errors import UsageError
    from kgextract.store import Store, taken_in

    taken_in(store)
    with Store(store) as target:
        for article in articles:
            if target.digest(article) is None:
                raise UsageError(f"{article}: is not in {store}. `kgextract store list {store}` shows what is.")
        for article in articles:
            target.remove(article)
        target.flush()
        note(f"saved: {len(articles)} removed")
    return 0


def export(
    store: Database,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Format by suffix.")] = None,
    format: Annotated[str | None, typer.Option("--format", "-f", help="nquads, trig, turtle, ntriples, …")] = None,
    extracted: Annotated[
        bool, typer.Option("--extracted", help="As extracted: nothing joined across articles.")
    ] = False,
) -> int:
    """Write all articles, each in its named graph, as N-Quads on standard output unless told otherwise.

    Example: kgextract store export news.db -o all.nq
    """
    from kgextract.cli.display import note
    from kgextract.store import Store
    from kgextract.writers import atomic, format_of, render_graphs

    chosen = format or (format_of(output) if output and output != "-" else "nquads")
    with Store(store, writing=False) as source:
        if chosen == "nquads" and output and output != "-":
            note(f"{output}: {source.export(output, extracted=extracted)} quads")
            return 0
        graphs = list(source.graphs(extracted=extracted))
        text = render_graphs(graphs, format=chosen, base=source.base)
    if output and output != "-":
        with atomic(output) as stream:
            stream.write(text)
    else:
        sys.stdout.write(text)
    return 0


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


def _graphs(files: list[Path], messages: Messages) -> Iterator[ArticleGraph]:
    from kgextract.errors import InputError
    from kgextract.store import reading

    for path in files:
        try:
            graphs, rest = reading.articles(path)
        except InputError as error:
            messages.refused(error)
            continue
        if rest or not graphs:
            messages.warn(f"{path}: {len(rest)} triples belong to no article and are left out")
        messages.done += len(graphs)
        yield from graphs


def _batches(found: Iterable[Extraction | ArticleGraph], size: int) -> Iterator[list[Extraction | ArticleGraph]]:
    from itertools import islice

    stream = iter(found)
    while batch := list(islice(stream, size)):
        yield batch


def _chain(*streams: Iterator[list[Extraction | ArticleGraph]]) -> Iterator[list[Extraction | ArticleGraph]]:
    for stream in streams:
        yield from stream


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
