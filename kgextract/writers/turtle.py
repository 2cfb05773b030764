"""Article graphs → Turtle and TriG that a person likes to read: grouped, ordered, with comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from kgextract.model import ENTITY_TYPES
from kgextract.rdf.build import ArticleGraph, Triple
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
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_INTEGER, _DECIMAL = term("xsd:integer"), term("xsd:decimal")
_BOOLEAN, _STRING = term("xsd:boolean"), term("xsd:string")


def turtle(graphs: Sequence[ArticleGraph], base: str = BASE) -> str:
    """Article graphs → one Turtle document, all triples in the default graph."""
    return _document([_Page(base, g) for g in graphs], "\n@base {name} .\n{text}")


def trig(graphs: Sequence[ArticleGraph], base: str = BASE) -> str:
    """Article graphs → one TriG document, each article in the graph of its own name."""
    return _document([_Page(base, g) for g in graphs], "\n@base {name} .\n\n<> {{{text}}}\n")


def _document(pages: Sequence[_Page], form: str) -> str:
    """Pages → the prefixes that they use, then each page."""
    texts = [form.format(name=page.graph.name, text=page.text()) for page in pages]
    spaces = {space: name for page in pages for space, name in page.spaces.items() if name in page.used}
    return "".join([*(f"@prefix {name} <{space}> .\n" for space, name in spaces.items()), *texts])


class _Page:
    """The short names of one article's terms; `used` are the prefixes that stand in its text."""

    def __init__(self, base: str, graph: ArticleGraph) -> None:
        self.graph = graph
        self.spaces = {f"{PREFIXES[p]}": f"{p}:" for p in PREFIXES}
        self.spaces |= {f"{base}{folder}/": f"{name}:" for name, folder in FOLDERS.items()}
        self.home = graph.name.value
        self.memory: dict[NamedNode, str] = {}
        self.used: set[str] = set()

    def text(self) -> str:
        blocks: dict[NamedNode, list[Triple]] = {}
        for t in self.graph.triples:
            blocks.setdefault(t.subject, []).append(t)
        out = []
        for title, subjects in _grouped(blocks, self.graph.name):
            out.append(f"\n# {title}\n\n")
            out.append("\n".join(self.block(s, blocks[s]) for s in subjects))
        return "".join(out)

    def block(self, subject: NamedNode, triples: list[Triple]) -> str:
        values: dict[NamedNode, list[str]] = {}
        ordered = sorted(triples, key=lambda t: (_RANK.get(t.predicate, _LAST.get(t.predicate, 50)), str(t.predicate)))
        for t in ordered:
            values.setdefault(t.predicate, []).append(self.term(t.object))
        parts = [
            f"{'a' if p == _FIRST[0] else self.iri(p)} {', '.join(sorted(objects, key=_place))}"
            for p, objects in values.items()
        ]
        return f"{self.iri(subject)} " + " ;\n    ".join(parts) + " .\n"

    def iri(self, node: NamedNode) -> str:
        found = self.memory.get(node)
        if found is None:
            found = self.memory[node] = self._iri(node.value)
        return found

    def _iri(self, value: str) -> str:
        if value.startswith(self.home) and value[len(self.home) :][:1] in ("", "#"):
            return f"<{value[len(self.home) :]}>"
        cut = max(value.rfind("/"), value.rfind("#")) + 1
        name = self.spaces.get(value[:cut])
        if name is None or not _LOCAL.fullmatch(value[cut:]):
            return f"<{value}>"
        self.used.add(name)
        return name + value[cut:]

    def term(self, value: object) -> str:
        if isinstance(value, NamedNode):
            return self.iri(value)
        if isinstance(value, pyoxigraph.Triple):
            return f"<<( {' '.join(map(self.term, (value.subject, value.predicate, value.object)))} )>>"
        assert isinstance(value, Literal)
        if value.language or value.datatype == _STRING:
            return str(value)
        if value.datatype in (_INTEGER, _BOOLEAN) or (value.datatype == _DECIMAL and "." in value.value):
            return value.value
        return f"{Literal(value.value)}^^{self.iri(value.datatype)}"


def _grouped(blocks: dict[NamedNode, list[Triple]], home: NamedNode) -> Iterator[tuple[str, list[NamedNode]]]:
    left = dict.fromkeys(sorted(blocks, key=lambda s: _natural(s.value)))
    if left.pop(home, 0) is None:
        dataset = any(t.object == term("void:Dataset") for t in blocks[home])
        yield "The corpus" if dataset else "The article", [home]
    section = {term(kind): title for title, kinds in _SECTIONS for kind in kinds}
    sections: dict[str, list[NamedNode]] = {title: [] for title, _ in _SECTIONS}
    rest: list[NamedNode] = []
    for s in left:
        kinds = (t.object if t.predicate == _FIRST[0] else t.predicate for t in blocks[s])
        title = next((found for kind in kinds if isinstance(kind, NamedNode) and (found := section.get(kind))), None)
        (rest if title is None else sections[title]).append(s)
    yield from ((title, subjects) for title, subjects in sections.items() if subjects)
    if rest:
        yield "The run", rest


_TYPES = frozenset(f"kg:{name}" for name in ENTITY_TYPES)


def _place(value: str) -> tuple[bool, list[tuple[int, str]]]:
    """An object as written → a sorting key: the finest class before the mention type, else by name and number."""
    return value in _TYPES, _natural(value)


def _natural(text: str) -> list[tuple[int, str]]:
    """Text → a sorting key under which statement-10 comes after statement-9."""
    return [
        (int(digits), "") if digits else (-1, other) for digits, other in re.findall(r"([0-9]{1,18})|([^0-9]+)", text)
    ]
