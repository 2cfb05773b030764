"""Columns and rows of terms → the four result formats of SPARQL 1.1, as text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode

from kgextract.rdf.iris import SPARQL_RESULTS, term
from kgextract.rdf.terms import clean

Rows = Iterable[Sequence[Any]]


def as_json(columns: Sequence[str], rows: Rows) -> str:
    """SPARQL 1.1 Query Results JSON Format."""
    bindings = [{c: _object(t) for c, t in zip(columns, row, strict=True) if t is not None} for row in rows]
    return json.dumps({"head": {"vars": list(columns)}, "results": {"bindings": bindings}}, ensure_ascii=False)


def _object(value: object) -> dict[str, str]:
    if isinstance(value, NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, BlankNode):
        return {"type": "bnode", "value": value.value}
    if isinstance(value, Literal):
        found = {"type": "literal", "value": value.value}
        if value.language:
            found["xml:lang"] = value.language
        elif value.datatype != term("xsd:string"):
            found["datatype"] = value.datatype.value
        return found
    return {"type": "literal", "value": str(value)}  # a triple as a term: no format of SPARQL 1.1 has it


def as_xml(columns: Sequence[str], rows: Rows) -> str:
    """SPARQL Query Results XML Format."""
    out = ['<?xml version="1.0"?>\n', f"<sparql xmlns={quoteattr(SPARQL_RESULTS)}>\n<head>"]
    out += [f"<variable name={quoteattr(c)}/>" for c in columns]
    out.append("</head>\n<results>\n")
    for row in rows:
        out.append("<result>")
        for column, value in zip(columns, row, strict=True):
            if value is not None:
                out.append(f"<binding name={quoteattr(column)}>{_element(_object(value))}</binding>")
        out.append("</result>\n")
    out.append("</results>\n</sparql>\n")
    return "".join(out)


def _element(value: dict[str, str]) -> str:
    tag, words = value["type"], escape(clean(value["value"]), {"\r": "&#13;"})
    about = f" xml:lang={quoteattr(value['xml:lang'])}" if "xml:lang" in value else ""
    about += f" datatype={quoteattr(value['datatype'])}" if "datatype" in value else ""
    return f"<{tag}{about}>{words}</{tag}>"


def as_csv(columns: Sequence[str], rows: Rows) -> str:
    """SPARQL 1.1 Query Results CSV Format: the values alone."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_value(t) for t in row] for row in rows)
    return stream.getvalue()


def _value(value: object) -> str:
    if isinstance(value, NamedNode | Literal):
        return value.value
    return "" if value is None else str(value)


def as_tsv(columns: Sequence[str], rows: Rows) -> str:
    """SPARQL 1.1 Query Results TSV Format: terms as in Turtle."""
    lines = ["\t".join(f"?{c}" for c in columns)]
    lines += ["\t".join("" if t is None else str(t).replace("\t", "\\t") for t in row) for row in rows]
    return "\n".join(lines) + "\n"


WRITERS: dict[str, Callable[[Sequence[str], Rows], str]] = {
    "json": as_json,
    "xml": as_xml,
    "csv": as_csv,
    "tsv": as_tsv,
}
