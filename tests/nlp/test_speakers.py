"""Small articles composed from people and frames (`speakers.txt`): what each one says is found, and given to them.

A frame says who says what; people of many names, titles and both genders take their places in turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from spacy.tokens import Doc

_PEOPLE, _FORMS, _FRAMES = (
    [line for line in part.splitlines() if line and not line.startswith("#")]
    for part in Path(__file__).with_name("speakers.txt").read_text("utf-8").split("\n\n")
)
_MARK = re.compile(r"\[(\S+) ([^\]]+)\]")


@dataclass(frozen=True)
class Person:
    """One line of the file."""

    n: str
    gender: str
    title: str
    t: str
    c: str
    age: str

    @property
    def s(self) -> str:
        return self.n.split(" ", 1)[1]

    def forms(self, letter: str) -> dict[str, str]:
        """Each slot of a frame for this person → its words."""
        rows = (line.split(" | ") for line in _FORMS)
        own = {slot: (man, woman)[self.gender == "f"] for slot, man, woman in rows}
        found = {
            "": f"{self.title} {self.n}",
            ".n": self.n,
            ".s": self.s,
            ".t": self.t,
            ".c": self.c,
            ".age": self.age,
            ".il": own["il"],
            ".y": own[self.age[0]],
            ".int": own["int"],
            ".cd": own["cd"],
        }
        found |= {f".{k[1].upper()}{k[2:]}": v[:1].upper() + v[1:] for k, v in found.items() if len(k) > 1}
        return {f"{{{letter}{slot}}}": words for slot, words in found.items()}


def composed(frame: str, first: Person, other: Person) -> tuple[str, list[tuple[str, int, int]]]:
    """A frame and two people → the text, and for each thing said its speaker's name, start and end."""
    for slot, words in (first.forms("A") | other.forms("a")).items():
        frame = frame.replace(slot, words)
    text, said = "", []
    at = 0
    frame = frame.replace("\\n", "\n")
    for m in _MARK.finditer(frame):
        text += frame[at : m.start()]
        name = m[1][1:] if m[1][0] == "=" else (first if m[1] == "A" else other).s
        said.append((name, len(text), len(text) + len(m[2])))
        text, at = text + m[2], m.end()
    text += frame[at:]
    return re.sub(r"(^|(?<=[.!?»] )|(?<=\n))[a-z]", lambda m: m[0].upper(), text), said


def _articles() -> list[tuple[str, list[tuple[str, int, int]]]]:
    people = [Person(*(cell.strip() for cell in line.split("|"))) for line in _PEOPLE]
    women, men = ([p for p in people if p.gender == g] for g in "fm")
    found = []
    for n, frame in enumerate(_FRAMES):
        woman, man = women[n % len(women)], men[(n + n // 4) % len(men)]
        found += [composed(frame, woman, man), composed(frame, man, woman)]
    return found


@pytest.mark.parametrize(("text", "said"), _articles(), ids=lambda x: x[:60] if isinstance(x, str) else "")
def test_speakers(annotate: Callable[[str], Doc], text: str, said: list[tuple[str, int, int]]) -> None:
    sayings = annotate(text)._.statements
    found = [(s.speaker.name if s.speaker else s.speaker_text, a, b) for s in sayings for a, b in s.content]
    for name, start, end in said:
        near = [who for who, a, b in found if min(b, end) - max(a, start) > 0.8 * (end - start)]
        assert any(name in (who or "") for who in near), f"{text[start:end]}: {name}, not {near or 'found'}"
