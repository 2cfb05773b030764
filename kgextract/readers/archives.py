"""Packed files (JSON lines in gzip, zip, tar, WARC) → the articles in them, one at a time: no file is unpacked."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import logging
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from kgextract.errors import InputError
from kgextract.readers import jsonlines
from kgextract.readers.folder import regular
from kgextract.readers.ids import article_id
from kgextract.readers.jsonlines import LARGEST
from kgextract.readers.source import Reader, Reading, Source, shown

Readers = Mapping[str, Reader]  # suffix of a file inside → what reads it
Seen = Callable[[int], object]  # is told how many bytes of the file were read

_BROKEN = (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, OSError)
_BLOCK = 1 << 18  # bytes that are read at once
_HEADER, _EACH = 1 << 22, 100  # bytes of the header of a record at most, and what a line counts beside its own
_PAGES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}


def read(path: Path, readers: Readers, *, encoding: str | None = None, seen: Seen = int) -> Iterator[Reading]:
    """Packed file → its articles; an InputError in the place of what cannot be read, and where it breaks off."""
    name = shown(path)
    try:
        with io.BufferedReader(_Watched(regular(path), seen), _BLOCK) as stream:
            yield from _KINDS[_suffix(path)](stream, name, readers, encoding)
    except InputError as error:
        yield error
    except _BROKEN as error:
        yield InputError(
            f"{name}: broken ({_reason(error)}). What stands before the break was read; get the file anew."
        )
    except UnicodeDecodeError:
        yield InputError(f"{name}: broken (a name that is not UTF-8). Get the file anew.")
    except (RuntimeError, NotImplementedError) as error:  # a password, a method of compression
        yield InputError(f"{name}: cannot be unpacked ({_reason(error)}). Unpack it, and give the folder.")


def is_packed(path: Path) -> bool:
    """Is this the name of a packed file?"""
    return _suffix(path) in _KINDS


class _Watched(io.FileIO):
    """A file that tells how much of it was read."""

    def __init__(self, path: Path, seen: Seen) -> None:
        super().__init__(path, "rb")
        self._seen = seen

    def readinto(self, buffer: Any) -> int:
        count = super().readinto(buffer) or 0
        self._seen(count)
        return count


def _lines(stream: IO[bytes], name: str, readers: Readers, encoding: str | None) -> Iterator[Reading]:
    with gzip.open(stream) as lines:
        yield from jsonlines.lines(lines, name=name, stem=_stem(name), encoding=encoding)


def _plain_lines(stream: IO[bytes], name: str, readers: Readers, encoding: str | None) -> Iterator[Reading]:
    yield from jsonlines.lines(stream, name=name, stem=_stem(name), encoding=encoding)


def _zip(stream: IO[bytes], name: str, readers: Readers, encoding: str | None) -> Iterator[Reading]:
    with zipfile.ZipFile(stream) as archive:
        for item in sorted(archive.infolist(), key=lambda i: i.filename):
            if not item.is_dir():
                with archive.open(item) as member:
                    yield from _member(name, item.filename, item.file_size, member, readers, encoding)


def _tar(stream: IO[bytes], name: str, readers: Readers, encoding: str | None) -> Iterator[Reading]:
    with _unpacked(stream) as plain:
        for archive, item in _members(_Portions(plain)):
            member = archive.extractfile(item) if item.isreg() and not item.issparse() else None
            if member is not None:
                yield from _member(name, item.name, item.size, member, readers, encoding)


def _unpacked(stream: IO[bytes]) -> IO[bytes]:
    """A stream → the same without the compression that its first bytes tell, whatever its name."""
    start = stream.peek(6)  # type: ignore[attr-defined]
    packed: IO[Any] = next((open_(stream) for mark, open_ in _PACKED if start.startswith(mark)), stream)
    return packed


_PACKED: tuple[tuple[bytes, Any], ...] = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ\0", lzma.open))


class _Portions:
    """A stream of which nothing is read at once that could fill the memory, such as a header that says it has 8 GB."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.seek, self.tell = stream.seek, stream.tell

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= LARGEST:
            raise tarfile.ReadError("a header that is too long")
        return self._stream.read(size)


def _members(stream: _Portions) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r:") as archive:
            for item in archive:
                yield archive, item
    except (ValueError, TypeError, LookupError, ArithmeticError) as error:  # a number that is none
        raise tarfile.ReadError("a header that is none") from error


def _member(
    archive: str, inside: str, size: int, stream: IO[bytes], readers: Readers, encoding: str | None
) -> Iterator[Reading]:
    path = PurePosixPath(inside)
    reader = readers.get(path.suffix.lower())
    if reader is None or any(part.startswith(".") for part in path.parts):
        return
    name = f"{archive}/{inside}"
    if size > LARGEST:
        yield InputError(f"{name}: {size >> 20} MB. Unpack it, and cut it into articles.")
        return
    yield from _read(reader, Source(name=name, stem=path.stem, data=stream.read(), encoding=encoding))


def _warc(stream: IO[bytes], name: str, readers: Readers, encoding: str | None) -> Iterator[Reading]:
    empty = True
    for record in _records(stream, name):
        empty = empty and record.format != "warc"
        suffix, charset = _page(record)
        if suffix:
            address = record.rec_headers.get_header("WARC-Target-URI") or "page"
            data, damage = _quietly(partial(record.content_stream().read, LARGEST))
            if damage or (not record.raw_stream.read(1) and getattr(record.raw_stream, "limit", 0) > 0):
                yield InputError(f"{name}: the page {address} breaks off. Get the file anew.")
                continue
            stem = article_id(address.partition("://")[2] or address)
            yield from _read(
                readers[suffix], Source(name=address, stem=stem, data=data, encoding=encoding, told=charset)
            )
    if empty:
        yield InputError(f"{name}: no WARC file (no record in it). Get the file anew.")


def _records(stream: IO[bytes], name: str) -> Iterator[Any]:
    """The records of a WARC file. InputError where one is none: warcio has many errors for that."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    try:
        records = ArchiveIterator(stream)
        records.INC_RECORD = ""  # it would write that to standard error
        header = records.reader = _Header(records.reader)
        while True:
            record, damage = _quietly(partial(next, records, None))
            if damage:
                raise InputError(f"{name}: broken. What stands before the break was read; get the file anew.")
            if record is None:
                return
            yield record
            header.left = _HEADER
    except _EndlessError:
        raise InputError(f"{name}: broken (a header without end). What stands before was read.") from None
    except ArchiveLoadFailed as error:
        raise InputError(f"{name}: no WARC file ({_reason(error)}). Get the file anew.") from error
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise InputError(
            f"{name}: broken (a record without what each must have). What stands before was read; get the file anew."
        ) from error


def _quietly(call: Callable[[], Any]) -> tuple[Any, str]:
    """What a call returns, and what it writes to standard error: warcio has no other way to tell of damage."""
    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    with contextlib.redirect_stderr(io.StringIO()) as said:
        return call(), said.getvalue().strip()


class _EndlessError(Exception):
    pass


class _Header:
    """What a WARC file is read from, of which the lines before a page have an end."""

    def __init__(self, reader: Any) -> None:
        self._reader, self.left = reader, _HEADER

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = self._reader.readline(min(length or self.left, self.left))
        self.left -= len(line) + _EACH
        if self.left <= 0:
            raise _EndlessError
        return line


def _page(record: Any) -> tuple[str | None, str | None]:
    """A record of a WARC file → the suffix of what it holds, None where that is no page, and the charset it came in."""
    if record.rec_type == "response":
        if record.http_headers is None or record.http_headers.get_statuscode() != "200":
            return None, None
        told = record.http_headers.get_header("Content-Type") or ""
    elif record.rec_type in ("resource", "conversion"):
        told = record.rec_headers.get_header("Content-Type") or ""
    else:
        return None, None
    kind, _, rest = told.partition(";")
    charset = rest.lower().partition("charset=")[2].strip(" \"'")
    return _PAGES.get(kind.strip().lower()), charset or None


def _read(reader: Reader, source: Source) -> Iterator[Reading]:
    try:
        yield from reader(source)
    except InputError as error:
        yield error


_KINDS: dict[str, Callable[[IO[bytes], str, Readers, str | None], Iterator[Reading]]] = {
    ".jsonl": _plain_lines, ".ndjson": _plain_lines, ".jsonl.gz": _lines, ".ndjson.gz": _lines, ".zip": _zip,
    ".tar": _tar, ".tar.gz": _tar, ".tgz": _tar, ".tar.bz2": _tar, ".tar.xz": _tar, ".warc": _warc, ".warc.gz": _warc,
}  # fmt: skip
PACKED = frozenset(_KINDS) - {".jsonl", ".ndjson"}


def _suffix(path: Path) -> str:
    name = path.name.lower()
    return max((s for s in _KINDS if name.endswith(s)), key=len, default="")


def _stem(name: str) -> str:
    return Path(name).name.partition(".")[0]


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()[:200].rstrip(".")
