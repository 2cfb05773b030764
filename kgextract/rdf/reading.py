"""RDF files from anywhere → quads: what would fill the memory, end the process or reach the network is refused first.

The parser itself fetches nothing and takes linear time, but its stack ends with deeply nested JSON-LD and triple terms,
and deep XML costs it quadratic time. A document type may hold entities that multiply, and files outside.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kgextract.errors import InputError

LARGEST = 512 * 1024 * 1024  # bytes of a file
DEEPEST = 100  # levels of nesting
_LONGEST = 16 * 1024 * 1024  # bytes of a term, in a parser
_WIDEST = 1000  # attributes of an XML element: the parser compares each with every other
FORMATS = {
    ".ttl": RdfFormat.TURTLE, ".turtle": RdfFormat.TURTLE, ".trig": RdfFormat.TRIG, ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS, ".rdf": RdfFormat.RDF_XML, ".owl": RdfFormat.RDF_XML, ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}  # fmt: skip


def format_of(path: Path | str) -> RdfFormat:
    """A file name → the RDF format of its suffix. InputError where it is none."""
    found = FORMATS.get(Path(path).suffix.lower())
    if found is None:
        raise InputError(f"{path}: is no RDF file by its suffix. Use .ttl, .nt, .nq, .trig, .rdf or .jsonld.")
    return found


def quads(path: Path | str) -> Iterator[Quad]:
    """An RDF file → its quads, in their order. InputError where it is no RDF, or none that is safe to read."""
    try:
        yield from pyoxigraph.parse(_checked(path), format=format_of(path))
    except (SyntaxError, ValueError, MemoryError) as e:
        raise _invalid(path, e) from None


def _checked(path: Path | str) -> bytes:
    format_ = format_of(path)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe would be waited for
            raise InputError(f"{path}: is a folder, pipe or device. Give a file.")
        with open(path, "rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as e:
        raise InputError(f"{path}: cannot be read ({e.strerror or e}). Check the path.") from None
    if len(content) > LARGEST:
        raise InputError(f"{path}: is larger than {LARGEST // 1024 // 1024} MB. Split it.")
    if format_ not in _CHECKS:
        content = content.removeprefix(codecs.BOM_UTF8)
    wrong = _CHECKS.get(format_, _terms)(content)
    if wrong:
        raise InputError(f"{path}: {wrong}.")
    return content


def _invalid(path: Path | str, error: Exception) -> InputError:
    said = " ".join(str(error.msg if isinstance(error, SyntaxError) else error).split())
    if "LoadDocumentCallback" in said:
        return InputError(
            f"{path}: its @context lies elsewhere, and nothing is fetched. Put the context into the file."
        )
    if isinstance(error, MemoryError):  # the parser holds no more of a term, or there is no more
        if os.path.getsize(path) > _LONGEST:
            return InputError(f"{path}: has a name or text of more than 16 MB, or the memory is full. Cut it.")
        return InputError(f"{path}: cannot be loaded. Is there enough memory?")
    return InputError(f"{path}: is not valid RDF ({said[:200]}). Check the file.")


_DEEP = f"is nested deeper than {DEEPEST} levels. Make it flatter"
_TOKENS = re.compile(
    rb"""\\.|\"\"\"(?:[^"\\]++|\\.|"(?!""))*+\"\"\"|'''(?:[^'\\]++|\\.|'(?!''))*+'''"""
    rb"""|"(?:[^"\\\n\r]++|\\.)*+"|'(?:[^'\\\n\r]++|\\.)*+'|(<<\()|(\)>>)|<[^<>"{}|^`\\\s]*+>|\#[^\n\r]*+""",
    re.DOTALL,
)
_JSON_TOKENS = re.compile(rb'"(?:[^"\\]++|\\.)*+"|([\[{])|([\]}])', re.DOTALL)


def _terms(content: bytes) -> str | None:
    """Turtle and its kin nest without end but for triple terms."""
    return _nesting(_TOKENS, content) if b"<<(" in content else None


def _json(content: bytes) -> str | None:
    return _nesting(_JSON_TOKENS, content)


def _nesting(tokens: re.Pattern[bytes], content: bytes) -> str | None:
    depth = 0
    for found in tokens.finditer(content):
        depth += 1 if found[1] else -1 if found[2] else 0
        if depth > DEEPEST:
            return _DEEP
    return None


class _RefusedError(Exception):
    pass


def _xml(content: bytes) -> str | None:
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _RefusedError(_DEEP)
        if len(attributes) > _WIDEST:
            raise _RefusedError(f"has an element of more than {_WIDEST} attributes. Make elements of them")

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def document_type(*about: object) -> None:
        raise _RefusedError("has a document type (DOCTYPE), which may hold entities. Take it out")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(content, True)
    except _RefusedError as refused:
        return str(refused)
    except expat.ExpatError as e:
        return f"is not well-formed XML ({e}). Check the file"
    return None


_CHECKS: dict[RdfFormat, Callable[[bytes], str | None]] = {RdfFormat.RDF_XML: _xml, RdfFormat.JSON_LD: _json}
