"""A text file → one article; its date comes from a dateline, if there is one."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.model import Article
from kgextract.readers.dates import dateline
from kgextract.readers.ids import article_id
from kgextract.readers.source import Source


def read(source: Source) -> Iterator[Article]:
    """Source → its article; the id is the file's stem."""
    text, warnings = source.decode()
    yield Article(id=article_id(source.stem), text=text, published=dateline(text), warnings=warnings)
