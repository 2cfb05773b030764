"""IRIs of the graph ↔ addresses of the server: what has an IRI below the graph's base has a page below `/id/`.

`BASE + "person/fu-cong"` is `/id/person/fu-cong`; a part of an article, `ARTICLE#statement-5`, is
`/id/article/NAME?part=statement-5`, since no browser sends what follows a '#'; any other IRI is `/describe?iri=…`.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, unquote

ROOT = "/id/"


def address(base: str, iri: str) -> str:
    """An IRI → the address of its page."""
    if not iri.startswith(base):
        return "/describe?iri=" + quote(iri.encode("utf-8", "replace"), safe="")
    path, mark, part = iri[len(base) :].partition("#")
    found = ROOT + quote(path.encode("utf-8", "replace"), safe="/%:@!$&()*+,;=~")
    return f"{found}?part={quote(part.encode('utf-8', 'replace'), safe='=,')}" if mark else found


def candidates(base: str, path: str, part: str | None) -> Iterator[str]:
    """The path of a request as it was sent, and its part → the IRIs it may stand for, the most literal first."""
    end = "" if part is None else f"#{part}"
    tail = path.removeprefix(ROOT)
    yield base + tail + end
    yield base + unquote(tail) + end
    if part is not None:
        yield base + tail + "#" + quote(part, safe="=,")
