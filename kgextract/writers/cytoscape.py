"""Extractions → Cytoscape JSON (`.cyjs`): entities as nodes, facts as edges, for Cytoscape and cytoscape.js."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kgextract.model import Extraction
from kgextract.rdf.iris import BASE
from kgextract.rdf.terms import clean
from kgextract.writers.network import Value, network


def cytoscape(found: Sequence[Extraction], base: str = BASE) -> str:
    """Extractions → one JSON object with `elements.nodes` and `elements.edges`."""
    net = network(found, base=base)
    nodes = [{"data": {"id": clean(iri), **_clean(node)}} for iri, node in net.nodes.items()]
    edges = [
        {"data": {"id": f"edge-{n}", "source": clean(source), "target": clean(target), **_clean(edge)}}
        for n, (source, target, edge) in enumerate(net.edges, 1)
    ]
    return json.dumps({"elements": {"nodes": nodes, "edges": edges}}, ensure_ascii=False, indent=1) + "\n"


def _clean(values: dict[str, Value]) -> dict[str, Value]:
    return {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}
