"""`ontologies/kgextract.ttl` → classes, relations and properties; `check` says whether a relation may join two types.

The ontology file is the one place for classes, domain and range. Names are local names: `Country`, `holdsRole`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph

from kgextract.errors import DataError
from kgextract.model import ENTITY_TYPES
from kgextract.resources import ontologies


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A class, or the datatype `Date`; `type` is its mention type, None for unions and provenance classes."""

    name: str
    parents: tuple[str, ...]  # in the ontology's own namespace, nearest first
    type: str | None
    label: Mapping[str, str]
    definition: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property; `relation` is true for those that join entities, `literal` where the value is no IRI."""

    name: str
    domain: str | None
    range: str | None
    relation: bool
    literal: bool
    symmetric: bool
    label: Mapping[str, str]
    definition: Mapping[str, str]
    example: str


class Ontology:
    """The ontology in memory. `get()` returns the project's own; `read(path)` another one."""

    def __init__(self, classes: Iterable[Class], properties: Iterable[Property], namespace: str) -> None:
        self.classes = {c.name: c for c in classes}
        self.properties = {p.name: p for p in properties}
        self.relations = {n: p for n, p in self.properties.items() if p.relation}
        self.namespace = namespace
        self._above = {n: frozenset(self._ancestors(n)) for n in self.classes}

    def _ancestors(self, name: str) -> set[str]:
        found, todo = {name}, [name]
        while todo:
            here = self.classes.get(todo.pop())
            fresh = set(here.parents) - found if here else set()
            found |= fresh
            todo += sorted(fresh)
        return found

    def type_of(self, name: str) -> str | None:
        """The mention type of a class: `type_of("Country") == "Place"`; None where it has none or is unknown."""
        found = self.classes.get(name)
        return found.type if found else None

    def is_a(self, name: str, above: str) -> bool:
        """Whether class `name` is `above` or below it: `is_a("Country", "Agent")`."""
        return above in self._above.get(name, ())

    def subclasses(self, above: str) -> list[str]:
        """All classes below `above`, itself included, by name."""
        return sorted(n for n, up in self._above.items() if above in up)

    def admitted(self, above: str) -> list[str]:
        """The mention types that `above` (a class or union) admits: `admitted("Collective")` → Group, Organization."""
        return sorted(t for t in ENTITY_TYPES if self.is_a(t, above))

    def check(self, subject: str, relation: str, object: str) -> str | None:
        """Classes of a subject and an object, and a relation → None, or a sentence that says what is wrong.

        `check("Country", "signed", "Treaty")` is None; `check("Person", "signed", "Place")` is
        "the object of signed must be Document, not Place".
        """
        found = self.relations.get(relation)
        if found is None:
            return f"there is no relation {relation}{_like(relation, self.relations)}"
        for side, given, wanted in (("subject", subject, found.domain), ("object", object, found.range)):
            if given not in self.classes:
                return f"there is no class {given}{_like(given, self.classes)}"
            if wanted and not self.is_a(given, wanted):
                return f"the {side} of {relation} must be {' or '.join(self.admitted(wanted))}, not {given}"
        return None


def _like(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""


@cache
def get() -> Ontology:
    """The ontology of the project, read once a process."""
    return read(ontologies("kgextract.ttl"))


def check(subject: str, relation: str, object: str) -> str | None:
    """`Ontology.check` of the project's ontology."""
    return get().check(subject, relation, object)


def read(*paths: Path) -> Ontology:
    """Turtle files → Ontology; the first file's `kg:` prefix is the namespace. DataError where one cannot be read."""
    prefixes: dict[str, str] = {}
    about: dict[str, dict[str, list[pyoxigraph.Literal | pyoxigraph.NamedNode]]] = {}
    for path in paths:
        try:
            parser = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
            for t in parser:
                if isinstance(t.subject, pyoxigraph.NamedNode) and not isinstance(t.object, pyoxigraph.BlankNode):
                    about.setdefault(t.subject.value, {}).setdefault(t.predicate.value, []).append(t.object)
        except (SyntaxError, OSError) as e:
            raise DataError(f"{path}: {e}. It must be a Turtle file.") from None
        prefixes = dict(parser.prefixes) | prefixes
    missing = {"kg", "rdf", "rdfs", "owl", "skos"} - set(prefixes)
    if missing:
        raise DataError(f"{paths[0]}: the prefixes {', '.join(sorted(missing))} are missing. Declare them.")
    return _ontology(about, prefixes)


def _ontology(
    about: dict[str, dict[str, list[pyoxigraph.Literal | pyoxigraph.NamedNode]]], prefixes: Mapping[str, str]
) -> Ontology:
    kg, rdf, rdfs, owl, skos = (prefixes[p] for p in ("kg", "rdf", "rdfs", "owl", "skos"))

    def local(iri: str) -> str | None:
        return iri[len(kg) :] if iri.startswith(kg) else None

    def names(iri: str, predicate: str) -> list[str]:
        return [n for o in about[iri].get(predicate, ()) if (n := local(o.value))]

    def texts(iri: str, predicate: str) -> dict[str, str]:
        values = about[iri].get(predicate, ())
        return {o.language: o.value for o in values if isinstance(o, pyoxigraph.Literal) and o.language}

    kinds = {iri: {o.value for o in p.get(rdf + "type", ())} for iri, p in about.items() if local(iri)}
    parents = {
        iri: names(iri, rdfs + "subClassOf") for iri, k in kinds.items() if k & {owl + "Class", rdfs + "Datatype"}
    }

    def type_of(name: str, seen: frozenset[str] = frozenset()) -> str | None:
        if name in ENTITY_TYPES:
            return name
        found = [type_of(p, seen | {name}) for p in parents.get(kg + name, ()) if p not in seen]
        return next((t for t in found if t), None)

    classes = [
        Class(
            name=iri[len(kg) :],
            parents=tuple(up),
            type=type_of(iri[len(kg) :]),
            label=texts(iri, rdfs + "label"),
            definition=texts(iri, skos + "definition"),
        )
        for iri, up in parents.items()
    ]
    properties = [
        Property(
            name=iri[len(kg) :],
            domain=next(iter(names(iri, rdfs + "domain")), None),
            range=next(iter(names(iri, rdfs + "range")), None),
            relation=kg + "Relation" in k,
            literal=owl + "DatatypeProperty" in k,
            symmetric=owl + "SymmetricProperty" in k,
            label=texts(iri, rdfs + "label"),
            definition=texts(iri, skos + "definition"),
            example=next(iter(texts(iri, skos + "example").values()), ""),
        )
        for iri, k in kinds.items()
        if k & {owl + "ObjectProperty", owl + "DatatypeProperty"}
    ]
    return Ontology(classes, properties, kg)
