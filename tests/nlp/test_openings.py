"""Matches that are tried only where a word may begin are those that Python finds at every character."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kgextract.nlp.dates.forms import _compiled
from kgextract.nlp.openings import Finder, letters

TEXT = "Le 3 mai, le Mardi gras et le 3 mai 2024 à 8h30 ; l'été, ÉTÉ 2023, avril-mai. ſamedi\nmai"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?<!\w)(?:le )?(?:3|mai)", "3lm"),
        (r"[a-c]d?", "abc"),
        (r"(?i:x)y", "x"),
        (r"a?", None),
        (r"a*b+?c", "ab"),
        (r".a", None),
        (r"[^a]b", None),
        (r"(?=a)b(?<!c)", "b"),
    ],
)
def test_letters(pattern: str, expected: str | None) -> None:
    found = letters(re.compile(pattern))
    assert (None if found is None else "".join(sorted(found))) == expected


def test_case_is_ignored_where_the_expression_ignores_it() -> None:
    assert letters(re.compile("samedi", re.IGNORECASE)) == {"s", "S", "ſ"}


def test_dates_are_found_as_python_finds_them(root: Path) -> None:
    texts = [TEXT, "", *(p.read_text("utf-8") for p in sorted((root / "data" / "articles").glob("*.txt")))]
    for rule in _compiled():
        for text in texts:
            found = [m.span() for m in rule.finder.finditer(text)]
            assert found == [m.span() for m in rule.pattern.finditer(text)], rule.rule.id


def test_of_several_the_first_one_counts() -> None:
    choices = ["(?P<a>Brexit)", "(?P<b>Br[a-z]+)", r"(?P<c>\w\d)", "(?P<d>COP ?\\d+)"]
    finder = Finder.of_any(choices, before=r"(?<![\w-])", after=r"(?![\w-])")
    plain = re.compile(rf"(?<![\w-])(?:{'|'.join(choices)})(?![\w-])")
    text = "Brexit, Brest-Brexit, Brest, C3, COP 28, COP28, xBrexit Br3"
    assert [(m.span(), m.lastgroup) for m in finder.finditer(text)] == [
        (m.span(), m.lastgroup) for m in plain.finditer(text)
    ]
    for end in (4, 6, 7):
        assert bool(finder.fullmatch(text, 0, end)) == bool(plain.fullmatch(text, 0, end))


def test_without_python_s_parser_every_opening_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgextract.nlp.openings._parser", None)
    found = Finder.of(re.compile(r"(?<!\w)m\w+")).finditer(TEXT)
    assert [m.group() for m in found] == ["mai", "mai", "mai", "mai"]
