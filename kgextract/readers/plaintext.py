"""A text file → one article; its date comes from a dateline, or from a name that begins with it."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.model import Article
from kgextract.readers.dates import dated, dateline
from kgextract.readers.ids import article_id
from kgextract.readers.source import Source


def read(source: Source) -> Iterator[Article]:
    """Source → its article; the id is the file's stem."""
    text, warnings = source.decode()
    published = dateline(text) or dated(source.stem)
    yield Article(id=article_id(source.stem), text=text, published=published, warnings=warnings)
