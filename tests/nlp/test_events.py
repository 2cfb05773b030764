"""Events: sentences of our own, published on Tuesday 2 July 2024, with kind, host, place and date."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import DateExpression, Event, Mention
from kgextract.tables.events import NOUNS

Annotate = Callable[..., Doc]


def _words(doc: Doc, m: Mention | DateExpression | None) -> str:
    return doc.between(m.start, m.end) if m else ""


def _event(doc: Doc, start: str) -> Event:
    return next(e for e in doc._.events if _words(doc, e.mention).startswith(start))


@pytest.mark.parametrize(
    ("text", "event", "kind"),
    [
        (
            "La réunion du conseil d'administration a duré deux heures.",
            "réunion du conseil d'administration",
            "nominal",
        ),
        ("Une conférence de presse est prévue demain.", "conférence de presse", "nominal"),
        ("Le quatrième congrès du parti s'est ouvert hier.", "quatrième congrès du parti", "named"),
        ("Les négociations ont repris lundi.", "négociations", "nominal"),
        ("Le sommet de Nairobi a échoué.", "sommet de Nairobi", "named"),
        ("L'armée a lancé une vaste offensive.", "vaste offensive", "nominal"),
        ("Les effets du Brexit inquiètent les pêcheurs.", "Brexit", "named"),
        ("La délégation prépare la COP30.", "COP30", "named"),
        ("L'opposition boycotte l'élection présidentielle.", "élection présidentielle", "nominal"),
        ("Le référendum sur les retraites est annulé.", "référendum sur les retraites", "nominal"),
    ],
)
def test_an_event_has_its_span_and_kind(annotate: Annotate, text: str, event: str, kind: str) -> None:
    doc = annotate(text)
    assert (event, kind) in [(_words(doc, e.mention), e.mention.kind) for e in doc._.events]


@pytest.mark.parametrize(
    "text", ["Elle a pris ses fonctions hier.", "Le prix du blé recule.", "Il visite souvent sa tante."]
)
def test_what_is_no_event_gives_none(annotate: Annotate, text: str) -> None:
    assert annotate(text)._.events == []


def test_a_session_has_its_number_and_its_body(annotate: Annotate) -> None:
    doc = annotate("Il a parlé lors de la 56e session du Conseil des droits de l'homme à Genève.")
    event = _event(doc, "56e session")
    assert (event.ordinal, event.mention.kind) == (56, "named")
    assert _words(doc, event.host) == "Conseil des droits de l'homme"
    assert _words(doc, event.place) == "Genève"


def test_place_and_date_from_the_verb_that_says_it_takes_place(annotate: Annotate) -> None:
    doc = annotate("La cérémonie s'est déroulée mardi 25 juin à Tunis.")
    event = _event(doc, "cérémonie")
    assert (_words(doc, event.place), event.date.value if event.date else None) == ("Tunis", "2024-06-25")


def test_place_and_date_from_its_own_phrase(annotate: Annotate) -> None:
    doc = annotate("Une rencontre à Lisbonne le 3 juin a rapproché les deux camps.")
    event = _event(doc, "rencontre")
    assert (_words(doc, event.place), event.date.value if event.date else None) == ("Lisbonne", "2024-06-03")


def test_the_day_of_the_sentence_that_the_event_opens(annotate: Annotate) -> None:
    doc = annotate("Lundi, lors d'une conférence de presse, le ministre a présenté son plan.")
    event = _event(doc, "conférence de presse")
    assert event.date is not None and event.date.value == "2024-07-01"


def test_a_numbered_session_never_takes_a_day_that_is_only_near(annotate: Annotate) -> None:
    doc = annotate("Lundi, le ministre a rappelé que la 53e session du Conseil avait adopté un texte.")
    assert _event(doc, "53e session").date is None


def test_what_happens_is_told_from_what_is_organised(annotate: Annotate) -> None:
    doc = annotate("Le sommet a été annulé après l'attentat.")
    assert [e.organised for e in doc._.events] == [True, False]


def test_the_lexicon_is_broad() -> None:
    assert len(NOUNS.rows()) >= 150
    assert len({r.noun for r in NOUNS.rows()}) == len(NOUNS.rows())


@pytest.mark.parametrize(
    ("text", "event", "place", "date"),
    [
        ("Mardi, une explosion a fait dix morts à Kaboul.", "explosion", "Kaboul", "Mardi"),
        ("L'accident, survenu dimanche près de Moncton, a fait deux blessés.", "accident", "Moncton", "dimanche"),
        ("Lundi s'est ouverte à Genève une conférence sur l'eau.", "conférence", "Genève", "Lundi"),
        ("Le reporter a été tué mardi à Homs par un tir.", "tir", "Homs", "mardi"),
        ("Une tempête a frappé mercredi la Louisiane.", "tempête", "Louisiane", "mercredi"),
        ("Elle est arrivée à Bamako, où une manifestation avait lieu.", "manifestation", "Bamako", ""),
        ("La Colombie a été le théâtre de nombreux enlèvements.", "nombreux enlèvements", "Colombie", ""),
        ("Elle a critiqué le procès, hier.", "procès", "", ""),
        ("Elle redoute un incendie à Liège.", "incendie", "", ""),
        ("Le sommet ne s'est pas tenu lundi à Lima.", "sommet", "", ""),
    ],
)
def test_an_event_has_the_place_and_date_of_its_clause(
    annotate: Annotate, text: str, event: str, place: str, date: str
) -> None:
    doc = annotate(text)
    found = _event(doc, event)
    assert (_words(doc, found.place), _words(doc, found.date)) == (place, date)


def test_an_event_taken_up_has_the_setting_of_the_clause_that_told_it(annotate: Annotate) -> None:
    doc = annotate("Mille personnes ont manifesté lundi à Alger. La manifestation a été calme.")
    event = _event(doc, "manifestation")
    assert (_words(doc, event.place), _words(doc, event.date)) == ("Alger", "lundi")


def test_a_change_counts_with_what_it_happens_to(annotate: Annotate) -> None:
    told = annotate("La mort du chanteur a ému le pays. Ce décès était attendu.")
    assert [_words(told, e.mention) for e in told._.events] == ["mort du chanteur", "décès"]
    assert annotate("La formation continue coûte cher. On craint la mort.")._.events == []


def test_another_verb_between_keeps_its_own_circumstances(annotate: Annotate) -> None:
    doc = annotate("La ligue a puni lundi la nageuse Lise Roy, contrôlée en mars lors du tournoi de Metz.")
    assert _event(doc, "tournoi").date is None or _event(doc, "tournoi").date.value == "2024-03"  # type: ignore[union-attr]
    doc = annotate("Deux agents ont été blessés lundi lors d'une manifestation.")
    assert _words(doc, _event(doc, "manifestation").date) == "lundi"
