"""Bytes with a name → text: the one place where articles are decoded."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgextract.errors import InputError
from kgextract.model import Article

_BOMS = (  # that of UTF-32 begins like that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNDEFINED = b"\x81\x8d\x8f\x90\x9d"  # no character in cp1252
_CONTROLS = bytes(c for c in range(0x20) if c not in b"\t\n\v\f\r\x1a\x1b")
_FALLBACK = "cp1252"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a reader gets: `name` for messages, `stem` for the article's id, the bytes, and the encoding.

    `encoding` is what the user says, `told` what came with a page from the web.
    """

    name: str
    stem: str
    data: bytes
    encoding: str | None = None
    told: str | None = None

    def decode(self, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
        """The text with newlines as \\n, and warnings. Raises InputError for binary content and for bad bytes.

        A byte order mark decides, then `encoding`, then what the content itself declares, then UTF-8; what is not
        UTF-8 is read as Windows-1252, with a warning.
        """
        for bom, name in _BOMS:
            if self.data.startswith(bom):
                return self._decoded(self.data[len(bom) :], name, len(bom)), ()
        if self.encoding is not None:
            return self._decoded(self.data, _known(self.encoding), 0), ()
        self._refuse_binary()
        declared = self.told or declared
        if declared and _exists(declared):
            return self._decoded(self.data, declared, 0), ()
        try:
            return _plain(self.data.decode("utf-8")), ()
        except UnicodeDecodeError as error:
            wrong = next((i for i, b in enumerate(self.data) if b in _UNDEFINED), None)
            if wrong is not None:
                raise self._bad_byte("utf-8", error.start) from error
            warning = f"{self.name}: byte {error.start} is not UTF-8; read as Windows-1252. Give --encoding to be sure."
            return _plain(self.data.decode(_FALLBACK)), (warning,)

    def _decoded(self, data: bytes, encoding: str, skipped: int) -> str:
        try:
            return _plain(data.decode(encoding))
        except UnicodeDecodeError as error:
            raise self._bad_byte(encoding, skipped + error.start) from error
        except UnicodeError as error:  # of a codec that knows no places, like punycode, or no bytes at all
            raise InputError(f"{self.name}: is not {encoding}. Give the right --encoding.") from error

    def _bad_byte(self, encoding: str, at: int) -> InputError:
        value = self.data[at]
        return InputError(f"{self.name}: byte {at} (0x{value:02x}) is not {encoding}. Give the right --encoding.")

    def _refuse_binary(self) -> None:
        at = next((i for i, b in enumerate(self.data[:65536]) if b in _CONTROLS), None)
        if at is not None:
            what = f"{self.name}: binary content (byte {at} is 0x{self.data[at]:02x}). Give a text file"
            raise InputError(what + (f", or --encoding {wide}." if (wide := self._unmarked()) else "."))

    def _unmarked(self) -> str:
        """The encoding of what looks like UTF-16 without a byte order mark: each second byte is zero, no other one."""
        even, odd = self.data[0:200:2], self.data[1:200:2]
        for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
            if 2 * high.count(0) > len(high) and 0 not in low:
                return name
        return ""


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _exists(encoding: str) -> bool:
    try:
        return bool(getattr(codecs.lookup(encoding), "_is_text_encoding", True))
    except (LookupError, ValueError):  # a name that is no text is a ValueError
        return False


def _known(encoding: str) -> str:
    if not _exists(encoding):
        raise InputError(f"--encoding: {encoding!r} is no encoding. Write utf-8, utf-16, cp1252, iso-8859-15 …")
    return encoding


Reading = Article | InputError  # an article, or why a piece cannot be read
Reader = Callable[[Source], Iterator[Reading]]


def shown(path: Path) -> str:
    """A path as text, whatever bytes its name has."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
