"""Graphs of articles → a triple store elsewhere, over the SPARQL 1.1 Graph Store Protocol: one named graph an article.

A graph that is there already is left alone, any other one is put in the place of what was there and read back: only
what comes back whole counts as sent. So a run that was cut short is completed by the same run again.
"""

from __future__ import annotations

import netrc
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib import metadata
from types import TracebackType
from typing import Literal as OneOf
from typing import Self
from urllib.parse import urlsplit

import httpx
import pyoxigraph
from pyoxigraph import RdfFormat

from kgextract.deadline import within
from kgextract.errors import PushError, TimeLimitError, UsageError
from kgextract.rdf.build import ArticleGraph

USER, PASSWORD = "KGEXTRACT_USER", "KGEXTRACT_PASSWORD"  # the environment variables of the credentials
_AGAIN = {429, 502, 503, 504}
_TRIES = 5
_GIVE_UP_AFTER = 3  # graphs in a row that have failed
_LONGEST_WAIT = 60.0  # seconds
_TIMEOUT = httpx.Timeout(connect=10, read=60, write=60, pool=10)
_WHOLE = 120.0  # seconds for a request and all of its answer, however slowly that drips
_MOST = 512_000_000  # bytes of an answer
_ACCEPT = "application/n-triples, text/turtle;q=0.9"
_FORMATS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
}
_LOCAL = {"localhost", "127.0.0.1", "::1"}


class _GraphError(PushError):
    """One graph that was not taken: the next one may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one graph: it was sent, it was there already, or it failed for a reason."""

    name: str
    what: OneOf["sent", "there", "failed"]
    triples: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    content: bytes


def push(graphs: Iterable[ArticleGraph], target: Target) -> Iterator[Outcome]:
    """Graphs → what became of each; the rest is left where three in a row have failed.

    PushError where no graph can be sent at all: the name or password is refused, or the URL is another one now.
    """
    failed = 0
    for graph in graphs:
        outcome = _pushed(graph, target)
        failed = failed + 1 if outcome.what == "failed" else 0
        yield outcome
        if failed == _GIVE_UP_AFTER:
            return


def _pushed(graph: ArticleGraph, target: Target) -> Outcome:
    name, count = graph.name.value, len(graph.triples)
    wanted = {(t.subject, t.predicate, t.object) for t in graph.triples}
    try:
        if target.get(name) == wanted:
            return Outcome(name=name, what="there", triples=count)
        target.put(name, "".join(f"{t} .\n" for t in graph.triples).encode())
        found = len(target.get(name))
    except _GraphError as error:
        return Outcome(name=name, what="failed", triples=count, reason=str(error))
    if found != count:
        reason = (
            f"{target.url}: has {found} of {count} triples afterwards. Does the store limit what it gives or takes?"
        )
        return Outcome(name=name, what="failed", triples=count, reason=reason)
    return Outcome(name=name, what="sent", triples=count)


class Target:
    """The Graph Store of a triple store, by its URL; use it in a `with` block.

    Name and password are sent where the server asks for them, by digest or basic authentication; they come from
    `credentials`, which is called then. `wait` sleeps for some seconds; `seconds` bound a request and its answer.
    UsageError for a URL that is none, or that holds a password.
    """

    def __init__(
        self,
        url: str,
        *,
        credentials: Callable[[str], tuple[str, str] | None] | None = None,
        wait: Callable[[float], None] = time.sleep,
        timeout: httpx.Timeout = _TIMEOUT,
        seconds: float = _WHOLE,
    ) -> None:
        self.url, self._place = url, _checked(url)
        self._credentials, self._wait = credentials or from_environment, wait
        self._auth: httpx.Auth | None = None
        self._seconds = seconds
        self._client = httpx.Client(
            timeout=timeout,
            trust_env=self._place.host not in _LOCAL,
            headers={"User-Agent": f"kgextract/{metadata.version('kgextract')}"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, name: str) -> set[tuple[object, object, object]]:
        """The triples of a named graph over there (GET with `?graph=`); none where there is no such graph."""
        answer = self._asked("GET", name, headers={"Accept": _ACCEPT})
        if answer.status == 404:
            return set()
        media = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        format_ = _FORMATS.get(media)
        if answer.status == 204 or not answer.content:
            return set()
        if answer.status != 200 or format_ is None:
            raise _GraphError(
                f"{self.url}: answers with {media or 'nothing'} ({answer.status}) where RDF is asked for."
            )
        try:
            return {(q.subject, q.predicate, q.object) for q in pyoxigraph.parse(answer.content, format=format_)}
        except (SyntaxError, ValueError):
            raise _GraphError(f"{self.url}: gives back what is no RDF. Is it a Graph Store?") from None

    def put(self, name: str, turtle: bytes) -> None:
        """Let triples take the place of a named graph over there (PUT; the protocol's POST would add to it)."""
        answer = self._asked("PUT", name, headers={"Content-Type": "text/turtle"}, content=turtle)
        page = "html" in answer.headers.get("Content-Type", "") and answer.content.strip()
        if answer.status not in (200, 201, 204) or page:
            said = "a web page" if page else f"status {answer.status}"
            raise _GraphError(f"{self.url}: answers a PUT with {said}. Is it the URL of a Graph Store?")

    def _asked(self, method: str, graph: str, *, headers: dict[str, str], content: bytes = b"") -> _Answer:
        """One request, again where that may help. PushError where it does not."""
        reason = ""
        for n in range(_TRIES):
            after = 0.0
            try:
                answer = self._authorised(method, graph, headers, content)
            except httpx.TimeoutException:
                reason = "does not answer in time"
            except TimeLimitError:
                raise _GraphError(f"{self.url}: takes more than {self._seconds:g} s for an answer.") from None
            except (KeyError, NotImplementedError):  # of httpx
                raise PushError(f"{self.url}: asks for a kind of digest authentication that is not known.") from None
            except (httpx.TransportError, httpx.DecodingError) as error:
                reason = f"cannot be reached ({error})" if isinstance(error, httpx.ConnectError) else "breaks off"
            else:
                if answer.status not in _AGAIN:
                    return self._accepted(answer)
                reason, after = f"answers with status {answer.status}", _retry_after(answer)
            if n < _TRIES - 1:
                self._wait(min(max(after, 0.5 * 2**n), _LONGEST_WAIT))
        raise _GraphError(f"{self.url}: {reason}, {_TRIES} times over. Is it up? The same again sends what is missing.")

    def _authorised(self, method: str, graph: str, headers: dict[str, str], content: bytes) -> _Answer:
        url = self._place.copy_merge_params({"graph": graph})

        def sent() -> _Answer:
            request = self._client.build_request(method, url, headers=headers, content=content)
            return within(self._seconds, lambda: self._exchanged(request))

        answer = sent()
        if answer.status == 401 and self._auth is None:
            found = self._credentials(self.url)
            if found is not None:
                asked = answer.headers.get("WWW-Authenticate", "").lower()
                self._auth = httpx.DigestAuth(*found) if "digest" in asked else httpx.BasicAuth(*found)
                answer = sent()
        return answer

    def _exchanged(self, request: httpx.Request) -> _Answer:
        answer = self._client.send(request, auth=self._auth, stream=True)
        try:
            return _Answer(answer.status_code, answer.headers, self._whole(answer))
        finally:
            answer.close()

    def _whole(self, answer: httpx.Response) -> bytes:
        """The body of an answer; _GraphError where it has no end."""
        found = bytearray()
        for part in answer.iter_bytes():
            found += part
            if len(found) > _MOST:
                raise _GraphError(f"{self.url}: answers with more than {_MOST // 1_000_000} MB.")
        return bytes(found)

    def _accepted(self, answer: _Answer) -> _Answer:
        status = answer.status
        if status in (401, 403):
            known = "refuses the name and password" if self._auth else "wants a name and password"
            raise PushError(f"{self.url}: {known}. Set {USER} and {PASSWORD}, or write them into ~/.netrc.")
        if 300 <= status < 400:
            place = answer.headers.get("Location", "another place")
            raise PushError(f"{self.url}: redirects to {place}. Give that URL, if it is the right one.")
        return answer


def from_environment(url: str) -> tuple[str, str] | None:
    """URL → name and password of KGEXTRACT_USER and KGEXTRACT_PASSWORD, else of the netrc file; None where neither."""
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if user is not None and password is not None:
        return user, password
    try:
        found = netrc.netrc(os.environ.get("NETRC")).authenticators(urlsplit(url).hostname or "")
    except (OSError, netrc.NetrcParseError):
        return None
    return (found[0], found[2] or "") if found else None


def _checked(url: str) -> httpx.URL:
    try:
        parts = urlsplit(url)
        wrong = parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment
        if parts.username or parts.password:
            raise UsageError(
                f"--to: a name or password in a URL shows in process lists and logs. Set {USER} and {PASSWORD} instead."
            )
        if not wrong:
            return httpx.URL(url)
    except (ValueError, httpx.InvalidURL):
        pass
    raise UsageError(f"--to {url}: is no web address. Give the URL of a Graph Store; the README lists their forms.")


def _retry_after(answer: _Answer) -> float:
    """Seconds that the server asks to wait."""
    asked = answer.headers.get("Retry-After", "")
    if asked.isascii() and asked.isdigit():
        return float(asked)
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError, OSError):
        return 0.0
