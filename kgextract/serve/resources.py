"""Requests for a thing of the graph by its IRI → its page, or its triples as Turtle, JSON-LD, N-Triples or RDF/XML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph
from pyoxigraph import Literal, NamedNode
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from kgextract.errors import KgExtractError
from kgextract.rdf.iris import PREFIXES
from kgextract.serve import addresses, articles, lookups, pages, rdf
from kgextract.serve.explorer import Explorer
from kgextract.serve.index import Row, batches
from kgextract.serve.negotiation import HTML, MEDIA, TRIPLES, preferred
from kgextract.writers.page import render

SHOWN = 300  # triples of a page
_NAMES = {"turtle": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF/XML"}
_ENDS = ("speaker", "venue", "party", "addressee", "document")
_LINKS = (
    ("/spoken", "menu-spoken"),
    ("/statements", "menu-statements"),
    ("/things", "menu-things"),
    ("/questions", "menu-questions"),
)


@dataclass(frozen=True, slots=True)
class Resources:
    """The pages of the explorer, and the worker for what the index does not hold."""

    explorer: Explorer

    def by_path(self, request: Request) -> Response:
        """`/id/…`: an IRI below the graph's base."""
        base = self.explorer.index.base
        part = request.query_params.get("part")
        path = request.scope.get("raw_path", request.url.path.encode()).decode("latin-1").partition("?")[0]
        found = list(addresses.candidates(base, path, part))
        known = next((iri for iri in found if self._kind(iri)), None)
        return self._answer(request, known or found[0])

    def by_iri(self, request: Request) -> Response:
        """`/describe?iri=…`: any IRI."""
        iri = request.query_params.get("iri", "")
        if rdf.named(iri) is None:
            return self.explorer.error(404, "describe: the parameter `iri` is no IRI. Give an absolute one.")
        return self._answer(request, iri)

    def _kind(self, iri: str) -> tuple[str, Row] | None:
        """What the index knows of an IRI: the name of a table, and the row."""
        index = self.explorer.index
        for table, sql in _LOOKUPS.items():
            row = index.row(sql, iri)
            if row is not None:
                return table, row
        return None

    def _answer(self, request: Request, iri: str) -> Response:
        format = request.query_params.get("format")
        media = preferred(request.headers.get("accept"), (HTML, *TRIPLES))
        if format is None and media == HTML:
            response = self._page(request, iri)
        elif format is None and media is None:
            return PlainTextResponse(f"accept: nothing fits. Accept one of {', '.join((HTML, *TRIPLES))}.\n", 406)
        else:
            response = self._triples(iri, format or TRIPLES[media or ""])
        response.headers["Vary"] = "Accept"
        own = request.url.remove_query_params("format")
        for name in _NAMES:
            address = own.include_query_params(format=name)
            target = f"{quote(address.path, safe='/%:@!$&()*+,;=~')}?{address.query}"
            link = f'<{target}>; rel="alternate"; type="{MEDIA[name].partition(";")[0]}"'
            response.headers.append("Link", link)
        return response

    def _triples(self, iri: str, format: str) -> Response:
        if format not in rdf.FORMATS:
            return PlainTextResponse(f"format {format[:40]!a}: is none here. Use {', '.join(rdf.FORMATS)}.\n", 406)
        try:
            found = [rdf.described(self.explorer.worker, some) for some in batches(self._parts(iri))]
        except KgExtractError as error:
            return PlainTextResponse(f"{error}\n", 503)
        body = b"".join(f.body for f in found)
        if not body:
            return PlainTextResponse("this graph says nothing of that IRI. Search for its name.\n", 404)
        headers = {"X-Truncated": "true"} if any(f.truncated for f in found) else None
        return Response(rdf.serialized(body, format), media_type=MEDIA[format], headers=headers)

    def _parts(self, iri: str) -> list[str]:
        """The IRIs whose triples describe an IRI: of an article, its statements, facts and passages as well."""
        known = self._kind(iri)
        parts = [iri]
        if known and known[0] == "articles":
            for table in ("statements", "facts", "passages"):
                rows = self.explorer.index.rows(
                    f"SELECT iri FROM {table} WHERE article = ? AND iri IS NOT NULL", known[1]["id"]
                )
                parts += [r["iri"] for r in rows]
        elif known and known[0] in ("said", "claims"):
            row = self.explorer.index.row("SELECT iri FROM passages WHERE id = ?", known[1]["passage_id"])
            parts += [row["iri"]] if row else []
        return parts

    def _page(self, request: Request, iri: str) -> Response:
        known = self._kind(iri)
        links = _formats(request)
        if known is None:
            return self._raw(iri, links)
        kind, row = known
        if kind == "articles":
            return self._article(row)
        if kind == "things":
            return self._thing(row, links)
        return self._proof(kind, row, links)

    def _article(self, row: Row) -> Response:
        address = self.explorer.pages.address
        shown = articles.page(self.explorer.index, row)
        return HTMLResponse(render(shown, folder="/static/", home="/", address=address, links=_LINKS))

    def _thing(self, row: Row, links: list[tuple[str, str]]) -> Response:
        index, number = self.explorer.index, row["id"]
        out = lookups.relations(index, number, "subject")
        roles = [facts for facts in out if facts[0]["relation"] == "holdsRole" and facts[0]["object_iri"]]
        drawn = pages.drawing(lookups.neighbourhood(index, number), row["iri"], self.explorer.pages.address)
        return HTMLResponse(
            self.explorer.pages.html(
                "thing",
                title=row["name"],
                here="things",
                data=drawn,
                it=row,
                names=lookups.names(index, number),
                same=lookups.same(index, number),
                roles=roles,
                out=out,
                into=lookups.relations(index, number, "object"),
                said={end: lookups.said(index, number, end) for end in _ENDS},
                articles=lookups.named_in(index, number),
                drawn=drawn is not None,
                links=links,
            )
        )

    def _proof(self, kind: str, row: Row, links: list[tuple[str, str]]) -> Response:
        lit = [row["words"] or ""]
        if kind == "said":
            lit = [
                r["words"]
                for r in self.explorer.index.rows(
                    "SELECT words FROM contents JOIN passages ON passages.id = contents.passage WHERE statement = ?",
                    row["id"],
                )
            ]
        return HTMLResponse(
            self.explorer.pages.html(
                "proof",
                title=(row["content"] if kind == "said" else row["subject"]) or "",
                s=row if kind == "said" else None,
                f=row if kind == "claims" else None,
                parts=_lit(row["sentence"] or row["words"] or "", lit),
                links=links,
            )
        )

    def _raw(self, iri: str, links: list[tuple[str, str]]) -> Response:
        try:
            found = rdf.around(self.explorer.worker, iri)
        except KgExtractError as error:
            return self.explorer.error(503, str(error))
        out: list[tuple[dict[str, Any], dict[str, Any]]] = []
        into: list[tuple[dict[str, Any], dict[str, Any]]] = []
        for t in pyoxigraph.parse(found.body, format=pyoxigraph.RdfFormat.N_TRIPLES):
            here = isinstance(t.subject, NamedNode) and t.subject.value == iri
            pair = self._term(t.predicate), self._term(t.object if here else t.subject)
            (out if here else into).append(pair)
        if not out and not into:
            return self.explorer.error(404, "")
        for rows in (out, into):
            rows.sort(key=lambda pair: (pair[0]["text"], pair[1]["text"]))
        page = self.explorer.pages.html(
            "resource",
            title=pages.short(iri),
            iri=iri,
            out=out[:SHOWN],
            into=into[:SHOWN],
            truncated=found.truncated or max(len(out), len(into)) > SHOWN,
            most=SHOWN,
            links=links,
        )
        return HTMLResponse(page)

    def _term(self, term: Any) -> dict[str, Any]:
        """A term → its text, and the address of an IRI."""
        if isinstance(term, NamedNode):
            return {"text": _prefixed(term.value), "address": self.explorer.pages.address(term.value), "language": None}
        if isinstance(term, Literal):
            return {"text": term.value, "address": None, "language": term.language}
        return {"text": str(term), "address": None, "language": None}


_LOOKUPS = {
    "articles": "SELECT * FROM articles WHERE iri = ?",
    "things": "SELECT * FROM things WHERE iri = ?",
    "said": "SELECT * FROM said WHERE iri = ?",
    "claims": "SELECT * FROM claims WHERE iri = ?",
}


def _formats(request: Request) -> list[tuple[str, str]]:
    kept = {k: v for k, v in request.query_params.items() if k in ("part", "iri")}
    return [(label, f"{request.url.path}?{urlencode({**kept, 'format': name})}") for name, label in _NAMES.items()]


def _prefixed(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _lit(sentence: str, lit: list[str]) -> list[tuple[str, bool]]:
    """A sentence and words in it → its pieces, and whether they are among these words."""
    spans = sorted((at, at + len(w)) for w in lit if w and (at := sentence.find(w)) >= 0)
    out, end = [], 0
    for a, b in spans:
        if a >= end:
            out += [(sentence[end:a], False), (sentence[a:b], True)]
            end = b
    return [(words, on) for words, on in [*out, (sentence[end:], False)] if words]
