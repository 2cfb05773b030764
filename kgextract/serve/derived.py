"""The rows that graphs gave to the index → those that follow from them: counts, who spoke where, words to search."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from kgextract.serve.index import fold

_ABOVE = 6  # places and bodies around a place or body that a search finds it by

_COUNTS = """
UPDATE things SET statements = n FROM (SELECT speaker, COUNT(*) AS n FROM statements
  WHERE factuality IS NULL GROUP BY speaker) AS s WHERE s.speaker = things.id;
UPDATE things SET articles = n FROM (SELECT thing, COUNT(*) AS n FROM mentions GROUP BY thing) AS m
  WHERE m.thing = things.id;
UPDATE statements SET day = COALESCE(said_on, (SELECT issued FROM articles WHERE articles.id = article));
UPDATE articles SET statements = n FROM
  (SELECT article, COUNT(*) AS n FROM statements GROUP BY article) AS s WHERE s.article = articles.id;
"""

_WORDS = """
INSERT INTO thing_words (rowid, words) SELECT id, name || ' ' || COALESCE(
  (SELECT group_concat(name, ' ') FROM names WHERE names.thing = things.id), '') FROM things
  WHERE type <> 'UnnamedSpeaker';
INSERT INTO article_words (rowid, words) SELECT id, COALESCE(title, '') || ' ' || identifier FROM articles;
INSERT INTO statement_words (rowid, words) SELECT id, content FROM statements WHERE content IS NOT NULL;
INSERT INTO passage_words (rowid, words) SELECT MIN(id), sentence FROM passages WHERE sentence IS NOT NULL
  GROUP BY article, sentence;
"""

_SPOKEN = """
SELECT speaker, venue, said_on, id AS statement, NULL AS fact, article, passage FROM statements
WHERE speaker IS NOT NULL AND venue IS NOT NULL AND factuality IS NULL
UNION ALL
SELECT subject, object, NULL, NULL, id, article, passage FROM facts AS f
WHERE relation = 'spokeAt' AND object IS NOT NULL AND factuality IS NULL AND NOT EXISTS
  (SELECT 1 FROM statements AS s WHERE s.speaker = f.subject AND s.venue = f.object)
"""

_HELD = """
SELECT subject, MIN(value) FROM facts WHERE relation IN ('heldOn', 'occurredOn')
  AND value IS NOT NULL AND factuality IS NULL GROUP BY subject
"""


def derive(database: sqlite3.Connection) -> None:
    """Fill the columns and tables that follow from things, statements and facts."""
    database.executescript(_COUNTS)
    rows = list(_spoken(database))
    if rows:
        database.executemany(f"INSERT INTO spoken VALUES ({', '.join('?' * len(rows[0]))})", rows)
    database.executescript(_WORDS)


def _spoken(database: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Who spoke where: statements with a venue, and the facts beside them, as the named query has it."""
    names: dict[int, str] = dict(database.execute("SELECT id, name FROM things"))
    types: dict[int, str] = dict(database.execute("SELECT id, type FROM things"))
    sites = _first(database, names, "heldAt", "occurredIn")
    bodies = _first(database, names, "sessionOf")
    around = _first(database, names, "locatedIn", "partOf")
    held = dict(database.execute(_HELD))
    known_by = _words(database, names, around)
    for speaker, venue, day, statement, fact, article, passage in database.execute(_SPOKEN).fetchall():
        site = sites.get(venue) or (venue if types[venue] == "Place" else None)
        body = bodies.get(venue) or (venue if types[venue] == "Organization" else None)
        yield (
            None, speaker, venue, site, around.get(site) if site else None, body, day or held.get(venue),
            statement, fact, article, passage,
            known_by(speaker), known_by(venue, site, body), known_by(body, venue),
        )  # fmt: skip


def _words(database: sqlite3.Connection, names: dict[int, str], around: dict[int, int]) -> Callable[..., str]:
    """A function from things to the names that a search finds them by: theirs, and those of what lies around them."""
    others: dict[int, list[str]] = {}
    for thing, name in database.execute("SELECT thing, name FROM names"):
        others.setdefault(thing, []).append(name)

    def known_by(*things: int | None) -> str:
        found: dict[str, None] = {}
        for thing in things:
            for _ in range(_ABOVE):
                if thing is None or names[thing] in found:
                    break
                found.update(dict.fromkeys([names[thing], *others.get(thing, ())]))
                thing = around.get(thing)
        return fold(" | ".join(found))

    return known_by


def _first(database: sqlite3.Connection, names: dict[int, str], *relations: str) -> dict[int, int]:
    """Subject → its first object by name, over asserted facts of some relations."""
    marks = ", ".join("?" * len(relations))
    rows = database.execute(
        f"SELECT subject, object FROM facts WHERE relation IN ({marks}) AND object IS NOT NULL AND factuality IS NULL",
        relations,
    )
    out: dict[int, int] = {}
    for subject, object_ in rows:
        if subject not in out or names[object_] < names[out[subject]]:
            out[subject] = object_
    return out
