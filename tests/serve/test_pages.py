"""What the pages say, and what an IRI gives: HTML, Turtle, JSON-LD; the index behind them."""

from __future__ import annotations

import json
import re
import time
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph
import pytest
from samples import all_gold, every_turn, nasty
from starlette.testclient import TestClient

from kgextract import queries, serve
from kgextract.rdf.iris import BASE
from kgextract.serve import addresses, articles, index, spoken
from kgextract.store import Store
from kgextract.tables.interface import EXPLORER, INTERFACE
from kgextract.writers import write

from .conftest import graph

CODE = Path(serve.__file__).parent
ARTICLE = "/id/article/onu-intelligence-artificielle"
HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


def shown(client: TestClient, path: str, **params: Any) -> str:
    """A page → its text without tags and script data."""
    answer = client.get(path, params=params or None, headers=HTML)
    assert answer.status_code == 200, answer.text[-500:]
    text = re.sub(r"<script.*?</script>", "", answer.text, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_the_start_page_says_what_there_is(client: TestClient) -> None:
    text = shown(client, "/")
    statements = sum(len(x.statements) for x in (*all_gold(), nasty()))
    assert f"14 articles {statements} paroles" in text
    assert "Fu Cong" in text and "La BCE relève ses taux une dixième fois" in text
    for name in queries.names():
        assert queries.find(name).titles["fr"] in text


def test_who_spoke_where_by_person_place_body_and_period(client: TestClient) -> None:
    assert "Fu Cong Assemblée générale des Nations unies 2024-07-01" in shown(client, "/spoken", person="fu CONG")
    assert "Chen Xu" not in shown(client, "/spoken", person="fu CONG")
    assert "Chen Xu" in shown(client, "/spoken", place="geneve")  # no accent, and the place of the session
    assert "Fu Cong" in shown(client, "/spoken", body="assemblée générale", **{"from": "2024-07", "to": "2024"})
    assert "Rien ne correspond" in shown(client, "/spoken", **{"from": "2030"})
    assert "Rien ne correspond" not in shown(client, "/spoken", **{"from": "no date"})


def test_the_table_agrees_with_the_named_query(client: TestClient, sample: Path) -> None:
    named = queries.run(sample, "who-spoke-where")
    wanted = {(r[0], r[2]) for r in named.rows}
    with_index = index.Index([sample])
    found = {(r["speaker"], r["day"]) for r in with_index.rows("SELECT DISTINCT speaker, day FROM heard")}
    with_index.close()
    assert found == wanted


def test_rows_are_sorted_and_paged(client: TestClient) -> None:
    def speakers(**params: str) -> list[str]:
        found = re.findall(r'class="who"><[^>]*><bdi>([^<]*)', client.get("/spoken", params=params).text)
        return [index.fold(unescape(name)) for name in found]

    up, down = speakers(order="speaker"), speakers(order="-speaker")
    assert up == sorted(up) and down == sorted(down, reverse=True) and up != down
    assert speakers(page="999") and speakers(page="x") == speakers(order="nonsense")


@pytest.mark.parametrize(
    ("days", "bars"),
    [
        (["2024-05-02", "2024-05-05"], ["2024-05-02", "2024-05-03", "2024-05-04", "2024-05-05"]),
        (["2024-05", "2024-05-05"], ["2024-05"]),
        (["2023-11-30", "2024-02"], ["2023-11", "2023-12", "2024-01", "2024-02"]),
        (["1999", "2001-05"], ["1999", "2000", "2001"]),
        (["2024-05-02/2024-05-05", "2024-06-01"], ["2024-05", "2024-06"]),
        (["2024"], []),
    ],
)
def test_the_timeline_has_no_gaps(days: list[str], bars: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Few:
        def rows(self, sql: str, **values: str) -> list[dict[str, Any]]:
            return [{"day": d[:10], "n": 1} for d in days]

    assert [b.day for b in spoken.timeline(Few(), spoken.Filters())] == bars  # type: ignore[arg-type]


def test_search_finds_names_contents_and_sentences(client: TestClient) -> None:
    text = shown(client, "/search", q="revolution LOIN")
    assert "Trop de pays en développement regardent encore cette révolution de loin" in text
    assert "Fu Cong" in shown(client, "/search", q="fu con")
    assert "Rien ne correspond" in shown(client, "/search", q="introuvable")
    assert "Paroles" in shown(client, "/search", q="pays", kind="statement")
    for odd in ('"', "a OR b", "NEAR(a b)", "*", "kind:thing", "-x", "\x00", "é" * 300):
        shown(client, "/search", q=odd)


def test_an_entity_page_has_everything_about_it(client: TestClient) -> None:
    text = shown(client, "/id/person/fu-cong")
    for words in ("Fu Cong", "représentant permanent de la Chine auprès de l'ONU", "représente Chine", "Preuves : 1",
                  "regardent encore cette révolution de loin", "L'ONU veut partager", "Paroles 3"):  # fmt: skip
        assert words in text
    data = re.search(r'id="data">(.*?)</script>', client.get("/id/person/fu-cong", headers=HTML).text, re.S)
    assert data and len(json.loads(data[1])["graph"]["nodes"]) > 2


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("statement-1", "Trop de pays en développement"),
        ("fact-1", "Fait"),
        ("run", "prov:used"),
        ("char=380,451", "nif:anchorOf"),
    ],
)
def test_parts_of_an_article_have_pages(client: TestClient, part: str, words: str) -> None:
    assert words in shown(client, ARTICLE, part=part)


def test_an_article_page_shows_the_known_sentences(client: TestClient) -> None:
    text = client.get(ARTICLE, headers=HTML).text
    assert "Trop de pays en développement" in text and 'href="/static/page.css"' in text and 'href="/"' in text
    data = json.loads(re.search(r'id="data">(.*?)</script>', text, re.S)[1])  # type: ignore[index]
    assert any(t["page"] == "/id/person/fu-cong" for t in data["things"])
    assert len(data["statements"]) == 7 and all(s["contents"] for s in data["statements"])


def triples(body: bytes, format: pyoxigraph.RdfFormat) -> set[str]:
    return {str(q.triple) for q in pyoxigraph.parse(body, format=format)}


def test_an_iri_gives_its_triples(client: TestClient, sample: Path) -> None:
    turtle = client.get("/id/person/fu-cong", headers={"Accept": "text/turtle"})
    assert turtle.headers["content-type"].startswith("text/turtle") and turtle.headers["vary"] == "Accept"
    found = triples(turtle.content, pyoxigraph.RdfFormat.TURTLE)
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ BIND(<{BASE}person/fu-cong> AS ?s) ?s ?p ?o }}"
    same = client.get("/sparql", params={"query": query, "format": "nt"})
    assert found == triples(same.content, pyoxigraph.RdfFormat.N_TRIPLES) and found
    for format, kind in (("jsonld", pyoxigraph.RdfFormat.JSON_LD), ("rdf", pyoxigraph.RdfFormat.RDF_XML)):
        assert triples(client.get("/id/person/fu-cong", params={"format": format}).content, kind) == found
    assert 'rel="alternate"; type="text/turtle"' in turtle.headers["link"]
    assert client.get("/id/person/nobody", headers={"Accept": "text/turtle"}).status_code == 404
    assert client.get("/id/person/nobody", headers=HTML).status_code == 404
    assert client.get("/id/person/fu-cong", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/id/person/fu-cong?format=doc").status_code == 406


def test_an_article_gives_all_its_triples(client: TestClient) -> None:
    own = BASE + "article/onu-intelligence-artificielle"
    part = f'REGEX(STR(?s), "^{own}(#(statement|fact|char)[^#]*)?$")'
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER({part}) }}"
    wanted = triples(
        client.get("/sparql", params={"query": query, "format": "nt"}).content, pyoxigraph.RdfFormat.N_TRIPLES
    )
    found = triples(client.get(ARTICLE, params={"format": "nt"}).content, pyoxigraph.RdfFormat.N_TRIPLES)
    assert found == wanted and len(found) > 200
    one = triples(
        client.get(ARTICLE, params={"part": "statement-1", "format": "nt"}).content, pyoxigraph.RdfFormat.N_TRIPLES
    )
    assert one < found and any(f"{own}#statement-1> " in t for t in one)


@pytest.mark.parametrize(
    "iri",
    [
        BASE + "person/fu-cong",
        BASE + "article/%C3%A0%20lire%2F2#statement-5",
        BASE + "article/x%23y#char=1,2",
        BASE + "article/été",
        "https://example.org/a?b=c&d=%20#e",
        "urn:x:y",
        BASE + "person/a'b",
    ],
)
def test_addresses_lead_back_to_their_iris(iri: str) -> None:
    address = addresses.address(BASE, iri)
    assert address.startswith("/") and not set(address) & set('"<> \n')
    path, _, query = address.partition("?")
    if path == "/describe":
        assert query == "iri=" + quote(iri, safe="")
    else:
        part = re.fullmatch(r"part=(.*)", query)
        from urllib.parse import unquote

        assert iri in list(addresses.candidates(BASE, path, unquote(part[1]) if part else None))


def test_every_thing_of_nasty_names_has_a_page(client: TestClient) -> None:
    nodes = client.get("/sparql", params={"query": "SELECT DISTINCT ?x { ?a kg:mentions ?x }", "format": "json"}).json()
    for node in nodes["results"]["bindings"]:
        answer = client.get(addresses.address(BASE, node["x"]["value"]), headers=HTML)
        assert answer.status_code == 200, node
        assert "<script>alert" not in answer.text and 'href="javascript' not in answer.text


def test_questions_are_forms_with_their_parameters(client: TestClient) -> None:
    for name in queries.names():
        page = client.get(f"/questions/{name}").text
        for p in queries.find(name).parameters:
            assert f'name="{p.name}"' in page
    text = shown(client, "/questions/who-spoke-where", speaker="Fu")
    assert "Fu Cong" in text and "Chen Xu" not in text
    assert "is not a date" in client.get("/questions/who-spoke-where", params={"from": "hier"}).text
    assert client.get("/questions/who-spoke-were").status_code == 404
    sheet = client.get("/questions/who-spoke-where", params={"speaker": "Fu", "format": "csv"})
    assert sheet.headers["content-disposition"].endswith('"who-spoke-where.csv"') and "Fu Cong" in sheet.text
    assert client.get("/questions/who-spoke-where", params={"format": "json"}).json()[0]["who"]


def test_a_long_answer_says_that_it_is_cut(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgextract.serve.explorer.ROWS", 2)
    assert "Réponse coupée" in shown(client, "/questions/who-said-what")


def test_every_word_of_a_page_is_there_in_two_languages() -> None:
    folder = Path(__file__).resolve().parents[2] / "data" / "page" / "serve"
    known = {w.key for w in (*INTERFACE.rows(), *EXPLORER.rows())}
    used = {k for p in folder.glob("*.j2") for k in re.findall(r'\b(?:t|label)\("([^"~]+)"[,)]', p.read_text("utf-8"))}
    assert used <= known, used - known
    parameters = {f"parameter:{p.name}" for n in queries.names() for p in queries.find(n).parameters}
    columns = {f"column:{c}" for n in queries.names() for c in queries.run(Store(), n).columns} - {
        "column:start",
        "column:end",
    }
    assert parameters | columns <= known, (parameters | columns) - known
    assert len(known) == len(INTERFACE.rows()) + len(EXPLORER.rows())
    code = "".join(p.read_text("utf-8") for p in (*folder.glob("*.j2"), *folder.glob("*.js"), *CODE.glob("*.py")))
    made = ("parameter:", "column:", "type:", "class:", "menu-", "kind-", "said-", "error-")  # keys put together
    assert not [w.key for w in EXPLORER.rows() if f'"{w.key}"' not in code and not w.key.startswith(made)]
    assert all(w.fr and w.en for w in EXPLORER.rows())


def test_a_store_an_empty_graph_and_bare_triples_are_served(client_of: Any, tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        store.add(every_turn())
    del store
    served = client_of(tmp_path / "store")
    assert "Awa Diarra" in shown(served, "/things")
    with Store(tmp_path / "store") as store:
        store.add(all_gold()[0])
    del store
    until = time.monotonic() + 20  # the index follows the store
    while "2 articles" not in shown(served, "/") and time.monotonic() < until:
        time.sleep(0.2)
    assert "2 articles" in shown(served, "/")
    (tmp_path / "empty.ttl").write_text("")
    assert "0 articles" in shown(client_of(tmp_path / "empty.ttl"), "/")
    (tmp_path / "bare.ttl").write_text(
        "@prefix kg: <https://w3id.org/kgextract/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<x:a> a kg:Person ; rdfs:label "Awa" ; kg:memberOf <x:b> . <x:b> rdfs:label "Ligue" .'
    )
    bare = client_of(tmp_path / "bare.ttl")
    assert "Ligue" in shown(bare, "/describe", iri="x:a")
    assert bare.get("/describe", params={"iri": "x y>"}).status_code == 404
    assert graph(tmp_path / "n", every_turn()).is_dir()


def test_a_base_of_this_server_makes_its_iris_addresses(client_of: Any, tmp_path: Path) -> None:
    x = next(x for x in all_gold() if x.article.id == "onu-intelligence-artificielle")
    write(x, tmp_path / "local.nq", base="http://127.0.0.1:8765/id/")
    local = client_of(tmp_path / "local.nq")
    turtle = local.get("http://127.0.0.1:8765/id/person/fu-cong", headers={"Accept": "text/turtle"}).content
    assert any("<http://127.0.0.1:8765/id/person/fu-cong> " in t for t in triples(turtle, pyoxigraph.RdfFormat.TURTLE))
    article = "http://127.0.0.1:8765" + ARTICLE  # what a program sends for a part: the fragment stays behind
    nt = local.get(article, headers={"Accept": "application/n-triples"}).text
    assert f"<{article}#statement-1> " in nt
    event = local.get(article, params={"part": "event-3", "format": "turtle"}).content
    assert any(f"<{article}#event-3> " in t for t in triples(event, pyoxigraph.RdfFormat.TURTLE))


def test_known_sentences_stand_where_they_stood(sample: Path) -> None:
    made = index.Index([sample])
    for article in made.rows("SELECT * FROM articles"):
        passages = made.rows("SELECT * FROM passages WHERE article = ?", article["id"])
        text = articles.text(passages)
        assert all(text[p["begins"] : p["ends"]] == p["words"] for p in passages), article["identifier"]
    made.close()


@pytest.mark.parametrize(
    ("words", "folded", "pattern", "query"),
    [
        ("Œuvre  d’Été", "oeuvre d'ete", "%oeuvre d'ete%", '"oeuvre"* "d" "ete"*'),
        ("50%_!", "50%_!", "%50!%!_!!%", '"50"'),
        ("", "", "%%", None),
        ('" OR *', '" or *', '%" or *%', '"or"'),
        ("习近平", "习近平", "%习近平%", '"习近平"*'),
    ],
)
def test_words_of_a_reader(words: str, folded: str, pattern: str, query: str | None) -> None:
    assert (index.fold(words), index.like(words), index.matching(words)) == (folded, pattern, query)
