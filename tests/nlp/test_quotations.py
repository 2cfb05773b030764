"""Quotation marks are paired as people meant them, in linear time."""

from __future__ import annotations

import time

import pytest

from kgextract.nlp.quotations import pair


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
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in pair(text)] == expected


def test_typographic_single_quotes_come_from_the_source() -> None:
    assert [q.start for q in pair("Un 'oui' net, l'ami", "Un ‘oui’ net, l’ami")] == [4]


@pytest.mark.parametrize("piece", ["«", '"', "« a\n", "“a "])
def test_linear(piece: str) -> None:
    start = time.perf_counter()
    pair(piece * 50_000)
    assert time.perf_counter() - start < 5
