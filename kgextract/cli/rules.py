"""`kgextract rules`: the tables of `data/` and the sentences in their rows."""

from __future__ import annotations

from typing import Annotated

import typer

from kgextract.cli.display import note
from kgextract.cli.listing import Listed
from kgextract.cli.options import AsCsv, OwnOntology, Rules

Part = Annotated[str, typer.Argument(metavar="PART", help="Only files or rows whose name contains this.")]


def register(app: typer.Typer) -> None:
    """Add the family of commands to the application."""
    family = typer.Typer(
        cls=Listed, no_args_is_help=True, help="List the tables and rules of data/, or try their sentences."
    )
    family.callback()(_family)
    for command in (check, show):
        family.command()(command)
    family.command("list")(overview)
    app.add_typer(family, name="rules")


def _family() -> None:
    """Read and check the tables and rules in data/."""


def check(
    part: Part = "",
    rules: Rules = None,
    ontology: OwnOntology = None,
) -> int:
    """Load every file of data/ and extract the example sentences of the rule rows.

    Example: kgextract rules check adopt
    """
    from kgextract import rulecheck
    from kgextract.errors import UsageError
    from kgextract.extension import extend

    extend(rules=rules, ontology=ontology)
    report = rulecheck.check(part)
    if part and not report.sentences:
        raise UsageError(f"{part}: no file or row of that name has a sentence. Leave it out to check all.")
    for problem in report.problems:
        print(f"{problem.place}: {problem.what}")
    for problem in report.expected:
        print(f"{problem.place}: fails as expected: {problem.what}")
    for problem in report.surprises:
        print(f"{problem.place}: xfail can go: {problem.what}")
    counted = f"{report.tables} tables, {report.sentences} sentences"
    failed = f"{len(report.problems)} wrong, {len(report.expected)} expected to fail"
    note(f"{counted}: {failed}")
    return 1 if report.problems else 0


def overview(part: Part = "", as_csv: AsCsv = False) -> int:
    """List the rows that carry sentences: their name, where they stand, what they ask for.

    Example: kgextract rules list relations
    """
    from kgextract.cli import display
    from kgextract.reference.rules import entries

    columns = ("row", "place", "sentences", "fields")
    rows = [
        (e.name, e.place, str(len(e.examples) + len(e.never)), "; ".join(f"{k}: {v}" for k, v in e.fields))
        for e in entries(part)
    ]
    (display.csv_rows if as_csv else display.table)(columns, rows)
    return 0


def show(part: Annotated[str, typer.Argument(metavar="PART", help="Files or rows whose name contains this.")]) -> int:
    """Show rows in full: what each asks for, the sentences it reads, those in which it must read nothing.

    Example: kgextract rules show role-comma-name
    """
    from kgextract.cli.display import console
    from kgextract.errors import UsageError
    from kgextract.reference.rules import entries

    found = entries(part)
    if not found:
        raise UsageError(f"{part}: no file or row of that name has a sentence. `kgextract rules list` shows what has.")
    page = console()
    for entry in found:
        page.print(f"{entry.name}  ({entry.place})", style="bold")
        for name, value in entry.fields:
            page.print(f"  {name}: {value}")
        for sentence in entry.examples:
            page.print(f"    + {sentence}", style="green")
        for sentence in entry.never:
            page.print(f"    − {sentence}", style="red")
        page.print()
    return 0
