"""Pages of extractions, open in the browser and watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import watched
from playwright.sync_api import Browser, Page

from kgextract.model import Extraction
from kgextract.writers import render


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Extractions → their page, open in the browser; at the end nothing must have gone wrong."""
    opened: list[tuple[Page, list[str]]] = []

    def run(*found: Extraction, width: int = 1280, height: int = 860, **options: Any) -> Page:
        path = tmp_path / f"page-{len(opened)}.html"
        path.write_text(render(found, format="html"), "utf-8")
        page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        opened.append((page, watched(page)))
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield run
    for page, _ in opened:
        page.close()
    assert [trouble for _, troubles in opened for trouble in troubles] == []
