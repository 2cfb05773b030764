"""A store whose files are not what was written into them → one line that says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kgextract.errors import InputError


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
