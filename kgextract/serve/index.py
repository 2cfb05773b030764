"""Graphs → an index that answers every page of the explorer at once: a private SQLite database that nobody else sees.

It is made when the server starts. SQLite keeps it in a temporary file that has no name, so nothing is left behind.
"""

from __future__ import annotations

import sqlite3
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kgextract.serve.schema import INDEXES, SEARCH, TABLES, VIEWS

Row = sqlite3.Row
_BEGINNING = 3  # letters: a shorter word is a whole one


class Index:
    """The tables of `schema.TABLES`, filled once and then only read; threads may share it."""

    def __init__(self, paths: Sequence[Path | str]) -> None:
        self._lock = threading.Lock()
        self._database, self.triples, self.base = _made(paths)

    def renew(self, paths: Sequence[Path | str]) -> None:
        """Take the place of this index by that of the graphs as they are now, when it is ready."""
        database, triples, base = _made(paths)
        with self._lock:
            old, self._database = self._database, database
            self.triples, self.base = triples, base
            old.close()

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._database.close()

    def rows(self, sql: str, *values: Any, **named: Any) -> list[Row]:
        """A query and its values → all rows."""
        with self._lock:
            return self._database.execute(sql, named or values).fetchall()

    def row(self, sql: str, *values: Any, **named: Any) -> Row | None:
        """A query and its values → the first row, None where there is none."""
        with self._lock:
            found: Row | None = self._database.execute(sql, named or values).fetchone()
            return found

    def number(self, sql: str, *values: Any, **named: Any) -> int:
        """A query that counts → the number."""
        found = self.row(sql, *values, **named)
        return int(found[0]) if found else 0


def _made(paths: Sequence[Path | str]) -> tuple[sqlite3.Connection, int, str]:
    """Graphs → a filled database, the number of triples, and the base of their IRIs."""
    from kgextract.serve.filling import fill

    database = sqlite3.connect("", check_same_thread=False)
    try:
        database.row_factory = Row
        database.create_function("folded", 1, fold, deterministic=True)
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;")
        database.executescript(TABLES + SEARCH)
        triples, base = fill(database, paths)
        database.executescript(VIEWS + INDEXES)
        database.execute("PRAGMA query_only = ON")
    except BaseException:
        database.close()
        raise
    return database, triples, base


def fold(text: str | None) -> str:
    """Letters without accents and case, as people compare names: `fold("Œuvre  d'Été")` → `oeuvre d'ete`."""
    plain = unicodedata.normalize("NFKD", " ".join((text or "").split()).lower().replace("œ", "oe").replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def like(words: str) -> str:
    """Words of a reader → a pattern of SQL that finds them anywhere in folded text, with `ESCAPE '!'`."""
    plain = fold(words).replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{plain}%"


def matching(words: str) -> str | None:
    """Words of a reader → a full-text query for all of them, or longer words that begin so."""
    kept = "".join(c if c.isalnum() else " " for c in fold(words)).split()
    return " ".join(f'"{word}"{"*" if len(word) >= _BEGINNING else ""}' for word in kept[:12]) or None


def batches(rows: Iterable[Any], size: int = 500) -> Iterator[list[Any]]:
    """Values → lists of at most `size`, as many as a query takes."""
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
