"""Requests for pages → HTML: start, who spoke where, statements, entities, articles, search, questions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kgextract import queries
from kgextract.errors import InputError, LimitError, UsageError
from kgextract.queries import NamedQuery, Table, Worker
from kgextract.serve import lookups, spoken
from kgextract.serve.index import Index, Row
from kgextract.serve.pages import Pages
from kgextract.serve.schema import KINDS
from kgextract.writers.page import word, words
from kgextract.writers.sheets import sheet

FIRST_QUESTION = "who-spoke-where"
RANKED = 12  # speakers and articles of the start page
ROWS = 300  # rows of an answer on a page
DOWNLOADED = 100_000  # rows of an answer as a file
_HIDDEN = ("start", "end")  # columns for programs
_NAMES = 120  # characters: a longer cell holds a sentence


@dataclass(frozen=True, slots=True)
class Explorer:
    """The index and the worker behind the pages."""

    index: Index
    worker: Worker
    pages: Pages

    def start(self, request: Request) -> Response:
        """What there is, a question, who is quoted most, what came last."""
        found = lookups.counts(self.index) | {"triples": self.index.triples}
        return HTMLResponse(
            self.pages.html(
                "start",
                title=word("home"),
                here="home",
                counts=found,
                types=lookups.types(self.index),
                questions=questions(),
                chosen=FIRST_QUESTION,
                quoted=lookups.most_quoted(self.index, RANKED),
                latest=lookups.latest(self.index, RANKED),
            )
        )

    def spoken(self, request: Request) -> Response:
        """Who spoke where, with filters."""
        wanted = spoken.filters(dict(request.query_params))
        return HTMLResponse(
            self.pages.html(
                "spoken",
                title=word("menu-spoken"),
                here="spoken",
                wanted=wanted,
                list=spoken.rows(self.index, wanted),
                bars=spoken.timeline(self.index, wanted),
                link=lambda n: "/spoken" + wanted.address(page=n),
            )
        )

    def statements(self, request: Request) -> Response:
        """All statements, with filters."""
        given = dict(request.query_params)
        speaker, about = (given.get(name, "").strip()[:200] for name in ("speaker", "about"))
        since, until = (spoken.day(given.get(name, "")) for name in ("from", "to"))
        return HTMLResponse(
            self.pages.html(
                "statements",
                title=word("menu-statements"),
                here="statements",
                list=lookups.statements(
                    self.index, speaker=speaker, about=about, since=since, until=until, page=spoken.page(given)
                ),
                link=_paged("/statements", {"speaker": speaker, "about": about, "from": since, "to": until}),
                speaker=speaker,
                about=about,
                since=since,
                until=until,
            )
        )

    def things(self, request: Request) -> Response:
        """Entities by type and name."""
        given = dict(request.query_params)
        type_, name = given.get("type", "")[:60], given.get("name", "").strip()[:200]
        return HTMLResponse(
            self.pages.html(
                "things",
                title=word("menu-things"),
                here="things",
                types=lookups.types(self.index),
                type=type_,
                name=name,
                list=lookups.things(self.index, type=type_, words=name, page=spoken.page(given)),
                link=_paged("/things", {"type": type_, "name": name}),
            )
        )

    def articles(self, request: Request) -> Response:
        """All articles."""
        found = lookups.articles(self.index, spoken.page(dict(request.query_params)))
        return HTMLResponse(
            self.pages.html(
                "articles", title=word("menu-articles"), here="articles", list=found, link=_paged("/articles", {})
            )
        )

    def search(self, request: Request) -> Response:
        """Full-text search over names, titles, contents and sentences."""
        asked, kind = request.query_params.get("q", "").strip()[:200], request.query_params.get("kind", "")
        found = lookups.search(self.index, asked, kind if kind in KINDS else "")
        return HTMLResponse(self.pages.html("search", title=word("results-for"), words=asked, found=found))

    def questions(self, request: Request) -> Response:
        """The list of named queries."""
        return HTMLResponse(
            self.pages.html("questions", title=word("questions-title"), here="questions", questions=questions())
        )

    def question(self, request: Request) -> Response:
        """A named query with its parameters and its answer: a page, or CSV or JSON where `format` asks for it."""
        given = {k: v.strip()[:1000] for k, v in request.query_params.items()}
        format = given.pop("format", "")
        try:
            query = queries.find(request.path_params["name"])
        except UsageError as error:
            return self.error(404, str(error))
        wrong, status, answer = None, 200, Table(columns=(), rows=())
        try:
            answer = self.worker.run(query.name, given, limit=DOWNLOADED if format else ROWS)
        except UsageError as error:
            wrong, status = str(error), 400
        except (LimitError, InputError) as error:
            wrong, status = str(error), 503
        if format and wrong is None:
            return _download(query.name, answer, format)
        kept = {k: v for k, v in given.items() if v and k in {p.name for p in query.parameters}}
        return HTMLResponse(
            self.pages.html(
                "question",
                title=query.titles["fr"],
                here="questions",
                query=query,
                values=kept,
                wrong=wrong,
                columns=_shown(answer),
                rows=[self._cells(answer, row) for row in answer.rows],
                truncated=answer.truncated,
                downloads=[
                    (name, f"/questions/{query.name}?{urlencode({**kept, 'format': name.lower()})}")
                    for name in ("CSV", "JSON")
                ],
                sparql="" if wrong else queries.standalone(query.name, kept),
            ),
            status_code=status,
        )

    def _cells(self, answer: Table, row: tuple[str | None, ...]) -> dict[str, dict[str, Any]]:
        found = {}
        for column, text in zip(answer.columns, row, strict=True):
            known: Row | None = None
            if column == "article":
                known = self.index.row("SELECT iri, 'Article' AS type, title FROM articles WHERE identifier = ?", text)
                text = known["title"] or text if known else text
            elif text and column != "sentence" and len(text) <= _NAMES:
                known = lookups.called(self.index, text)
            key = next((k for k in (f"relation:{text}", f"kind:{text}", f"factuality:{text}") if k in words()), None)
            found[column] = {"text": text, "key": key, "iri": known and known["iri"], "type": known and known["type"]}
        return found

    def error(self, status: int, line: str = "") -> Response:
        """The page that says that something is wrong."""
        return HTMLResponse(self.pages.html("error", title=str(status), status=status, line=line), status_code=status)


def questions() -> list[NamedQuery]:
    """The named queries by their French titles."""
    return sorted((queries.find(name) for name in queries.names()), key=lambda q: q.titles["fr"].casefold())


def _shown(answer: Table) -> list[str]:
    """The columns for people: those with a value."""
    filled = [n for n in range(len(answer.columns)) if not answer.rows or any(row[n] for row in answer.rows)]
    return [answer.columns[n] for n in filled if answer.columns[n] not in _HIDDEN]


def _download(name: str, answer: Table, format: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{"json" if format == "json" else "csv"}"'}
    if answer.truncated:
        headers["X-Truncated"] = "true"
    if format == "json":
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        return Response(json.dumps(rows, ensure_ascii=False), media_type="application/json", headers=headers)
    return Response(sheet(answer.columns, answer.rows), media_type="text/csv; charset=utf-8", headers=headers)


def _paged(path: str, kept: dict[str, str]) -> Any:
    """A path and its parameters → page number → address."""
    return lambda n: f"{path}?{urlencode({**{k: v for k, v in kept.items() if v}, 'page': n})}"
