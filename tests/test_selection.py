"""What a user leaves out of an extraction."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kgextract.errors import UsageError
from kgextract.model import Article, Entity, Evidence, Extraction, Fact, Statement
from kgextract.selection import Selection


def evidence(confidence: float) -> Evidence:
    return Evidence(start=0, end=2, sentence="Le pont", rule="r", confidence=confidence)


def fact(relation: str, confidence: float, factuality: str = "asserted") -> Fact:
    return Fact(subject="a", relation=relation, object="b", factuality=factuality, evidence=evidence(confidence))


def said(confidence: float, factuality: str = "asserted") -> Statement:
    return Statement(
        speaker="a", kind="indirect", cue=None, content=((0, 2),), factuality=factuality, evidence=evidence(confidence)
    )


ALL = Extraction(
    article=Article(id="x", text="Le pont"),
    entities=tuple(Entity(id=id, type="Place", cls="Place", name=id) for id in "ab"),
    statements=(said(0.9), said(0.5), said(0.9, "denied")),
    facts=(
        fact("visited", 0.9),
        fact("partOf", 0.6),
        fact("metWith", 0.9, "planned"),
        replace(fact("heldOn", 0.9), attributed_to="a"),
        Fact(subject="a", relation="locatedIn", object="b", background=True, evidence=None),
    ),
)


def kept(**options: object) -> tuple[int, list[str]]:
    x = Selection(**options).of(ALL)  # type: ignore[arg-type]
    assert x.entities == ALL.entities
    return len(x.statements), [f.relation for f in x.facts]


def test_everything_by_default() -> None:
    assert Selection().of(ALL) == ALL


def test_only_what_the_article_asserts() -> None:
    assert kept(only_asserted=True) == (2, ["visited", "partOf", "locatedIn"])


def test_only_what_was_read_with_confidence() -> None:
    assert kept(min_confidence=0.8) == (2, ["visited", "metWith", "heldOn", "locatedIn"])


def test_nothing_from_the_gazetteer() -> None:
    assert kept(background=False) == (3, ["visited", "partOf", "metWith", "heldOn"])


@pytest.mark.parametrize("confidence", [-0.1, 1.5, float("nan")])
def test_a_confidence_out_of_range_is_refused(confidence: float) -> None:
    with pytest.raises(UsageError, match="--min-confidence"):
        Selection(min_confidence=confidence)
