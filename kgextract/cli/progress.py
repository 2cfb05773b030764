"""How far a run is, on standard error: a bar with rate and time left on a terminal, a line a minute elsewhere."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kgextract.cli.display import note

_EVERY = 60.0  # seconds between two lines


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Articles done and of them in this run, facts, failures, and bytes read of the sources."""

    articles: int
    new: int
    facts: int
    failed: int
    bytes: int


class Watch(Protocol):
    """Is shown the state, as often as it changes."""

    def __call__(self, state: State, /) -> object: ...


@contextlib.contextmanager
def progress(sources: Sequence[str], *, quiet: bool, lines: bool = False) -> Iterator[Watch]:
    """A bar inside the block; `lines` gives one a minute where there is no terminal."""
    begun = time.monotonic()
    if quiet or not sys.stderr.isatty():
        yield _Lines(begun) if lines and not quiet else _nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from kgextract.corpus import size

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:3.0f}%"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("reading", total=max(1, size(sources)))

        def show(state: State) -> None:
            bar.update(task, completed=state.bytes, description=_said(state, begun))

        yield show


class _Lines:
    def __init__(self, begun: float) -> None:
        self._begun = self._last = begun

    def __call__(self, state: State, /) -> None:
        if time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            note(_said(state, self._begun))


def _nothing(state: State, /) -> None:
    return None


def _said(state: State, begun: float) -> str:
    rate = state.new / max(time.monotonic() - begun, 1e-3)
    failed = f", {state.failed} failed" if state.failed else ""
    return f"{state.articles} articles, {state.facts} facts{failed}, {rate:.1f} articles a second"
