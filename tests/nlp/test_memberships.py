"""Frames of `memberships.yaml`, `headships.yaml`, `handovers.yaml`, `deeds.yaml` filled with names of many origins.

Who belongs to what, heads it, where it lies; who takes part, meets, signs, supports.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kgextract import Article, Extraction, extract_all
from kgextract.model import Entity

FILES = ("memberships.yaml", "headships.yaml", "handovers.yaml", "deeds.yaml")
Case = tuple[str, list[list[str]], list[str]]  # text, facts, relations of which there is none


def table(name: str) -> dict[str, Any]:
    """The words and frames of a file beside this one."""
    found: dict[str, Any] = yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return found


def cases() -> Iterator[Case]:
    """Each frame twice, the second time with other words in every place."""
    for n, (frame, fillers) in enumerate((f, t["words"]) for t in map(table, FILES) for f in t["frames"]):
        for turn in (n, n + 1):
            words = {name: choice[turn % len(choice)] for name, choice in fillers.items()}
            facts = [[end.format(**words) for end in fact] for fact in frame.get("facts", [])]
            yield frame["text"].format(**words), facts, frame.get("never", [])


CASES = list(cases())


@pytest.fixture(scope="module")
def read() -> dict[str, Extraction]:
    """Text → what is read in it."""
    articles = [Article(id=f"a{n}", text=text, published="2024-07-02") for n, (text, *_) in enumerate(CASES)]
    found = extract_all(articles)
    return {a.text: x for a, x in zip(articles, found, strict=True) if isinstance(x, Extraction)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_facts(read: dict[str, Extraction], case: Case) -> None:
    text, facts, never = case
    names = {e.id: said(e, text) for e in read[text].entities}
    told = [
        (names.get(f.subject, ""), f.relation, names.get(f.object, ""))
        for f in read[text].facts
        if f.factuality == "asserted" and f.evidence is not None
    ]
    for subject, relation, object in facts:
        assert any(subject in s and relation == r and object in o for s, r, o in told), (
            subject,
            relation,
            object,
            told,
        )
    assert not [f for f in told if f[1] in never]


def said(entity: Entity, text: str) -> str:
    """The name of an entity and its mentions as they are written."""
    return " | ".join([entity.name, *entity.names, *(text[m.start : m.end] for m in entity.mentions)])
