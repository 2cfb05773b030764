"""Article graphs → Turtle and TriG that a person likes to read: grouped, ordered, with comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from kgextract.model import ENTITY_TYPES
from kgextract.rdf.build import ArticleGraph, Term
from kgextract.rdf.iris import BASE, FOLDERS, PREFIXES, term

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
_FIRST = tuple(
    term(n)
    for n in (
        "rdf:type", "rdfs:label", "skos:altLabel", "owl:sameAs", "dcterms:title",
        "kg:speaker", "kg:kind", "kg:cue", "kg:cueClass", "kg:content", "kg:venue", "kg:saidOn", "kg:onBehalfOf",
        "rdf:subject", "rdf:predicate", "rdf:object", "rdf:reifies",
        "nif:referenceContext", "nif:beginIndex", "nif:endIndex", "nif:anchorOf",
    )
)  # fmt: skip
_RANK = {p: n for n, p in enumerate(_FIRST)}
_LAST = {term(n): 100 + i for i, n in enumerate(("kg:contentAt", "prov:wasDerivedFrom", "kg:rule", "kg:confidence"))}
_DIGITS = re.compile("([0-9]{1,18})")
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_TYPE = term("rdf:type")
_BARE = {  # what Turtle reads as a literal of this type without being told
    term("xsd:integer"): re.compile("-?[0-9]+"),
    term("xsd:decimal"): re.compile(r"-?[0-9]*\.[0-9]+"),
    term("xsd:boolean"): re.compile("true|false"),
}


def turtle(graphs: Sequence[ArticleGraph], base: str = BASE) -> str:
    """Article graphs → one Turtle document, all triples in the default graph."""
    return _document(graphs, base, "\n@base <{0}> .\n", "")


def trig(graphs: Sequence[ArticleGraph], base: str = BASE) -> str:
    """Article graphs → one TriG document, each article in the graph of its own name."""
    return _document(graphs, base, "\n@base <{0}> .\n\n<{1}> {{", "}\n")


def _document(graphs: Sequence[ArticleGraph], base: str, head: str, tail: str) -> str:
    """Graphs → the prefixes that they use, then each graph between `head` and `tail`.

    `head` takes the name of the graph up to its fragment, and the fragment.
    """
    names = _Names(base)
    pages: list[str] = []
    for g in graphs:
        home, mark, fragment = g.name.value.partition("#")
        pages += (head.format(home, mark + fragment), *_page(g, home, names), tail)
    spaces = ((space, name) for space, name in names.spaces.items() if name in names.used)
    return "".join([*(f"@prefix {name} <{space}> .\n" for space, name in spaces), *pages])


class _Names(dict[str, str]):
    """IRI → as it is written outside its own article; `used` are the prefixes that were needed."""

    def __init__(self, base: str) -> None:
        self.spaces = {f"{PREFIXES[p]}": f"{p}:" for p in PREFIXES}
        self.spaces |= {f"{base}{folder}/": f"{name}:" for name, folder in FOLDERS.items()}
        self.used: set[str] = set()
        self.orders: dict[tuple[NamedNode, ...], list[tuple[NamedNode, str]]] = {}

    def __missing__(self, value: str) -> str:
        cut = max(value.rfind("/"), value.rfind("#")) + 1
        name = self.spaces.get(value[:cut])
        if name is None or not _LOCAL.fullmatch(value[cut:]):
            self[value] = f"<{value}>"
        else:
            self.used.add(name)
            self[value] = name + value[cut:]
        return self[value]

    def ordered(self, properties: tuple[NamedNode, ...]) -> list[tuple[NamedNode, str]]:
        """The properties of a block → in the order in which they are written, with their names and a space."""
        found = self.orders.get(properties)
        if found is None:
            ranked = sorted(properties, key=lambda p: (_RANK.get(p, _LAST.get(p, 50)), p.value))
            found = [(p, "a " if p == _TYPE else f"{self[p.value]} ") for p in ranked]
            self.orders[properties] = found
        return found


_Block = dict[NamedNode, list[Term]]  # what is said of a subject: property → values


def _page(graph: ArticleGraph, home: str, names: _Names) -> Iterator[str]:
    blocks: dict[NamedNode, _Block] = {}
    for subject, predicate, value in graph.triples:
        blocks.setdefault(subject, {}).setdefault(predicate, []).append(value)
    written = _Terms(home, names)
    for title, subjects in _grouped(blocks, NamedNode(home), written):
        yield f"\n# {title}\n\n"
        yield "\n".join([written.block(s, blocks[s]) for s in subjects])


class _Terms(dict[object, str]):
    """Term → as it is written in one article, which names its own things by their fragments."""

    def __init__(self, home: str, names: _Names) -> None:
        self.home, self.names = home, names

    def block(self, subject: NamedNode, values: _Block) -> str:
        """All that is said of a subject, in the order of _FIRST and _LAST."""
        parts = []
        for p, written in self.names.ordered(tuple(values)):
            objects = values[p]
            if len(objects) == 1:
                parts.append(written + self[objects[0]])
            else:
                parts.append(written + ", ".join(sorted((self[o] for o in objects), key=_place)))
        return f"{self[subject]} " + " ;\n    ".join(parts) + " .\n"

    def __missing__(self, value: object) -> str:
        written = self[value] = self._written(value)
        return written

    def _written(self, value: object) -> str:
        if isinstance(value, NamedNode):
            iri = value.value
            if iri.startswith(self.home) and iri[len(self.home) :][:1] in ("", "#"):
                return f"<{iri[len(self.home) :]}>"
            return self.names[iri]
        if isinstance(value, pyoxigraph.Triple):
            return f"<<( {self[value.subject]} {self[value.predicate]} {self[value.object]} )>>"
        assert isinstance(value, Literal)
        text = str(value)
        if text[-1] != ">":  # a plain string, or one with a language
            return text
        bare = _BARE.get(value.datatype)
        if bare and bare.fullmatch(value.value):
            return value.value
        return text[: text.rindex("^^<")] + f"^^{self[value.datatype]}"


def _grouped(
    blocks: dict[NamedNode, _Block], home: NamedNode, written: _Terms
) -> Iterator[tuple[str, list[NamedNode]]]:
    if home in blocks:
        yield "The corpus" if term("void:Dataset") in blocks[home].get(_TYPE, ()) else "The article", [home]
    sections: dict[str, list[NamedNode]] = {title: [] for title, _ in _SECTIONS}
    rest: list[NamedNode] = []
    for subject in sorted(blocks, key=lambda s: _natural(written[s])):
        if subject != home:
            title = _title(blocks[subject])
            (rest if title is None else sections[title]).append(subject)
    yield from ((title, subjects) for title, subjects in sections.items() if subjects)
    if rest:
        yield "The run", rest


def _title(values: _Block) -> str | None:
    """What is said of a subject → the section where it stands, by its types, or where it has none by its properties."""
    for kind in values.get(_TYPE, values):
        if kind in _SECTION:
            return _SECTION[kind]
    return None


_TYPES = frozenset(f"kg:{name}" for name in ENTITY_TYPES)


def _place(value: str) -> tuple[bool, list[str | int]]:
    """An object as written → a sorting key: the finest class before the mention type, else by name and number."""
    return value in _TYPES, _natural(value)


def _natural(text: str) -> list[str | int]:
    """Text → a sorting key under which statement-10 comes after statement-9."""
    return [int(part) if n % 2 else part for n, part in enumerate(_DIGITS.split(text))]
