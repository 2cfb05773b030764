"""Figures against gold, on a small article whose figures are counted by hand."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kgextract import goldset
from kgextract.errors import InputError
from kgextract.evaluate import Scores, align, score
from kgextract.evaluate.reliability import reliability

TEXT = "Le maire, Paul Roux, a dit lundi devant le Sénat que le pont serait fermé. Le texte est voté."


def at(part: str, kind: str | None = None) -> list[Any]:
    start = TEXT.index(part)
    return [start, start + len(part), *([kind] if kind else [])]


def annotation(**changes: Any) -> dict[str, Any]:
    gold: dict[str, Any] = {
        "id": "a",
        "published": "2024-07-02",
        "entities": [
            {"id": "p", "type": "Person", "name": "Paul Roux", "wikidata": None, "mentions": [at("Paul Roux")]},
            {"id": "s", "type": "Organization", "name": "Sénat", "wikidata": "Q1", "mentions": [at("Sénat")]},
            {"id": "t", "type": "Document", "name": "texte", "wikidata": None, "mentions": [at("texte", "nominal")]},
            {"id": "d", "type": "Date", "name": "lundi", "wikidata": None, "mentions": [at("lundi")]},
        ],
        "dates": [{"mention": at("lundi"), "value": "2024-07-01"}],
        "statements": [
            {
                "speaker": "p", "speaker_text": None, "kind": "indirect", "verb": "dire",
                "content": [at("le pont serait fermé")], "venue": "s", "date": "2024-07-01",
                "on_behalf_of": None, "document": None,
            }
        ],
        "relations": [
            {"subject": "p", "predicate": "spokeAt", "object": "s"},
            {"subject": "t", "predicate": "adoptedOn", "object": "d"},
        ],
    }  # fmt: skip
    return {**gold, **changes}


def evidence(confidence: float) -> dict[str, Any]:
    return {"start": 0, "end": 2, "sentence": "Le", "rule": "r", "confidence": confidence}


def scores_of(tmp_path: Path, found: dict[str, Any]) -> Scores:
    for name, data in (("gold", annotation()), ("found", found)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.json").write_text(json.dumps(data), "utf-8")
        (tmp_path / name / "a.txt").write_text(TEXT, "utf-8")
    gold = goldset.load(tmp_path / "gold")
    return score((x, goldset.predicted(tmp_path / "found", gold)[name]) for name, x in gold.items())


def test_gold_against_itself_is_perfect(tmp_path: Path) -> None:
    scores = scores_of(tmp_path, annotation())
    counted = {name: f.f1 for name, f in scores.rows() if f.gold}
    assert counted and set(counted.values()) == {1.0}
    assert scores.mistakes == []


def test_known_figures(tmp_path: Path) -> None:
    found = annotation(
        entities=[
            {"id": "x", "type": "Person", "name": "Roux", "mentions": [at("Paul Roux, a")]},  # 9 of 12 characters
            {"id": "y", "type": "Place", "name": "Sénat", "wikidata": "Q2", "mentions": [at("Sénat")]},
            {"id": "z", "type": "Person", "name": "maire", "mentions": [at("maire", "nominal")]},
        ],
        dates=[{"mention": at("lundi"), "value": "2024-07-08"}],
        statements=[
            {"speaker": "x", "kind": "direct", "verb": "dire", "content": [at("le pont")], "venue": "y", "date": None},
            {"speaker": "z", "kind": "direct", "verb": None, "content": [at("est voté")]},
        ],
        relations=[
            {"subject": "x", "predicate": "spokeAt", "object": "y"},
            {"subject": "x", "predicate": "visited", "object": "y"},
        ],
    )
    scores = scores_of(tmp_path, found)

    def counts(name: str) -> tuple[float, int, int]:
        f = scores.figures[name]
        return f.hits, f.gold, f.found

    assert counts("mention all") == (1, 2, 2)
    assert counts("mention strict Person") == (0, 1, 1)
    assert counts("mention Organization") == (0, 1, 0)
    assert counts("entity clusters (CEAF-e)") == (2, 3, 3)
    assert counts("wikidata link") == (0, 1, 1)
    assert counts("date span") == (1, 1, 1) and counts("date value") == (0, 1, 1)
    assert counts("statement content >=.3") == (1, 1, 2)
    assert counts("statement content >=.8") == (0, 1, 2)
    assert counts("who said what") == (1, 1, 2)
    assert counts("statement kind") == (0, 1, 2)
    assert counts("statement venue") == (1, 1, 1)
    assert counts("statement date") == (0, 1, 0)
    assert counts("who spoke where") == (1, 1, 1)
    assert counts("relation all") == (1, 2, 2)
    assert counts("relation spokeAt") == (1, 1, 1) and counts("relation visited") == (0, 0, 1)
    assert scores.figures["relation all"].f1 == 0.5
    assert scores.causes() == sorted(
        [
            ("entity Document", "no mention found", 1),
            ("entity Person", "not in gold", 1),
            ("false Place", "there as Organization", 1),
            ("false statement", "direct without a cue", 1),
            ("false visited", "another relation between the two", 1),
            ("loose content", "content too short", 1),
            ("missed Organization", "there as Place", 1),
            ("missed adoptedOn", "the subject was not found", 1),
            ("wrong date", "other value", 1),
        ]
    )


def test_reliability_counts_what_is_right_at_each_confidence(tmp_path: Path) -> None:
    facts = [
        {"subject": "p", "predicate": "spokeAt", "object": "s", "evidence": evidence(0.95)},
        {"subject": "p", "predicate": "visited", "object": "s", "evidence": evidence(0.92)},
        {"subject": "s", "predicate": "visited", "object": "p", "evidence": evidence(0.6)},
    ]
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.json").write_text(json.dumps(annotation()), "utf-8")
    gold = goldset.load(tmp_path)["a"]
    (tmp_path / "a.json").write_text(json.dumps(annotation(relations=facts)), "utf-8")
    found = goldset.load(tmp_path)["a"]
    of_facts, of_statements = reliability([(gold, found)])
    assert [(b.low, b.found, b.right) for b in of_facts] == [(0.9, 2, 1), (0.6, 1, 0)]
    assert [(b.found, b.right) for b in of_statements] == [(1, 1)]


def test_alignment_takes_the_entity_with_most_mentions(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(annotation()), "utf-8")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    gold = goldset.load(tmp_path)["a"]
    assert align(gold, gold) == {"p": "p", "s": "s", "t": "t", "d": "d"}


def test_the_sample_gold_loads(root: Path) -> None:
    gold = goldset.load(root / "data" / "gold")
    assert len(gold) >= 12
    assert all(x.statements and x.entities for x in gold.values())


def test_bad_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \.json file"):
        goldset.load(tmp_path)
    for content in ("{", "[]", '{"id": "a"}', json.dumps({**annotation(), "text": TEXT, "statements": [{"kind": 1}]})):
        (tmp_path / "a.json").write_text(content, "utf-8")
        with pytest.raises(InputError, match=r"a\.json: "):
            goldset.load(tmp_path)


def test_the_command(run_here: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(annotation()), "utf-8")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    done = run_here("evaluate", tmp_path, "--pred", tmp_path, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["who said what"] == {
        "P": 1.0, "R": 1.0, "F1": 1.0, "hits": 1, "gold": 1, "pred": 1
    }  # fmt: skip
    table = run_here("evaluate", tmp_path, "--errors")  # reads the text itself
    assert table.returncode == 0 and table.stdout.startswith("figure")
    wrong = run_here("evaluate", tmp_path / "none")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)
