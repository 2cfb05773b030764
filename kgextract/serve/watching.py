"""A store that others write to → an index that follows: a new one takes its place when the store has changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path

from kgextract.errors import KgExtractError
from kgextract.serve.index import Index
from kgextract.store import is_store

_EVERY = 2.0  # seconds between two looks
_SHARE = 5  # a new index is begun when this many times the making of the last one has gone by
_FILES = ("CURRENT", "MANIFEST-*", "*.log", "*.sst", "same.tsv")


class Watch:
    """A thread that watches the store of an index while the block runs; RDF files are read once, and not watched."""

    def __init__(self, index: Index, paths: Sequence[Path | str]) -> None:
        found = [Path(p) for p in paths]
        self.index, self.paths = index, paths
        self._folder = found[0] if len(found) == 1 and is_store(found[0]) else None
        self._over = threading.Event()
        self._seen = self._stamp()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def __enter__(self) -> None:
        if self._folder:
            self._thread.start()

    def __exit__(self, *error: object) -> None:
        self._over.set()
        if self._folder:
            self._thread.join()

    def _stamp(self) -> frozenset[tuple[str, int, int]]:
        """What tells one state of the store from another: names, sizes and times of its files."""
        found = set()
        for path in (p for form in _FILES for p in (self._folder.glob(form) if self._folder else ())):
            try:
                about = path.stat()
            except OSError:
                continue
            found.add((path.name, about.st_size, about.st_mtime_ns))
        return frozenset(found)

    def _run(self) -> None:
        rest = _EVERY
        while not self._over.wait(rest):
            now = self._stamp()
            if now == self._seen:
                rest = _EVERY
                continue
            begun = time.monotonic()
            try:
                self.index.renew(self.paths)
                self._seen = now
            except KgExtractError:  # a writer is at it: the next look will do
                pass
            rest = max(_EVERY, _SHARE * (time.monotonic() - begun))
