"""A user's own words, rules and ontology, for this process: relations and classes without code.

    from kgextract import extend

    extend(rules="tenders.yaml", ontology="tenders.ttl")

Call it before the first article is read. The rules file is a mapping from table names of `data/` (`rules/relations`,
`lexicons/document_heads`) to rows of the same shape; the ontology is Turtle that declares classes below those of
kgextract and object properties between them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from kgextract import ontology as own
from kgextract import tables
from kgextract.errors import DataError, InputError
from kgextract.model import ENTITY_TYPES
from kgextract.rdf import iris
from kgextract.tables.dates import CalendarWord, DateRule, TenseCue
from kgextract.tables.events import EventName
from kgextract.tables.layout import Sign
from kgextract.tables.patterns import wrong
from kgextract.tables.relations import NameRule, RelationRule


def extend(*, rules: str | os.PathLike[str] | None = None, ontology: str | os.PathLike[str] | None = None) -> None:
    """Add a user's files. Raises InputError for a file that is wrong, UsageError where articles were read before."""
    for given in (ontology, rules):
        if given is not None and os.path.exists(given) and not os.path.isfile(given):
            raise InputError(f"{given}: is a folder, pipe or device. Give a file.")
    try:
        if ontology is not None:
            own.add(Path(ontology))
            iris.PREFIXES.update(own.get().prefixes)
        if rules is not None:
            tables.add(Path(rules))
            _fits()
    except DataError as error:
        raise InputError(str(error)) from error


_OF_CLASSES = ("subject", "object", "classes", "not_classes", "subject_classes", "not_subject")


_PATTERNS: dict[type, tuple[str, ...]] = {  # rows → their columns that are regular expressions
    DateRule: ("pattern", "before", "not_before", "after", "not_after"),  # with {slots}
    CalendarWord: ("forms",),
    TenseCue: ("forms",),
    Sign: ("forms",),
    EventName: ("name",),
}


def _fits() -> None:
    """DataError where a row of the user's has a broken pattern, or a relation or class that no ontology has."""
    known = own.read(*own.files())
    for place, row in tables.added():
        for column in _PATTERNS.get(type(row), ()):
            given = getattr(row, column)
            for pattern in (given,) if isinstance(given, str) else given:
                if why := wrong(re.sub(r"\{[a-z]+\d?\}", "x", pattern)):
                    raise DataError(f"{place}: {column!r} {why}.")
        if isinstance(row, RelationRule | NameRule):
            if row.relation not in known.relations:
                raise DataError(f"{place}: {own.unknown('relation', row.relation, known.relations)}")
            for name in (name for column in _OF_CLASSES for name in getattr(row, column, ())):
                if name not in known.classes:
                    raise DataError(f"{place}: {own.unknown('class', name, known.classes)}")
        if isinstance(row, RelationRule):
            for name in (*row.subject, *row.object):
                if name not in ENTITY_TYPES:
                    raise DataError(
                        f"{place}: {name} is a class, and subject and object are types. {_types(name, known)}"
                    )


def _types(name: str, known: own.Ontology) -> str:
    """A class that stands where types are wanted → what to write instead."""
    if type_ := known.type_of(name):
        return f"Write {type_}, and {name} under classes or subject_classes."
    return f"Write {', '.join(known.admitted(name) or ENTITY_TYPES)}, or those of them that you mean."
