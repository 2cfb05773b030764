"""Two sentences from frames (`pronouns.txt`): a clause of each type and position, then words for one of two people.

A is the subject of the main clause. A pronoun means whom its gender leaves, of two alike A; `ce dernier` whom the
sentence names last; an office its holder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from spacy.tokens import Doc

_PEOPLE, _FORMS, _FOLLOWING, _FRAMES = (
    [[cell.strip() for cell in line.split("|")] for line in part.splitlines() if line and not line.startswith("#")]
    for part in Path(__file__).with_name("pronouns.txt").read_text("utf-8").split("\n\n")
)
_ELIDED = re.compile(r"\b(qu|lorsqu|puisqu|d)e (?=[AEIOUYÉ](?!ao))", re.IGNORECASE)
_JOINED = {" de le ": " du ", " à le ": " au ", "Quant à le ": "Quant au "}


class Person(NamedTuple):
    """One line of the file."""

    name: str
    gender: str
    office: str
    alone: str

    def forms(self, letter: str, *, titled: bool) -> dict[str, str]:
        """Each slot of a frame for this person → its words."""
        own = {slot: (man, woman)[self.gender == "f"] for slot, man, woman in _FORMS}
        own["t"] = self.alone[0].upper() + self.alone[1:]
        found = {f"{{{letter}.{slot}}}": words for slot, words in own.items()}
        return found | {f"{{{letter}}}": f"{self.office} {self.name}" if titled else self.name}


def _filled(text: str, *forms: dict[str, str]) -> str:
    for slot, words in (item for form in forms for item in form.items()):
        text = text.replace(slot, words)
    for apart, joined in _JOINED.items():
        text = text.replace(apart, joined)
    text = _ELIDED.sub(r"\1'", text)
    return re.sub(r"(^|(?<=[.] ))[a-z]", lambda m: m[0].upper(), text)


def _articles() -> Iterator[tuple[str, str]]:
    """Text and the name of whom its second sentence means."""
    people = [Person(*row) for row in _PEOPLE]
    men, women = ([p for p in people if p.gender == g] for g in "mf")
    turn = count()
    for k, (_, frame, last, *open_) in enumerate(_FRAMES):
        one, other = (men, women) if k % 2 else (women, men)
        for first, second in ((one, one), (one, other)):
            n = next(turn)
            a, b = first[n % 4], second[(n + 1 + n // 4 % 3) % 4]
            sure = {"pronoun": "AB" if first is not second else "" if open_ == ["open"] else "A", "office": "AB"}
            sure["last"] = last.strip("-")
            fitting = [(x, s) for how, s in _FOLLOWING for x in sure[how]]
            x, following = fitting[n % len(fitting)]
            forms = (p.forms(letter, titled="{X.t}" in following or n % 3 == 0) for p, letter in ((a, "A"), (b, "B")))
            yield _filled(f"{frame} {following.replace('{X', '{' + x)}", *forms), (a if x == "A" else b).name


@pytest.mark.parametrize(("text", "name"), list(_articles()))
def test_pronouns(annotate: Callable[[str], Doc], text: str, name: str) -> None:
    doc = annotate(text)
    told = [r.subject.name for r in doc._.relations if "Rivages" in r.object.name]
    told += [s.speaker.name if s.speaker else s.speaker_text for s in doc._.statements]
    assert told and set(told) == {name}, f"{name}, not {told or 'found'}"
