"""Extractions → a network of entities: GraphML and GEXF for graph tools, nodes and edges for networkx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kgextract.model import Extraction
from kgextract.rdf import iris
from kgextract.rdf.iris import BASE, XML_NAMESPACES
from kgextract.writers.rdfxml import escape

Value = str | int | float | bool


@dataclass(slots=True)
class Network:
    """`nodes`: IRI (or date) → attributes; `edges`: (source, target, attributes), one for each fact of each article."""

    nodes: dict[str, dict[str, Value]] = field(default_factory=dict)
    edges: list[tuple[str, str, dict[str, Value]]] = field(default_factory=list)


def network(found: Sequence[Extraction], *, base: str = BASE) -> Network:
    """Extractions → Network: nodes count mentions and statements, edges have relation, confidence and sentence."""
    out = Network()
    for x in found:
        names = {id: iri.value for id, iri in iris.entities(x, base).items()}
        names |= {e.id: e.name for e in x.entities if e.type == "Date"}
        for e in x.entities:
            node = out.nodes.setdefault(
                names[e.id],
                {"label": e.name, "type": e.type, "class": e.cls, "wikidata": "", "mentions": 0, "statements": 0},
            )
            node["wikidata"] = node["wikidata"] or e.wikidata or ""
            node["mentions"] = int(node["mentions"]) + len(e.mentions)
        for s in x.statements:
            if s.speaker:
                node = out.nodes[names[s.speaker]]
                node["statements"] = int(node["statements"]) + 1
        for f in x.facts:
            about: dict[str, Value] = {
                "relation": f.relation,
                "factuality": f.factuality,
                "background": f.background,
                "confidence": f.evidence.confidence if f.evidence else 1.0,
                "article": x.article.id,
                "start": f.evidence.start if f.evidence else -1,
                "end": f.evidence.end if f.evidence else -1,
                "sentence": f.evidence.sentence if f.evidence else "",
            }
            out.edges.append((names[f.subject], names[f.object], about))
    return out


_NODE = (("label", "string"), ("type", "string"), ("class", "string"), ("wikidata", "string"), ("mentions", "int"),
         ("statements", "int"))  # fmt: skip
_EDGE = (("relation", "string"), ("factuality", "string"), ("background", "boolean"), ("confidence", "double"),
         ("article", "string"), ("start", "int"), ("end", "int"), ("sentence", "string"))  # fmt: skip


def graphml(found: Sequence[Extraction], base: str = BASE) -> str:
    """Extractions → GraphML: entities as nodes, facts as directed edges."""
    net = network(found, base=base)
    return "".join(_graphml(net))


def _graphml(net: Network) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="'
    yield f'{XML_NAMESPACES["graphml"]}">\n'
    for kind, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, type_ in keys:
            yield f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>\n'
    yield '<graph edgedefault="directed">\n'
    for iri, node in net.nodes.items():
        yield f'<node id="{_attribute(iri)}">\n{_data("node", _NODE, node)}</node>\n'
    for n, (source, target, edge) in enumerate(net.edges, 1):
        ends = f'source="{_attribute(source)}" target="{_attribute(target)}"'
        yield f'<edge id="edge-{n}" {ends}>\n{_data("edge", _EDGE, edge)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _data(kind: str, keys: Sequence[tuple[str, str]], values: dict[str, Value]) -> str:
    return "".join(f'  <data key="{kind}-{name}">{escape(_text(values[name]))}</data>\n' for name, _ in keys)


def gexf(found: Sequence[Extraction], base: str = BASE) -> str:
    """Extractions → GEXF 1.2 for Gephi: entities as nodes, facts as directed edges."""
    net = network(found, base=base)
    return "".join(_gexf(net))


def _gexf(net: Network) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf version="1.2" xmlns="'
    yield f'{XML_NAMESPACES["gexf"]}">\n'
    yield '<graph defaultedgetype="directed" mode="static">\n'
    for kind, keys in (("node", _NODE[1:]), ("edge", _EDGE)):
        yield f'<attributes class="{kind}" mode="static">\n'
        for name, type_ in keys:
            yield f'  <attribute id="{name}" title="{name}" type="{"integer" if type_ == "int" else type_}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for iri, node in net.nodes.items():
        label = _attribute(_text(node["label"]))
        yield f'<node id="{_attribute(iri)}" label="{label}">{_values(_NODE[1:], node)}</node>\n'
    yield "</nodes>\n<edges>\n"
    for n, (source, target, edge) in enumerate(net.edges, 1):
        ends = f'source="{_attribute(source)}" target="{_attribute(target)}"'
        label = _attribute(_text(edge["relation"]))
        yield f'<edge id="edge-{n}" {ends} label="{label}">{_values(_EDGE, edge)}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _values(keys: Sequence[tuple[str, str]], values: dict[str, Value]) -> str:
    inside = "".join(f'<attvalue for="{name}" value="{_attribute(_text(values[name]))}"/>' for name, _ in keys)
    return f"<attvalues>{inside}</attvalues>"


def _attribute(text: str) -> str:
    return escape(text, attribute=True)


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
