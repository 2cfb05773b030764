"""The pictures of the README, made anew from sample articles: `make pictures`. Needs a Chromium, as the tests do.

Beside them `made-of.json` has a digest of what each shows; a test compares it with what would be shown now.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from browsing import chromium
from exploring import explorer
from playwright.sync_api import sync_playwright
from samples import all_gold

from kgextract import Extraction, extract, queries, write
from kgextract.drawing import Picture, picture
from kgextract.drawing import write as draw
from kgextract.resources import data

READ, DRAWN = "visite-officielle", "onu-intelligence-artificielle"  # the articles that are shown
SPOKEN = "spoken?from=2022"
DIGESTS = "made-of.json"


def found() -> dict[str, Extraction]:
    """What is read in the sample articles, by id."""
    return {x.article.id: extract(x.article) for x in all_gold()}


def drawing(samples: dict[str, Extraction], room: Path) -> Picture:
    """The graph of an article, drawn; the folder is for its file."""
    write(samples[DRAWN], room / "graph.ttl")
    return picture(room / "graph.ttl")


def digests(samples: dict[str, Extraction], room: Path) -> dict[str, str]:
    """What each picture shows, as a digest: the words and numbers in it, and how pages look."""
    x = samples[READ]
    mentions = [(e.type, m.start, m.end) for e in x.entities for m in e.mentions]
    drawn = drawing(samples, room)
    write(samples.values(), room / "samples.nq")
    rows = queries.run([room / "samples.nq"], "who-spoke-where", {"from": "2022"}).rows
    looks = [p.read_text("utf-8") for p in sorted(data("page").rglob("*")) if p.suffix in (".css", ".js", ".j2")]
    shown = {
        "page.png": repr((x.to_json()["statements"], mentions, len(x.facts), len(x.dates), looks)),
        "graph.svg": repr((drawn.boxes, drawn.arrows)),
        "explorer.png": repr((rows, looks)),
    }
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in shown.items()}


def main(folder: Path) -> None:
    """Write page.png, graph.svg and explorer.png into a folder, and what they are made of."""
    browser = chromium()
    if browser is None:
        sys.exit("pictures: there is no Chromium. Install it.")
    folder.mkdir(parents=True, exist_ok=True)
    samples = found()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        room = Path(name)
        write(samples[READ], room / "page.html")
        write(samples.values(), room / "samples.nq")
        draw(drawing(samples, room), folder / "graph.svg")
        shown = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = shown.new_page(viewport={"width": 1280, "height": 760}, reduced_motion="reduce", color_scheme="light")
        page.goto((room / "page.html").as_uri())
        page.locator("#statements .go").first.click()
        page.mouse.move(0, 0)
        page.evaluate("window.scrollTo(0, 0)")
        page.screenshot(path=folder / "page.png", animations="disabled")
        with explorer([room / "samples.nq"]) as address:
            page.goto(f"{address}/{SPOKEN}")
            page.screenshot(path=folder / "explorer.png", animations="disabled")
        shown.close()
        made = json.dumps(digests(samples, room), indent=1, sort_keys=True)
    (folder / DIGESTS).write_text(f"{made}\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
