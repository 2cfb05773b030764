"""Small articles composed of frames, speakers and sentences that say nothing (`reporting.txt`): all said comes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

_SPEAKERS, _SAID, _PLAIN, _FRAMES = (
    [line for line in part.splitlines() if line and not line.startswith("#")]
    for part in Path(__file__).with_name("reporting.txt").read_text("utf-8").split("\n\n")
)
_CONTRACTED = (
    (r"\bde le\b", "du"),
    (r"\bà le\b", "au"),
    (r"\b([dD]|qu)e (\[?)(?=[aeiouyhéèêâ])", r"\1'\2"),
)


def _filled(frame: str, turn: int) -> str:
    """A frame with a speaker and words of each kind, by turns."""
    who = _SPEAKERS[turn % len(_SPEAKERS)]
    said = {kind: [line[4:] for line in _SAID if line.startswith(f"{kind} | ")] for kind in "cqni"}
    text = frame.replace("{S}", who if frame.find("{S}") else who[0].upper() + who[1:])
    for kind, lines in said.items():
        text = text.replace(f"{{{kind}}}", lines[turn % len(lines)])
    if not re.search(r"\{S\} \w", frame):  # the comma behind an apposition, before a verb only
        text = text.replace("Vandamme,", "Vandamme")
    for pattern, words in _CONTRACTED:
        text = re.sub(pattern, words, text)
    return text


def _articles() -> Iterator[tuple[str, list[str]]]:
    """Each frame with three speakers, between two sentences that say nothing → text and what is said in it."""
    for n, frame in enumerate(_FRAMES):
        for turn in range(n, n + 3):
            marked = _filled(frame, turn)
            before, after = _PLAIN[turn % len(_PLAIN)], _PLAIN[(turn + 3) % len(_PLAIN)]
            yield f"{before} {re.sub(r'[][]', '', marked)} {after}", re.findall(r"\[([^]]+)\]", marked)


@pytest.mark.parametrize(("text", "said"), list(_articles()))
def test_what_is_said_comes_out_and_nothing_else(annotate: Callable[[str], Any], text: str, said: list[str]) -> None:
    doc = annotate(text)
    found = [doc.text[a:b].rstrip(".") for s in doc._.statements for a, b in s.content]
    assert sorted(found) == sorted(said)
