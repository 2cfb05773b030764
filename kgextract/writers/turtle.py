"""Article graphs → Turtle and TriG that a person likes to read: grouped, ordered, with comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from kgextract.rdf.build import ArticleGraph
from kgextract.rdf.iris import BASE, FOLDERS, PREFIXES, term
from kgextract.writers.grouping import TYPE, Block, grouped, place, rank

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_WIDE = 110  # characters of a line of objects
_OFTEN = 100  # characters of a term that may well come again
_BARE = {  # what Turtle reads as a literal of this type without being told
    term("xsd:integer"): re.compile("-?[0-9]+"),
    term("xsd:decimal"): re.compile(r"-?[0-9]*\.[0-9]+"),
    term("xsd:boolean"): re.compile("true|false"),
}


def turtle(graphs: Sequence[ArticleGraph], base: str = BASE) -> list[str]:
    """Article graphs → the pieces of one Turtle document, all triples in the default graph."""
    return _document(graphs, base, "\n@base <{0}> .\n", "")


def trig(graphs: Sequence[ArticleGraph], base: str = BASE) -> list[str]:
    """Article graphs → the pieces of one TriG document, each article in the graph of its own name."""
    return _document(graphs, base, "\n@base <{0}> .\n\n<{1}> {{", "}\n")


def _document(graphs: Sequence[ArticleGraph], base: str, head: str, tail: str) -> list[str]:
    """Graphs → the prefixes that they use, then each graph between `head` and `tail`.

    `head` takes the name of the graph up to its fragment, and the fragment.
    """
    names = _Names(base)
    pages: list[str] = []
    for g in graphs:
        home, mark, fragment = g.name.value.partition("#")
        pages += (head.format(home, mark + fragment), *_page(g, home, names), tail)
    spaces = ((space, name) for space, name in names.spaces.items() if name in names.used)
    return [*(f"@prefix {name} <{space}> .\n" for space, name in spaces), *pages]


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
            found = [(p, "a " if p == TYPE else f"{self[p.value]} ") for p in sorted(properties, key=rank)]
            self.orders[properties] = found
        return found


def _page(graph: ArticleGraph, home: str, names: _Names) -> Iterator[str]:
    written = _Terms(home, names)
    for title, subjects in grouped(graph, NamedNode(home), written.__getitem__):
        yield f"\n# {title}\n\n"
        for n, (s, values) in enumerate(subjects):
            yield ("\n" if n else "") + written.block(s, values)


def _listed(objects: list[str]) -> str:
    """Several objects of one property → on one line, or where that is too wide on lines of their own."""
    joined = ", ".join(objects)
    if len(joined) <= _WIDE:
        return f" {joined}"
    lines: list[list[str]] = []
    room = 0
    for written in objects:
        room -= len(written) + 2
        if room < 0:
            lines.append([])
            room = _WIDE - len(written)
        lines[-1].append(written)
    return "\n        " + ",\n        ".join(map(", ".join, lines))


class _Terms(dict[object, str]):
    """Term → as it is written in one article, which names its own things by their fragments."""

    def __init__(self, home: str, names: _Names) -> None:
        self.home, self.names = home, names

    def block(self, subject: NamedNode, values: Block) -> str:
        """All that is said of a subject, in the order of `rank`."""
        parts = []
        for p, written in self.names.ordered(tuple(values)):
            objects = values[p]
            if len(objects) == 1:
                parts.append(written + self[objects[0]])
            else:
                parts.append(written.rstrip() + _listed(sorted((self[o] for o in objects), key=place)))
        return f"{self[subject]} " + " ;\n    ".join(parts) + " .\n"

    def __missing__(self, value: object) -> str:
        written = self._written(value)
        if len(written) < _OFTEN:
            self[value] = written
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
