"""Requests → those that a page of another site cannot have made, answered with headers that let nothing else run.

The Host header must name this machine (a name that an attacker points here, "DNS rebinding", is refused), the Origin of
a request must be the same, and other sites may link to a page but not fetch from one.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Mapping

from h11 import LocalProtocolError
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_LOCAL = frozenset({"localhost"})


class Guard:
    """An application → the same behind the checks. `public` admits every address, `names` more names."""

    def __init__(self, app: Starlette, *, names: Iterable[str] = (), public: bool = False) -> None:
        self.app, self.public = app, public
        self.names = _LOCAL | {n.lower() for n in names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, by the ASGI protocol."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        wrong = self.refusal(Headers(scope=scope))
        app = PlainTextResponse(wrong + "\n", status_code=403) if wrong else self.app
        try:
            await app(scope, receive, guarded)
        except LocalProtocolError:  # the server has found that this is no request, and has answered itself
            await receive()

    def refusal(self, headers: Headers) -> str | None:
        """The headers of a request → None, or one line that says why it is refused."""
        hosts = headers.getlist("host")
        host = hosts[0] if len(hosts) == 1 else ""
        if not self._is_here(host):
            return f"host {_shown(host)}: is not the name of this server. Use localhost, or start it with --name."
        origin = headers.get("origin")
        if origin is not None and re.sub(r"^https?://", "", origin.lower()) != host.lower():
            return f"origin {_shown(origin)}: is another site. Ask from this server's own pages, or without a browser."
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
            return "another site asks from a browser: it may link to a page, but not read it. Open the page itself."
        return None

    def _is_here(self, host: str) -> bool:
        found = re.fullmatch(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", host.lower())
        if not found:
            return False
        name = found[1].strip("[]")
        if name in self.names:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or self.public  # an address is no name that could be pointed elsewhere


def _shown(text: str) -> str:
    return ascii(text[:80])
