"""What a run tells on standard error, and the exit code that follows from it."""

from __future__ import annotations

import sys
import time
import traceback
from typing import TYPE_CHECKING

from kgextract.cli.display import counted, one_line
from kgextract.errors import InputError
from kgextract.extractor import Failure
from kgextract.model import Extraction

if TYPE_CHECKING:
    from kgextract.rdf.build import Provenance

_SHOWN = 10  # warnings
DONE, FAILED, UNREADABLE, PARTLY = 0, 1, 2, 3


class Messages:
    """Counts articles, failures and facts; prints each warning and failure as one line."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.done = self.failed = self.unreadable = self.wrong = 0
        self.entities = self.statements = self.facts = self.rejections = self.warnings = 0
        self._start = time.monotonic()

    def extracted(self, x: Extraction) -> None:
        """Note an extraction, print its warnings."""
        self.done += 1
        self.entities += len(x.entities)
        self.statements += len(x.statements)
        self.facts += len(x.facts)
        self.rejections += len(x.rejections)
        for warning in x.warnings:
            self.warn(warning if warning.startswith(x.article.id) else f"{x.article.id}: {warning}")

    def validated(self, x: Extraction, *, provenance: Provenance) -> None:
        """Check the graph of an extraction; print and note each finding."""
        from kgextract.rdf.build import build
        from kgextract.rdf.validate import findings

        for finding in findings(build(x, provenance=provenance).triples):
            self.wrong += 1
            self.line(f"{x.article.id}: {finding}")

    def refused(self, error: InputError) -> None:
        """Note an input that cannot be read."""
        self.unreadable += 1
        self.line(str(error))

    def broke(self, failure: Failure) -> None:
        """Note an article that the pipeline failed on."""
        self.failed += 1
        error = failure.error
        if "--debug" in sys.argv:
            traceback.print_exception(error)
        if isinstance(error, MemoryError):
            why = "there is not enough memory. Give it more, or cut the text."
        else:
            why = f"{type(error).__name__}: {error}. This is a bug; please report it."
        self.line(f"{failure.article.id}: not read: {why}")

    def warn(self, text: str) -> None:
        """Print one warning, unless there were many before."""
        self.warnings += 1
        if not self.quiet and self.warnings <= _SHOWN:
            self.line(f"warning: {text}")

    def line(self, text: str) -> None:
        """Print one line."""
        one_line(text)

    def summary(self, place: str | None) -> None:
        """Print what was written where (not for standard output), and how many warnings were not shown.

        A terminal, where a person looks on, is told the entities, rejected facts and seconds as well.
        """
        if self.warnings > _SHOWN and not self.quiet:
            self.line(f"{self.warnings - _SHOWN} more warnings, which are in the output")
        if place and not self.quiet and self.done:
            articles = counted(self.done, "article")
            found = f"{counted(self.statements, 'statement')}, {counted(self.facts, 'fact')}"
            if sys.stderr.isatty():
                seconds = time.monotonic() - self._start
                found = f"{self.entities} entities, {found}, {self.rejections} rejected, {seconds:.1f} s"
            self.line(f"{place}: {articles}, {found}")

    def exit_code(self) -> int:
        """0 when all went well, 3 when some did or a graph does not conform, 2 or 1 when nothing went well."""
        if not self.failed and not self.unreadable:
            return PARTLY if self.wrong else DONE
        if self.done:
            return PARTLY
        return FAILED if self.failed else UNREADABLE
