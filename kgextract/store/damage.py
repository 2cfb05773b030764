"""A store that is not what was written into it → lines that say so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph

from kgextract.errors import InputError

_TOLD = 10  # differences between two stores


@contextmanager
def told(path: Path | None) -> Iterator[None]:
    """InputError where Oxigraph finds inside the block that a file of the store is damaged."""
    try:
        yield
    except RuntimeError as error:
        said = " ".join(str(error).split())
        if "Corruption: " not in said:
            raise
        what = said.rpartition("Corruption: ")[2].rstrip(".")
        raise InputError(f"{path}: is damaged ({what}). Take a copy of it, or make it anew of its articles.") from None


def differences(found: pyoxigraph.Store, right: pyoxigraph.Store) -> list[str]:
    """The first quads that only one of two stores has, one line each."""
    wanted = set(right)
    return [
        f"{quad}: {'is missing' if quad in wanted else 'should not be there'}. Make the store anew."
        for quad in sorted(set(found) ^ wanted, key=str)[:_TOLD]
    ]
