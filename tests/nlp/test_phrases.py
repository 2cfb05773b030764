"""Noun phrases and complements: where they start, what heads them, where they end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.phrases import complement, noun_phrase
from kgextract.nlp.grammar.prepositions import preposition

Annotate = Callable[[str], Doc]


def at(doc: Doc, word: str) -> int:
    return next(t.i for t in doc if t.text == word)


@pytest.mark.parametrize(
    ("text", "first", "core", "head"),
    [
        ("La nouvelle ministre française des Affaires étrangères est arrivée.", "La", "nouvelle", "ministre"),
        ("On attend plus de vingt délégations africaines demain.", "plus", "vingt", "délégations"),
        ("La plupart des pêcheurs de Lorient sont restés au port.", "La", "pêcheurs", "pêcheurs"),
        ("Tous les syndicats de la métallurgie ont signé.", "Tous", "syndicats", "syndicats"),
        ("Les Verts ont quitté la salle.", "Les", "Verts", "Verts"),
    ],
)
def test_core_and_head(annotate: Annotate, text: str, first: str, core: str, head: str) -> None:
    doc = annotate(text)
    phrase = noun_phrase(doc, at(doc, first))
    assert phrase is not None
    assert doc[phrase.core_start].text == core
    assert doc[phrase.head].text == head


@pytest.mark.parametrize(
    ("text", "first", "whole"),
    [
        (
            "La secrétaire générale de l'Organisation internationale du travail a parlé.",
            "La",
            "La secrétaire générale de l'Organisation internationale du travail",
        ),
        (
            "Le ministre de l'Économie et des Finances Paul Martin a signé.",
            "Le",
            "Le ministre de l'Économie et des Finances",
        ),
        ("Le maire de Nantes, qui préside la métropole, a voté contre.", "Le", "Le maire de Nantes"),
        (
            "Les présidents du Pérou, du Chili et de la Bolivie se sont vus.",
            "Les",
            "Les présidents du Pérou, du Chili et de la Bolivie",
        ),
        ("Une usine construite par un groupe coréen ouvrira ici.", "Une", "Une usine"),
    ],
)
def test_where_it_ends(annotate: Annotate, text: str, first: str, whole: str) -> None:
    doc = annotate(text)
    phrase = noun_phrase(doc, at(doc, first))
    assert phrase is not None
    assert doc.between(phrase.start, phrase.end) == whole


def test_definite_plural_gender(annotate: Annotate) -> None:
    doc = annotate("Cette sénatrice a rencontré des agriculteurs bretons.")
    one, many = noun_phrase(doc, 0), noun_phrase(doc, at(doc, "des"))
    assert one is not None and many is not None
    assert (one.definite, one.plural, one.gender) == (True, False, "f")
    assert many.plural is True


def test_a_verb_starts_no_phrase(annotate: Annotate) -> None:
    doc = annotate("Elle mange souvent ici.")
    assert noun_phrase(doc, at(doc, "mange")) is None


def test_complement_keeps_to_its_prepositions(annotate: Annotate) -> None:
    doc = annotate("Le comité de soutien aux réfugiés de Calais se réunit.")
    start = at(doc, "comité") + 1
    assert doc.between(start, complement(doc, start, ("de",))) == "de soutien"
    assert doc.between(start, complement(doc, start, ("de", "à"))) == "de soutien aux réfugiés de Calais"


def test_complement_stops_before_a_person_that_is_no_genitive(annotate: Annotate) -> None:
    doc = annotate("Le prix remis à Anne Dupuis est ancien.")
    start = at(doc, "remis") + 1
    assert complement(doc, start, ("à",)) == start


@pytest.mark.parametrize(
    ("text", "first", "lemma", "contracted"),
    [
        ("Au sein du parti, on doute.", "Au", "au sein de", True),
        ("Il parle auprès de la presse.", "auprès", "auprès de", False),
        ("Elle vient des Vosges.", "des", "de", True),
        ("D'après l'institut, tout va bien.", "D'", "d'après", False),
    ],
)
def test_prepositions(annotate: Annotate, text: str, first: str, lemma: str, contracted: bool) -> None:
    doc = annotate(text)
    found = preposition(doc, at(doc, first))
    assert found is not None
    assert (found.lemma, found.contracted) == (lemma, contracted)
