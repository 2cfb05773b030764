"""The waist: invariants, JSON and pickling of an extraction."""

import json
import pickle

import pytest

from kgextract import resources
from kgextract.exchange import from_json
from kgextract.model import Article, Entity, Evidence, Extraction, Fact, Mention

GOLD = sorted(resources.data("gold").glob("*.json"))


def load(path):
    text = resources.data(f"articles/{path.stem}.txt").read_text("utf-8")
    return from_json(json.loads(path.read_text("utf-8")), text=text)


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_gold_loads_and_round_trips(path):
    extraction = load(path)
    assert len(extraction.entities) >= 15 and len(extraction.statements) >= 5 and extraction.facts
    assert from_json(json.loads(extraction.dumps())) == extraction
    assert pickle.loads(pickle.dumps(extraction)) == extraction


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_gold_texts_are_the_mentions(path):
    raw = json.loads(path.read_text("utf-8"))
    extraction = load(path)
    for entity, given in zip(extraction.entities, [*raw["entities"], *raw.get("quantities", [])], strict=True):
        assert [extraction.quote(m.start, m.end) for m in entity.mentions] == given["texts"]


def test_there_are_twelve_articles_of_fair_length():
    assert len(GOLD) >= 12
    for path in GOLD:
        assert 150 <= len(load(path).article.text.split()) <= 500, path.stem


def test_an_id_that_does_not_resolve_is_refused():
    article = Article(id="a", text="Rome, Oslo")
    evidence = Evidence(start=0, end=4, sentence="Rome, Oslo", rule="r", confidence=0.5)
    rome = Entity(id="e1", type="Place", cls="City", name="Rome", mentions=(Mention(start=0, end=4),))
    with pytest.raises(ValueError, match="e2 is used but not there"):
        Extraction(
            article=article,
            entities=(rome,),
            facts=(Fact(subject="e1", relation="locatedIn", object="e2", evidence=evidence),),
        )
    with pytest.raises(ValueError, match="share an id"):
        Extraction(article=article, entities=(rome, rome))


@pytest.mark.parametrize(("start", "end", "confidence"), [(3, 3, 0.5), (-1, 2, 0.5), (0, 2, 0.0), (0, 2, 1.1)])
def test_evidence_checks_itself(start, end, confidence):
    with pytest.raises(ValueError):
        Evidence(start=start, end=end, sentence="x", rule="r", confidence=confidence)
