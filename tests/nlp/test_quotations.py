"""Quotation marks are paired as people meant them; pairing them and cutting units takes linear time."""

from __future__ import annotations

import time

import pytest

from kgextract.nlp.quotations import depths, pair
from kgextract.nlp.units import split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Il parle de « paix » et de "dialogue".', ["paix", "dialogue"]),
        ("« Il a dit “non” hier »", ["Il a dit “non” hier", "non"]),
        ('"Un", dit-il. "Deux" et la suite" perdue.', ["Un", "Deux"]),
        ("« Oui, dit-il. « Non », dit-elle.", ["Oui, dit-il.", "Non"]),
        ("« Premier.\n« Second. »\nFin.", ["Premier.", "Second."]),
        ("« Premier.\nSecond. »\nFin.", ["Premier.", "Second."]),
        ("L'heure de l'été", []),
        ("'L'eau monte', dit-il. 'Partons', dit-elle.", ["L'eau monte", "Partons"]),
        ("Le port s'étend d'ici à l' île, dit-il, et l'eau monte.", []),
        ("'Il dit que l' eau monte'", ["Il dit que l' eau monte"]),
        ("« Il pleut ”, dit-il.", ["Il pleut"]),
        ('“Il pleut", dit-il.', ["Il pleut"]),
        ('« Il a dit "non" hier »', ['Il a dit "non" hier', "non"]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in pair(text)] == expected


def test_typographic_single_quotes_come_from_the_source() -> None:
    assert [q.start for q in pair("Un 'oui' net, l'ami", "Un ‘oui’ net, l’ami")] == [4]


PIECES = [
    *(mark + after for mark in "«»‹›„“”\"‘’'" for after in ("", " ", "\n", "a ")),
    *("« a »", '«»"', "„“”", '« " » ', "l'", "l’", "— ", 'A. " ', '[" ', "« a. “B. ”\n", "« a" + "\n" * 900 + "»"),
    *("A-", "A-" * 290 + "\n", "par " + "A" * 590 + "!\n"),
]


def _seconds(text: str) -> float:
    times = []
    for _ in range(2):
        start = time.process_time()
        split(text, depths(pair(text)))
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("piece", PIECES)
def test_linear(piece: str) -> None:
    """Four times the text takes about four times as long, not sixteen; a short one is not slow either."""
    short = _seconds((piece * 1_500)[:1_500])
    assert short < 0.3
    assert _seconds((piece * 6_000)[:6_000]) < 10 * short + 0.02
