"""Layers → Extraction: offsets, checked facts, rejections, which entities stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgextract.model import Extraction
from kgextract.nlp import facts
from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Candidate, Chain, Saying

TEXT = "Le Portugal a signé un accord. Mme Ana Reis s’est réjouie de ce choix. Lisbonne accueille un musée."


def bare(annotate: Callable[..., Doc]) -> Doc:
    """The text with names, and without statements or relations of the other layers."""
    doc = annotate(TEXT)
    doc._.statements, doc._.relations = [], []
    return doc


def chain(doc: Doc, words: str) -> Chain:
    return next(c for c in doc._.chains for m in c.mentions if doc.between(m.start, m.end) == words)


def candidate(doc: Doc, subject: str, relation: str, object: str, **more: object) -> Candidate:
    given = {"start": 0, "end": 3, "rule": "test", "confidence": 0.9} | more
    return Candidate(subject=chain(doc, subject), relation=relation, object=chain(doc, object), **given)  # type: ignore[arg-type]


def test_a_fact_has_its_sentence_and_words(annotate: Callable[..., Doc]) -> None:
    doc = bare(annotate)
    doc._.relations = [candidate(doc, "Lisbonne", "locatedIn", "Portugal")]
    x = facts.extraction(doc)
    (fact,) = x.facts
    assert fact.evidence is not None
    assert x.quote(fact.evidence.start, fact.evidence.end) in fact.evidence.sentence
    assert fact.evidence.sentence == "Le Portugal a signé un accord."


@pytest.mark.parametrize(
    ("relation", "more", "reason"),
    [
        ("locatedIn", {"factuality": "denied"}, "denies"),
        ("locatedIn", {"confidence": 0.1}, "confidence"),
        ("holdsRole", {}, "must be"),
        ("unheardOf", {}, "no relation"),
    ],
)
def test_what_does_not_hold_is_rejected(
    annotate: Callable[..., Doc], relation: str, more: dict[str, object], reason: str
) -> None:
    doc = bare(annotate)
    doc._.relations = [candidate(doc, "Lisbonne", relation, "Portugal", **more)]
    x = facts.extraction(doc)
    assert not x.facts
    assert reason in x.rejections[0].reason


def test_a_thing_is_not_related_to_itself(annotate: Callable[..., Doc]) -> None:
    doc = bare(annotate)
    doc._.relations = [candidate(doc, "Portugal", "locatedIn", "Portugal")]
    assert facts.extraction(doc).rejections[0].reason == "subject and object are the same"


def test_a_triple_comes_once_with_the_strongest_evidence(annotate: Callable[..., Doc]) -> None:
    doc = bare(annotate)
    doc._.relations = [
        candidate(doc, "Lisbonne", "locatedIn", "Portugal", confidence=c, rule=f"r{c}") for c in (0.5, 0.9, 0.7)
    ]
    (fact,) = facts.extraction(doc).facts
    assert fact.evidence is not None and fact.evidence.rule == "r0.9"


def test_offsets_lead_back_to_the_article(annotate: Callable[..., Doc]) -> None:
    x = facts.extraction(bare(annotate))
    spans = {x.quote(m.start, m.end) for e in x.entities for m in e.mentions}
    assert {"Portugal", "Mme Ana Reis", "Lisbonne"} <= spans


def test_a_speaker_only_described_is_a_text(annotate: Callable[..., Doc]) -> None:
    doc = bare(annotate)
    somebody = Chain(type="Person", cls="Person", name="porte-parole du musée", unnamed=True)
    start = TEXT.index("choix")
    doc._.statements = [
        Saying(
            speaker=somebody, speaker_text=None, kind="indirect", cue="dire", cue_class="say", cue_range=(2, 3),
            content=[(start, start + 5)], rule="test", confidence=0.8,
        )
    ]  # fmt: skip
    (statement,) = facts.extraction(doc).statements
    assert statement.speaker is None and statement.speaker_text == "porte-parole du musée"
    assert "Le Portugal" in statement.evidence.sentence and "choix" in statement.evidence.sentence


def test_equal_input_equal_output(extract: Callable[..., Extraction]) -> None:
    assert extract(TEXT).dumps() == extract(TEXT).dumps()


def test_what_stands_in_a_statement_is_attributed_to_its_speaker(extract: Callable[..., Extraction]) -> None:
    x = extract(
        "Le syndicaliste Jean Morel a déclaré lundi que la ministre de la Culture, Anne Roy, avait rencontré Paul "
        "Diarra. Un voisin affirme qu'Anne Roy a visité Dakar. Le Sénat a adopté mardi la loi sur l'eau."
    )
    sources = {f.relation: (f.attributed_to and x.entity(f.attributed_to).name, f.attributed_text) for f in x.facts}
    assert sources["metWith"] == ("Jean Morel", None)
    assert sources["visited"] == (None, "voisin")
    assert sources["adopted"] == (None, None)
    assert sources["holdsRole"] == (None, None)  # the title is the article's own wording
    assert {f.relation for f in x.facts if f.reported} == {"metWith", "visited"}
