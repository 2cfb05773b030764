"""A graph's triples → what is said of each subject, in the order in which a person likes to read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode

from kgextract.model import ENTITY_TYPES
from kgextract.rdf.build import ArticleGraph, Term, Triple
from kgextract.rdf.iris import term

Block = dict[NamedNode, list[Term]]  # what is said of a subject: property → values

TYPE = term("rdf:type")
_SECTIONS = (
    ("People", ("kg:Person", "kg:UnnamedSpeaker")),
    ("Organisations", ("kg:Organization",)),
    ("Places", ("kg:Place",)),
    ("Events", ("kg:Event",)),
    ("Documents", ("kg:Document",)),
    ("Roles", ("kg:Role",)),
    ("Groups", ("kg:Group",)),
    ("Quantities", ("kg:Quantity",)),
    ("Statements: who said what, where, when, for whom", ("kg:Statement",)),
    ("Facts: what each relation above rests on", ("rdf:Statement", "rdf:reifies")),
    ("Passages: where the text says it", ("kg:Passage",)),
    ("Of each class", ("void:class",)),
    ("Of each property", ("void:property",)),
)
_REST = "The run"
_SECTION: dict[object, str] = {term(kind): title for title, kinds in _SECTIONS for kind in kinds}
_FIRST = (
    "rdf:type", "rdfs:label", "skos:altLabel", "owl:sameAs", "dcterms:title",
    "kg:speaker", "kg:kind", "kg:cue", "kg:cueClass", "kg:content", "kg:venue", "kg:firstAt", "kg:saidOn",
    "kg:onBehalfOf",
    "rdf:subject", "rdf:predicate", "rdf:object", "rdf:reifies",
    "nif:referenceContext", "nif:beginIndex", "nif:endIndex", "nif:anchorOf",
)  # fmt: skip
_LAST = ("kg:contentAt", "prov:wasDerivedFrom", "kg:rule", "kg:confidence")
_RANK = {term(n): rank for start, names in ((0, _FIRST), (100, _LAST)) for rank, n in enumerate(names, start)}
_DIGITS = re.compile("([0-9]{1,18})")
_MENTION_TYPES = frozenset(f"kg:{name}" for name in ENTITY_TYPES)


def grouped(
    graph: ArticleGraph, home: NamedNode, name: Callable[[NamedNode], str]
) -> Iterator[tuple[str, Iterator[tuple[NamedNode, Block]]]]:
    """A graph → titles of sections with their subjects, which are sorted by `name`; `home` comes first."""
    said: dict[NamedNode, list[Triple]] = {}
    for t in graph.triples:
        said.setdefault(t.subject, []).append(t)
    if home in said:
        first = said.pop(home)
        corpus = any(t.object == term("void:Dataset") for t in first if t.predicate == TYPE)
        yield "The corpus" if corpus else "The article", iter([(home, _block(first))])
    sections: dict[str, list[NamedNode]] = {title: [] for title in (*(title for title, _ in _SECTIONS), _REST)}
    for subject in sorted(said, key=lambda s: natural(name(s))):
        sections[_title(said[subject])].append(subject)
    for title, subjects in sections.items():
        if subjects:
            yield title, ((s, _block(said[s])) for s in subjects)


def _block(triples: list[Triple]) -> Block:
    values: Block = {}
    for t in triples:
        values.setdefault(t.predicate, []).append(t.object)
    return values


def _title(triples: list[Triple]) -> str:
    """What is said of a subject → the section where it stands, by its types, or where it has none by its properties."""
    kinds: list[object] = [t.object for t in triples if t.predicate == TYPE] or [t.predicate for t in triples]
    return next((_SECTION[kind] for kind in kinds if kind in _SECTION), _REST)


def rank(predicate: NamedNode) -> tuple[int, str]:
    """Where a property stands among those of its subject."""
    return _RANK.get(predicate, 50), predicate.value


def place(value: str) -> tuple[bool, list[str | int]]:
    """A value as Turtle writes it → a sorting key: the finest class before the mention type, else `natural`."""
    return value in _MENTION_TYPES, natural(value)


def natural(text: str) -> list[str | int]:
    """Text → a sorting key under which statement-10 comes after statement-9."""
    return [int(part) if n % 2 else part for n, part in enumerate(_DIGITS.split(text))]
