"""Reference pages written from the code and the data themselves, in Markdown: the same bytes for the same version."""

from __future__ import annotations

from typing import Any

ON_DEMAND = "rules.md"  # the rows of data/rules are their own catalogue; a copy in the repository would only be stale


def pages(commands: Any) -> dict[str, str]:
    """The parser of the command line → the reference pages, by file name."""
    from kgextract import ontology as known
    from kgextract.reference import commands as command_page
    from kgextract.reference import ontology, python, queries, rules, tables

    return {
        "commands.md": command_page.markdown(commands),
        "ontology.md": ontology.markdown(known.get()),
        "python.md": python.markdown(),
        "queries.md": queries.markdown(),
        "tables.md": tables.markdown(),
        ON_DEMAND: rules.markdown(),
    }


def cell(text: str) -> str:
    """Text → a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")
