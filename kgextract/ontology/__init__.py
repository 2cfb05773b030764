"""`ontologies/kgextract.ttl` → classes, relations and properties; `check` says whether a relation may join two types.

The ontology file is the one place for classes, domain and range. Names are local names: `Country`, `holdsRole`.
`add` puts a user's own ontology beside it: its classes and object properties have local names too, and their own IRIs.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph

from kgextract.errors import DataError, UsageError
from kgextract.ontology.model import Class as Class
from kgextract.ontology.model import Ontology as Ontology
from kgextract.ontology.model import Property as Property
from kgextract.ontology.model import unknown as unknown
from kgextract.ontology.reading import read as read
from kgextract.resources import ontologies

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
