"""Sentences with what is said in them (`borders.txt`): where it begins and ends, and that nothing else is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_LINES = [
    line
    for line in Path(__file__).with_name("borders.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("marked", _LINES)
def test_what_is_said_begins_and_ends_there(annotate: Callable[[str], Any], marked: str) -> None:
    doc = annotate(re.sub(r"[][]", "", marked))
    found = [doc.text[a:b] for s in doc._.statements for a, b in s.content]
    assert sorted(found) == sorted(re.findall(r"\[([^]]+)\]", marked))
