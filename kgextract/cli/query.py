"""`kgextract query` and `kgextract queries`: questions to graphs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgextract.cli.options import AsCsv, AsJson, Published, Same

if TYPE_CHECKING:
    from kgextract.queries import Table


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(query)
    app.command()(queries)


def query(
    context: typer.Context,
    graphs_and_name: Annotated[
        list[str],
        typer.Argument(
            metavar="GRAPH… NAME [--PARAMETER VALUE]…",
            help="RDF files, folders, a store, or articles to read first; then a query.",
        ),
    ],
    sparql: Annotated[
        str | None, typer.Option("--sparql", metavar="QUERY", help="A SPARQL query (or @FILE) instead of a NAME.")
    ] = None,
    same: Same = None,
    published: Published = None,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="No more rows than this.")] = None,
) -> int:
    """Ask graphs a named question, or one in SPARQL: a table, CSV or JSON.

    Example: kgextract query found/ who-spoke-where --speaker "Fu Cong" --from 2024
    """
    from kgextract import queries as asked
    from kgextract.cli.inputs import as_graphs
    from kgextract.cli.messages import Messages
    from kgextract.errors import UsageError

    words = [*graphs_and_name, *context.args]
    at = next((n for n, word in enumerate(words) if word.startswith("--")), len(words))
    plain, parameters = words[:at], _parameters(words[at:])
    messages = Messages()
    if sparql is None:
        *plain, name = plain
        if name not in asked.names() and Path(name).exists():
            raise UsageError("query: no question is given. Name one behind the graphs; `kgextract queries` lists them.")
        asked.find(name)  # a wrong name is told before a missing graph
    elif parameters:
        raise UsageError(f"--{next(iter(parameters))}: a SPARQL query takes no parameters. Write values into it.")
    with as_graphs(_some(plain), published=published, messages=messages) as graphs:
        if not graphs:
            return messages.exit_code()
        with asked.Worker(graphs, same=same) as worker:
            if sparql is None:
                answer = worker.run(name, parameters, limit=limit)
            else:
                answer = worker.sparql(_query_text(sparql), limit=limit)
    _show(answer, as_csv=as_csv, as_json=as_json)
    return messages.exit_code()


def queries(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Print this query as SPARQL that any endpoint answers.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the named queries with their parameters, or print one as SPARQL.

    Example: kgextract queries who-spoke-where > who-spoke-where.rq
    """
    import json

    from kgextract import queries as asked
    from kgextract.cli.display import table

    if name is not None:
        print(asked.standalone(name), end="")
        return
    known = [asked.find(name) for name in asked.names()]
    if as_json:
        rows = [
            {
                "name": q.name,
                "titles": dict(q.titles),
                "description": q.description,
                "parameters": [{"name": p.name, "type": p.type, "about": p.about} for p in q.parameters],
            }
            for q in known
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    table(
        ("query", "answers", "parameters"),
        [(q.name, q.titles["en"], " ".join(f"--{p.name}" for p in q.parameters)) for q in known],
    )


def _some(graphs: list[str]) -> list[str]:
    from kgextract.errors import UsageError

    if not graphs:
        raise UsageError("query: no graph is given. Write: kgextract query GRAPH.ttl NAME.")
    return graphs


def _parameters(words: list[str]) -> dict[str, str]:
    """`--speaker X --since=2024` → values by name."""
    from kgextract.errors import UsageError

    found: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            raise UsageError(f"{word}: stands after the query's name. Write --PARAMETER VALUE, with quotation marks.")
        name, equals, value = word[2:].partition("=")
        if not equals:
            given = next(rest, None)
            if given is None:
                raise UsageError(f"--{name}: has no value. Write --{name} VALUE.")
            value = given
        found[name] = value
    return found


def _query_text(given: str) -> str:
    from kgextract.errors import InputError
    from kgextract.queries.guard import MAX_LENGTH

    if not given.startswith("@"):
        return given
    try:
        with open(given[1:], encoding="utf-8") as stream:
            return stream.read(MAX_LENGTH + 1)  # a device has no end
    except FileNotFoundError as error:
        raise InputError(f"{given[1:]}: there is no such file. Check the name.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{given[1:]}: cannot be read as a query. Check the file.") from error


def _show(answer: Table, *, as_csv: bool, as_json: bool) -> None:
    from kgextract.cli import display

    if as_json:
        display.json_rows(answer.columns, answer.rows)
    elif as_csv:
        display.csv_rows(answer.columns, answer.rows)
    elif answer.rows or not sys.stdout.isatty():  # a person needs no head of an empty table
        display.table(answer.columns, [[cell or "" for cell in row] for row in answer.rows])
    if answer.truncated:
        display.note(f"truncated: only the first {len(answer.rows)} rows are shown")
    elif not answer.rows:
        display.note("no answer")
