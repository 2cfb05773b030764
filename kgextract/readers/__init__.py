"""A source (file, folder, `-` for standard input) → its articles.

`READERS` says which function reads which suffix. A reader yields articles, and in their place an `InputError` for
each piece that cannot be read, so that one bad line or file never hides the others.
"""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kgextract.errors import InputError
from kgextract.model import Article
from kgextract.readers import archives, folder, jsonlines, plaintext, webpage
from kgextract.readers.dates import iso_date
from kgextract.readers.ids import UniqueIds
from kgextract.readers.source import Reader, Source, shown
from kgextract.readers.source import Reading as Reading

READERS: dict[str, Reader] = {
    ".txt": plaintext.read,
    ".html": webpage.read,
    ".htm": webpage.read,
    ".jsonl": jsonlines.read,
    ".ndjson": jsonlines.read,
}
STDIN = "-"
_WEB = re.compile("https?://", re.IGNORECASE)
LONGEST = 20_000_000  # characters of an article
SUFFIXES = (*READERS, *sorted(archives.PACKED))  # of what is read in a folder
_LARGE = 1 << 25  # bytes of JSON lines from which on they are read line by line


def read(
    *sources: str | os.PathLike[str], published: str | None = None, encoding: str | None = None
) -> Iterator[Article]:
    """Files, folders or `-` → their articles. Raises InputError at the first one that cannot be read.

    `published` is the ISO date of articles that do not give their own; `encoding` that of the files (UTF-8 or UTF-16
    with a byte order mark otherwise).

    >>> articles = list(read("samples.jsonl"))
    >>> len(articles), articles[0].published
    (13, '2019-11-21')
    """
    for reading in readings(*sources, published=published, encoding=encoding):
        if isinstance(reading, InputError):
            raise reading
        yield reading


def readings(
    *sources: str | os.PathLike[str],
    published: str | None = None,
    encoding: str | None = None,
    seen: archives.Seen = int,
    unique: UniqueIds | None = None,
) -> Iterator[Reading]:
    """Like `read`, but what cannot be read comes as an InputError in its place.

    `seen` is told how many bytes of the files were read, on the way. Ids are unique in one call, or in all that share
    `unique`.
    """
    given = iso_date(published) if published is not None else None
    unique = unique or UniqueIds()
    for name in sources:
        for reading in _source(os.fspath(name), encoding, seen):
            if isinstance(reading, Article) and len(reading.text) > LONGEST:
                reading = InputError(
                    f"{shown(Path(name))}: article {reading.id!r} has {len(reading.text):,} characters, "
                    f"and {LONGEST:,} are the most that is read. Split it."
                )
            if isinstance(reading, Article):
                reading = replace(reading, id=unique(reading.id), published=given or reading.published)
            yield reading


def _source(name: str, encoding: str | None, seen: archives.Seen) -> Iterator[Reading]:
    if name == STDIN:
        try:
            data = sys.stdin.buffer.read()
        except OSError as error:
            yield InputError(f"standard input: cannot be read ({error.strerror}). Is it open?")
            return
        source = Source(name="standard input", stem="stdin", data=data, encoding=encoding)
        yield from _sniffed(source)(source)
        return
    if not name.strip():
        yield InputError("an article's file name is empty. Give a file, a folder or -.")
        return
    if _WEB.match(name):
        yield InputError(f"{name}: is a web address, and nothing is fetched. Save the page, and give the file.")
        return
    path = Path(name)
    if os.path.isdir(path):  # unlike the Path's own, an answer for any name and disk
        yield from _folder(path, encoding, seen)
    elif glob.has_magic(name) and not os.path.exists(path):
        found = sorted(glob.iglob(name, recursive=True), key=os.fsencode)
        for each in found:
            yield from _source(each, encoding, seen)
        if not found:
            yield InputError(f"{shown(path)}: no file has such a name. Check the pattern.")
    elif path.suffix and not path.name.lower().endswith(SUFFIXES):
        known = ", ".join(SUFFIXES)
        what = f"{shown(path)}: {path.suffix!r} is no kind of article that can be read"
        yield InputError(f"{what}. Save its text as .txt, or give one of {known}.")
    else:
        yield from _file(path, encoding, seen)


def files(source: str) -> Iterator[Path]:
    """A source → the files that it names, as far as they are there."""
    path = Path(source)
    if os.path.isdir(path):
        yield from (found for found in folder.files(path, SUFFIXES) if isinstance(found, Path))
    elif os.path.isfile(path):
        yield path
    elif glob.has_magic(source):
        for each in glob.iglob(source, recursive=True):
            yield from files(each)


def _folder(path: Path, encoding: str | None, seen: archives.Seen) -> Iterator[Reading]:
    empty = True
    for found in folder.files(path, SUFFIXES):
        empty = False
        if isinstance(found, InputError):
            yield found
        else:
            yield from _file(found, encoding, seen)
    if empty:
        yield InputError(f"{shown(path)}: no article in this folder. Put {', '.join(SUFFIXES)} files into it.")


def _file(path: Path, encoding: str | None, seen: archives.Seen) -> Iterator[Reading]:
    empty = True
    try:
        for reading in _readings(path, encoding, seen):
            empty = False
            yield reading
    except InputError as error:
        empty = False
        yield error
    if empty:
        yield InputError(f"{shown(path)}: no article in this file. Check what it holds.")


def _readings(path: Path, encoding: str | None, seen: archives.Seen) -> Iterator[Reading]:
    suffix = path.suffix.lower()
    packed = archives.is_packed(path)
    if packed and (suffix not in READERS or folder.regular(path).stat().st_size > _LARGE):
        yield from archives.read(path, READERS, encoding=encoding, seen=seen)
        return
    data = folder.content(path)
    left = len(data)
    reader = READERS.get(suffix, plaintext.read)
    for reading in reader(Source(name=shown(path), stem=path.stem, data=data, encoding=encoding)):
        if isinstance(reading, Article):
            some = min(left, len(reading.text))
            left -= some
            seen(some)
        yield reading
    seen(left)


def _sniffed(source: Source) -> Reader:
    start = source.data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return webpage.read
    return jsonlines.read if start.startswith(b'{"') else plaintext.read
