"""RDF files, or triples → findings a person can act on, by SHACL: domain and range, and `ontologies/shapes.ttl`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from kgextract import ontology
from kgextract.errors import InputError
from kgextract.rdf.build import Triple
from kgextract.rdf.iris import PREFIXES, term
from kgextract.resources import ontologies

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong: the node it is about, the property (if any), the value (if any), and what to do."""

    node: str
    property: str
    value: str
    message: str

    def __str__(self) -> str:
        about = " ".join(part for part in (self.node, self.property, self.value) if part)
        return f"{about}: {self.message}"


def as_rdflib(triples: Iterable[Triple | pyoxigraph.Quad | pyoxigraph.Triple]) -> rdflib.Graph:
    """Triples or quads → an rdflib Graph with the same terms; names of graphs are dropped."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space)

    def convert(value: object) -> rdflib.term.Node:
        if isinstance(value, pyoxigraph.NamedNode):
            return rdflib.URIRef(value.value)
        if isinstance(value, pyoxigraph.BlankNode):
            return rdflib.BNode(value.value)
        assert isinstance(value, pyoxigraph.Literal)
        if value.language:
            return rdflib.Literal(value.value, lang=value.language)
        if value.datatype == term("xsd:string"):
            return rdflib.Literal(value.value)
        return rdflib.Literal(value.value, datatype=rdflib.URIRef(value.datatype.value), normalize=False)

    for t in triples:
        graph.add((convert(t.subject), convert(t.predicate), convert(t.object)))
    return graph


def validate(paths: Iterable[Path | str]) -> list[Finding]:
    """RDF files → findings, sorted; none where all conforms. InputError where a file cannot be read."""
    quads: list[pyoxigraph.Quad] = []
    for path in paths:
        format_ = pyoxigraph.RdfFormat.from_extension(Path(path).suffix.lstrip("."))
        if format_ is None:
            raise InputError(f"{path}: is no RDF file by its suffix. Use .ttl, .nt, .nq, .trig, .rdf or .jsonld.")
        try:
            quads += pyoxigraph.parse(path=str(path), format=format_)
        except (SyntaxError, ValueError, OSError) as e:
            raise InputError(f"{path}: {getattr(e, 'strerror', None) or e}. It must be an RDF file.") from None
    return findings(as_rdflib(quads))


def findings(graph: rdflib.Graph) -> list[Finding]:
    """An rdflib Graph → findings, sorted."""
    import pyshacl
    import rdflib

    known = rdflib.Graph()
    for path in ontology.files():
        known.parse(path)
    shapes = rdflib.Graph().parse(ontologies("shapes.ttl"))
    shapes.parse(data=class_shapes(), format="turtle")
    sh = rdflib.Namespace(PREFIXES["sh"])
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=known, inference="none", advanced=False)
    out = []
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        path, value = report.value(result, sh.resultPath), report.value(result, sh.value)
        out.append(
            Finding(
                node=str(report.value(result, sh.focusNode)),
                property=_short(str(path)) if path is not None else "",
                value=_short(str(value))[:200] if value is not None else "",
                message=str(report.value(result, sh.resultMessage)),
            )
        )
    return sorted(set(out), key=lambda f: (f.node, f.property, f.value, f.message))


def _short(iri: str) -> str:
    found = next(((p, s) for p, s in PREFIXES.items() if iri.startswith(s)), None)
    return f"{found[0]}:{iri[len(found[1]) :]}" if found else iri


def class_shapes() -> str:
    """The ontology's domains and ranges → SHACL shapes in Turtle, one for each side of each property."""
    return "".join(_class_shapes())


def _class_shapes() -> Iterator[str]:
    known = ontology.get()
    for prefix in ("kg", "sh", "xsd", "rdf", "edtf"):
        yield f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n"
    relations = " ".join(f"<{p.iri}>" for _, p in sorted(known.relations.items()))
    yield "kg:shape-predicate a sh:NodeShape ; sh:targetObjectsOf rdf:predicate ;\n"
    yield f'  sh:message "the predicate of a fact must be a relation of the ontology"@en ; sh:in ({relations}) .\n'
    for p in sorted(known.properties.values(), key=lambda p: p.name):
        for side, wanted in (("subject", p.domain), ("object", p.range)):
            if wanted is None:
                continue
            said = f"the {side} of {p.name} must be {_named(wanted)}"
            if side == "subject":
                yield f"kg:shape-{p.name}-domain a sh:NodeShape ; sh:targetSubjectsOf <{p.iri}> ;\n"
                yield f'  sh:message "{said}"@en ; sh:class <{known.iri(wanted)}> .\n'
            elif not p.literal:
                yield f"kg:shape-{p.name}-range a sh:NodeShape ; sh:targetObjectsOf <{p.iri}> ;\n"
                yield f'  sh:message "{said}"@en ; sh:nodeKind sh:IRI ; sh:class <{known.iri(wanted)}> .\n'
            elif wanted == "Date":
                kinds = "xsd:date", "xsd:gYearMonth", "xsd:gYear", "xsd:dateTime", "edtf:EDTF"
                yield f"kg:shape-{p.name}-range a sh:NodeShape ; sh:targetObjectsOf <{p.iri}> ;\n"
                yield f'  sh:message "{said}"@en ; sh:or ({" ".join(f"[ sh:datatype {k} ]" for k in kinds)}) .\n'


def _named(wanted: str) -> str:
    admitted = ontology.get().admitted(wanted)
    return " or ".join(admitted) if admitted else wanted
