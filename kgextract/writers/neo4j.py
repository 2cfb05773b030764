"""Extractions → the two tables that `neo4j-admin database import` reads: nodes with labels, relationships with types.

The types stand in the header (`mentions:int`); cells are as they are, since nobody opens these in a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Sequence

from kgextract.model import Extraction
from kgextract.rdf.iris import BASE
from kgextract.rdf.terms import clean
from kgextract.writers.network import Value, network
from kgextract.writers.sheets import Cell, sheet

_NODE = ("label", "wikidata", "mentions", "statements")
_EDGE = ("factuality", "background", "confidence", "article", "start", "end", "sentence")
_KIND = {
    "mentions": "int",
    "statements": "int",
    "background": "boolean",
    "confidence": "double",
    "start": "int",
    "end": "int",
}


def nodes(found: Sequence[Extraction], base: str = BASE) -> str:
    """Extractions → CSV of nodes: `iri:ID`, attributes, `:LABEL` with type and class."""
    net = network(found, base=base)
    rows = [
        [clean(iri), *_cells(_NODE, node), ";".join(dict.fromkeys((str(node["type"]), str(node["class"]))))]
        for iri, node in net.nodes.items()
    ]
    return sheet(["iri:ID", *_typed(_NODE), ":LABEL"], rows, raw=True)


def relationships(found: Sequence[Extraction], base: str = BASE) -> str:
    """Extractions → CSV of relationships, one for each fact of each article: ends, attributes, `:TYPE`."""
    net = network(found, base=base)
    rows = [[clean(a), clean(b), *_cells(_EDGE, edge), str(edge["relation"])] for a, b, edge in net.edges]
    return sheet([":START_ID", ":END_ID", *_typed(_EDGE), ":TYPE"], rows, raw=True)


def _typed(names: Sequence[str]) -> list[str]:
    return [f"{name}:{_KIND[name]}" if name in _KIND else name for name in names]


def _cells(names: Sequence[str], values: dict[str, Value]) -> list[Cell]:
    return [
        str(v).lower() if isinstance(v := values[name], bool) else clean(v) if isinstance(v, str) else v
        for name in names
    ]
