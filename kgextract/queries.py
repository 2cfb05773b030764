"""RDF files or a store, and a question → a table: the named queries of `data/queries/`, and free SPARQL.

A named query is one `.rq` file whose first comment lines give title, description and typed parameters. Parameters
reach the query as RDF terms, never as text; one that is not given is the empty string, which every filter lets pass.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph

from kgextract.errors import DataError, InputError, UsageError
from kgextract.rdf.iris import PREFIXES
from kgextract.resources import data
from kgextract.store import Store

Source = Store | pyoxigraph.Store | Path | str | Iterable[Path | str]
_AnyTerm = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
MAX_LENGTH, MAX_DEPTH = 1_000_000, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a named query; `type` is text, date (a day, month or year) or integer."""

    name: str
    type: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """One file of `data/queries/`; `titles` is by language."""

    name: str
    titles: Mapping[str, str]
    description: str
    parameters: tuple[Parameter, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An answer: column names, rows of text (None where a variable is unbound), and whether a limit cut it short."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    truncated: bool = False


_HEADER = re.compile(r"# (title|titre|description|parameter)(?: (\w+) \((\w+)\))?: (.+)")
_TYPES = {"text": r"(?s:.*)", "date": r"\d{4}(-\d\d(-\d\d)?)?", "integer": r"-?\d{1,18}"}


@cache
def names() -> tuple[str, ...]:
    """The names of all named queries, sorted."""
    return tuple(sorted(p.stem for p in data("queries").glob("*.rq")))


@cache
def find(name: str) -> NamedQuery:
    """The named query of this name. UsageError where there is none, DataError where its file is wrong."""
    if name not in names():
        near = difflib.get_close_matches(name, names(), n=1)
        hint = f"Did you mean {near[0]}?" if near else "`kgextract queries` lists them."
        raise UsageError(f"{name}: there is no such named query. {hint}")
    return _parsed(name, data(f"queries/{name}.rq").read_text("utf-8"))


def _parsed(name: str, text: str) -> NamedQuery:
    titles, description, parameters = {}, "", []
    for n, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            break
        found = _HEADER.fullmatch(line)
        if not found:
            raise DataError(
                f"queries/{name}.rq:{n}: is no header line. Write '# title: …' or '# parameter x (text): …'."
            )
        key, parameter, type_, value = found.groups()
        if key == "parameter":
            if type_ not in _TYPES:
                raise DataError(f"queries/{name}.rq:{n}: {type_} is no type. Use one of {', '.join(_TYPES)}.")
            parameters.append(Parameter(name=parameter, type=type_, about=value))
        elif key == "description":
            description = value
        else:
            titles["en" if key == "title" else "fr"] = value
    if set(titles) != {"en", "fr"} or not description:
        raise DataError(f"queries/{name}.rq: title, titre or description is missing. Write all three.")
    return NamedQuery(name=name, titles=titles, description=description, parameters=tuple(parameters), text=text)


def run(source: Source, name: str, parameters: Mapping[str, str] | None = None, *, limit: int | None = None) -> Table:
    """Source, the name of a query and its parameters as text → Table; not more than `limit` rows.

    UsageError for an unknown query or parameter or a value of the wrong type, InputError for an unreadable file.
    """
    query = find(name)
    given = dict(parameters or {})
    terms: dict[str, pyoxigraph.Literal] = {}
    for p in query.parameters:
        value = given.pop(p.name, "")
        if value and not re.fullmatch(_TYPES[p.type], value, re.ASCII):
            raise UsageError(f"{p.name} {value!r}: is not a {p.type}. {name} takes {p.about}.")
        terms[p.name] = _literal(value)
    for other in given:
        near = difflib.get_close_matches(other, terms, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"It takes {', '.join(terms) or 'none'}."
        raise UsageError(f"{name}: has no parameter {other}. {hint}")
    return _answer(opened(source), query.text, terms, limit=limit)


def _literal(value: str) -> pyoxigraph.Literal:
    return pyoxigraph.Literal(re.sub("[\ud800-\udfff]", "\ufffd", value))


def sparql(source: Source, text: str, *, limit: int | None = None) -> Table:
    """Source and a SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE) → Table.

    The usual prefixes are there without being declared; named graphs are read as one. SERVICE is refused, and so is an
    update: UsageError, as for what is no SPARQL.
    """
    checked(text)
    return _answer(opened(source), text, {}, limit=limit)


_QUOTED = re.compile(
    "|".join(
        (
            r'"""(?:[^"\\]|\\.|"(?!""))*"""',
            r"'''(?:[^'\\]|\\.|'(?!''))*'''",
            r'"(?:[^"\\\n\r]|\\.)*"',
            r"'(?:[^'\\\n\r]|\\.)*'",
            r"<[^<>\"{}|^`\\\s]*>",
            r"#[^\n\r]*",
        )
    ),
    re.DOTALL,
)


def checked(text: str) -> str:
    """A query from outside → the same; UsageError where it could reach the network, change data or end the process."""
    if len(text) > MAX_LENGTH:
        raise UsageError(f"SPARQL query: is longer than {MAX_LENGTH} characters. Make it shorter.")
    bare = _QUOTED.sub(lambda m: " " * len(m[0]), text)
    word = re.search(
        r"(?<![\w?$:.\-])(service|load|insert|delete|clear|drop|create|copy|move|add)(?![\w:\-])", bare, re.I
    )
    if word:
        raise UsageError(
            f"SPARQL query: {word[0].upper()} is refused. A query reads the given graphs and nothing else."
        )
    depth = 0
    for mark in re.findall(r"[{}()\[\]]", bare):
        depth += 1 if mark in "{([" else -1
        if depth > MAX_DEPTH:
            raise UsageError(f"SPARQL query: brackets are nested deeper than {MAX_DEPTH}. Make it simpler.")
    return text


def opened(source: Source) -> pyoxigraph.Store:
    """A store as it is, the folder of a store, or RDF files → a store to query. InputError where one cannot be read."""
    if isinstance(source, Store):
        return source.graph
    if isinstance(source, pyoxigraph.Store):
        return source
    paths = [Path(source)] if isinstance(source, (str, Path)) else [Path(p) for p in source]
    if len(paths) == 1 and (paths[0] / "CURRENT").is_file():
        try:
            return pyoxigraph.Store.read_only(str(paths[0]))
        except OSError as e:
            raise InputError(
                f"{paths[0]}: the store cannot be opened ({e}). Is another process writing to it?"
            ) from None
    store = pyoxigraph.Store()
    for path in graph_files(paths):
        format_ = pyoxigraph.RdfFormat.from_extension(path.suffix.lstrip(".").lower())
        if format_ is None:
            raise InputError(f"{path}: is no RDF file by its suffix. Use .ttl, .nt, .nq, .trig, .rdf or .jsonld.")
        try:
            store.load(path=str(path), format=format_)
        except (SyntaxError, ValueError) as e:
            raise InputError(f"{path}: is not valid RDF ({_line(e)}). Check the file.") from None
        except OSError as e:
            raise InputError(f"{path}: cannot be read ({e.strerror or _line(e)}). Check the path.") from None
    merge(store, store)
    return store


def merge(quads: Iterable[pyoxigraph.Quad], into: pyoxigraph.Store) -> None:
    """What named graphs hold → the default graph as well, each triple once: queries read that.

    (A store that unites the graphs while it answers yields a triple once for each graph that has it.)
    """
    default = pyoxigraph.DefaultGraph()
    named = [pyoxigraph.Quad(q.subject, q.predicate, q.object) for q in quads if q.graph_name != default]
    if named:
        into.extend(named)


def graph_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Files and folders → RDF files. InputError for what is not there and for a folder without one."""
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder. Check the name.")
        if path.is_dir():
            found = [p for p in sorted(path.iterdir()) if pyoxigraph.RdfFormat.from_extension(p.suffix[1:] or "-")]
            found = [p for p in found if p.suffix not in {".json", ".xml", ".txt"}]
            if not found:
                raise InputError(f"{path}: holds no RDF file and is no store. Give a graph.")
            yield from found
        else:
            yield path


def _answer(store: pyoxigraph.Store, text: str, terms: Mapping[str, pyoxigraph.Literal], *, limit: int | None) -> Table:
    variables: dict[pyoxigraph.Variable, _AnyTerm] = {pyoxigraph.Variable(n): term for n, term in terms.items()}
    try:
        found = store.query(text, prefixes=PREFIXES, substitutions=variables)
        if isinstance(found, pyoxigraph.QueryBoolean):
            return Table(columns=("answer",), rows=(("true" if found else "false",),))
        if isinstance(found, pyoxigraph.QueryTriples):
            lines = ((_text(t.subject), _text(t.predicate), _text(t.object)) for t in found)
            return _table(("subject", "predicate", "object"), lines, limit)
        columns = tuple(v.value for v in found.variables if v.value not in terms)
        return _table(columns, (tuple(_text(row[name]) for name in columns) for row in found), limit)
    except SyntaxError as e:
        raise UsageError(f"SPARQL query: is not SPARQL ({_line(e)}). Check it.") from None
    except (ValueError, RuntimeError, OSError) as e:
        raise UsageError(f"SPARQL query: cannot be answered ({_line(e)}). Check it.") from None


def _table(columns: tuple[str, ...], rows: Iterator[tuple[str | None, ...]], limit: int | None) -> Table:
    kept: list[tuple[str | None, ...]] = []
    for row in rows:
        if limit is not None and len(kept) == limit:
            return Table(columns=columns, rows=tuple(kept), truncated=True)
        kept.append(row)
    return Table(columns=columns, rows=tuple(kept))


def _text(term: object) -> str | None:
    return None if term is None else getattr(term, "value", None) or ("" if hasattr(term, "value") else str(term))


def _line(error: Exception) -> str:
    """The first sentence of a parser's message: the list of everything it would have liked is no help."""
    message = " ".join(str(error).split())
    unknown = re.search(r"Prefix not found", message)
    place = re.match(r"error at (\d+):(\d+)", message)
    if place:
        said = "a prefix is not declared" if unknown else "something is wrong"
        return f"line {place[1]}, column {place[2]}: {said} there"
    return message[:200]
