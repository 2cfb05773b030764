"""Scenes: who speaks where and when, from which unit to which; published on Tuesday 2 July 2024."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kgextract.nlp.scenes import scene_of

Annotate = Callable[..., Doc]


def _scenes(doc: Doc) -> list[tuple[str, str]]:
    return [
        (doc[m.start : m.end].text, doc[s.venue.start : s.venue.end].text)
        for s in doc._.scenes
        for m in s.people
        if s.venue
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "venue"),
    [
        (
            "Lors d'une conférence de presse à Dakar, Anne Roy a annoncé la fin du chantier.",
            "Anne Roy",
            "conférence de presse",
        ),
        ("Devant l'Assemblée nationale, Anne Roy a dit que la loi serait votée.", "Anne Roy", "Assemblée nationale"),
        ("Jean Petit a tenu une conférence de presse mardi à Lille.", "Jean Petit", "conférence de presse"),
        ("« Nous irons au bout », a déclaré Anne Roy au micro de France Inter.", "Anne Roy", "France Inter"),
        ("À l'issue d'une rencontre avec le maire, Jean Petit s'est dit confiant.", "Jean Petit", "rencontre"),
        (
            "C'est lors d'une conférence de presse que la députée Anne Roy a dénoncé le projet.",
            "Anne Roy",
            "conférence de presse",
        ),
    ],
)
def test_a_scene_has_speaker_and_venue(annotate: Annotate, text: str, speaker: str, venue: str) -> None:
    assert (speaker, venue) in _scenes(annotate(text))


@pytest.mark.parametrize(
    "text", ["Anne Roy a été blessée lors d'une manifestation.", "Anne Roy a acheté une maison à Dakar."]
)
def test_who_does_not_speak_opens_no_scene(annotate: Annotate, text: str) -> None:
    assert _scenes(annotate(text)) == []


def test_a_scene_has_the_date_of_its_event(annotate: Annotate) -> None:
    doc = annotate("Lors d'une conférence de presse lundi, Anne Roy a annoncé la fin du chantier.")
    assert [s.date.value for s in doc._.scenes if s.date] == ["2024-07-01"]


def test_a_scene_reaches_to_the_next_one_of_the_same_speaker(annotate: Annotate) -> None:
    doc = annotate(
        "Lors d'un débat à Lille, Anne Roy a dit que la dette baisserait.\n\n"
        "Anne Roy a ajouté que les impôts aussi baisseraient.\n\n"
        "Devant le Sénat, Anne Roy a affirmé que la croissance reviendrait."
    )
    speaker = doc._.scenes[0].people[0].chain
    venues = [scene_of(doc, speaker, n) for n in range(len(doc._.units))]
    assert [doc[s.venue.start : s.venue.end].text for s in venues if s and s.venue] == ["débat", "débat", "Sénat"]


def test_a_look_back_is_of_its_own_unit_only(annotate: Annotate) -> None:
    doc = annotate(
        "Lors d'un débat à Lille, Anne Roy a dit que la dette baisserait.\n\n"
        "Devant le Sénat, Anne Roy avait affirmé que la dette monterait.\n\n"
        "Anne Roy a ajouté que les impôts baisseraient."
    )
    speaker = doc._.scenes[0].people[0].chain
    venues = [scene_of(doc, speaker, n) for n in range(len(doc._.units))]
    assert [doc[s.venue.start : s.venue.end].text for s in venues if s and s.venue] == ["débat", "Sénat", "débat"]
