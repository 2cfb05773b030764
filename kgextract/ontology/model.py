"""Classes, relations and properties of an ontology in memory: what is below what, and what a relation may join."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgextract.errors import nearest
from kgextract.model import ENTITY_TYPES


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A class, or the datatype `Date`; `type` is its mention type, None for unions and provenance classes."""

    name: str
    iri: str
    parents: tuple[str, ...]  # local names, nearest first
    type: str | None
    label: Mapping[str, str]
    definition: Mapping[str, str]
    example: str
    aligned: tuple[str, ...]  # prefixed names in other vocabularies


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property; `relation` is true for those that join entities, `literal` where the value is no IRI."""

    name: str
    iri: str
    domain: str | None
    range: str | None
    relation: bool
    literal: bool
    label: Mapping[str, str]
    definition: Mapping[str, str]
    example: str
    aligned: tuple[str, ...]


class Ontology:
    """The ontology in memory; `prefixes` are those of users' ontologies. `get()` returns the one in use.

    `version` is the IRI of its version.
    """

    def __init__(
        self,
        classes: Iterable[Class],
        properties: Iterable[Property],
        *,
        namespace: str,
        version: str,
        prefixes: Mapping[str, str],
    ) -> None:
        self.classes = {c.name: c for c in classes}
        self.properties = {p.name: p for p in properties}
        self.relations = {n: p for n, p in self.properties.items() if p.relation}
        self.namespace, self.version, self.prefixes = namespace, version, dict(prefixes)
        self._above: dict[str, frozenset[str]] = {}

    def _ancestors(self, name: str) -> frozenset[str]:
        known = self._above.get(name)
        if known is not None:
            return known
        found, todo = {name}, [name]
        while todo:
            here = self.classes.get(todo.pop())
            fresh = [n for n in here.parents if n not in found] if here else []
            found.update(fresh)
            todo += fresh
        return self._above.setdefault(name, frozenset(found))

    def iri(self, name: str) -> str:
        """The IRI of a class or property; in the project's own namespace where the name is unknown."""
        found = self.properties.get(name) or self.classes.get(name)
        return found.iri if found else self.namespace + name

    def type_of(self, name: str) -> str | None:
        """The mention type of a class: `type_of("Country") == "Place"`; None where it has none or is unknown."""
        found = self.classes.get(name)
        return found.type if found else None

    def is_a(self, name: str, above: str) -> bool:
        """Whether class `name` is `above` or below it: `is_a("Country", "Agent")`."""
        return name in self.classes and above in self._ancestors(name)

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


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """A name that nothing has → a message that says so."""
    return f"there is no {kind} {name}{_like(name, known)}. Correct it, or declare it in the ontology that you give."


def _like(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f" (did you mean {near}?)" if near else ""
