"""The pictures of the README, made anew from a sample article: `make pictures`. Needs a Chromium, as the tests do."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from browsing import chromium
from exploring import explorer
from playwright.sync_api import sync_playwright
from samples import all_gold

from kgextract import extract, read, write
from kgextract.drawing import picture
from kgextract.drawing import write as draw
from kgextract.resources import data

ARTICLE, PUBLISHED = "articles/onu-intelligence-artificielle.txt", "2024-07-02"


def main(folder: Path) -> None:
    """Write page.png, graph.svg and explorer.png into a folder."""
    browser = chromium()
    if browser is None:
        sys.exit("pictures: there is no Chromium. Install it.")
    folder.mkdir(parents=True, exist_ok=True)
    (article,) = read(data(ARTICLE), published=PUBLISHED)
    found = extract(article)
    with tempfile.TemporaryDirectory() as room, sync_playwright() as driver:
        page_file, graph_file = Path(room) / "page.html", Path(room) / "graph.ttl"
        write(found, page_file)
        write(found, graph_file)
        draw(picture(graph_file), folder / "graph.svg")
        shown = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = shown.new_page(viewport={"width": 1280, "height": 760}, reduced_motion="reduce", color_scheme="light")
        page.goto(page_file.as_uri())
        page.locator("#statements .go").nth(1).click()
        page.mouse.move(0, 0)
        page.evaluate("window.scrollTo(0, 0)")
        page.screenshot(path=folder / "page.png", animations="disabled")
        samples = Path(room) / "samples.nq"
        write(all_gold(), samples)
        with explorer([samples]) as address:
            page.goto(f"{address}/spoken?from=2022")
            page.screenshot(path=folder / "explorer.png", animations="disabled")
        shown.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
