"""Article graphs → RDF/XML that is well-formed for any text."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from kgextract.rdf.build import ArticleGraph, Triple
from kgextract.rdf.iris import BASE, PREFIXES, short, term
from kgextract.rdf.terms import clean

_STRING = term("xsd:string")


def rdfxml(graphs: Sequence[ArticleGraph], base: str = BASE) -> list[str]:
    """Article graphs → the pieces of one RDF/XML document, all triples in the default graph."""
    blocks: dict[NamedNode, list[Triple]] = {}
    for g in graphs:
        for t in g.triples:
            blocks.setdefault(t.subject, []).append(t)
    used = {"rdf": PREFIXES["rdf"]}
    out = []
    for subject, triples in blocks.items():
        out.append(f'<rdf:Description rdf:about="{escape(subject.value)}">\n')
        out += [_property(t, used) for t in dict.fromkeys(triples)]
        out.append("</rdf:Description>\n")
    spaces = "".join(f'\n    xmlns:{name}="{escape(space)}"' for name, space in PREFIXES.items() if name in used)
    return ['<?xml version="1.0" encoding="UTF-8"?>\n', f"<rdf:RDF{spaces}>\n", *out, "</rdf:RDF>\n"]


def _property(t: Triple, used: dict[str, str]) -> str:
    tag = short(t.predicate.value)
    prefix = tag.partition(":")[0]
    used[prefix] = PREFIXES[prefix]
    if isinstance(t.object, NamedNode):
        return f'  <{tag} rdf:resource="{escape(t.object.value)}"/>\n'
    kind = ""
    if t.object.language:
        kind = f' xml:lang="{escape(t.object.language)}"'
    elif t.object.datatype != _STRING:
        kind = f' rdf:datatype="{escape(t.object.datatype.value)}"'
    return f"  <{tag}{kind}>{escape(t.object.value)}</{tag}>\n"


_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_XML_ATTRIBUTE = str.maketrans({"\n": "&#10;", "\t": "&#9;"})


def escape(text: str, *, attribute: bool = False) -> str:
    """Any text → character data (or the value of an attribute) of well-formed XML 1.0."""
    safe = clean(text).translate(_XML)
    return safe.translate(_XML_ATTRIBUTE) if attribute else safe
