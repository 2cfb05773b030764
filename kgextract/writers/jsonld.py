"""Article graphs → compact JSON-LD with its context inside: readable as JSON, and nothing has to be fetched."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode

from kgextract import ontology
from kgextract.rdf.build import ArticleGraph
from kgextract.rdf.iris import BASE, PREFIXES, short, term
from kgextract.resources import ontologies

_STRING = term("xsd:string")


@cache
def context() -> dict[str, Any]:
    """The JSON-LD context: that of `ontologies/context.jsonld`, with every property of the ontology in use."""
    found: dict[str, Any] = json.loads(ontologies("context.jsonld").read_text("utf-8"))["@context"]
    known = ontology.get()
    for name, p in sorted(known.properties.items()):
        if name not in found:
            coerced = "@id" if not p.literal else "xsd:date" if p.range == "Date" else None
            found[name] = {"@id": short(p.iri)} | ({"@type": coerced} if coerced else {})
    return found | known.prefixes


def context_file() -> str:
    """The text of `ontologies/context.jsonld` with every property of the ontology in it, a term a line."""
    known = ontology.get().properties
    terms = context()
    names = [n for n in terms if n not in known] + sorted(n for n in terms if n in known)
    lines = (f"  {json.dumps(n)}: {json.dumps(terms[n], ensure_ascii=False)}" for n in names)
    return '{"@context": {\n' + ",\n".join(lines) + "\n}}\n"


@cache
def _terms() -> dict[str, tuple[str, str, str]]:
    """Property IRI → (name, type coercion, language coercion)."""
    out = {}
    for name, meant in context().items():
        if isinstance(meant, dict):
            out[term(meant["@id"]).value] = (name, meant.get("@type", ""), meant.get("@language", ""))
    return out


def jsonld(graphs: Sequence[ArticleGraph], base: str = BASE) -> str:
    """Article graphs → one JSON-LD document, all triples in the default graph."""
    nodes: dict[str, dict[str, Any]] = {}
    for g in graphs:
        for t in g.triples:
            node = nodes.setdefault(t.subject.value, {"id": t.subject.value})
            name, value = _pair(t.predicate.value, t.object)
            values = node.setdefault(name, [])
            if value not in values:
                values.append(value)
    for node in nodes.values():
        for name, values in node.items():
            if isinstance(values, list) and len(values) == 1:
                node[name] = values[0]
    document = {"@context": context(), "@graph": list(nodes.values())}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _pair(predicate: str, value: NamedNode | Literal) -> tuple[str, Any]:
    if predicate == term("rdf:type").value:
        return "type", _vocabulary(value.value)
    name, coerced, language = _terms().get(predicate) or (short(predicate), "", "")
    if isinstance(value, NamedNode):
        if coerced == "@vocab":
            return name, _vocabulary(value.value)
        return name, value.value if coerced == "@id" else {"id": value.value}
    if value.language:
        return name, value.value if value.language == language else {"@value": value.value, "@language": value.language}
    kind = short(value.datatype.value)
    if value.datatype == _STRING:
        return name, {"@value": value.value} if language or coerced else value.value
    return name, value.value if coerced == kind else {"@value": value.value, "type": kind}


def _vocabulary(iri: str) -> str:
    return iri.removeprefix(PREFIXES["kg"]) if iri.startswith(PREFIXES["kg"]) else short(iri)
