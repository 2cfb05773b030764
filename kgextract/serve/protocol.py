"""SPARQL 1.1 Protocol: a query by GET or POST → its answer in the format that the client accepts, or one line why not.

Only queries: the endpoint reads. 400 a malformed request or query, 403 one that is refused, 406, 413 and 415 as in
HTTP, 503 a query that needs more than it may, or that comes while all slots are busy.
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import anyio
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from kgextract.errors import InputError, LimitError, UsageError
from kgextract.queries import guard
from kgextract.serve import rdf
from kgextract.serve.negotiation import MEDIA, ROWS, TRIPLES, preferred

if TYPE_CHECKING:
    from kgextract.queries import Worker

ROWS_AT_MOST = 100_000  # rows or triples of an answer; more is told by the header X-Truncated
SLOTS = 4  # queries at the same time
PATIENCE = 1.5  # seconds that a query waits for a slot
_FORM = "application/x-www-form-urlencoded"
_QUERY, _UPDATE = "application/sparql-query", "application/sparql-update"
_MORE_BYTES = 4  # a character as UTF-8; percent-encoded it is three times that


class Refusal(Exception):  # noqa: N818
    """A request that gets no answer: the status and one line."""

    def __init__(self, status: int, line: str, **headers: str) -> None:
        super().__init__(line)
        self.status, self.line, self.headers = status, line, headers

    def response(self) -> Response:
        """The answer that says so."""
        return PlainTextResponse(self.line + "\n", status_code=self.status, headers=self.headers)


class Endpoint:
    """A worker → answers to requests of the protocol."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self._slots = asyncio.Semaphore(SLOTS)
        self._threads = anyio.CapacityLimiter(SLOTS)

    async def answer(self, request: Request) -> Response:
        """A request with a query → the response."""
        try:
            text, format = await asked(request)
            format = chosen(text, request.headers.get("accept"), format)
            return await self._run(request, text, format)
        except Refusal as refusal:
            return refusal.response()

    async def _run(self, request: Request, text: str, format: str) -> Response:
        try:
            await asyncio.wait_for(self._slots.acquire(), PATIENCE)
        except TimeoutError:
            raise Refusal(
                503, f"query: {SLOTS} others are being answered. Try again later.", **{"Retry-After": "5"}
            ) from None
        gone = threading.Event()
        watching = asyncio.create_task(_left(request, gone))
        try:
            body, truncated = await anyio.to_thread.run_sync(
                self._result, text, format, gone, limiter=self._threads, abandon_on_cancel=True
            )
        finally:
            watching.cancel()
            self._slots.release()
        headers = {"Vary": "Accept", "Cache-Control": "no-store"}
        if truncated:
            headers["X-Truncated"] = "true"
        return Response(body, media_type=MEDIA[format], headers=headers)

    def _result(self, text: str, format: str, gone: threading.Event) -> tuple[bytes, bool]:
        plain = "nt" if format == "jsonld" else format
        try:
            found = self.worker.results(text, plain, limit=ROWS_AT_MOST, gone=gone.is_set)
            return rdf.jsonld(found.body) if format == "jsonld" else found.body, found.truncated
        except UsageError as error:
            raise Refusal(400, str(error)) from None
        except (LimitError, InputError) as error:
            raise Refusal(503, str(error)) from None


async def _left(request: Request, gone: threading.Event) -> None:
    """Wait until the client of a request has gone, and say so: nobody wants its answer any more."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    gone.set()


async def asked(request: Request) -> tuple[str, str | None]:
    """A request → its query and, where it has the parameter `format`, that. Refusal for a request that is no query.

    The three ways of the Protocol's section 2.1: by GET, by a POST of a form, by a POST of the query itself.
    """
    if request.method == "POST":
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        limit = guard.MAX_LENGTH * _MORE_BYTES * (3 if media == _FORM else 1)
        if media == _UPDATE:
            raise Refusal(403, "update: is refused, this endpoint only reads. Use the command `kgextract store`.")
        if media not in (_FORM, _QUERY):
            raise Refusal(415, f"content type {media[:80]!a}: is no query. Send {_QUERY} or {_FORM}.")
        body = await _body(request, limit)
        pairs = request.query_params.multi_items()
        if media == _QUERY:
            pairs = [*pairs, ("query", _decoded(body))]
        else:
            pairs = [*pairs, *parse_qsl(_decoded(body), keep_blank_values=True, errors="replace")]
    else:
        pairs = request.query_params.multi_items()
    return _single(pairs)


def _single(pairs: Sequence[tuple[str, str]]) -> tuple[str, str | None]:
    names = [name for name, _ in pairs]
    if "update" in names:
        raise Refusal(403, "update: is refused, this endpoint only reads. Use the command `kgextract store`.")
    for name in ("default-graph-uri", "named-graph-uri"):
        if name in names:
            raise Refusal(400, f"{name}: the graphs are those the server was started with. Leave it out.")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        raise Refusal(
            400, f"query: the request has {len(queries) or 'none'}, not one. Send the parameter `query` once."
        )
    text = queries[0]
    if len(text) > guard.MAX_LENGTH:
        raise Refusal(413, f"SPARQL query: is longer than {guard.MAX_LENGTH} characters. Make it shorter.")
    try:
        guard.checked(text)
    except UsageError as error:
        raise Refusal(403, str(error)) from None
    return text, next((value for name, value in pairs if name == "format" and value), None)


async def _body(request: Request, limit: int) -> bytes:
    found = bytearray()
    try:
        async for chunk in request.stream():
            found += chunk
            if len(found) > limit:
                raise Refusal(413, f"SPARQL query: is longer than {guard.MAX_LENGTH} characters. Make it shorter.")
    except ClientDisconnect:
        raise Refusal(400, "SPARQL query: breaks off. Send all of it.") from None  # nobody reads this any more
    return bytes(found)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, f"SPARQL query: byte {error.start} is not UTF-8. Send UTF-8.") from None


def chosen(text: str, accept: str | None, format: str | None = None) -> str:
    """A query, an Accept header and a format asked for by name → the format of the answer. Refusal where none fits."""
    offered = TRIPLES if builds_triples(text) else ROWS
    if format is not None:
        if format not in offered.values():
            raise Refusal(
                406, f"format {format[:40]!a}: is none here. Use {', '.join(dict.fromkeys(offered.values()))}."
            )
        return format
    media = preferred(accept, tuple(offered))
    if media is None:
        raise Refusal(406, f"accept: nothing fits this query. Accept one of {', '.join(offered)}.")
    return offered[media]


def builds_triples(text: str) -> bool:
    """Whether a query is a CONSTRUCT or DESCRIBE."""
    bare = guard.bare(text)
    found = re.search(r"(?<![\w:?$-])(select|ask|construct|describe)(?![\w-]|\s*:)", bare, re.I)
    return found is not None and found[1].lower() in ("construct", "describe")
