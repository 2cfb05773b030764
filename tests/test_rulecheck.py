"""Example sentences of rule rows: their markup, and how a failing one is reported."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import all_gold

from kgextract import extract
from kgextract.errors import DataError
from kgextract.markup import Mark, mistaken, parse
from kgextract.reference.rules import entries
from kgextract.rulecheck import Sentence, check, failure
from kgextract.rulelayers import layer_of


def test_markup() -> None:
    plain, marks = parse("[speaker Ana Brun], [role maire de [target Lyon]], part le [date=2024-05-03 3 mai].")
    assert plain == "Ana Brun, maire de Lyon, part le 3 mai."
    assert marks == (
        Mark("speaker", None, 0, 8),
        Mark("role", None, 10, 23),
        Mark("target", None, 19, 23),
        Mark("date", "2024-05-03", 33, 38),
    )


def test_other_brackets_stay() -> None:
    assert parse("Il a dit [sic] « [content je [...] reviens] ».") == (
        "Il a dit [sic] « je [...] reviens ».",
        (Mark("content", None, 17, 33),),
    )
    with pytest.raises(DataError, match="is never closed"):
        parse("[speaker Ana Brun a dit.")


@pytest.mark.parametrize(
    ("path", "marked", "layer"),
    [
        ("rules/dates.yaml", "Rien.", "dates"),
        ("rules/relations.yaml", "[subject A] et [object B]", "relations"),
        ("rules/scenes.yaml", "[speaker A] parle devant [venue B].", "scenes"),
        ("lexicons/offices.yaml", "Rien.", "roles"),
        ("lexicons/x.yaml", "[event Le sommet] de [date=2024 2024]", "events"),
        ("lexicons/x.yaml", "En [date=2024 2024]", "dates"),
    ],
)
def test_which_layer(path: str, marked: str, layer: str) -> None:
    assert layer_of(path, marked) == layer


def test_every_row_reads_its_sentences(nlp: object) -> None:
    report = check()
    assert report.sentences > 400
    assert [f"{p.place}: {p.what}" for p in report.problems] == []


def sentence(marked: str, *, layer: str = "dates", never: bool = False) -> Sentence:
    return Sentence(
        place="data/x.yaml:1", row="x", marked=marked, layer=layer, relation=None, never=never,
        xfail=None,
    )  # fmt: skip


def test_dates(nlp: object) -> None:
    assert failure(sentence("Le pont a fermé le [date=2024-05-03 3 mai 2024].")) is None
    assert failure(sentence("Le pont a fermé le [date=2024-05-04 3 mai 2024].")) == (
        "“3 mai 2024” is 2024-05-03, not 2024-05-04"
    )
    assert failure(sentence("Le [date=2024 pont] a fermé.")) == "no date “pont”; found nothing"
    assert failure(sentence("Le pont a fermé le 3 mai 2024.", never=True)) == "“3 mai 2024” is no date"
    assert failure(sentence("Le pont a fermé.", never=True)) is None


def test_statements(nlp: object) -> None:
    good = "[speaker La ministre] a [cue déclaré] que [content le pont fermerait]."
    assert failure(sentence(good, layer="statements")) is None
    wrong = "La ministre a déclaré que le pont de [speaker Brest] [cue fermerait]."
    assert failure(sentence(wrong, layer="statements"))
    assert failure(sentence("La ministre a déclaré que le pont fermerait.", layer="statements", never=True)) == (
        "“le pont fermerait” is no statement"
    )


def test_relations(nlp: object) -> None:
    good = "[subject Anne Roy] s'est rendue à [object Oran]."
    assert failure(replace(sentence(good, layer="relations"), relation="visited")) is None
    wrong = "Le [subject ministre] s'est rendu à [object Oran]."
    said = failure(replace(sentence(wrong, layer="relations"), relation="visited"))
    assert said and "; rejected ministre visited Oran: the subject is only described" in said


def test_marks_that_are_none_are_told() -> None:
    assert mistaken("Le [object pont] a [sic] plu à [sujet Anne Roy].") == [("sujet", "subject")]


def test_every_rule_that_evidence_names_is_a_row(nlp: object) -> None:
    known = {entry.name for entry in entries()} | {"gazetteer"}
    found = [extract(x.article) for x in all_gold()]
    evidence = [e.evidence for x in found for e in (*x.facts, *x.statements, *x.rejections)]
    assert {e.rule for e in evidence if e} <= known
