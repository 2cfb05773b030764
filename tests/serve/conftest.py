"""The server of the sample articles, asked in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from samples import all_gold, nasty
from starlette.testclient import TestClient

from kgextract import serve
from kgextract.model import Extraction
from kgextract.writers import write

HERE = "http://127.0.0.1:8765"
Client = Callable[..., TestClient]


def graph(folder: Path, *found: Extraction, suffix: str = ".nq") -> Path:
    """Extractions → a folder with their graphs."""
    folder.mkdir(parents=True, exist_ok=True)
    for n, x in enumerate(found):
        write(x, folder / f"{n}{suffix}")
    return folder


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graphs of the sample articles, and one full of nasty names."""
    return graph(tmp_path_factory.mktemp("sample"), *all_gold(), nasty())


@pytest.fixture(scope="session")
def client_of() -> Iterator[Client]:
    """Paths → a client of their server; the same for the whole session."""
    with ExitStack() as stack:
        known: dict[tuple[Any, ...], TestClient] = {}

        def run(*paths: Path, **options: Any) -> TestClient:
            key = (*paths, *sorted(options.items()))
            if key not in known:
                app = stack.enter_context(serve.opened(paths, **options))
                known[key] = stack.enter_context(TestClient(app, base_url=HERE))
            return known[key]

        yield run


@pytest.fixture
def client(client_of: Client, sample: Path) -> TestClient:
    """The server of the sample articles."""
    return client_of(sample)
