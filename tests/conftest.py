"""Fixtures of all tests: the model is loaded once a session, the command runs in a process of its own."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kgextract.model import Article, Extraction

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from spacy.language import Language

    from kgextract.nlp.doc import Doc

ROOT = Path(__file__).resolve().parent.parent
COMMAND = Path(sys.executable).parent / "kgextract"
PUBLISHED = "2024-07-02"


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="module")  # while it is there, no other event loop runs in this thread
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a module; without one they are skipped, but fail in continuous integration."""
    from browsing import chromium
    from playwright.sync_api import sync_playwright

    path = chromium()
    if path is None:
        reason = "there is no Chromium on this machine: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The model with every component."""
    from kgextract.nlp import pipeline

    return pipeline.load()


@pytest.fixture(scope="session")
def annotate(nlp: Language) -> Callable[..., Doc]:
    """Text (published on 2 July 2024 unless told otherwise) → Doc with every layer."""
    from kgextract.nlp import pipeline

    def run(text: str, *, published: str | None = PUBLISHED, id: str = "test") -> Doc:
        return pipeline.annotate(Article(id=id, text=text, published=published))

    return run


@pytest.fixture(scope="session")
def extract(nlp: Language) -> Callable[..., Extraction]:
    """Text (published on 2 July 2024 unless told otherwise) → Extraction."""
    from kgextract.extractor import extract as read

    def run(text: str, *, published: str | None = PUBLISHED, id: str = "test") -> Extraction:
        return read(Article(id=id, text=text, published=published))

    return run


@pytest.fixture(scope="session")
def run_cli() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Arguments → the finished `kgextract` process, with its output as text."""

    def run(*arguments: object, input: str | bytes | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
        given = input.encode() if isinstance(input, str) else input
        done = subprocess.run(
            [COMMAND, *map(str, arguments)], input=given, capture_output=True, timeout=120, check=False, **options
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return run


@pytest.fixture
def run_here(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Like `run_cli`, but in this process, where the model is loaded already; `columns` makes it a terminal."""
    from kgextract.cli import execute

    def run(*arguments: object, input: str = "", columns: int = 0) -> subprocess.CompletedProcess[str]:
        streams = {"stdout": io.BytesIO(), "stderr": io.BytesIO()}
        before = signal.getsignal(signal.SIGTERM)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(input.encode()), encoding="utf-8"))
            for name, stream in streams.items():
                patch.setattr(sys, name, io.TextIOWrapper(stream, encoding="utf-8", write_through=True))
            if columns:
                patch.setattr(sys.stdout, "isatty", lambda: True)
                patch.setenv("COLUMNS", str(columns))
            kept = sys.stdout, sys.stderr  # the wrappers close their streams when they go
            code = execute([str(a) for a in arguments])
            out, err = (stream.getvalue().decode("utf-8") for stream in streams.values())
            assert kept
        signal.signal(signal.SIGTERM, before)
        return subprocess.CompletedProcess(arguments, code, out, err)

    return run
