"""What a client accepts and what there is → what it gets (RFC 9110, content negotiation)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

HTML = "text/html"
ROWS: Mapping[str, str] = {  # media type → format of the worker, for SELECT and ASK
    "application/sparql-results+json": "json", "application/json": "json",
    "application/sparql-results+xml": "xml", "application/xml": "xml", "text/xml": "xml",
    "text/csv": "csv", "text/tab-separated-values": "tsv",
}  # fmt: skip
TRIPLES: Mapping[str, str] = {  # media type → format of RDF, for CONSTRUCT, DESCRIBE and descriptions
    "text/turtle": "turtle", "application/x-turtle": "turtle", "application/n-triples": "nt", "text/plain": "nt",
    "application/ld+json": "jsonld", "application/json": "jsonld",
    "application/rdf+xml": "rdf", "application/xml": "rdf",
}  # fmt: skip
MEDIA: Mapping[str, str] = {  # format → the media type it is sent as
    "json": "application/sparql-results+json", "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8", "tsv": "text/tab-separated-values; charset=utf-8",
    "turtle": "text/turtle; charset=utf-8", "nt": "application/n-triples", "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}  # fmt: skip


def preferred(accept: str | None, offered: Sequence[str]) -> str | None:
    """An Accept header and media types in the server's order → the one that fits best, None where none does.

    `preferred("text/*;q=0.5, text/csv", ["text/turtle", "text/csv"])` is text/csv. No header accepts everything
    (RFC 9110, section 12.5.1; weights: 12.4.2).
    """
    ranges = _ranges(accept) if accept and accept.strip() else {"*/*": 1.0}
    best, chosen = 0.0, None
    for media in offered:
        quality = next((ranges[r] for r in (media, media.split("/")[0] + "/*", "*/*") if r in ranges), 0.0)
        if quality > best:
            best, chosen = quality, media
    return chosen


def _ranges(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in accept.split(",")[:64]:
        media, *parameters = (p.strip().lower() for p in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        if media:
            found[media] = max(quality, found.get(media, 0.0))
    return found
