"""Amounts and counts: value and unit, and the votes of an adoption."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgextract.model import Extraction
from kgextract.nlp.doc import Doc

Read = Callable[..., Extraction]


@pytest.fixture
def counts(extract: Read) -> Callable[[str], set[tuple[str, str]]]:
    def read(text: str) -> set[tuple[str, str]]:
        x = extract(text)
        found = {f.relation: f for f in x.facts if x.entity(f.object).type == "Quantity"}
        return {(relation, x.entity(f.object).name) for relation, f in found.items()}

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le Sénat a adopté la loi sur l'eau par 92 voix contre 41 et 12 abstentions.",
            {
                ("votesInFavour", "92 votes-in-favour"),
                ("votesAgainst", "41 votes-against"),
                ("abstentions", "12 abstentions"),
            },
        ),
        (
            "La résolution, adoptée par 1 250 voix pour et trois contre, fixe un calendrier.",
            {("votesInFavour", "1250 votes-in-favour"), ("votesAgainst", "3 votes-against")},
        ),
        (
            "Le traité de Quito a été approuvé à l'unanimité par le Parlement du Chili.",
            {("votesInFavour", "unanimity")},
        ),
        (
            "Le projet de loi sur les plages a recueilli 412 voix contre 181.",
            {("votesInFavour", "412 votes-in-favour"), ("votesAgainst", "181 votes-against")},
        ),
        ("La candidate a obtenu 412 voix contre 181.", set()),
        ("Le Sénat n'a pas adopté la loi sur l'eau : 41 voix contre 92.", set()),
        ("La loi sur l'eau compte 92 articles et trois annexes, contre 41 en 2019.", set()),
        ("Le maire a été réélu par 92 voix contre 41.", set()),
    ],
)
def test_votes(counts: Callable[[str], set[tuple[str, str]]], text: str, expected: set[tuple[str, str]]) -> None:
    assert counts(text) == expected


def test_amounts(annotate: Callable[..., Doc]) -> None:
    text = (
        "Le stade a coûté 12,5 millions d'euros, soit 8 milliards de francs CFA, et non 300 000 dollars canadiens. "
        "Il y a 12 500 places, à trois euros. Il a 5 ans."
    )
    doc = annotate(text)
    assert [m.name for m in doc._.quantities] == ["12500000 EUR", "8000000000 XOF", "300000 CAD", "3 EUR"]


def test_an_amount_of_nothing_is_no_entity(extract: Read) -> None:
    x = extract("Le stade de Dakar a coûté 8 milliards de francs CFA.")
    assert not [e for e in x.entities if e.type == "Quantity"]
