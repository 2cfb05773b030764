"""Finished parts → their articles in a store; that a part is done is noted with each article, in one transaction."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from kgextract.corpus.work import Made, made
from kgextract.store import Store, reading


@dataclass(frozen=True, slots=True)
class Into:
    """The store that a run writes into; parts come and go in any order, and may come again."""

    store: Store

    def take(self, path: Path, record: Made) -> int:
        """Add the articles of a part, unless the store has them all from it; returns how many were new or changed."""
        origin = _origin(path, record)
        if len(self.store.added_from(origin)) == record.articles:
            return 0
        for failed in record.failed:  # but was read when the part was made before
            if _part(self.store.origin(failed.id) or "") == _part(origin):
                self.store.remove(failed.id)
        graphs, _ = reading.articles(path)
        added = self.store.add_all(graphs, origin=origin)
        return added.new + added.changed

    def drop(self, path: Path) -> None:
        """Remove the articles that came in a part and in no later one."""
        record = made(path)
        for article in self.store.added_from(_origin(path, record)) if record else ():
            self.store.remove(article)


def _origin(path: Path, record: Made) -> str:
    """The name of a part and a digest of what became of its articles."""
    said = json.dumps(asdict(record), sort_keys=True).encode()
    return f"{path.name.partition('.')[0]} {hashlib.sha256(said).hexdigest()[:16]}"


def _part(origin: str) -> str:
    return origin.partition(" ")[0]
