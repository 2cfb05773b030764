"""Relations: `lookalikes.yaml`, sentences that look as if they said a fact, and what they do say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from kgextract.model import Extraction

Extract = Callable[..., Extraction]
ROWS = yaml.safe_load((Path(__file__).parent / "lookalikes.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_only_what_is_said(extract: Extract, row: dict) -> None:  # type: ignore[type-arg]
    x = extract(row["text"])
    said = {
        (_first(x, f.subject), f.relation, _first(x, f.object))
        for f in x.facts
        if f.factuality == "asserted" and not f.background
    }
    assert tuple(row.get("says", ())) in {*said, ()}
    assert tuple(row.get("not", ())) not in said


def _first(x: Extraction, id: str) -> str:
    first = x.entity(id).mentions[0]
    return x.quote(first.start, first.end)
