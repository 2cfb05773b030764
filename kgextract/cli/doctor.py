"""`kgextract doctor`: what a bug report should say of an installation, and what is wrong with it."""

from __future__ import annotations

import typer

from kgextract.cli.options import AsJson


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(doctor)


def doctor(as_json: AsJson = False) -> int:
    """Tell versions, model, checksums, disk and what is wrong with this installation, for bug reports.

    Example: kgextract doctor --json
    """
    from kgextract.cli import display
    from kgextract.doctor import examine

    found = []
    for finding in examine():
        found.append(finding)
        if not as_json:
            print(f"{finding.name}: {finding.value}", flush=True)
    if as_json:
        display.json_rows(("name", "value", "wrong"), [(f.name, f.value, f.wrong) for f in found])
    wrong = [f.wrong for f in found if f.wrong]
    for line in wrong:
        display.note(line)
    return 1 if wrong else 0
