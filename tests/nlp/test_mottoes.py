"""Bodies that common words name, in every place where somebody acts: each is a body whole, and nothing else is one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

PARTS: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "mottoes.yaml").read_text(encoding="utf-8"))
FRAMES = [frame.replace("{X}", f"[{body}]") for frame in PARTS["frames"] for body in PARTS["bodies"]]

Annotate = Callable[[str], Any]


@pytest.mark.parametrize("marked", [*FRAMES, *PARTS["marked"]])
def test_it_is_a_body(annotate: Annotate, marked: str) -> None:
    name = marked[marked.index("[") + 1 : marked.index("]")]
    doc = annotate(marked.replace("[", "").replace("]", ""))
    found = {doc.between(m.start, m.end): m.type for m in doc._.mentions}
    assert found.get(name) == "Organization"


@pytest.mark.parametrize("text", PARTS["never"])
def test_nothing_is_a_body(annotate: Annotate, text: str) -> None:
    assert [m.rule for m in annotate(text)._.mentions if m.rule == "motto"] == []
