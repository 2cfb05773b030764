"""Sentences composed of parts: each act that was put in comes out with its words, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

PARTS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "composed.yaml").read_text(encoding="utf-8"))
ACTS = [{**act, "rest": act["link"] + act["said"]} for act in PARTS["acts"]]


def _composed() -> Iterator[tuple[str, set[tuple[str, str]]]]:
    """Each way of joining with each act, the other act and the speaker in turn → sentence, cues and contents."""
    for n, pattern in enumerate(PARTS["joined"]):
        for k, one in enumerate(ACTS):
            other = ACTS[(k + n + 1) % len(ACTS)]
            who = PARTS["speakers"][(k + n) % len(PARTS["speakers"])]
            within = (
                who[:1].lower() + who[1:] if who.startswith(("L", "l")) and not pattern.startswith("{who}") else who
            )
            text = pattern.format(who=within, a=one, b=other)
            yield text, {(act["cue"], act["said"]) for act in (one, other)}


@pytest.mark.parametrize(("text", "said"), list(_composed()))
def test_what_was_put_in_comes_out(annotate: Callable[[str], Any], text: str, said: set[tuple[str, str]]) -> None:
    doc = annotate(text)
    assert {(s.cue, " … ".join(doc.text[a:b] for a, b in s.content)) for s in doc._.statements} == said


@pytest.mark.parametrize("text", PARTS["nothing"])
def test_nothing_comes_out(annotate: Callable[[str], Any], text: str) -> None:
    assert [s.cue for s in annotate(text)._.statements] == []
