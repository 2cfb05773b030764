"""An extraction → a file or text, by the name of a format (`WRITERS`)."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kgextract.errors import OutputError, UsageError
from kgextract.model import Extraction


@dataclass(frozen=True, slots=True)
class Writer:
    """One format: file suffix, function, and whether the texts of several articles may simply be concatenated."""

    suffix: str
    render: Callable[[Extraction], str]
    joinable: bool = False


WRITERS: dict[str, Writer] = {
    "json": Writer(".json", lambda x: x.dumps()),
    "jsonl": Writer(".jsonl", lambda x: json.dumps(x.to_json(), ensure_ascii=False) + "\n", joinable=True),
}


def named(name: str) -> str:
    """A format's name → itself. Raises UsageError for an unknown one."""
    if name not in WRITERS:
        raise UsageError(f"--format: {name!r} is no format. Known: {', '.join(WRITERS)}.")
    return name


def format_of(path: Path | str) -> str:
    """File name → the format of its suffix. Raises UsageError for an unknown one."""
    suffix = Path(path).suffix.lower()
    for name, writer in WRITERS.items():
        if writer.suffix == suffix:
            return name
    known = ", ".join(w.suffix for w in WRITERS.values())
    raise UsageError(f"{path}: {suffix!r} is the suffix of no format. Use one of {known}, or say -f FORMAT.")


def render(x: Extraction, *, format: str) -> str:
    """Extraction → its text in a format."""
    return WRITERS[named(format)].render(x)


def write(x: Extraction, target: Path | str, *, format: str | None = None) -> Path:
    """Extraction → file, complete or not at all; the format by name or by suffix."""
    path = Path(target)
    save(render(x, format=format or format_of(path)), path)
    return path


def save(text: str, path: Path) -> None:
    """Text → file: a temporary file beside it, flushed to disk, renamed. Raises OutputError."""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name[:50]}.", suffix=".tmp", dir=path.parent)
        try:
            with open(descriptor, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({(error.strerror or str(error)).lower()}). Check the place."
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
