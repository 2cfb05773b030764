"""Extractions → tables as CSV: statements (`csv`), facts (`csv-facts`), entities (`csv-entities`), one row each.

Cells are safe in a spreadsheet unless `raw`: one that would be read as a formula begins with an apostrophe. One that
began with an apostrophe anyway has two, so that taking one away gives every name back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kgextract.model import Evidence, Extraction
from kgextract.rdf import iris
from kgextract.rdf.iris import BASE
from kgextract.rdf.terms import clean

Cell = str | int | float | None
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]|[\t\r\n']")
_PROOF = ("start", "end", "sentence", "rule", "confidence")
_STATEMENTS = (
    "article", "published", "statement", "speaker", "speaker_type", "speaker_iri", "kind", "cue", "cue_class",
    "content", "venue", "venue_type", "date", "on_behalf_of", "document", "addressee", "factuality", *_PROOF,
)  # fmt: skip
_FACTS = (
    "article", "published", "fact", "subject", "subject_type", "subject_iri", "relation", "object", "object_type",
    "object_iri", "factuality", "background", *_PROOF,
)  # fmt: skip
_ENTITIES = ("article", "iri", "type", "class", "name", "names", "wikidata", "mentions", "first_start", "first_end")


def safe(cell: Cell) -> str:
    """A value → the text of a cell that no spreadsheet reads as a formula."""
    if cell is None or isinstance(cell, (int, float)):
        return "" if cell is None else str(cell)
    text = clean(cell)
    return "'" + text if _FORMULA.match(text) else text


def sheet(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, raw: bool = False) -> str:
    """Column names and rows → CSV (RFC 4180, but LF); `raw` leaves the cells as they are."""
    lines = [list(header), *([("" if c is None else str(c)) if raw else safe(c) for c in row] for row in rows)]
    return "".join(",".join(map(_quoted, line)) + "\n" for line in lines)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if re.search(r'[",\r\n]', cell) else cell


def statements(found: Sequence[Extraction], base: str = BASE, raw: bool = False) -> str:
    """Extractions → CSV with one row a statement."""
    rows: list[list[Cell]] = []
    for x in found:
        names = {e.id: e.name for e in x.entities}
        kinds = {e.id: e.cls for e in x.entities}
        links = iris.entities(x, base)
        for n, s in enumerate(x.statements, 1):
            speaker, venue = s.speaker or "", s.venue or ""
            said = " … ".join(x.quote(a, b) for a, b in s.content)
            row: list[Cell] = [x.article.id, x.article.published, n]
            row += [names.get(speaker) or s.speaker_text, kinds.get(speaker), links[speaker].value if speaker else None]
            row += [s.kind, s.cue, s.cue_class, said, names.get(venue), kinds.get(venue), s.date]
            row += [names.get(i or "") for i in (s.on_behalf_of, s.document, s.addressee)]
            rows.append([*row, s.factuality, *_proof(s.evidence)])
    return sheet(_STATEMENTS, rows, raw=raw)


def facts(found: Sequence[Extraction], base: str = BASE, raw: bool = False) -> str:
    """Extractions → CSV with one row a fact."""
    rows: list[list[Cell]] = []
    for x in found:
        links = iris.entities(x, base)
        for n, f in enumerate(x.facts, 1):
            row: list[Cell] = [x.article.id, x.article.published, n]
            for id, middle in ((f.subject, f.relation), (f.object, None)):
                e = x.entity(id)
                row += [e.name, e.cls, links[id].value if id in links else None]
                row += [middle] if middle else []
            rows.append([*row, f.factuality, "true" if f.background else "false", *_proof(f.evidence)])
    return sheet(_FACTS, rows, raw=raw)


def entities(found: Sequence[Extraction], base: str = BASE, raw: bool = False) -> str:
    """Extractions → CSV with one row an entity of an article."""
    rows: list[list[Cell]] = []
    for x in found:
        links = iris.entities(x, base)
        for e in x.entities:
            first = min(((m.start, m.end) for m in e.mentions), default=(None, None))
            iri = links[e.id].value if e.id in links else None
            names = " | ".join(e.names)
            rows.append([x.article.id, iri, e.type, e.cls, e.name, names, e.wikidata, len(e.mentions), *first])
    return sheet(_ENTITIES, rows, raw=raw)


def _proof(evidence: Evidence | None) -> list[Cell]:
    return [getattr(evidence, name) for name in _PROOF] if evidence else [None] * len(_PROOF)
