"""Who may ask: Host, Origin, what a browser says of the page that asks; and what every answer carries."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from samples import NASTY
from starlette.testclient import TestClient

from kgextract.resources import data
from kgextract.serve.guard import POLICY

PAGES = ("/", "/spoken", "/statements", "/things", "/articles", "/search?q=x", "/questions", "/sparql",
         "/questions/who-spoke-where", "/id/person/fu-cong", "/nowhere", "/static/page.css")  # fmt: skip


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8765", "localhost:8765", "[::1]:8765", "LOCALHOST", "127.0.0.2"]
)
def test_this_machine_may_ask(client: TestClient, host: str) -> None:
    assert client.get("/search", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.168.1.5",
        "",
        "localhost:x",
        "a b",
        "[::]",
    ],
)
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host})
    assert answer.status_code == 403 and answer.text.count("\n") == 1
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("path", ["/static/%00", "/id/%ff", "/id/x?part=%ff%00", "/describe?iri=%00", "/%2e%2e/%00"])
def test_addresses_that_are_no_text_are_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "http://localhost:8765", "file://"]
)
def test_a_foreign_origin_is_refused(client: TestClient, origin: str) -> None:
    answer = client.post("/sparql", data={"query": "ASK {}"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers
    own = client.post("/sparql", data={"query": "ASK {}"}, headers={"Origin": "http://127.0.0.1:8765"})
    assert own.status_code == 200


def test_another_site_may_link_but_not_fetch(client: TestClient) -> None:
    def asked(**headers: str) -> int:
        return client.get("/search", headers={k.replace("_", "-"): v for k, v in headers.items()}).status_code

    assert asked(Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate") == 200
    assert asked(Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors") == 403
    assert asked(Sec_Fetch_Site="same-origin", Sec_Fetch_Mode="cors") == 200


def test_other_hosts_by_name_or_in_public(client_of: Any, sample: Path) -> None:
    named = client_of(sample, names=("graphs.example",))
    assert named.get("/search", headers={"Host": "graphs.example:80"}).status_code == 200
    assert named.get("/search", headers={"Host": "192.168.1.5"}).status_code == 403
    public = client_of(sample, public=True)
    assert public.get("/search", headers={"Host": "192.168.1.5:8765"}).status_code == 200
    assert public.get("/search", headers={"Host": "evil.example"}).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_is_locked(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    policy = re.sub(r" 'sha256-[^']+'", "", answer.headers["content-security-policy"])
    assert policy == POLICY and "unsafe" not in POLICY
    assert answer.headers["x-content-type-options"] == "nosniff" and answer.headers["x-frame-options"] == "DENY"
    if answer.headers["content-type"].startswith("text/html"):
        text = answer.text
        assert not re.search(r"<script(?![^>]*\bsrc=)(?! type=\"application/json\")|<style|\sstyle=|\son\w+=", text)
        addresses = re.findall(r'(?:src|href|action)="([^"]*)"', text)
        assert all(a.startswith(("/", "#", "https://www.wikidata.org/wiki/Q", "data:")) for a in addresses), addresses


def test_a_bug_tells_nothing_and_is_locked(client_of: Any, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("kgextract.serve.lookups.latest", broken)
    client = TestClient(client_of(sample).app, base_url="http://localhost", raise_server_exceptions=False)
    for accept in ("text/html", "application/json"):
        answer = client.get("/", headers={"Accept": accept})
        assert answer.status_code == 500 and "secret" not in answer.text
        assert answer.headers["content-security-policy"] == POLICY


def test_only_reading(client: TestClient) -> None:
    for path in ("/", "/spoken", "/id/person/fu-cong"):
        assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    "path", ["../pages.py", "..%2f..%2fREADME.md", "serve/start.html.j2", "words.yaml", "/etc/passwd", "vendor"]
)
def test_only_styles_and_scripts_are_given_out(client: TestClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404
    assert client.get("/static/serve/explorer.css").text == data("page/serve/explorer.css").read_text("utf-8")


@pytest.mark.parametrize("name", [n for n in NASTY if len(n) < 200])
def test_names_are_never_markup(client: TestClient, name: str) -> None:
    for path in ("/search", "/things", "/spoken", "/statements", "/questions/who-spoke-where"):
        parameter = {"/search": "q", "/things": "name", "/spoken": "person"}.get(path, "speaker")
        answer = client.get(path, params={parameter: name})
        assert answer.status_code == 200, (path, answer.text[-300:])
        assert "<script>alert" not in answer.text and 'href="javascript' not in answer.text
