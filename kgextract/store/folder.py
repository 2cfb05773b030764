"""The folder of a store: whether it is one, who may write to it, what its decisions file says, how large it is."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kgextract.errors import OutputError
from kgextract.identity import decisions
from kgextract.identity.decisions import Decisions
from kgextract.store import lock


def bytes_of(folder: Path, names: str = "*") -> int:
    """The size of the files in a store's folder; one that Oxigraph removes meanwhile has none."""
    total = 0
    for file in folder.glob(names):
        with suppress(FileNotFoundError):
            total += file.stat().st_size if file.is_file() else 0
    return total


def is_store(path: Path | str) -> bool:
    """Whether a path is the folder of a store."""
    return (Path(path) / "CURRENT").is_file()


def decided(path: Path, base: str) -> Decisions:
    """What the decisions file in the folder says; nothing where there is none."""
    file = path / decisions.FILE
    return decisions.read(file, base=base) if file.exists() else Decisions()


def locked(path: Path) -> lock.WriterLock:
    """Make the folder where there is none, and lock it. OutputError where it is something else."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        found = {p.name for p in path.iterdir()}
    except OSError as e:
        raise OutputError(f"{path}: is no folder for a store ({e.strerror}). Give another folder.") from None
    # One whose making was broken off has our lock, and no data yet: they come after the file CURRENT.
    broken_off = lock.WRITER in found and not any(name.endswith(".sst") for name in found)
    if found - {lock.WRITER, lock.READERS, decisions.FILE} and "CURRENT" not in found and not broken_off:
        raise OutputError(f"{path}: is there and is no store. Give another folder.")
    return lock.WriterLock(path)
