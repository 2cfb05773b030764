"""Every format: the same bytes in another process, nasty names read back equal; networks, tables, JSON."""

import csv
import dataclasses
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

import networkx
import pyoxigraph
import pytest
from parsers import RDF
from samples import NASTY, UNWRITABLE, all_gold, every_sample, every_turn, gold, nasty

from kgextract.errors import UsageError
from kgextract.exchange import from_json
from kgextract.model import Extraction
from kgextract.rdf.iris import term
from kgextract.rdf.terms import clean
from kgextract.writers import WRITERS, format_of, render

SAMPLES = every_sample()


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
@pytest.mark.parametrize("many", SAMPLES.values(), ids=SAMPLES)
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


def test_equal_bytes_in_another_process_with_another_hash_seed(tmp_path: Path) -> None:
    script = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from samples import every_sample, all_gold, every_turn, nasty\n"
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


def test_formats_by_name_and_suffix() -> None:
    for name, writer in WRITERS.items():
        assert format_of(f"a{writer.suffix}") == name
    assert format_of("a.b.TTL") == "turtle"
    with pytest.raises(UsageError, match=r"a\.doc: no format"):
        format_of("a.doc")
    with pytest.raises(UsageError, match="Did you mean turtle"):
        render(every_turn(), format="turtel")


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
