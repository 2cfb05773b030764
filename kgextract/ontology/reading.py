"""Turtle files, that of the project and users' own → Ontology; what does not fit together is told with its file."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph

from kgextract.errors import DataError
from kgextract.model import ENTITY_TYPES
from kgextract.ontology.model import Class, Ontology, Property

_ALIGNING = ("rdfs:subClassOf", "rdfs:subPropertyOf", "skos:closeMatch", "skos:relatedMatch")
Value = pyoxigraph.Literal | pyoxigraph.NamedNode
About = dict[str, dict[str, list[Value]]]  # IRI → property → values


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
        fresh = _declared(described, prefixes, other, own)
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


def _parsed(path: Path) -> tuple[About, dict[str, str]]:
    about: About = {}
    try:
        parser = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
        for t in parser:
            if isinstance(t.subject, pyoxigraph.NamedNode) and isinstance(t.object, Value):
                about.setdefault(t.subject.value, {}).setdefault(t.predicate.value, []).append(t.object)
    except (SyntaxError, OSError) as e:
        reason = getattr(e, "strerror", None) or getattr(e, "msg", None) or e
        raise DataError(f"{path}: {reason}. It must be a Turtle file.") from None
    return about, dict(parser.prefixes)


def _declared(about: About, prefixes: Mapping[str, str], path: Path, own: Container[str]) -> dict[str, str]:
    """The classes and properties that a user's ontology declares, by local name; every one needs a home in ours."""
    kinds = {prefixes["owl"] + k for k in ("Class", "ObjectProperty", "DatatypeProperty")}
    found = {}
    for iri, values in about.items():
        kind = {o.value for o in values.get(prefixes["rdf"] + "type", ())}
        if not kind & kinds or iri in own:
            continue
        if iri.startswith(prefixes["kg"]):
            raise DataError(f"{path}: <{iri}> is none of kgextract, though in its namespace. Give it one of yours.")
        needed = ("subClassOf",) if prefixes["owl"] + "Class" in kind else ("domain", "range")
        for name in needed:
            if prefixes["rdfs"] + name not in values:
                several = "" if name == "subClassOf" else "; for several types, one above them, like kg:Venue"
                what = f"<{iri}> has no rdfs:{name} that is a named class"
                raise DataError(f"{path}: {what}. Name one of kgextract or of your own{several}.")
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
            **described(iri),
        )
        for iri, k in kinds.items()
        if k & {owl + "ObjectProperty", owl + "DatatypeProperty"}
    ]
    version = next((o.value for o in about.get(kg[:-1], {}).get(owl + "versionIRI", ())), kg[:-1])
    return Ontology(classes, properties, namespace=kg, version=version, prefixes=theirs)
