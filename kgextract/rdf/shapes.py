"""The ontology's domains and ranges → SHACL shapes in Turtle, beside the hand-written `ontologies/shapes.ttl`."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract import ontology
from kgextract.ontology import Property
from kgextract.rdf.iris import PREFIXES
from kgextract.resources import ontologies

_DATES = "xsd:date", "xsd:gYearMonth", "xsd:gYear", "xsd:dateTime", "edtf:EDTF"


def all_shapes() -> str:
    """Every shape a graph is checked against, as one Turtle document: the hand-written ones, then the others."""
    return f"{ontologies('shapes.ttl').read_text('utf-8')}\n# From domain and range.\n\n{class_shapes()}"


def class_shapes() -> str:
    """One shape for each side of each property, and one for the predicates of facts; equal ontologies, equal text."""
    return "".join(_shapes())


def _shapes() -> Iterator[str]:
    known = ontology.get()
    for prefix in ("kg", "sh", "xsd", "rdf", "edtf"):
        yield f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n"
    relations = " ".join(f"<{p.iri}>" for _, p in sorted(known.relations.items()))
    said = "the predicate of a fact must be a relation of the ontology"
    yield "kg:shape-predicate a sh:NodeShape ; sh:targetSubjectsOf rdf:predicate ;\n"
    yield f'  sh:property [ sh:path rdf:predicate ; sh:message "{said}"@en ; sh:in ({relations}) ] .\n'
    for p in sorted(known.properties.values(), key=lambda p: p.name):
        if p.domain:
            yield f"kg:shape-{p.name}-domain a sh:NodeShape ; sh:targetSubjectsOf <{p.iri}> ;\n"
            yield f'  sh:message "{_said("subject", p, p.domain)}"@en ; sh:class <{known.iri(p.domain)}> .\n'
        if p.range and (kind := _kind(p, p.range)):
            yield f"kg:shape-{p.name}-range a sh:NodeShape ; sh:targetSubjectsOf <{p.iri}> ;\n"
            yield f'  sh:property [ sh:path <{p.iri}> ; sh:message "{_said("object", p, p.range)}"@en ; {kind} ] .\n'


def _kind(p: Property, wanted: str) -> str | None:
    """What the values of a property must be, in SHACL; None where only the ontology's own text says it."""
    if not p.literal:
        return f"sh:nodeKind sh:IRI ; sh:class <{ontology.get().iri(wanted)}>"
    if wanted == "Date":
        return f"sh:or ({' '.join(f'[ sh:datatype {kind} ]' for kind in _DATES)})"
    return None


def _said(side: str, p: Property, wanted: str) -> str:
    admitted = ontology.get().admitted(wanted)
    return f"the {side} of {p.name} must be {' or '.join(admitted) if admitted else wanted}"
