"""A source (file, folder, `-` for standard input) → its articles.

`READERS` says which function reads which suffix. A reader yields articles, and in their place an `InputError` for
each piece that cannot be read, so that one bad line or file never hides the others.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from kgextract.errors import InputError
from kgextract.model import Article
from kgextract.readers import folder, jsonlines, plaintext, webpage
from kgextract.readers.dates import iso_date
from kgextract.readers.ids import UniqueIds
from kgextract.readers.source import Source

Reading = Article | InputError
Reader = Callable[[Source], Iterator[Reading]]

READERS: dict[str, Reader] = {
    ".txt": plaintext.read,
    ".html": webpage.read,
    ".htm": webpage.read,
    ".jsonl": jsonlines.read,
    ".ndjson": jsonlines.read,
}
STDIN = "-"


def read(
    *sources: str | os.PathLike[str], published: str | None = None, encoding: str | None = None
) -> Iterator[Article]:
    """Files, folders or `-` → their articles. Raises InputError at the first one that cannot be read.

    `published` is the ISO date of articles that do not give their own; `encoding` that of the files (UTF-8 or UTF-16
    with a byte order mark otherwise).
    """
    for reading in readings(*sources, published=published, encoding=encoding):
        if isinstance(reading, InputError):
            raise reading
        yield reading


def readings(
    *sources: str | os.PathLike[str], published: str | None = None, encoding: str | None = None
) -> Iterator[Reading]:
    """Like `read`, but what cannot be read comes as an InputError in its place. Ids are unique in one call."""
    given = iso_date(published) if published else None
    unique = UniqueIds()
    for name in sources:
        for reading in _source(os.fspath(name), encoding):
            if isinstance(reading, Article):
                reading = replace(reading, id=unique(reading.id), published=given or reading.published)
            yield reading


def _source(name: str, encoding: str | None) -> Iterator[Reading]:
    if name == STDIN:
        source = Source(name="standard input", stem="stdin", data=sys.stdin.buffer.read(), encoding=encoding)
        yield from _sniffed(source)(source)
        return
    if not name.strip():
        yield InputError("an article's file name is empty. Give a file, a folder or -.")
        return
    path = Path(name)
    if path.is_dir():
        yield from _folder(path, encoding)
        return
    reader = READERS.get(path.suffix.lower(), plaintext.read if not path.suffix else None)
    if reader is None:
        known = ", ".join(READERS)
        yield InputError(
            f"{_shown(path)}: {path.suffix!r} is no kind of article that can be read. Give one of {known}."
        )
        return
    yield from _file(path, reader, encoding)


def _folder(path: Path, encoding: str | None) -> Iterator[Reading]:
    empty = True
    for found in folder.files(path, frozenset(READERS)):
        empty = False
        if isinstance(found, InputError):
            yield found
        else:
            yield from _file(found, READERS[found.suffix.lower()], encoding)
    if empty:
        yield InputError(f"{_shown(path)}: no article in this folder. Put {', '.join(READERS)} files into it.")


def _file(path: Path, reader: Reader, encoding: str | None) -> Iterator[Reading]:
    try:
        data = folder.content(path)
        yield from reader(Source(name=_shown(path), stem=path.stem, data=data, encoding=encoding))
    except InputError as error:
        yield error


def _sniffed(source: Source) -> Reader:
    start = source.data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return webpage.read
    return jsonlines.read if start.startswith(b'{"') else plaintext.read


def _shown(path: Path) -> str:
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
