"""One headless Chromium for all tests of pages; every page opened is watched for errors and for requests to others."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kgextract.model import Extraction
from kgextract.writers import render

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without one the tests are skipped, but on continuous integration they fail."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        reason = "no Chromium on this machine (apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    before = socket.getdefaulttimeout()
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()
    socket.setdefaulttimeout(before)


@dataclass
class Watched:
    """An open page, and what went wrong on it."""

    page: Page
    troubles: list[str] = field(default_factory=list)


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Extractions → their page, open in the browser; at the end nothing must have gone wrong."""
    opened: list[Watched] = []

    def run(*found: Extraction, width: int = 1280, height: int = 860, **options: Any) -> Page:
        path = tmp_path / f"page-{len(opened)}.html"
        path.write_text(render(found, format="html"), "utf-8")
        page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        watched = Watched(page)
        page.on("console", lambda m: watched.troubles.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: watched.troubles.append(str(e)))
        page.on("dialog", lambda d: (watched.troubles.append(f"dialog: {d.message}"), d.dismiss()))
        page.on(
            "request",
            lambda r: None if r.url.startswith(("file:", "data:", "blob:")) else watched.troubles.append(r.url),
        )
        opened.append(watched)
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield run
    troubles = [t for watched in opened for t in watched.troubles]
    for watched in opened:
        watched.page.close()
    assert not troubles
