"""Presents that the model takes for nouns or adjectives are verbs where their sentence has no other one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Le Sénat vote la loi.", "vote"),
        ("Le conseil municipal vote mardi.", "vote"),
        ("Le parquet enquête.", "enquête"),
        ("Le président visite Lyon.", "visite"),
        ("La maire de Lens visite l'usine et promet un parc.", "visite"),
        ("Le Sénat vote la loi que le gouvernement a proposée.", "vote"),
        ("Lundi, le pape visite l'usine.", "visite"),
        ("La loi que vote le Sénat sera appliquée.", "vote"),
        ("Dans la soirée, la police charge la foule.", "charge"),
        ("Le maire, Paul Roy, visite l'école.", "visite"),
        ("La CGT le juge inacceptable.", "juge"),
        ("Mardi, le Kenya les menace de sanctions.", "menace"),
        ("L'opposition la critique vivement.", "critique"),
        ("Les textos abîment la langue.", "abîment"),
        ("Le Sénat vote la loi et les élus protestent.", "vote"),
        ("Le dossier divise, et une élue a dit que rien ne bougeait.", "divise"),
        ("La hausse inquiète, mais le maire a promis de tenir.", "inquiète"),
    ],
)
def test_verbs(annotate: Callable[[str], Any], text: str, verb: str) -> None:
    assert next(t.text for t in annotate(text) if t.pos_ == "VERB") == verb


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Une marche contre la loi a eu lieu.", "contre"),
        ("La visite a duré deux heures.", "visite"),
        ("Le match retour aura lieu lundi.", "retour"),
        ("Il a reçu le ministre, la visite ayant été annulée.", "visite"),
        ("Une marche, une visite et un débat sont prévus.", "visite"),
        ("Les rebelles, la police et la garde ont tiré.", "garde"),
        ("Le maire et le juge ont signé.", "juge"),
        ("Le parti et la presse en ont parlé.", "presse"),
        ("Une note sur la marche a été publiée.", "marche"),
        ("Le vote de la loi a pris du retard.", "vote"),
        ("La police a ouvert une enquête.", "enquête"),
    ],
)
def test_no_verbs(annotate: Callable[[str], Any], text: str, noun: str) -> None:
    assert noun not in [t.text for t in annotate(text) if t.pos_ == "VERB"]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Le Sénat vote la loi et l'Assemblée la rejette.", ["vote", "rejette"]),
        ("La ministre a démissionné et le parquet enquête.", ["démissionné", "enquête"]),
        ("Le PS soutient Anne Roy et LFI la combat.", ["soutient", "combat"]),
        ("Il a cité la charte et la loi cadre.", ["cité"]),
        ("Il a salué le maire et la police.", ["salué"]),
    ],
)
def test_joined_verbs(annotate: Callable[[str], Any], text: str, verbs: list[str]) -> None:
    assert [t.text for t in annotate(text) if t.pos_ == "VERB"] == verbs


def test_what_a_body_does_is_no_event(extract: Callable[[str], Any]) -> None:
    found = extract("Le parquet national enquête. Le Sénat vote la loi.")
    assert [e.name for e in found.entities if e.type == "Event"] == []
    assert [f.relation for f in found.facts] == ["adopted"]
