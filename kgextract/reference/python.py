"""The public names of the package → the reference of the library: signatures, fields and docstrings."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from typing import Any

import kgextract

HEAD = """# The library

```python
from kgextract import extract, read, write
```

All values are frozen; character positions count from 0 in the text of the article, and the end is not included. All
errors are a `KgExtractError`."""


def markdown() -> str:
    """Everything in `kgextract.__all__` → one page."""
    body = [line for name in kgextract.__all__ for line in _public(name, getattr(kgextract, name))]
    return "\n".join([HEAD, "", *body]) + "\n"


def _public(name: str, thing: Any) -> Iterator[str]:
    yield f"## {name}"
    yield ""
    if inspect.isclass(thing) and not dataclasses.is_dataclass(thing):
        yield from _signature(name, thing.__init__ if "__init__" in vars(thing) else None)
    elif not inspect.isclass(thing):
        yield from _signature(name, thing)
    yield from _doc(thing)
    if dataclasses.is_dataclass(thing):
        yield from (f"- `{f.name}: {f.type}`{_default(f)}" for f in dataclasses.fields(thing) if f.name[0] != "_")
        yield ""
    if inspect.isclass(thing) and (methods := list(_methods(thing))):
        yield from methods
        yield ""


def _methods(thing: type) -> Iterator[str]:
    for name, member in vars(thing).items():
        told = getattr(member, "fget", None) or member
        if name[0] != "_" and inspect.isfunction(told) and told.__doc__:
            call = _call(name, told) if told is member else name
            yield f"- `.{call}`: {' '.join(told.__doc__.split())}"


def _signature(name: str, function: Any) -> Iterator[str]:
    if function:
        yield "```python"
        yield _call(name, function)
        yield "```"
        yield ""


def _call(name: str, function: Any) -> str:
    signature = inspect.signature(function)
    kept, starred = [], False
    for p in signature.parameters.values():
        if p.name == "self":
            continue
        if p.kind is p.KEYWORD_ONLY and not starred:
            kept.append("*")
        starred = starred or p.kind in (p.KEYWORD_ONLY, p.VAR_POSITIONAL)
        default = "" if p.default is p.empty else f" = {p.default!r}"
        kept.append(f"{'*' if p.kind is p.VAR_POSITIONAL else ''}{p.name}: {p.annotation}{default}")
    returned = "" if signature.return_annotation in ("None", signature.empty) else f" -> {signature.return_annotation}"
    return f"{name}({', '.join(kept)}){returned}"


def _doc(thing: Any) -> Iterator[str]:
    """What it says of itself; the lines from the first `>>>` on are its example."""
    text, mark, example = inspect.cleandoc(thing.__doc__ or "").partition(">>> ")
    yield text.rstrip()
    yield ""
    if mark:
        yield f"```pycon\n{mark}{example}\n```"
        yield ""


def _default(field: dataclasses.Field[Any]) -> str:
    if field.default is dataclasses.MISSING:
        return "" if field.default_factory is dataclasses.MISSING else f", `{field.default_factory()}` unless given"
    return f", `{field.default!r}` unless given"
