"""Every promise and every claim of the README's security section names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGES = ("docs/promises.md", "README.md")
TEST = re.compile(r"`((?:\w+/)*test_\w+\.py)(?:::(test_\w+))?`")


@pytest.mark.parametrize("page", PAGES)
def test_claims_name_tests_that_exist(page: str, root: Path) -> None:
    named = TEST.findall((root / page).read_text("utf-8"))
    assert len(named) > 10
    for file, test in named:
        path = root / "tests" / file
        assert path.is_file(), file
        assert not test or re.search(rf"^def {test}\(", path.read_text("utf-8"), re.M), f"{file}::{test}"


def test_every_promise_and_claim_has_one(root: Path) -> None:
    rows = re.findall(r"^\| (\d+) \|.*", (root / "docs/promises.md").read_text("utf-8"), re.M)
    assert [int(n) for n in rows] == list(range(1, 31))
    for page in PAGES:
        text = (root / page).read_text("utf-8")
        claims = [line for line in text.splitlines() if re.match(r"\| \d+ \|", line)]
        claims += text.partition("## Security")[2].partition("### Limits")[0].splitlines()
        for line in claims:
            if line.startswith("| ") and not line.startswith("| who"):
                assert TEST.search(line), line
