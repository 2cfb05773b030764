"""Frames of `occasions.yaml` filled with days, towns and people: where and when events are held, and things said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kgextract.model import Extraction

FRAMES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "occasions.yaml").read_text(encoding="utf-8"))
FILLED = 3  # times that each frame is filled


def _filled(kind: str) -> list[tuple[dict[str, Any], dict[str, str]]]:
    """Each frame with its words, taken in turn."""
    days, towns, people = list(FRAMES["days"]), FRAMES["towns"], list(FRAMES["people"])
    claims, quotes = FRAMES["claims"], FRAMES["quotes"]
    found = []
    for n, frame in enumerate(FRAMES[kind]):
        for k in range(n, n + FILLED):
            who = people[k % len(people)]
            words = {"day": days[k % len(days)], "town": towns[k % len(towns)], "who": who}
            words |= {"name": FRAMES["people"][who], "said": claims[k % len(claims)], "quote": quotes[k % len(quotes)]}
            found.append((frame, words))
    return found


def _text(frame: dict[str, Any], words: dict[str, str]) -> str:
    text = frame["text"].format(**words)
    return str(text[0].upper() + text[1:])


def _wanted(word: str, words: dict[str, str]) -> str:
    """A word of what must come out: a day as its date."""
    return str(FRAMES["days"][words["day"]]) if word == "{day}" else word.format(**words)


def _read(
    frame: dict[str, Any], words: dict[str, str], extract: Callable[..., Extraction]
) -> tuple[str, Extraction, dict[str, set[str]]]:
    """The text of a frame, what is found in it, and the names by which each entity goes."""
    text = _text(frame, words)
    x = extract(text)
    return text, x, {e.id: {e.name, *(text[m.start : m.end] for m in e.mentions)} for e in x.entities}


@pytest.mark.parametrize(("frame", "words"), _filled("events"))
def test_where_and_when_events_are(
    frame: dict[str, Any], words: dict[str, str], extract: Callable[..., Extraction]
) -> None:
    text, x, names = _read(frame, words, extract)
    facts = [(names[f.subject], f.relation, names[f.object]) for f in x.facts if not f.background]
    for subject, relation, object_ in frame.get("facts", ()):
        s, o = _wanted(subject, words), _wanted(object_, words)
        found = (r == relation and any(s in n for n in a) and any(o in n for n in b) for a, r, b in facts)
        assert any(found), (text, s, relation, o, facts)
    assert not [f for f in facts if f[1] in frame.get("never", ())], text


@pytest.mark.parametrize(("frame", "words"), _filled("statements"))
def test_where_and_when_things_are_said(
    frame: dict[str, Any], words: dict[str, str], extract: Callable[..., Extraction]
) -> None:
    text, x, names = _read(frame, words, extract)
    said = sorted(x.statements, key=lambda s: s.content[0][0])
    assert len(said) == len(frame["said"]), (text, said)
    for statement, (venue, day) in zip(said, frame["said"], strict=True):
        where = names[statement.venue] if statement.venue else set()
        place = _wanted(venue, words) if venue else None
        assert any(place in n for n in where) if place else not where, (text, venue, where)
        assert statement.date == (_wanted(day, words) if day else None), (text, statement.date)
