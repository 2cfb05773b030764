"""RDF files, or quads → findings a person can act on, by SHACL: domain and range, and `ontologies/shapes.ttl`."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from kgextract import ontology
from kgextract.errors import InputError
from kgextract.rdf import reading
from kgextract.rdf.build import Triple
from kgextract.rdf.iris import PREFIXES, short, term
from kgextract.rdf.reifiers import unfolded
from kgextract.rdf.shapes import all_shapes

if TYPE_CHECKING:
    import rdflib

_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
MOST = 1_000_000  # triples that one validation takes: about four minutes and 2 GB


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong: the node it is about, the property and the value (if any), and what to do.

    `node` and `value` are IRIs or literals; `named` says how the graph calls them.
    """

    node: str
    property: str
    value: str
    message: str
    advice: str
    named: tuple[str, str] = ("", "")

    def __str__(self) -> str:
        node, value = (
            f"{what} {name}".rstrip() for what, name in zip((self.node, self.value), self.named, strict=True)
        )
        about = " ".join(part for part in (node, self.property, value) if part)
        return f"{about}: {self.message}. {self.advice}."


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
        if not isinstance(value, pyoxigraph.Literal):
            raise InputError("graph: has a triple term that is the object of no rdf:reifies. Take it out.")
        if value.language:
            return rdflib.Literal(value.value, lang=value.language)
        number = value.datatype == term("xsd:decimal")
        if value.datatype == term("xsd:string") or (number and not _DECIMAL.fullmatch(value.value)):
            return rdflib.Literal(value.value)  # rdflib takes `NaN` for a decimal, which no comparison survives
        return rdflib.Literal(value.value, datatype=rdflib.URIRef(value.datatype.value), normalize=False)

    for t in triples:
        graph.add((convert(t.subject), convert(t.predicate), convert(t.object)))
    return graph


def validate(paths: Iterable[Path | str]) -> list[Finding]:
    """RDF files → findings, sorted; none where all conforms.

    InputError where a file cannot be read, and for more than MOST triples.
    """
    return findings(bounded(q for path in paths for q in reading.quads(path)))


def bounded(quads: Iterable[pyoxigraph.Quad]) -> list[pyoxigraph.Quad]:
    """Quads → each once. InputError where there are more than MOST."""
    found = dict[pyoxigraph.Quad, None]()
    for q in quads:
        found[q] = None
        if len(found) > MOST:
            raise InputError(f"graph: there are more than {MOST:,} triples. Validate it in parts.")
    return list(found)


def findings(triples: Iterable[Triple | pyoxigraph.Quad]) -> list[Finding]:
    """Triples or quads, in RDF 1.1 or 1.2 → findings, sorted. InputError for what SHACL cannot be run over."""
    import rdflib

    quads = (t if isinstance(t, pyoxigraph.Quad) else pyoxigraph.Quad(*t) for t in triples)
    sh = rdflib.Namespace(PREFIXES["sh"])
    with _quiet():
        # Which class is below which is the ontology's to say; lists mean nothing here. Both may be endless.
        graph = as_rdflib(q for q in unfolded(quads) if q.predicate not in _NOT_DATA)
        graph += list(_unasserted(graph))
        report = _report(graph)
    out = set()
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        node, path, value = (report.value(result, p) for p in (sh.focusNode, sh.resultPath, sh.value))
        component = report.value(result, sh.sourceConstraintComponent)
        otherwise = _ADVICE_ON.get(_short(path), "Correct the value")
        out.add(
            Finding(
                node=str(node),
                property=_short(path),
                value=_short(value)[:200] if path is not None else "",
                message=str(report.value(result, sh.resultMessage)),
                advice=_ADVICE.get(_short(component).removeprefix("sh:"), otherwise),
                named=(_named(node, graph), _named(value, graph) if path is not None else ""),
            )
        )
    return sorted(out, key=lambda f: (f.node, f.property, f.value, f.message))


def _report(graph: rdflib.Graph) -> rdflib.Graph:
    import pyshacl

    shapes, known = _rules(ontology.files())
    report: rdflib.Graph
    try:
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=known, inference="none", advanced=False)
    except (RecursionError, ValueError) as e:
        raise InputError(
            f"graph: SHACL cannot be run over it ({' '.join(str(e).split())[:200]}). Simplify it."
        ) from None
    return report


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """rdflib tells of each ill-formed number with its traceback; the findings name them as well."""
    words = logging.getLogger("rdflib.term")
    before, words.disabled = words.disabled, True
    try:
        yield
    finally:
        words.disabled = before


_NOT_DATA = frozenset(term(name) for name in ("rdfs:subClassOf", "rdf:first", "rdf:rest"))
_ADVICE = {
    "MinCountConstraintComponent": "Add it",
    "MaxCountConstraintComponent": "Keep one",
    "ClassConstraintComponent": "Correct the triple, or the types of what it joins",
    "NodeKindConstraintComponent": "Give an IRI",
}
_ADVICE_ON = {"rdf:predicate": "Correct it, or give the ontology that declares it as --ontology"}


@cache
def _rules(files: tuple[Path, ...]) -> tuple[rdflib.Graph, rdflib.Graph]:
    """The shapes, and the ontology in use."""
    import rdflib

    shapes = rdflib.Graph().parse(data=all_shapes(), format="turtle")
    known = rdflib.Graph()
    for path in files:
        known.parse(path)
    return shapes, known


def _unasserted(graph: rdflib.Graph) -> Iterator[tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]]:
    """What is only planned, possible, denied or reported keeps to domain and range as well; dates in words are none."""
    import rdflib

    for fact in graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement):
        ends = (graph.value(fact, p) for p in (rdflib.RDF.subject, rdflib.RDF.predicate, rdflib.RDF.object))
        subject, predicate, object_ = ends
        if isinstance(subject, rdflib.URIRef) and isinstance(predicate, rdflib.URIRef) and object_ is not None:
            if not (isinstance(object_, rdflib.Literal) and object_.language):
                yield subject, predicate, object_


def _named(node: object, graph: rdflib.Graph) -> str:
    """A node → its label and classes as the graph has them: `“Oran” (City, Place)`."""
    import rdflib

    if not isinstance(node, rdflib.URIRef):
        return ""
    label = min((f"“{o}”" for o in graph.objects(node, rdflib.RDFS.label)), default="")
    kinds = ", ".join(sorted(_short(o).removeprefix("kg:") for o in graph.objects(node, rdflib.RDF.type)))
    return f"{label} ({kinds or 'no type'})".lstrip()


def _short(iri: object) -> str:
    return "" if iri is None else short(str(iri))
