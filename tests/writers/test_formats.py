"""Every format: the same triples in two parsers, the same bytes in another process, nasty names read back equal."""

import csv
import dataclasses
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

import networkx
import pyoxigraph
import pytest
import rdflib
from samples import NASTY, UNWRITABLE, all_gold, every_turn, gold, nasty

from kgextract.errors import UsageError
from kgextract.exchange import from_json
from kgextract.model import Extraction
from kgextract.rdf.build import ArticleGraph, Triple, build
from kgextract.rdf.iris import PREFIXES, term
from kgextract.rdf.terms import clean
from kgextract.writers import WRITERS, format_of, render, render_graphs

RDF = {
    "turtle": (pyoxigraph.RdfFormat.TURTLE, "turtle"),
    "trig": (pyoxigraph.RdfFormat.TRIG, "trig"),
    "nquads": (pyoxigraph.RdfFormat.N_QUADS, "nquads"),
    "ntriples": (pyoxigraph.RdfFormat.N_TRIPLES, "nt"),
    "jsonld": (pyoxigraph.RdfFormat.JSON_LD, "json-ld"),
    "rdfxml": (pyoxigraph.RdfFormat.RDF_XML, "xml"),
}
SAMPLES = [(every_turn(),), (nasty(),), (nasty(UNWRITABLE + NASTY[:5]),), all_gold()]
IDS = ["every turn", "nasty names", "unwritable names", "all gold"]


Quads = set[tuple[str, ...]]
DEFAULT = rdflib.graph.DATASET_DEFAULT_GRAPH_ID


def by_oxigraph(text: str, format: str) -> Quads:
    """A text → its quads as text, read by pyoxigraph."""
    read = pyoxigraph.parse(text.encode("utf-8"), format=RDF[format][0])
    return {(str(q.subject), str(q.predicate), str(q.object), named(q)) for q in read}


def named(q: pyoxigraph.Quad) -> str:
    """The name of a quad's graph as text; that of the default graph is empty."""
    return "" if isinstance(q.graph_name, pyoxigraph.DefaultGraph) else str(q.graph_name)


def read_by_rdflib(text: str, format: str) -> rdflib.Dataset:
    data = rdflib.Dataset()
    data.parse(data=text, format=RDF[format][1])
    return data


def by_rdflib(text: str, format: str) -> Quads:
    """A text → its quads as text, read by rdflib."""
    return {
        (
            s.n3(),
            p.n3(),
            o.n3() if isinstance(o, rdflib.URIRef) else literal(o),
            "" if name in (None, DEFAULT) else name.n3(),
        )
        for s, p, o, name in read_by_rdflib(text, format).quads()
    }


def literal(value: rdflib.term.Node) -> str:
    assert isinstance(value, rdflib.Literal)
    kind = pyoxigraph.NamedNode(value.datatype) if value.datatype else None
    return str(pyoxigraph.Literal(str(value), language=value.language, datatype=None if value.language else kind))


@pytest.fixture
def spelt_as_written() -> Iterator[None]:
    """rdflib keeps how a number is spelt."""
    rdflib.NORMALIZE_LITERALS = False
    yield
    rdflib.NORMALIZE_LITERALS = True


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")  # within rdflib itself
@pytest.mark.usefixtures("spelt_as_written")
@pytest.mark.parametrize("many", SAMPLES, ids=IDS)
@pytest.mark.parametrize("format", RDF)
def test_rdflib_and_pyoxigraph_read_and_write_the_same_dataset(many: tuple[Extraction, ...], format: str) -> None:
    text = render(many, format=format)
    graphs = format in ("trig", "nquads")
    meant = {(*map(str, t), str(g.name) if graphs else "") for g in map(build, many) for t in g.triples}
    assert by_oxigraph(text, format) == meant
    assert by_rdflib(text, format) == meant
    oxigraph, name = RDF[format]
    quads = [q if graphs else q.triple for q in pyoxigraph.parse(text.encode("utf-8"), format=oxigraph)]
    again = pyoxigraph.serialize(quads, format=oxigraph)
    assert again is not None and by_rdflib(again.decode("utf-8"), format) == (
        # pyoxigraph writes a carriage return into XML as it is, and XML reads a line end there
        {tuple(re.sub(r"\\r(\\n)?", r"\\n", part) for part in quad) for quad in meant} if format == "rdfxml" else meant
    )
    again = read_by_rdflib(text, format).serialize(format=name, encoding="utf-8")
    assert by_oxigraph(again.decode("utf-8"), format) == meant


def column(name: str, safe: str = "") -> Callable[[str], set[str]]:
    """A column of a table → its values; `safe` is what stands before a value that looks like a formula."""
    return lambda text: {row[name].removeprefix(safe) for row in csv.DictReader(io.StringIO(text, newline=""))}


def labels(format: str) -> Callable[[str], set[str]]:
    """A format of RDF → what reads the labels in a text of it."""
    return lambda text: {
        q.object.value
        for q in pyoxigraph.parse(text.encode("utf-8"), format=RDF[format][0])
        if q.predicate == term("rdfs:label") and isinstance(q.object, pyoxigraph.Literal)
    }


def network(read: Callable[[io.BytesIO], "networkx.Graph[str]"]) -> Callable[[str], set[str]]:
    return lambda text: {node["label"] for _, node in read(io.BytesIO(text.encode("utf-8"))).nodes(data=True)}


NAMES_IN: dict[str, Callable[[str], set[str]]] = {format: labels(format) for format in RDF} | {
    "json": lambda text: {e["name"] for e in json.loads(text)["entities"]},
    "jsonl": lambda text: {e["name"] for e in json.loads(text)["entities"]},
    "graphml": network(networkx.read_graphml),
    "gexf": network(networkx.read_gexf),
    "cytoscape": lambda text: {node["data"]["label"] for node in json.loads(text)["elements"]["nodes"]},
    "neo4j-nodes": column("label"),
    "neo4j-relationships": column("sentence"),
    "csv": column("speaker", "'"),
    "csv-facts": column("subject", "'"),
    "csv-entities": column("name", "'"),
}


@pytest.mark.parametrize("format", sorted(set(WRITERS) - {"html"}))  # pages have tests of their own
def test_every_format_gives_every_name_back(format: str) -> None:
    assert len(NASTY) >= 67
    left_out = {"csv": len(NASTY) % 3, "csv-facts": 1, "neo4j-relationships": 1}.get(format, 0)  # who speaks, meets
    found = NAMES_IN[format](render(nasty(), format=format))
    assert found >= set(NASTY[: len(NASTY) - left_out])
    assert len(found & set(NASTY)) >= len(NASTY) - left_out


def test_what_no_format_can_hold_is_replaced_alike_in_all() -> None:
    assert clean("nul\x00 demi\ud800 fin\ufffe") == "nul\ufffd demi\ufffd fin\ufffd"
    assert all(clean(name) == name for name in NASTY)


@pytest.mark.parametrize("format", ["rdfxml", "graphml", "gexf"])
@pytest.mark.parametrize("many", SAMPLES, ids=IDS)
def test_xml_is_well_formed(many: tuple[Extraction, ...], format: str) -> None:
    parser = expat.ParserCreate()
    parser.Parse(render(many, format=format).encode("utf-8"), True)


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_networks_read_back(format: str) -> None:
    text = render(nasty(), format=format)
    read = networkx.read_graphml if format == "graphml" else networkx.read_gexf
    graph = read(io.BytesIO(text.encode("utf-8")))
    assert graph.number_of_nodes() == len(NASTY) and graph.number_of_edges() == len(NASTY) - 1
    assert {clean(n["label"]) for _, n in graph.nodes(data=True)} == set(NASTY)
    assert {e["relation"] for *_, e in graph.edges(data=True)} == {"metWith"}


def test_cytoscape_reads_back() -> None:
    elements = json.loads(render(nasty(), format="cytoscape"))["elements"]
    assert {n["data"]["label"] for n in elements["nodes"]} == set(NASTY)
    ids = {n["data"]["id"] for n in elements["nodes"]}
    assert len(elements["edges"]) == len(NASTY) - 1
    assert all({e["data"]["source"], e["data"]["target"]} <= ids for e in elements["edges"])


def test_neo4j_tables_fit_together() -> None:
    x = nasty()
    nodes, relationships = rows(x, "neo4j-nodes"), rows(x, "neo4j-relationships")
    assert [n["label"] for n in nodes] == [clean(e.name) for e in x.entities]
    assert {n[":LABEL"].split(";")[0] for n in nodes} == {e.type for e in x.entities}
    ids = {n["iri:ID"] for n in nodes}
    assert len(relationships) == len(x.facts) and {r[":TYPE"] for r in relationships} == {"metWith"}
    assert all({r[":START_ID"], r[":END_ID"]} <= ids and float(r["confidence:double"]) <= 1 for r in relationships)


def test_json_reads_back_equal() -> None:
    for x in (*all_gold(), every_turn(), nasty(), nasty(UNWRITABLE)):
        assert from_json(json.loads(render(x, format="json"))) == x
        assert from_json(json.loads(render(x, format="jsonl"))) == x
    assert len(json.loads(render(all_gold(), format="json"))) == len(all_gold())
    assert render(all_gold(), format="jsonl").count("\n") == len(all_gold())
    render(nasty(UNWRITABLE), format="json").encode("utf-8")


def rows(x: Extraction, format: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(x, format=format), newline="")))


def test_tables_have_one_row_each_and_are_safe_in_a_spreadsheet() -> None:
    x = nasty()
    for format, items in (("csv", x.statements), ("csv-facts", x.facts), ("csv-entities", x.entities)):
        found = rows(x, format)
        assert len(found) == len(items)
        for row in found:
            assert not any(cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") for cell in row.values()), row
    assert [row["name"].removeprefix("'") for row in rows(x, "csv-entities")] == list(NASTY)


def test_raw_tables_have_the_names_as_they_are() -> None:
    text = render(nasty(), format="csv-entities", raw_csv=True)
    assert [row["name"] for row in csv.DictReader(io.StringIO(text, newline=""))] == list(NASTY)


def test_the_table_of_statements() -> None:
    first = rows(gold("onu-intelligence-artificielle"), "csv")[0]
    assert first["speaker"] == "Fu Cong" and first["speaker_type"] == "Person" and first["on_behalf_of"] == "Chine"
    assert first["venue"].startswith("Session") and first["date"] == "2024-07-01" and first["kind"] == "direct"
    assert rows(every_turn(), "csv")[1]["speaker"] == "Un passant"


def test_jsonld_is_readable_and_needs_no_network() -> None:
    document = json.loads(render(every_turn(), format="jsonld"))
    assert isinstance(document["@context"], dict)
    awa = next(n for n in document["@graph"] if n.get("label") == "Awa Diarra")
    assert awa["type"] == "Person" and awa["visited"].endswith("place/oran")
    assert document["@graph"][0]["type"] == "Article" and list(awa)[:3] == ["id", "type", "label"]
    assert "visited" in document["@context"] and "votedFor" not in document["@context"]  # what is used, no more
    fact = next(n for n in document["@graph"] if n["id"].endswith("#fact-1"))
    assert fact["predicate"] == "visited" and fact["confidence"] == "0.9"


def test_turtle_is_grouped_for_reading() -> None:
    text = render(every_turn(), format="turtle")
    order = ["# The article", "# People", "# Places", "# Events", "# Statements", "# Facts", "# Passages", "# The run"]
    assert [text.index(title) for title in order] == sorted(text.index(title) for title in order)
    declared = re.findall(r"(?m)^@prefix (\w+:)", text)
    assert declared and all(re.search(rf"\b{name}\w", text.split("@base")[1]) for name in declared)
    assert "person:awa-diarra a kg:Person ;\n" in text and "place:oran a kg:City, kg:Place ;\n" in text
    assert "kg:speaker person:awa-diarra ;" in text and "<#char=25,41>" in text


@pytest.mark.parametrize("format", [f for f, w in WRITERS.items() if w.joinable])
def test_joinable_formats_are_joined_by_concatenation(format: str) -> None:
    one, two = gold("greve-ferroviaire"), gold("tribunal-riviere")
    joined = render(one, format=format) + render(two, format=format)
    if format == "jsonl":
        assert joined == render([one, two], format=format)
        return
    meant = {t for x in (one, two) for t in build(x).triples}
    assert {(q.subject, q.predicate, q.object) for q in pyoxigraph.parse(joined, format=RDF[format][0])} == meant


def test_equal_bytes_in_another_process_with_another_hash_seed(tmp_path: Path) -> None:
    script = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from samples import all_gold, every_turn, nasty\n"
        "from kgextract.writers import WRITERS, render\n"
        "many = [*all_gold(), every_turn(), nasty()]\n"
        "for f in WRITERS: print(f, hashlib.sha256(render(many, format=f).encode()).hexdigest())\n"
    )
    folder = str(Path(__file__).resolve().parent.parent)
    outputs = []
    for seed, locale, zone in (("1", "C", "UTC"), ("4242", "C.UTF-8", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        done = subprocess.run(
            [sys.executable, "-c", script, folder], env=environment, cwd=tmp_path, capture_output=True
        )
        assert done.returncode == 0, done.stderr
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1] and outputs[0].count(b"\n") == len(WRITERS)


def test_the_base_is_configurable() -> None:
    text = render(every_turn(), format="ntriples", base="https://example.org/kg/")
    assert "<https://example.org/kg/place/oran>" in text and "kgextract/id/" not in text


def test_formats_by_name_and_suffix() -> None:
    for name, writer in WRITERS.items():
        assert format_of(f"a{writer.suffix}") == name
    assert format_of("a.b.TTL") == "turtle"
    with pytest.raises(UsageError, match=r"a\.doc: no format"):
        format_of("a.doc")
    with pytest.raises(UsageError, match="Did you mean turtle"):
        render(every_turn(), format="turtel")


def test_context_covers_every_property() -> None:
    from kgextract import ontology
    from kgextract.writers.jsonld import context

    known = {term(v["@id"]).value: v for v in context().values() if isinstance(v, dict)}
    for p in ontology.get().properties.values():
        meant = known[PREFIXES["kg"] + p.name]
        assert p.literal or meant.get("@type") in ("@id", "@vocab"), p.name
    assert {k: v for k, v in context().items() if k in PREFIXES} == {k: PREFIXES[k] for k in PREFIXES if k in context()}


def test_to_rdflib() -> None:
    x = every_turn()
    assert len(x.to_rdflib()) == len(build(x).triples)


def test_to_networkx_has_types_and_weights() -> None:
    x = every_turn()
    again = dataclasses.replace(x.facts[0].evidence, confidence=0.5)  # type: ignore[type-var]
    x = dataclasses.replace(x, facts=(*x.facts, dataclasses.replace(x.facts[0], evidence=again)))
    graph = x.to_networkx()
    assert isinstance(graph, networkx.MultiDiGraph) and graph.name == "tour"
    assert graph.number_of_nodes() == len(x.entities) and graph.number_of_edges() == len(x.facts) - 1
    awa, oran = "https://w3id.org/kgextract/id/person/awa-diarra", "https://w3id.org/kgextract/id/place/oran"
    assert graph.nodes[oran] | {"mentions": 0} == {
        "label": "Oran", "type": "Place", "class": "City", "wikidata": "Q131818", "mentions": 0, "statements": 0,
    }  # fmt: skip
    visit = graph.edges[awa, oran, "visited"]
    assert (visit["weight"], visit["confidence"], visit["relation"]) == (2, 0.9, "visited")
    assert graph.degree(oran, weight="weight") == 4  # visited twice, a meeting, and the country around it


def test_numbers_of_any_spelling_are_read_back_equal() -> None:
    spelt = [
        pyoxigraph.Literal(value, datatype=term(f"xsd:{kind}"))
        for kind, values in {
            "decimal": ("1", "1.", ".5", "-0.50", "+1.0", "x"),
            "integer": ("1", "-01", "+1", "", "1.0"),
            "boolean": ("true", "1", "TRUE"),
        }.items()
        for value in values
    ]
    node = pyoxigraph.NamedNode("https://example.org/a")
    graph = ArticleGraph(name=node, triples=tuple(Triple(node, term("kg:value"), value) for value in spelt))
    for format, (oxigraph, _) in RDF.items():
        read = pyoxigraph.parse(render_graphs([graph], format=format).encode("utf-8"), format=oxigraph)
        assert {q.object for q in read} == set(spelt), format
