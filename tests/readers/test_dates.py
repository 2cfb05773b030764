"""Datelines: only a full date that states the publication, never a guess."""

from __future__ import annotations

import pytest

from kgextract.readers.dates import dated, dateline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Genève, le 2 juillet 2024 – Le comité a siégé.", "2024-07-02"),
        ("PARIS, 12 mars 2020 (AFP) - Le ministre a parlé.", "2020-03-12"),
        ("Port-au-Prince, Haïti, le 1er février 2021 — La police", "2021-02-01"),
        ("Un titre\n\nPublié le mardi 2 juillet 2024 à 10h30\n\nLe texte.", "2024-07-02"),
        ("Publié le 02/07/2024", "2024-07-02"),
        ("Mis en ligne le 5.11.2019", "2019-11-05"),
        ("Lundi 5 août 2019\nLe texte.", "2019-08-05"),
        ("Le 5 août 2019, le préfet a démissionné.", None),
        ("Il est né à Paris le 2 juillet 1950.", None),
        ("Un accord signé le 3 mars 2019 : le texte", None),
        ("Rome, 31 février 2020 - Le pape", None),
        ("Genève, mai 2021 – Le comité", None),
        ("Genève, le 2 juillet – Le comité", None),
        ("a\nb\nc\nd\nPublié le 02/07/2024", None),
        ("", None),
    ],
)
def test_dateline(text: str, expected: str | None) -> None:
    assert dateline(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2024-07-02-tramway", "2024-07-02"),
        ("2024-07-02", "2024-07-02"),
        ("2024-07-02_12h30", "2024-07-02"),
        ("2024-07-021", None),
        ("2024-02-30-tramway", None),
        ("tramway-2024-07-02", None),
        ("20240702-tramway", None),
    ],
)
def test_the_name_of_a_file(name: str, expected: str | None) -> None:
    assert dated(name) == expected
