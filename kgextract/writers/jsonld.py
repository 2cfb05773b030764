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
from kgextract.writers.grouping import Block, grouped, rank

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
    return f'{{"@context": {_written({n: terms[n] for n in names})}}}\n'


def _written(terms: dict[str, Any]) -> str:
    """A context → its text, a term a line."""
    lines = (f"  {json.dumps(name)}: {json.dumps(meant, ensure_ascii=False)}" for name, meant in terms.items())
    return "{\n" + ",\n".join(lines) + "\n}"


@cache
def _terms() -> dict[str, tuple[str, str, str]]:
    """Property IRI → (name, type coercion, language coercion)."""
    out = {}
    for name, meant in context().items():
        if isinstance(meant, dict):
            out[term(meant["@id"]).value] = (name, meant.get("@type", ""), meant.get("@language", ""))
    return out


def jsonld(graphs: Sequence[ArticleGraph], base: str = BASE) -> str:
    """Article graphs → one JSON-LD document, all triples in the default graph, in the order of Turtle."""
    nodes: dict[str, dict[str, Any]] = {}
    for g in graphs:
        for _, subjects in grouped(g, g.name, lambda s: s.value):
            for subject, values in subjects:
                _add(nodes.setdefault(subject.value, {"id": subject.value}), values)
    for node in nodes.values():
        for name, values in node.items():
            if isinstance(values, list) and len(values) == 1:
                node[name] = values[0]
    used = {name for node in nodes.values() for name in node}
    body = json.dumps(list(nodes.values()), ensure_ascii=False, indent=1)
    return f'{{"@context": {_written(_used(context(), used))},\n"@graph": {body}}}\n'


def _used(whole: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """The context and the properties used → what a reader needs of it: prefixes, and those properties."""
    return {n: meant for n, meant in whole.items() if n in names or not isinstance(meant, dict)}


def _add(node: dict[str, Any], said: Block) -> None:
    for predicate in sorted(said, key=rank):
        for value in said[predicate]:
            name, plain = _pair(predicate.value, value)
            values = node.setdefault(name, [])
            if plain not in values:
                values.append(plain)


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
