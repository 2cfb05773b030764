"""Short articles for trials, and folders compared byte by byte."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from unittest import mock

from kgextract import writers
from kgextract.model import Article, Extraction
from kgextract.nlp import pipeline
from kgextract.resources import data
from kgextract.writers import Options

PUBLISHED = "2024-07-02"
LOCK = ".lock"


def pieces() -> Iterator[tuple[str, str]]:
    """Name and text of articles of two paragraphs each, put together from the samples."""
    texts = (path.read_text("utf-8") for path in sorted(data("articles").glob("*.txt")))
    paragraphs = [p for text in texts for p in text.split("\n\n") if len(p) > 150]
    for n, first in enumerate(paragraphs):
        yield f"piece-{n:02}", f"{first}\n\n{paragraphs[(n * 7 + 3) % len(paragraphs)]}\n"


def lines(path: Path, count: int) -> Path:
    """Write so many articles as JSON lines."""
    rows = ({"id": name, "text": text, "published": PUBLISHED} for name, text in islice(pieces(), count))
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """What is in a folder, but for the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != LOCK)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@contextmanager
def read_once() -> Iterator[None]:
    """Inside the block every text is read and put into words once: what is tried is what is done with the result."""
    known: dict[Article, Extraction] = {}
    said: dict[tuple[tuple[Article, ...], str, Options], list[str]] = {}
    read, pieces = pipeline.stream, writers.pieces

    def stream(articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            if article not in known:
                [known[article]] = read([article])
            yield replace(known[article], article=article)

    def rendered(found: Sequence[Extraction], format: str, options: Options) -> list[str]:
        key = tuple(x.article for x in found), format, options
        if key not in said:
            said[key] = list(pieces(found, format, options))
        return said[key]

    with mock.patch.object(pipeline, "stream", stream), mock.patch.object(writers, "pieces", rendered):
        yield
