"""JSON lines → articles: an object with `id` and `text` a line, `published`, `title`, `source`, `author` if known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Protocol

from kgextract.errors import InputError
from kgextract.model import Article
from kgextract.readers.dates import dateline, is_iso_date
from kgextract.readers.source import Reading, Source

LARGEST = 1 << 26  # bytes of a line, or of a file in an archive: what is larger is no article


class _Stream(Protocol):
    def readline(self, size: int, /) -> bytes: ...


def read(source: Source) -> Iterator[Reading]:
    """Source → an article a line, or an InputError that names the line."""
    text, warnings = source.decode()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield _article(line, f"{source.name}:{number}", f"{source.stem}-{number}", warnings)
            except InputError as error:
                yield error


def lines(stream: _Stream, *, name: str, stem: str, encoding: str | None = None) -> Iterator[Reading]:
    """Lines of bytes → an article each, without holding the others; each line is decoded by itself."""
    for number, line in enumerate(iter(lambda: stream.readline(LARGEST + 1), b""), 1):
        place = f"{name}:{number}"
        if len(line) > LARGEST:
            yield InputError(f"{place}: longer than {LARGEST >> 20} MB. What stands before was read; cut the file.")
            return
        if line.strip():
            try:
                text, warnings = Source(name=place, stem=stem, data=line, encoding=encoding).decode()
                yield _article(text, place, f"{stem}-{number}", warnings)
            except InputError as error:
                yield error


def _article(line: str, place: str, fallback: str, warnings: tuple[str, ...]) -> Article:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: not JSON ({_reason(error)}). Write one object a line.") from error
    if not isinstance(row, dict):
        raise InputError(f"{place}: not a JSON object. Write one object with 'id' and 'text' a line.")
    text = _field(row, "text", place)
    if text is None:
        raise InputError(f"{place}: the object has no 'text'. Add it.")
    published = _field(row, "published", place)
    if published is not None:
        published = published[:10]  # a time of day may follow
        if not is_iso_date(published):
            raise InputError(f"{place}: 'published' {published!r} is not a date. Write it like 2024-07-02.")
    return Article(
        id=_field(row, "id", place) or fallback,
        text=text.replace("\r\n", "\n").replace("\r", "\n"),
        title=_field(row, "title", place) or "",
        source=_field(row, "source", place) or "",
        author=_field(row, "author", place) or "",
        published=published or dateline(text),
        warnings=warnings,
    )


def _field(row: dict[str, Any], name: str, place: str) -> str | None:
    value = row.get(name)
    if name == "id" and isinstance(value, int):
        value = str(value)
    if value is None or (value == "" and name != "text"):
        return None
    if not isinstance(value, str):
        raise InputError(f"{place}: {name!r} is not a string. Put it in quotation marks.")
    return value.encode("utf-8", "replace").decode("utf-8")  # JSON may hold half a surrogate pair


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deep"
    return str(getattr(error, "msg", "a number is too long")).lower()
