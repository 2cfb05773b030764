"""A folder → the regular files in it, in one fixed order; what is skipped is named."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kgextract.errors import InputError
from kgextract.readers.source import shown


def files(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path | InputError]:
    """Folder → its files with one of the suffixes, sorted by name, subfolders included.

    Hidden files and other suffixes are passed over; devices, pipes, broken links, link loops and what may not be
    read come as an InputError that names them.
    """
    yield from _walk(folder, suffixes, ())


def content(path: Path) -> bytes:
    """Regular file → its bytes. Raises InputError for anything else, without opening it (a pipe would hang)."""
    try:
        return regular(path).read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def regular(path: Path) -> Path:
    """A regular file → itself. Raises InputError for anything else, without opening it."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:  # a name with a NUL
        raise _unreadable(path, error) from error
    if not stat.S_ISREG(mode):
        raise InputError(f"{shown(path)}: {_kind(mode)}, not a file. Use - to read from a pipe.")
    return path


def _walk(folder: Path, suffixes: tuple[str, ...], above: tuple[tuple[int, int], ...]) -> Iterator[Path | InputError]:
    try:
        status = folder.stat()
        here = (status.st_dev, status.st_ino)
        if here in above:
            yield InputError(f"{shown(folder)}: this link leads back to a folder above it. Skipped.")
            return
        names = sorted(os.listdir(folder), key=os.fsencode)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for name in names:
        path = folder / name
        if name.startswith("."):
            continue
        if os.path.isdir(path):
            yield from _walk(path, suffixes, (*above, here))
        elif name.lower().endswith(suffixes):
            yield path


def _unreadable(path: Path, error: OSError | ValueError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(f"{shown(path)}: there is no such file or folder. Check the name.")
    what = (getattr(error, "strerror", None) or str(error)).lower()
    return InputError(f"{shown(path)}: cannot be read ({what}). Check the file.")


def _kind(mode: int) -> str:
    for test, word in (
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISDIR, "a folder"),
    ):
        if test(mode):
            return word
    return "a special file"
