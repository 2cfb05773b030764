"""Scenes: who speaks where and when, and what statements take from them; published on Tuesday 2 July 2024."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgextract.nlp.doc import Doc

Annotate = Callable[..., Doc]


def _scenes(doc: Doc) -> list[tuple[str, str]]:
    return [
        (doc.between(m.start, m.end), doc.between(s.venue.start, s.venue.end))
        for s in doc._.scenes
        for m in s.people
        if s.venue and not s.weak
    ]


def _venues(doc: Doc) -> list[str | None]:
    return [s.venue and doc.between(s.venue.mentions[0].start, s.venue.mentions[0].end) for s in doc._.statements]


def _dates(doc: Doc) -> list[str | None]:
    return [s.date for s in doc._.statements]


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
    assert [s.date.value for s in doc._.scenes if s.venue and s.date] == ["2024-07-01"]


def test_an_occasion_goes_on_to_the_next_one_of_the_same_speaker(annotate: Annotate) -> None:
    doc = annotate(
        "Lors d'un débat à Lille, Anne Roy a dit que la dette baisserait.\n\n"
        "Anne Roy a ajouté que les impôts aussi baisseraient.\n\n"
        "Devant le Sénat, Anne Roy a affirmé que la croissance reviendrait."
    )
    assert _venues(doc) == ["débat", "débat", "Sénat"]


def test_a_look_back_is_of_its_own_sentence_only(annotate: Annotate) -> None:
    doc = annotate(
        "Lors d'un débat à Lille, Anne Roy a dit que la dette baisserait.\n\n"
        "Devant le Sénat, Anne Roy avait affirmé que la dette monterait.\n\n"
        "Anne Roy a ajouté que les impôts baisseraient."
    )
    assert _venues(doc) == ["débat", "Sénat", "débat"]


def test_an_occasion_is_not_that_of_others(annotate: Annotate) -> None:
    doc = annotate(
        "Lors d'un débat à Lille, Anne Roy a dit que la dette baisserait.\n\n"
        "Paul Diop a affirmé que la dette monterait."
    )
    assert _venues(doc) == ["débat", None]


def test_who_was_quoted_before_the_occasion_is_named_spoke_there(annotate: Annotate) -> None:
    doc = annotate(
        "« Le chantier est fini », a annoncé Anne Roy. « Le tunnel rouvrira », a ajouté Anne Roy lundi lors d'un débat."
    )
    assert _venues(doc) == ["débat", "débat"]
    assert _dates(doc) == ["2024-07-01", "2024-07-01"]


def test_what_is_written_was_said_nowhere(annotate: Annotate) -> None:
    doc = annotate(
        "Lors d'un débat à Lille, Anne Roy a dit que la dette baisserait.\n\n"
        "Dans un communiqué, Anne Roy a affirmé que les impôts baisseraient."
    )
    assert _venues(doc) == ["débat", None]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Lundi, la maire Anne Roy a déclaré que le tunnel rouvrirait.", "2024-07-01"),
        ("« Le tunnel rouvrira », a déclaré lundi la maire Anne Roy.", "2024-07-01"),
        ("« Le tunnel rouvrira », selon un rapport paru lundi.", "2024-07-01"),
        ("La maire Anne Roy, élue en mars 2014, a déclaré que le tunnel rouvrirait.", None),
        ("La maire Anne Roy a déclaré que le tunnel rouvrirait lundi.", None),
        ("Depuis lundi, le tunnel est fermé, a déclaré la maire Anne Roy.", None),
    ],
)
def test_the_date_of_a_statement_is_that_of_its_clause(annotate: Annotate, text: str, date: str | None) -> None:
    assert _dates(annotate(text)) == [date]


@pytest.mark.parametrize(
    ("text", "venues"),
    [
        (
            "Le juge Paul Diop s'est entretenu lundi avec Anne Roy. Lors de cet entretien, Anne Roy a promis un plan.",
            ["entretien"],
        ),
        (
            "Le maire Jean Petit a présidé une cérémonie à Lille. À cette occasion, Anne Roy a promis un parc.",
            ["cérémonie"],
        ),
        (
            "Lors d'un débat, Anne Roy a dit que la dette baisserait.\n\nÀ ses côtés, Jean Petit a promis un parc.",
            ["débat", "débat"],
        ),
        (
            "Une élue a plaidé devant le Sénat pour l'eau.\n\n« Le temps presse », a dit Anne Roy, maire de Royan.",
            ["Sénat", "Sénat"],
        ),
        (
            "Paul Diop a rencontré lundi à l'Élysée la juge Anne Roy.\n\nPaul Diop juge que la loi est claire.",
            [None],
        ),
    ],
)
def test_who_is_there_speaks_there(annotate: Annotate, text: str, venues: list[str | None]) -> None:
    assert _venues(annotate(text)) == venues


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Anne Roy a reçu lundi les pompiers. « La caserne restera », a-t-elle promis.", ["2024-07-01"]),
        (
            "Anne Roy a promis lundi un parc. Jean Petit a aussitôt assuré que le parc coûterait trop cher.",
            ["2024-07-01", "2024-07-01"],
        ),
        ("Anne Roy se trouvait lundi à Lille. Elle affirme que le parc coûtera trop cher.", [None]),
    ],
)
def test_the_day_goes_on(annotate: Annotate, text: str, dates: list[str | None]) -> None:
    assert _dates(annotate(text)) == dates
