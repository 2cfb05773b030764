"""The index → what a page shows: one thing, its statements and relations, lists with filters, search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgextract.serve.index import Index, Row, fold, like, matching
from kgextract.serve.schema import KINDS

PAGE = 50  # rows of a list
SHOWN = 30  # rows of a part of a page that has a list of its own
RELATED = 200  # relations of a thing in each direction
PROOFS = 10  # facts that say the same
FEW = 8  # results of each kind where all kinds are shown
HITS = 2000  # results among which the first are chosen
NEIGHBOURS, VENUES = 40, 6  # nodes of the graph of a thing: those in relations, and where it spoke or who spoke there


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A part of a list: its rows, how many there are, which page this is, counted from 1, and how many there are."""

    rows: Sequence[Row]
    total: int
    page: int = 1
    pages: int = 1


def listed(
    index: Index, view: str, where: Sequence[str], values: dict[str, str], order: str, page: int, *, table: str = ""
) -> Listed:
    """A view of the index, conditions with their values, and an order → the rows of a page.

    Where the conditions are about columns of one `table` below the view, the rows are counted there, which is quicker.
    """
    condition = " AND ".join(where) or "1"
    total = index.number(f"SELECT COUNT(*) FROM {table or view} WHERE {condition}", **values)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    sql = f"SELECT * FROM {view} WHERE {condition} ORDER BY {order} LIMIT {PAGE} OFFSET {(page - 1) * PAGE}"
    return Listed(rows=index.rows(sql, **values), total=total, page=page, pages=pages)


def counts(index: Index) -> dict[str, int]:
    """How much the graph holds: articles, things by type, statements, facts."""
    found = {"articles": index.number("SELECT COUNT(*) FROM articles")}
    found |= {
        "statements": index.number("SELECT COUNT(*) FROM statements"),
        "facts": index.number("SELECT COUNT(*) FROM facts"),
    }
    return found


def types(index: Index) -> list[Row]:
    """The types of things, with how many there are, the most frequent first."""
    return index.rows(
        "SELECT type, COUNT(*) AS n FROM things WHERE type <> 'UnnamedSpeaker' GROUP BY type ORDER BY n DESC, type"
    )


def most_quoted(index: Index, n: int) -> list[Row]:
    """Those with the most statements."""
    return index.rows(
        "SELECT * FROM things WHERE statements > 0 AND type <> 'UnnamedSpeaker' "
        "ORDER BY statements DESC, folded LIMIT ?",
        n,
    )


def latest(index: Index, n: int) -> list[Row]:
    """The articles published last."""
    return index.rows("SELECT * FROM articles ORDER BY issued IS NULL, issued DESC, identifier LIMIT ?", n)


def articles(index: Index, page: int = 1) -> Listed:
    """All articles, the last first."""
    return listed(index, "articles", [], {}, "issued IS NULL, issued DESC, identifier", page)


def things(index: Index, *, type: str = "", words: str = "", page: int = 1) -> Listed:
    """Things of a type whose name has some words, those of the most articles first."""
    where, values = ["type <> 'UnnamedSpeaker'"], {}
    if type:
        where, values = ["type = :type"], {"type": type}
    if words.strip():
        where.append("folded LIKE :words ESCAPE '!'")
        values["words"] = like(words)
    return listed(index, "things", where, values, "articles DESC, statements DESC, folded, id", page)


def called(index: Index, name: str) -> Row | None:
    """The one thing with exactly this name; None where there are several."""
    found = index.rows(
        "SELECT * FROM things WHERE folded = ? AND name = ? AND type <> 'UnnamedSpeaker' LIMIT 2", fold(name), name
    )
    return found[0] if len(found) == 1 else None


def names(index: Index, number: int) -> list[str]:
    """The other names of a thing."""
    return [
        r["name"] for r in index.rows("SELECT name FROM names WHERE thing = ? ORDER BY length(name) DESC, name", number)
    ]


def same(index: Index, number: int) -> list[str]:
    """IRIs of the same thing elsewhere, and the IRIs that are said to be the same as it."""
    rows = index.rows(
        "SELECT other FROM same WHERE one = :n UNION SELECT o.iri FROM same JOIN things AS o ON o.id = same.one "
        "WHERE same.other = (SELECT iri FROM things WHERE id = :n)",
        n=number,
    )
    return sorted(r["other"] for r in rows)


def relations(index: Index, number: int, end: str) -> list[list[Row]]:
    """The facts of which a thing is the `subject` or `object`, those that say the same together, offices first.

    Each fact has the number of those that say the same as `told`, of which the first are given.
    """
    same = "PARTITION BY subject, relation, object, value, factuality"
    rows = index.rows(
        f"SELECT claims.*, told FROM (SELECT id, COUNT(*) OVER ({same}) AS told, "
        f"ROW_NUMBER() OVER ({same} ORDER BY passage IS NULL, id) AS place FROM facts "
        f"WHERE {end} = ? AND relation <> 'spokeAt') AS counted JOIN claims ON claims.id = counted.id "
        "WHERE place <= ? ORDER BY relation <> 'holdsRole', relation, factuality IS NOT NULL, told DESC, "
        "subject, object, value, place LIMIT ?",
        number,
        PROOFS,
        RELATED * PROOFS,
    )
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        key = (row["subject_id"], row["relation"], row["object_id"], row["value"], row["factuality"])
        found.setdefault(key, []).append(row)
    return list(found.values())[:RELATED]


def said(index: Index, number: int, end: str, n: int = SHOWN) -> Listed:
    """The statements in which a thing is the `speaker`, `venue`, `party`, `addressee` or `document`, the last first."""
    column = {"party": "on_behalf_of"}.get(end, end)
    total = index.number(f"SELECT COUNT(*) FROM statements WHERE {column} = ?", number)
    rows = index.rows(
        f"SELECT * FROM said WHERE {end}_id = ? ORDER BY day DESC, id LIMIT ?",
        number,
        n,
    )
    return Listed(rows=rows, total=total)


def named_in(index: Index, number: int) -> Listed:
    """The articles that name a thing, the last first."""
    total = index.number("SELECT COUNT(*) FROM mentions WHERE thing = ?", number)
    rows = index.rows(
        "SELECT articles.* FROM mentions JOIN articles ON articles.id = mentions.article WHERE thing = ? "
        "ORDER BY issued IS NULL, issued DESC, identifier LIMIT ?",
        number,
        SHOWN,
    )
    return Listed(rows=rows, total=total)


def neighbourhood(index: Index, number: int) -> list[Row]:
    """The facts that join a thing to others, and those between its neighbours, each once: what its graph draws."""
    near = [number]
    for condition, most in (("relation <> 'spokeAt'", NEIGHBOURS), ("relation = 'spokeAt'", VENUES)):
        rows = index.rows(
            "SELECT other FROM (SELECT object AS other FROM facts WHERE subject = :n AND object IS NOT NULL "
            f"AND {condition} UNION ALL SELECT subject FROM facts WHERE object = :n AND {condition}) "
            "WHERE other <> :n GROUP BY other ORDER BY COUNT(*) DESC, other LIMIT :most",
            n=number,
            most=most,
        )
        near += [r["other"] for r in rows]
    inside = ",".join(map(str, near))
    return index.rows(
        f"SELECT * FROM claims WHERE subject_id IN ({inside}) AND object_id IN ({inside}) AND subject_id <> object_id "
        "GROUP BY subject_id, relation, object_id ORDER BY subject_id, relation, object_id LIMIT 300"
    )


def statements(
    index: Index, *, speaker: str = "", about: str = "", since: str = "", until: str = "", page: int = 1
) -> Listed:
    """Statements by part of the speaker's name, words of what is said, and period; the last first."""
    where, values = period("day", since, until)
    if speaker.strip():
        named = "SELECT id FROM things WHERE folded LIKE :speaker ESCAPE '!'"
        where.append(f"id IN (SELECT id FROM statements WHERE speaker IN ({named}))")
        values["speaker"] = like(speaker)
    wanted = matching(about)
    if wanted:
        where.append("id IN (SELECT rowid FROM statement_words WHERE statement_words MATCH :about)")
        values["about"] = wanted
    return listed(index, "said", where, values, "day DESC, id", page, table="statements")


def search(index: Index, words: str, kind: str = "", n: int = PAGE) -> dict[str, Listed]:
    """Words of a reader → what has all of them, by kind of `KINDS`: things of many articles, and the latest first."""
    wanted = matching(words)
    found = {}
    for each in KINDS if kind not in KINDS else (kind,):
        if wanted is None:
            found[each] = Listed(rows=(), total=0)
            continue
        table, most = f"{each}_words", n if kind else FEW
        total = index.number(f"SELECT COUNT(*) FROM {table} WHERE {table} MATCH ?", wanted)
        hits = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT {HITS}"
        rows = index.rows(
            f"SELECT shown.* FROM {_SHOWN[each]} WHERE shown.id IN ({hits}) ORDER BY {_ORDER[each]} LIMIT ?",
            wanted,
            most,
        )
        found[each] = Listed(rows=rows, total=total)
    return found


_ORDER = {
    "thing": "shown.articles DESC, shown.statements DESC, shown.id",
    "article": "shown.issued DESC, shown.id",
    "statement": "shown.day DESC, shown.id",
    "passage": "shown.issued DESC, shown.id",
}
_SHOWN = {
    "thing": "things AS shown",
    "article": "articles AS shown",
    "statement": "said AS shown",
    "passage": "(SELECT passages.*, articles.iri AS article_iri, articles.issued, "
    "COALESCE(title, identifier) AS article_name "
    "FROM passages JOIN articles ON articles.id = passages.article) AS shown",
}


def period(column: str, since: str, until: str) -> tuple[list[str], dict[str, str]]:
    """A period as days, months or years → conditions on a column of dates: `2024-05` is the whole of May."""
    where, values = [], {}
    if since or until:
        where.append(f"{column} GLOB '[0-9][0-9][0-9][0-9]*'")
    if since:
        where.append(f"substr({column}, 1, length(:since)) >= :since")
        values["since"] = since
    if until:
        where.append(f"substr({column}, 1, length(:until)) <= :until")
        values["until"] = until
    return where, values
