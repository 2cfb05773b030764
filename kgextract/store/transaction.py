"""Quads leave and enter a store at once: by one transaction, or where they are many by one load that leaves a mark."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import Literal, Quad

from kgextract.store import notes
from kgextract.store.change import DEFAULT

_MARK = Quad(notes.GRAPH, notes.LOADING, Literal("true"), notes.GRAPH)


def written(graph: pyoxigraph.Store, out: list[Quad], into: list[Quad], *, load: bool = False) -> None:
    """Take quads out and put quads in. `load`, for many that only come in, is some times as fast as a transaction."""
    if out:
        steps = [f"{verb} {{ {_data(quads)} }}" for verb, quads in (("DELETE DATA", out), ("INSERT DATA", into))]
        graph.update(" ;\n".join(steps))
    elif load:
        graph.add(_MARK)
        graph.flush()
        graph.bulk_extend(into)
        graph.remove(_MARK)
    else:
        graph.extend(into)


def broken_off(graph: pyoxigraph.Store) -> bool:
    """Whether a load was not completed."""
    return _MARK in graph


def _data(quads: Iterable[Quad]) -> str:
    out = []
    for q in quads:
        line = f"{q.subject} {q.predicate} {q.object} .\n"
        out.append(line if q.graph_name == DEFAULT else f"GRAPH {q.graph_name} {{ {line} }}\n")
    return "".join(out)
