"""`kgextract rules`: the tables of `data/` and the sentences in their rows."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kgextract.cli.run import OwnOntology, Rules


def register(app: typer.Typer) -> None:
    """Add the family of commands to the application."""
    family = typer.Typer(no_args_is_help=True, help="The tables and rules in data/.")
    family.callback()(_family)
    family.command()(check)
    app.add_typer(family, name="rules")


def _family() -> None:
    """Check the tables and rules in data/."""


def check(
    only: Annotated[str, typer.Argument(metavar="[PART]", help="Only files or rows whose name contains this.")] = "",
    rules: Rules = None,
    ontology: OwnOntology = None,
) -> int:
    """Load every file of data/ and extract the example sentences of the rule rows."""
    from kgextract import rulecheck
    from kgextract.errors import UsageError
    from kgextract.extension import extend

    extend(rules=rules, ontology=ontology)
    report = rulecheck.check(only)
    if only and not report.sentences:
        raise UsageError(f"{only}: no file or row of that name has a sentence. Leave it out to check all.")
    for problem in report.problems:
        print(f"{problem.place}: {problem.what}")
    for problem in report.expected:
        print(f"{problem.place}: fails as expected: {problem.what}")
    for problem in report.surprises:
        print(f"{problem.place}: xfail can go: {problem.what}")
    counted = f"{report.tables} tables, {report.sentences} sentences"
    failed = f"{len(report.problems)} wrong, {len(report.expected)} expected to fail"
    print(f"{counted}: {failed}", file=sys.stderr)
    return 1 if report.problems else 0
