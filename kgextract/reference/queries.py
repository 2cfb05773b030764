"""The named queries → their reference: what each answers, in which columns, with which parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgextract.queries import NamedQuery, find, names
from kgextract.reference import cell

HEAD = """# The named queries of kgextract

`kgextract query GRAPH… NAME [--PARAMETER VALUE]…` asks graphs or a store; a parameter that is left out lets everything
pass. `kgextract queries NAME` prints a query as SPARQL for any endpoint. Every row ends with the sentence that says it
and its article, and for programs with the characters of the passage (`start`, `end`); only `who-is-quoted-most` counts.
A query of your own is SPARQL, in which the usual prefixes are declared: `kgextract query GRAPH… --sparql @FILE`."""


def markdown() -> str:
    """All named queries → one page."""
    return "\n".join([HEAD, "", *(line for name in names() for line in _query(find(name)))]) + "\n"


def _query(query: NamedQuery) -> Iterator[str]:
    yield f"## {query.name}"
    yield ""
    yield f"**{query.titles['en']}** · *{query.titles['fr']}*. {query.description}"
    yield ""
    yield f"Columns: {', '.join(f'`{name}`' for name in _columns(query))}."
    yield ""
    if query.parameters:
        yield "| parameter | type | |"
        yield "|---|---|---|"
        yield from (f"| `--{p.name}` | {p.type} | {cell(p.about)} |" for p in query.parameters)
        yield ""


def _columns(query: NamedQuery) -> list[str]:
    """What stands in the outermost SELECT and is no parameter."""
    selected = re.search(r"^SELECT (?:DISTINCT )?(.+)$", query.text, re.M)
    parameters = {p.name for p in query.parameters}
    return [name for name in re.findall(r"\?(\w+)", selected[1] if selected else "") if name not in parameters]
