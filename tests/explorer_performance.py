"""`make explorer`: every kind of page over a store of a million triples, and what it takes to start."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx2
from exploring import explorer
from graph_performance import corpus

from kgextract import Store

TRIPLES = 1_000_000
LIMIT = 300  # ms a page
ROUNDS = 5
PAGES = (
    "/", "/spoken", "/spoken?person=fu&place=geneve&from=2024", "/spoken?order=speaker&page=9", "/statements",
    "/statements?about=pays", "/things", "/things?type=Person&name=fu", "/articles?page=3", "/search?q=le",
    "/search?q=pays", "/id/person/fu-cong", "/id/article/onu-intelligence-artificielle-7",
    "/id/article/onu-intelligence-artificielle-7?part=statement-1",
    "/id/article/onu-intelligence-artificielle-7?part=run", "/id/person/fu-cong?format=turtle",
)  # fmt: skip


def main() -> int:
    """Print the figures; 1 where a page misses its limit."""
    with tempfile.TemporaryDirectory() as folder:
        with Store(Path(folder) / "store") as store:
            store.add_all(corpus(TRIPLES))
        del store
        start = time.perf_counter()
        with explorer([Path(folder) / "store"]) as address, httpx2.Client(base_url=address, timeout=60) as client:
            print(f"started in {time.perf_counter() - start:.1f} s")
            slow = 0
            for path in PAGES:
                times = [seen(client, path) for _ in range(ROUNDS)]
                slow += statistics.median(times) > LIMIT
                print(f"{statistics.median(times):7.0f} ms (first {times[0]:.0f})  {path}")
            print(
                f"{seen(client, '/questions/who-spoke-where?speaker=Fu+Cong'):7.0f} ms  the named query who-spoke-where"
            )
    return 1 if slow else 0


def seen(client: httpx2.Client, path: str) -> float:
    """A path → the milliseconds until its page is there."""
    start = time.perf_counter()
    client.get(path, headers={"Accept": "text/html"}).raise_for_status()
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    sys.exit(main())
