"""Index and worker → the application: every address of the server and what answers it."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from kgextract.queries import Worker
from kgextract.resources import data
from kgextract.serve import addresses
from kgextract.serve.explorer import Explorer
from kgextract.serve.guard import POLICY, Guard
from kgextract.serve.index import Index
from kgextract.serve.negotiation import HTML, MEDIA, TRIPLES, preferred
from kgextract.serve.pages import Pages
from kgextract.serve.protocol import ROWS_AT_MOST, Endpoint
from kgextract.serve.rdf import FORMATS
from kgextract.serve.resources import Resources
from kgextract.writers.page import environment, word

_STATIC = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain"}


def application(index: Index, worker: Worker, *, names: Iterable[str], public: bool) -> Guard:
    """The application behind its `Guard`; `names` and `public` say by which hosts it may be called."""
    explorer = Explorer(index, worker, Pages(lambda iri: addresses.address(index.base, iri)))
    resources = Resources(explorer)
    sparql = _Sparql(explorer, Endpoint(worker))

    async def failed(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        line = error.detail if isinstance(error, HTTPException) and status not in (404, 500) else ""
        headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
        if preferred(request.headers.get("accept"), (HTML, "text/plain")) == "text/plain":
            response: Response = PlainTextResponse(f"{status} {line}".strip() + "\n", status)
        else:
            response = await run_in_threadpool(explorer.error, status, line)
        response.headers.update(headers)
        return response

    routes = [
        Route("/", explorer.start),
        Route("/spoken", explorer.spoken),
        Route("/statements", explorer.statements),
        Route("/things", explorer.things),
        Route("/articles", explorer.articles),
        Route("/search", explorer.search),
        Route("/questions", explorer.questions),
        Route("/questions/{name}", explorer.question),
        Route("/id/{path:path}", resources.by_path),
        Route("/describe", resources.by_iri),
        Route("/sparql", sparql.answer, methods=["GET", "POST"]),
        Route("/static/{path:path}", static),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: failed, 500: failed})
    app.state.worker = worker
    return Guard(app, names=names, public=public)


def static(request: Request) -> Response:
    """A style, script or picture of `data/page/`; the templates beside them are not given out."""
    folder = data("page").resolve()
    name = request.path_params["path"]
    path = (folder / name).resolve() if "\0" not in name else folder
    if not path.is_relative_to(folder) or path.suffix not in _STATIC or not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, media_type=_STATIC[path.suffix], headers={"Cache-Control": "no-cache"})


# The table of results puts one style sheet into the page, always the same; its hash admits it and nothing else.
_EDITOR = POLICY.replace("style-src 'self'", "style-src 'self' 'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='")


class _Sparql:
    """The address of the endpoint: with a query its answer, without one the editor or what describes the service."""

    def __init__(self, explorer: Explorer, endpoint: Endpoint) -> None:
        self.explorer, self.endpoint = explorer, endpoint

    async def answer(self, request: Request) -> Response:
        """One request."""
        if request.method == "POST" or request.query_params:
            return await self.endpoint.answer(request)
        return await run_in_threadpool(self._described, request)

    def _described(self, request: Request) -> Response:
        address = str(request.url.replace(query=""))
        media = preferred(request.headers.get("accept"), (HTML, *TRIPLES))
        if media == HTML:
            page = self.explorer.pages.html(
                "sparql", title=word("sparql-title"), here="sparql", endpoint=address,
                seconds=f"{self.explorer.worker.seconds:g}", most=f"{ROWS_AT_MOST:,}".replace(",", "\u202f"),
            )  # fmt: skip
            response: Response = HTMLResponse(page, headers={"Content-Security-Policy": _EDITOR})
        elif media is None:
            response = PlainTextResponse(
                "accept: nothing fits. Send a query, or accept text/html or text/turtle.\n", 406
            )
        else:
            template = environment().get_template("serve/service.ttl.j2")
            turtle = template.render(endpoint=address, triples=self.explorer.index.triples)
            format = TRIPLES[media]
            triples = pyoxigraph.parse(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
            body = turtle.encode() if format == "turtle" else pyoxigraph.serialize(triples, format=FORMATS[format])
            response = Response(body, media_type=MEDIA[format])
        response.headers["Vary"] = "Accept"
        return response
