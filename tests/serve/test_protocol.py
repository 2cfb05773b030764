"""The SPARQL endpoint: the protocol, its formats, its refusals, its limits."""

from __future__ import annotations

import csv
import io
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph
import pytest
import yaml
from clock import within
from starlette.testclient import TestClient

from kgextract import serve
from kgextract.serve import protocol
from kgextract.serve.negotiation import preferred
from kgextract.serve.protocol import builds_triples

SELECT = "SELECT ?name WHERE { ?x a kg:Country ; rdfs:label ?name } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT { ?x rdfs:label ?name } WHERE { ?x a kg:Country ; rdfs:label ?name }"
HOSTILE = yaml.safe_load((Path(__file__).parent / "hostile.yaml").read_text("utf-8"))
PATIENT = 3.0  # seconds that a hostile query gets here


def ways(client: TestClient, query: str, accept: str) -> list[Any]:
    """The three ways to ask by the protocol."""
    headers = {"Accept": accept}
    return [
        client.get("/sparql", params={"query": query}, headers=headers),
        client.post("/sparql", data={"query": query}, headers=headers),
        client.post("/sparql", content=query, headers={**headers, "Content-Type": "application/sparql-query"}),
    ]


@pytest.mark.parametrize("way", range(3))
def test_a_query_is_asked_in_three_ways(client: TestClient, way: int) -> None:
    answer = ways(client, SELECT, "application/sparql-results+json")[way]
    assert answer.status_code == 200 and answer.headers["vary"] == "Accept"
    names = [b["name"]["value"] for b in answer.json()["results"]["bindings"]]
    assert "Chine" in names and names == sorted(names)
    assert "x-truncated" not in answer.headers


def test_rows_come_in_four_formats(client: TestClient) -> None:
    def asked(accept: str) -> Any:
        found = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
        assert found.status_code == 200 and found.headers["content-type"].partition(";")[0] == accept
        return found

    rows = [b["name"]["value"] for b in asked("application/sparql-results+json").json()["results"]["bindings"]]
    tree = ElementTree.fromstring(asked("application/sparql-results+xml").text)
    assert [e.text for e in tree.iter() if e.tag.endswith("}literal")] == rows
    assert [r["name"] for r in csv.DictReader(io.StringIO(asked("text/csv").text))] == rows
    assert asked("text/tab-separated-values").text.splitlines()[1:] == [f'"{name}"@fr' for name in rows]
    ask = client.get("/sparql", params={"query": "ASK { ?x a kg:Country }"}, headers={"Accept": "application/json"})
    assert ask.json()["boolean"] is True


def test_triples_come_in_four_formats(client: TestClient) -> None:
    sets = []
    for accept, format in (
        ("text/turtle", pyoxigraph.RdfFormat.TURTLE),
        ("application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML),
        ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
    ):
        found = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": accept})
        assert found.status_code == 200 and found.headers["content-type"].startswith(accept)
        sets.append({str(q.triple) for q in pyoxigraph.parse(found.content, format=format)})
    assert sets[0] and all(s == sets[0] for s in sets)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "a/a"),
        ("*/*", "a/a"),
        ("b/b", "b/b"),
        ("b/*", "b/b"),
        ("a/a;q=0.1, b/b;q=0.9", "b/b"),
        ("a/a;q=0, */*", "b/b"),
        ("c/c", None),
        ("a/a;q=x, c/c", None),
        ("b/b;q=0.5,a/a;q=0.5", "a/a"),
    ],
)
def test_what_is_accepted_best(accept: str | None, chosen: str | None) -> None:
    assert preferred(accept, ("a/a", "b/b")) == chosen


@pytest.mark.parametrize(
    ("query", "triples"),
    [
        ("select * {}", False),
        ("PREFIX select: <x:construct> CONSTRUCT WHERE { ?s ?p ?o }", True),
        ("# DESCRIBE\nASK { ?s ?p 'construct' }", False),
        ("DESCRIBE <x:y>", True),
        ("SELECT ?construct WHERE { ?construct ?p ?o }", False),
        ("", False),
    ],
)
def test_which_queries_build_triples(query: str, triples: bool) -> None:
    assert builds_triples(query) is triples


def refused(answer: Any, status: int, words: str) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.count("\n") == 1 and words in answer.text, answer.text


def test_what_is_no_request_of_the_protocol(client: TestClient) -> None:
    get, post = client.get, client.post
    refused(get("/sparql", params={"query": SELECT, "default-graph-uri": "x:y"}), 400, "default-graph-uri")
    refused(get("/sparql", params=[("query", SELECT), ("query", SELECT)]), 400, "has 2, not one")
    refused(get("/sparql", params={"other": "x"}), 400, "has none, not one")
    refused(get("/sparql", params={"query": "SELECT"}), 400, "is not SPARQL")
    refused(get("/sparql", params={"query": SELECT}, headers={"Accept": "image/png"}), 406, "Accept one of")
    refused(get("/sparql", params={"query": SELECT, "format": "turtle"}), 406, "Use json")
    refused(post("/sparql", content=SELECT, headers={"Content-Type": "text/plain"}), 415, "application/sparql-query")
    refused(post("/sparql", content=b"\xff", headers={"Content-Type": "application/sparql-query"}), 400, "UTF-8")
    assert client.put("/sparql", content="x").status_code == 405
    assert "GET" in client.delete("/sparql").headers["allow"]


def test_the_endpoint_only_reads(client: TestClient) -> None:
    insert = "INSERT DATA { <x:a> <x:b> <x:c> }"
    refused(client.post("/sparql", data={"update": insert}), 403, "only reads")
    refused(
        client.post("/sparql", content=insert, headers={"Content-Type": "application/sparql-update"}),
        403,
        "only reads",
    )
    refused(client.get("/sparql", params={"query": insert}), 403, "INSERT is refused")
    for word in ("SERVICE <x:y>", "SERVICE SILENT <x:y>"):
        refused(client.get("/sparql", params={"query": f"ASK {{ {word} {{ ?s ?p ?o }} }}"}), 403, "SERVICE is refused")
    assert client.get("/sparql", params={"query": "ASK { <x:a> ?p ?o }", "format": "json"}).json()["boolean"] is False


def test_a_cut_answer_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "ROWS_AT_MOST", 2)
    answer = client.get("/sparql", params={"query": SELECT, "format": "json"})
    assert len(answer.json()["results"]["bindings"]) == 2 and answer.headers["x-truncated"] == "true"
    answer = client.get("/sparql", params={"query": CONSTRUCT, "format": "nt"})
    assert len(answer.text.splitlines()) == 2 and answer.headers["x-truncated"] == "true"


def test_the_service_describes_itself(client: TestClient) -> None:
    from rdflib import Graph

    for accept in ("text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples"):
        found = client.get("/sparql", headers={"Accept": accept})
        assert found.status_code == 200 and found.headers["content-type"].startswith(accept)
    graph = Graph().parse(data=client.get("/sparql", headers={"Accept": "text/turtle"}).text, format="turtle")
    assert any(str(o) == "http://127.0.0.1:8765/sparql" for o in graph.objects())
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_a_query_too_many_is_told_to_come_again(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "SLOTS", 1)
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with (
        serve.opened([sample], seconds=6) as app,
        TestClient(app, base_url="http://localhost") as client,
        ThreadPoolExecutor(1) as beside,
    ):
        first = beside.submit(client.get, "/sparql", params={"query": slow})
        time.sleep(0.5)
        second = client.get("/sparql", params={"query": SELECT})
        refused(second, 503, "Try again later")
        assert second.headers["retry-after"] == "5"
        assert client.get("/spoken").status_code == 200  # pages go on
        refused(first.result(), 503, "takes longer than 6 s")
        assert client.get("/sparql", params={"query": SELECT}).status_code == 200


def test_hostile_queries_leave_the_endpoint_alive(client_of: Any, sample: Path) -> None:
    client = client_of(sample, seconds=PATIENT)
    chosen = [q for q in HOSTILE if q.get("always") or os.environ.get("HOSTILE")]
    assert len(HOSTILE) == 34
    for query in chosen:
        text = query["text"]
        if "repeat" in query:
            text += query["repeat"][0] * query["repeat"][1]
        answer = client.post("/sparql", data={"query": text + query.get("end", "")})
        allowed = query["status"] if isinstance(query["status"], list) else [query["status"]]
        assert answer.status_code in allowed, f"{query['name']}: {answer.status_code} {answer.text[:200]}"
        if answer.status_code != 200:
            assert answer.text.count("\n") == 1
        with within(2):
            again = client.post("/sparql", data={"query": SELECT})
        assert again.status_code == 200 and json.loads(again.content)["results"]["bindings"]
