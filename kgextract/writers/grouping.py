"""A graph's triples → what is said of each subject, in the order in which a person likes to read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode

from kgextract.model import ENTITY_TYPES
from kgextract.rdf.build import ArticleGraph, Term
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
) -> Iterator[tuple[str, list[tuple[NamedNode, Block]]]]:
    """A graph → titles of sections with their subjects, which are sorted by `name`; `home` comes first."""
    blocks: dict[NamedNode, Block] = {}
    for subject, predicate, value in graph.triples:
        blocks.setdefault(subject, {}).setdefault(predicate, []).append(value)
    if home in blocks:
        corpus = term("void:Dataset") in blocks[home].get(TYPE, ())
        yield "The corpus" if corpus else "The article", [(home, blocks.pop(home))]
    sections: dict[str, list[tuple[NamedNode, Block]]] = {title: [] for title, _ in _SECTIONS}
    rest: list[tuple[NamedNode, Block]] = []
    for subject in sorted(blocks, key=lambda s: natural(name(s))):
        title = _title(blocks[subject])
        (rest if title is None else sections[title]).append((subject, blocks[subject]))
    yield from ((title, subjects) for title, subjects in sections.items() if subjects)
    if rest:
        yield "The run", rest


def _title(values: Block) -> str | None:
    """What is said of a subject → the section where it stands, by its types, or where it has none by its properties."""
    for kind in values.get(TYPE, values):
        if kind in _SECTION:
            return _SECTION[kind]
    return None


def rank(predicate: NamedNode) -> tuple[int, str]:
    """Where a property stands among those of its subject."""
    return _RANK.get(predicate, 50), predicate.value


def place(value: str) -> tuple[bool, list[str | int]]:
    """A value as Turtle writes it → a sorting key: the finest class before the mention type, else `natural`."""
    return value in _MENTION_TYPES, natural(value)


def natural(text: str) -> list[str | int]:
    """Text → a sorting key under which statement-10 comes after statement-9."""
    return [int(part) if n % 2 else part for n, part in enumerate(_DIGITS.split(text))]
