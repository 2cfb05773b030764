"""A text of RDF → its quads as text, by two parsers."""

import pyoxigraph
import rdflib

RDF = {
    "turtle": (pyoxigraph.RdfFormat.TURTLE, "turtle"),
    "trig": (pyoxigraph.RdfFormat.TRIG, "trig"),
    "nquads": (pyoxigraph.RdfFormat.N_QUADS, "nquads"),
    "ntriples": (pyoxigraph.RdfFormat.N_TRIPLES, "nt"),
    "jsonld": (pyoxigraph.RdfFormat.JSON_LD, "json-ld"),
    "rdfxml": (pyoxigraph.RdfFormat.RDF_XML, "xml"),
}


Quads = set[tuple[str, ...]]


DEFAULT = rdflib.graph.DATASET_DEFAULT_GRAPH_ID


def by_oxigraph(text: str, format: str) -> Quads:
    """A text → its quads as text, read by pyoxigraph."""
    read = pyoxigraph.parse(text.encode("utf-8"), format=RDF[format][0])
    return {(str(q.subject), str(q.predicate), str(q.object), named(q)) for q in read}


def named(q: pyoxigraph.Quad) -> str:
    """The name of a quad's graph as text; that of the default graph is empty."""
    return "" if isinstance(q.graph_name, pyoxigraph.DefaultGraph) else str(q.graph_name)


def read_by_rdflib(text: str, format: str) -> rdflib.Dataset:
    data = rdflib.Dataset()
    data.parse(data=text, format=RDF[format][1])
    return data


def by_rdflib(text: str, format: str) -> Quads:
    """A text → its quads as text, read by rdflib."""
    return {
        (
            s.n3(),
            p.n3(),
            o.n3() if isinstance(o, rdflib.URIRef) else literal(o),
            "" if name in (None, DEFAULT) else name.n3(),
        )
        for s, p, o, name in read_by_rdflib(text, format).quads()
    }


def literal(value: rdflib.term.Node) -> str:
    assert isinstance(value, rdflib.Literal)
    kind = pyoxigraph.NamedNode(value.datatype) if value.datatype else None
    return str(pyoxigraph.Literal(str(value), language=value.language, datatype=None if value.language else kind))
