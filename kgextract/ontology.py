"""`ontologies/kgextract.ttl` → classes, relations and properties; `check` says whether a relation may join two types.

The ontology file is the one place for classes, domain and range. Names are local names: `Country`, `holdsRole`.
`add` puts a user's own ontology beside it: its classes and object properties have local names too, and their own IRIs.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph

from kgextract.errors import DataError, UsageError
from kgextract.model import ENTITY_TYPES
from kgextract.resources import ontologies


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
    symmetric: bool
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

    def subclasses(self, above: str) -> list[str]:
        """All classes below `above`, itself included, by name."""
        return sorted(n for n in self.classes if self.is_a(n, above))

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
    near = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""


_added: list[Path] = []


def files() -> tuple[Path, ...]:
    """The Turtle files of the ontology in use: that of the project, then those that were added."""
    return ontologies("kgextract.ttl"), *_added


FORMATS = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


def text(format: str) -> str:
    """The ontology in use in one of FORMATS; Turtle as it was written, with its comments."""
    if format == "turtle":
        return "\n".join(path.read_text("utf-8") for path in files())
    triples: dict[str, pyoxigraph.Triple] = {}
    prefixes: dict[str, str] = {}
    for path in files():
        parser = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
        triples |= {str(t): t.triple for t in parser}
        prefixes |= parser.prefixes
    ordered = [triples[key] for key in sorted(triples)]
    written = pyoxigraph.serialize(ordered, format=FORMATS[format], prefixes=prefixes)
    assert written is not None  # no output was given
    return written.decode() + "\n"


@cache
def get() -> Ontology:
    """The ontology of the project with those that were added, read once a process."""
    return read(*files())


def add(path: Path) -> None:
    """A user's ontology → beside that of the project, in this process. Raises DataError where it does not fit.

    UsageError where the ontology has been used already.
    """
    if get.cache_info().currsize:
        raise UsageError(f"{path}: the ontology is in use already. Add yours before the first article is read.")
    _added.append(path)
    try:
        get()
    except DataError:
        _added.remove(path)
        raise


def check(subject: str, relation: str, object: str) -> str | None:
    """`Ontology.check` of the project's ontology."""
    return get().check(subject, relation, object)


def read(path: Path, *more: Path) -> Ontology:
    """Turtle files → Ontology; the first file's `kg:` prefix is the namespace. DataError where one cannot be read."""
    about, prefixes = _parsed(path)
    missing = {"kg", "rdf", "rdfs", "owl", "skos"} - set(prefixes)
    if missing:
        raise DataError(f"{path}: the prefixes {', '.join(sorted(missing))} are missing. Declare them.")
    own = {iri for iri in about if iri.startswith(prefixes["kg"])}
    names = {iri: iri[len(prefixes["kg"]) :] for iri in own}
    theirs: dict[str, str] = {}
    holders = {name: iri for iri, name in names.items()}
    for other in more:
        described, declared = _parsed(other)
        fresh = _declared(described, prefixes, other)
        for iri, name in fresh.items():
            taken = holders.setdefault(name, iri)
            if taken != iri:
                raise DataError(f"{other}: <{iri}> has the name of <{taken}>. Give it another one.")
            names[iri] = name
            theirs |= {p: space for p, space in declared.items() if space not in prefixes.values()}
        for iri in fresh:
            _placed(iri, described[iri], prefixes, names, other)
        for iri, values in described.items():
            for predicate, objects in values.items():
                about.setdefault(iri, {}).setdefault(predicate, []).extend(objects)
    return _ontology(about, prefixes, names, theirs)


_ALIGNING = ("rdfs:subClassOf", "rdfs:subPropertyOf", "skos:closeMatch", "skos:relatedMatch")
Value = pyoxigraph.Literal | pyoxigraph.NamedNode
About = dict[str, dict[str, list[Value]]]  # IRI → property → values


def _parsed(path: Path) -> tuple[About, dict[str, str]]:
    about: About = {}
    try:
        parser = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
        for t in parser:
            if isinstance(t.subject, pyoxigraph.NamedNode) and isinstance(t.object, Value):
                about.setdefault(t.subject.value, {}).setdefault(t.predicate.value, []).append(t.object)
    except (SyntaxError, OSError) as e:
        raise DataError(f"{path}: {getattr(e, 'strerror', None) or e}. It must be a Turtle file.") from None
    return about, dict(parser.prefixes)


def _declared(about: About, prefixes: Mapping[str, str], path: Path) -> dict[str, str]:
    """The classes and properties that a user's ontology declares, by local name; every one needs a home in ours."""
    kinds = {prefixes["owl"] + k for k in ("Class", "ObjectProperty", "DatatypeProperty")}
    found = {}
    for iri, values in about.items():
        kind = {o.value for o in values.get(prefixes["rdf"] + "type", ())}
        if not kind & kinds or iri.startswith(prefixes["kg"]):
            continue
        needed = ("subClassOf",) if prefixes["owl"] + "Class" in kind else ("domain", "range")
        for name in needed:
            if prefixes["rdfs"] + name not in values:
                raise DataError(f"{path}: <{iri}> has no rdfs:{name}. Name a class of kgextract or of your own.")
        found[iri] = iri.replace("#", "/").replace(":", "/").rpartition("/")[2]
    return found


def _placed(
    iri: str, values: Mapping[str, list[Value]], prefixes: Mapping[str, str], names: Mapping[str, str], path: Path
) -> None:
    """DataError for a class below none that is known, and a property that joins anything but one known class each."""
    rdfs, kinds = prefixes["rdfs"], {o.value for o in values.get(prefixes["rdf"] + "type", ())}
    for name in ("domain",) if prefixes["owl"] + "DatatypeProperty" in kinds else ("domain", "range"):
        given = {o.value for o in values.get(rdfs + name, ())}
        if len(given) > 1:
            raise DataError(f"{path}: <{iri}> has several rdfs:{name}. Name one class, or make one above them.")
        for one in (iri for iri in given if iri not in names):
            raise DataError(f"{path}: <{iri}> has the rdfs:{name} <{one}>, which is no class here. Declare it.")
    above = {o.value for o in values.get(rdfs + "subClassOf", ())}
    if above and not any(one in names for one in above):
        raise DataError(f"{path}: <{iri}> is below no class of kgextract or of your own. Name one.")


def _ontology(
    about: About, prefixes: Mapping[str, str], local: Mapping[str, str], theirs: Mapping[str, str]
) -> Ontology:
    kg, rdf, rdfs, owl, skos = (prefixes[p] for p in ("kg", "rdf", "rdfs", "owl", "skos"))

    def names(iri: str, predicate: str) -> list[str]:
        return [n for o in about[iri].get(predicate, ()) if (n := local.get(o.value))]

    def texts(iri: str, predicate: str) -> dict[str, str]:
        values = about[iri].get(predicate, ())
        return {o.language: o.value for o in values if isinstance(o, pyoxigraph.Literal) and o.language}

    def described(iri: str) -> dict[str, Any]:
        beside = [o.value for p in _ALIGNING for o in about[iri].get(prefixes[p.split(":")[0]] + p.split(":")[1], ())]
        short = (f"{p}:{o[len(space) :]}" for o in beside for p, space in prefixes.items() if o.startswith(space))
        return {
            "label": texts(iri, rdfs + "label"),
            "definition": texts(iri, skos + "definition"),
            "example": next((o.value for o in about[iri].get(skos + "example", ())), ""),
            "aligned": tuple(dict.fromkeys(name for name in short if not name.startswith("kg:"))),
        }

    kinds = {iri: {o.value for o in about[iri].get(rdf + "type", ())} for iri in about if iri in local}
    parents = {
        iri: names(iri, rdfs + "subClassOf") for iri, k in kinds.items() if k & {owl + "Class", rdfs + "Datatype"}
    }
    above = {local[iri]: up for iri, up in parents.items()}

    types: dict[str, str | None] = {}

    def type_of(name: str) -> str | None:
        seen, todo = set[str](), [name]
        found = None
        while todo and not found:
            here = todo.pop()
            found = here if here in ENTITY_TYPES else types.get(here)
            if here not in seen and here not in types:
                seen.add(here)
                todo += reversed(above.get(here, ()))
        types[name] = found
        return found

    classes = [
        Class(
            name=local[iri],
            iri=iri,
            parents=tuple(up),
            type=type_of(local[iri]),
            **described(iri),
        )
        for iri, up in parents.items()
    ]
    properties = [
        Property(
            name=local[iri],
            iri=iri,
            domain=next(iter(names(iri, rdfs + "domain")), None),
            range=next(iter(names(iri, rdfs + "range")), None),
            relation=kg + "Relation" in k or (not iri.startswith(kg) and owl + "ObjectProperty" in k),
            literal=owl + "DatatypeProperty" in k,
            symmetric=owl + "SymmetricProperty" in k,
            **described(iri),
        )
        for iri, k in kinds.items()
        if k & {owl + "ObjectProperty", owl + "DatatypeProperty"}
    ]
    version = next((o.value for o in about.get(kg[:-1], {}).get(owl + "versionIRI", ())), kg[:-1])
    return Ontology(classes, properties, namespace=kg, version=version, prefixes=theirs)
