"""The named queries: the files of `data/queries/`, their titles and typed parameters.

A named query is one `.rq` file whose first comment lines give title, description and typed parameters. Parameters
reach the query as RDF terms, never as text; one that is not given is the empty string, which every filter lets pass.
They are used in the outermost group of the query only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kgextract.errors import DataError, UsageError, nearest
from kgextract.resources import data


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a named query; `type` is text, date (a day, month or year) or integer."""

    name: str
    type: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """One file of `data/queries/`; `titles` and `descriptions` are by language."""

    name: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    text: str

    @property
    def description(self) -> str:
        """The one in English."""
        return self.descriptions["en"]


_HEADER = re.compile(r"# (title|titre|description|description fr|parameter)(?: (\w+) \((\w+)\))?: (.+)")
_TYPES = {"text": r"(?s:.*)", "date": r"\d{4}(-\d\d(-\d\d)?)?", "integer": r"-?\d{1,18}"}
_WANTED = {
    "text": "a text. Write some",
    "date": "a date. Write it like 2024, 2024-05 or 2024-05-29",
    "integer": "a whole number. Write it like 12",
}


@cache
def names() -> tuple[str, ...]:
    """The names of all named queries, sorted."""
    return tuple(sorted(p.stem for p in data("queries").glob("*.rq")))


@cache
def find(name: str) -> NamedQuery:
    """The named query of this name. UsageError where there is none, DataError where its file is wrong."""
    if name not in names():
        near = nearest(name, names())
        hint = f"Did you mean {near}?" if near else "`kgextract queries` lists them."
        raise UsageError(f"{name.strip() or repr(name)}: there is no such named query. {hint}")
    return _parsed(name, data(f"queries/{name}.rq").read_text("utf-8"))


def _parsed(name: str, text: str) -> NamedQuery:
    titles, descriptions, parameters = {}, {}, []
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
        elif key.startswith("description"):
            descriptions["fr" if key.endswith("fr") else "en"] = value
        else:
            titles["en" if key == "title" else "fr"] = value
    if not set(titles) == set(descriptions) == {"en", "fr"}:
        raise DataError(f"queries/{name}.rq: title, titre, description or description fr is missing. Write all four.")
    return NamedQuery(name=name, titles=titles, descriptions=descriptions, parameters=tuple(parameters), text=text)


def values(name: str, given: Mapping[str, str] | None = None) -> dict[str, str]:
    """The name of a query and some parameters → a value for each of its parameters, empty where not given.

    UsageError for an unknown query or parameter, or a value of the wrong type. What no RDF term can hold (a lone
    surrogate) is U+FFFD.
    """
    rest, found = dict(given or {}), {}
    for p in find(name).parameters:
        value = rest.pop(p.name, "")
        if value and not re.fullmatch(_TYPES[p.type], value, re.ASCII):
            raise UsageError(f"{p.name}: {value!r} is not {_WANTED[p.type]}.")
        found[p.name] = re.sub("[\ud800-\udfff]", "\ufffd", value)
    for other in rest:
        near = nearest(other, found)
        hint = f"Did you mean {near}?" if near else f"It takes {', '.join(found) or 'none'}."
        raise UsageError(f"{name}: has no parameter {other}. {hint}")
    return found


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def standalone(name: str, given: Mapping[str, str] | None = None) -> str:
    """A named query and its parameters → one SPARQL text that any endpoint answers with the same columns.

    The values stand in it as SPARQL literals, bound by a VALUES block at the head of the outermost group.
    """
    query, bound = find(name).text, values(name, given)
    for parameter in bound:
        query = re.sub(rf"^(SELECT .*?) \?{parameter}\b", r"\1", query, count=1, flags=re.M)
    literals = " ".join('"' + re.sub(r'[\\"\n\r\t]', lambda m: _ESCAPES[m[0]], v) + '"' for v in bound.values())
    block = f"VALUES ({' '.join('?' + p for p in bound)}) {{ ({literals}) }}"
    return re.sub(r"^WHERE \{$", lambda m: f"{m[0]}\n  {block}", query, count=1, flags=re.M)
