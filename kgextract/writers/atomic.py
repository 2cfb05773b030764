"""A path → a file that is the old one or the complete new one, never between."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, Literal, TextIO, overload

from kgextract.errors import OutputError

TEMPORARY = ".tmp"  # how the names of files end that are being written; they start with a dot


@overload
def atomic(path: Path | str) -> contextlib.AbstractContextManager[TextIO]: ...
@overload
def atomic(path: Path | str, *, binary: Literal[True]) -> contextlib.AbstractContextManager[BinaryIO]: ...
def atomic(path: Path | str, *, binary: bool = False) -> contextlib.AbstractContextManager[IO[str] | IO[bytes]]:
    """A text file (UTF-8, LF; or bytes) to write to; it takes the place of `path` when the block ends well.

    A symbolic link stays a link. A pipe or device is written to directly, a folder is refused (OutputError). Whatever
    goes wrong, the old file stays as it was and no temporary file is left.
    """
    return _atomic(path, binary)


@contextlib.contextmanager
def _atomic(path: Path | str, binary: bool) -> Iterator[IO[str] | IO[bytes]]:
    target = Path(path)
    try:
        target = Path(os.path.realpath(target)) if os.path.islink(target) else target
        mode = target.stat().st_mode if os.path.lexists(target) else None
        if mode is not None and stat.S_ISDIR(mode):
            raise OutputError(f"{path}: is a folder. Give the name of a file, or end it with '/'.")
        if mode is not None and not stat.S_ISREG(mode):
            with _opened(target, binary) as stream:
                yield stream
            return
        with _replacing(target, stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask(), binary) as stream:
            yield stream
    except OSError as e:
        raise OutputError(f"{path}: cannot be written ({e.strerror or e}). The old file, if any, is untouched.") from e


@contextlib.contextmanager
def _replacing(target: Path, mode: int, binary: bool) -> Iterator[IO[str] | IO[bytes]]:
    number, name = tempfile.mkstemp(prefix=f".{target.name[:60]}.", suffix=TEMPORARY, dir=target.parent)
    try:
        with _opened(number, binary) as stream:
            yield stream
            stream.flush()
            os.fchmod(stream.fileno(), mode)
            os.fsync(stream.fileno())
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise
    _sync_folder(target.parent)


def _opened(file: Path | int, binary: bool) -> IO[str] | IO[bytes]:
    return open(file, "wb") if binary else open(file, "w", encoding="utf-8", newline="\n")


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _umask() -> int:
    now = os.umask(0o022)
    os.umask(now)
    return now
