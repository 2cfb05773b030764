"""The triples about a thing of the graph → Turtle, N-Triples, JSON-LD or RDF/XML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from kgextract import ontology
from kgextract.rdf.iris import PREFIXES

if TYPE_CHECKING:
    from kgextract.queries import Worker
    from kgextract.queries.worker import Results

FORMATS = {
    "turtle": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML,
}  # fmt: skip
MOST = 100_000  # triples of a description


def jsonld(triples: bytes) -> bytes:
    """N-Triples → JSON-LD with the usual prefixes."""
    return serialized(triples, "jsonld")


def serialized(triples: bytes, format: str) -> bytes:
    """N-Triples → the same triples, sorted, in a format of `FORMATS`."""
    found = sorted(set(pyoxigraph.parse(triples, format=RdfFormat.N_TRIPLES)), key=str)
    prefixes = {p: iri for p, iri in (PREFIXES | ontology.get().prefixes).items() if any(iri in str(q) for q in found)}
    body = pyoxigraph.serialize((q.triple for q in found), format=FORMATS[format], prefixes=prefixes)
    return body or b""


def described(worker: Worker, iris: Iterable[str]) -> Results:
    """IRIs → N-Triples of everything that is said of them. An IRI that is none is left out."""
    nodes = " ".join(str(node) for iri in iris if (node := named(iri)))
    return worker.results(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {nodes} }} ?s ?p ?o }}", "nt", limit=MOST)


def around(worker: Worker, iri: str) -> Results:
    """An IRI → N-Triples of what is said of it and of what points to it."""
    node = named(iri)
    if node is None:
        return described(worker, ())
    text = f"CONSTRUCT {{ {node} ?p ?o . ?s ?q {node} }} WHERE {{ {{ {node} ?p ?o }} UNION {{ ?s ?q {node} }} }}"
    return worker.results(text, "nt", limit=MOST)


def named(iri: str) -> NamedNode | None:
    """Text → an IRI, whose form is checked: nothing in it can end the angle brackets that hold it. None for others."""
    try:
        return NamedNode(iri)
    except ValueError:
        return None
