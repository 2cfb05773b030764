"""Where a run writes: standard output, one file, or a folder with one file an article."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TextIO

from kgextract import writers
from kgextract.errors import OutputError, UsageError
from kgextract.model import Extraction
from kgextract.rdf.build import PROVENANCE
from kgextract.readers import READERS, STDIN
from kgextract.readers.ids import article_id
from kgextract.writers import Options

DEFAULT = "turtle"


class Destination(Protocol):
    """Takes extractions one by one; leaving the `with` block completes the output, an exception discards it."""

    name: str | None  # what the summary calls it; None for standard output

    def add(self, x: Extraction) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def destination(output: str | None, *, format: str | None, options: Options, inputs: list[str]) -> Destination:
    """`-o`, `-f` and how to write → where to write.

    Raises UsageError for an unknown format or what it has not, OutputError for an impossible place.
    """
    if output is None or output == "-":
        return Joined(None, Form.of(format or DEFAULT, options))
    path = Path(output)
    if output.endswith(("/", os.sep)) or os.path.isdir(path):
        return Folder(path, Form.of(format or DEFAULT, options), inputs)
    if not os.path.isdir(path.parent):
        raise OutputError(
            f"{output}: the folder {path.parent} is not there. Make it, or end the name with / for a folder."
        )
    protect(path, inputs)
    return Joined(path, Form.of(format or writers.format_of(path), options))


@dataclass(frozen=True, slots=True)
class Form:
    """In which format, and how."""

    format: str
    options: Options

    @classmethod
    def of(cls, format: str, options: Options) -> Self:
        """Raises UsageError, before anything is read, where there is no such format or provenance."""
        if options.provenance not in PROVENANCE:
            raise UsageError(f"--provenance {options.provenance}: use one of {', '.join(PROVENANCE)}.")
        writers.pieces([], format, options)
        return cls(format, options)

    def write(self, found: Extraction | list[Extraction], target: Path | TextIO) -> None:
        """Extractions → a file, or an open stream."""
        writers.write(found, target, self.format, **asdict(self.options))


def protect(path: Path, inputs: list[str]) -> None:
    """Raises UsageError where an output would replace an input."""
    if not os.path.exists(path):
        return
    for name in inputs:
        given = Path(name)
        inside = (
            os.path.isdir(given) and path.suffix.lower() in READERS and path.resolve().is_relative_to(given.resolve())
        )
        if inside or (name != STDIN and os.path.exists(given) and path.samefile(given)):
            raise UsageError(f"{path}: is an input of this run. Write somewhere else.")


class Joined:
    """Standard output (path None) or one file, complete or not there at all."""

    def __init__(self, path: Path | None, form: Form) -> None:
        self.name = None if path is None else str(path)
        self._path, self._form = path, form
        self._streams = path is None and writers.WRITERS[form.format].joinable
        self._kept: list[Extraction] = []

    def __enter__(self) -> Self:
        return self

    def add(self, x: Extraction) -> None:
        """Take one extraction; where the format allows it, standard output shows it at once."""
        if self._streams:
            self._form.write(x, sys.stdout)
        else:
            self._kept.append(x)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind or not self._kept:
            return
        self._form.write(self._kept, sys.stdout if self._path is None else self._path)


class Folder:
    """A folder, made when the first file is written, with one file an article, named by its id."""

    def __init__(self, path: Path, form: Form, inputs: list[str]) -> None:
        if os.path.exists(path) and not os.path.isdir(path):
            raise OutputError(f"{path}: is there and is no folder. Give another name.")
        self.name: str | None = f"{path}/"
        self._path, self._form, self._inputs = path, form, inputs

    def __enter__(self) -> Self:
        return self

    def add(self, x: Extraction) -> None:
        """Write one extraction to its own file."""
        target = self._path / f"{article_id(x.article.id)}{writers.WRITERS[self._form.format].suffix}"
        protect(target, self._inputs)
        try:
            self._path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{self._path}/: cannot be made ({error.strerror}). Give another folder.") from error
        self._form.write(x, target)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None
