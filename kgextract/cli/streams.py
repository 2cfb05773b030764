"""Sources → extractions, with everything that could not be read told to the user on the way."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kgextract.cli.messages import Messages
from kgextract.cli.progress import State, progress
from kgextract.corpus import size
from kgextract.errors import InputError
from kgextract.extractor import Failure, extract_all, warnings
from kgextract.model import Article, Extraction
from kgextract.readers import STDIN, readings
from kgextract.selection import Selection

EVERYTHING = Selection()
_LARGE = 50_000  # bytes of sources from which on a bar says how far it is


def extractions(
    sources: list[str],
    *,
    published: str | None,
    encoding: str | None,
    strict: bool,
    messages: Messages,
    selection: Selection = EVERYTHING,
) -> Iterator[Extraction]:
    """Sources → what is wanted of their extractions; `messages` gets failures, a terminal how far it is."""
    read = 0

    def seen(count: int) -> None:
        nonlocal read
        read += count

    def articles() -> Iterator[Article]:
        for reading in readings(*sources, published=published, encoding=encoding, seen=seen):
            if isinstance(reading, InputError):
                messages.refused(reading)
            elif strict and (found := warnings(reading)):
                messages.refused(InputError(f"{reading.id}: {'; '.join(found)}. Leave out --strict to read it anyway."))
            else:
                yield reading

    with progress(sources, quiet=messages.quiet or _shows_itself(sources)) as watch, _loading() as loaded:
        for result in extract_all(articles()):
            loaded()
            if isinstance(result, Failure):
                messages.broke(result)
            else:
                chosen = selection.of(result)
                messages.extracted(chosen)
                yield chosen
            done, failed = messages.done, messages.failed + messages.unreadable
            watch(State(articles=done, new=done, facts=messages.facts, failed=failed, bytes=read))


@contextmanager
def _loading() -> Iterator[Callable[[], None]]:
    """What is made until the first article is read stays: no garbage is looked for in it, then or later."""
    usual = gc.get_threshold()

    def loaded() -> None:
        if gc.get_threshold() != usual:
            gc.freeze()
            gc.set_threshold(*usual)

    gc.set_threshold(0)  # spaCy's readers of files disable and enable the collector
    try:
        yield loaded
    finally:
        gc.set_threshold(*usual)


def _shows_itself(sources: list[str]) -> bool:
    """A single small source, which is done at once, or output on the same terminal: a bar would only be in the way."""
    return sys.stdout.isatty() or STDIN in sources or size(sources) < _LARGE
