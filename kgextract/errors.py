"""The exceptions of kgextract; every message is "place: what is wrong. What to do."

KgExtractError            anything that kgextract itself reports (exit 1)
├── UsageError            a wrong option or argument (exit 2)
├── InputError            an article or graph that cannot be read (exit 2)
├── DataError             a file of data/ or ontologies/ is wrong (exit 1)
├── LimitError            a query that needs more time or memory than it may (exit 1)
│   └── TimeLimitError    an article that takes more time than it may (exit 1)
└── OutputError           a result that cannot be written (exit 1)
    └── PushError         a triple store elsewhere that does not take a graph (exit 1)
"""

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """A name that nothing has → the known one that was probably meant, for a message."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1)), None)


class KgExtractError(Exception):
    """Root of the tree; `exit_code` is what the command line returns for it."""

    exit_code = 1


class UsageError(KgExtractError):
    """A wrong option or argument."""

    exit_code = 2


class InputError(KgExtractError):
    """An article or graph that cannot be read."""

    exit_code = 2


class DataError(KgExtractError):
    """A file of `data/` or `ontologies/` that does not hold what it must."""


class LimitError(KgExtractError):
    """A query that needs more time or memory than it may."""


class TimeLimitError(LimitError):
    """An article that takes more time than it may."""


class OutputError(KgExtractError):
    """A result that cannot be written."""


class PushError(OutputError):
    """A triple store elsewhere that does not take a graph."""
