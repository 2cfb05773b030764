"""The Turtle of every sample article: two parsers read it, it conforms, names every node, and is the same twice."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from samples import all_gold

from kgextract import extract, write
from kgextract.rdf.validate import validate

NAMES = tuple(x.article.id for x in all_gold())
OTHER_SEED = "271828" if os.environ.get("PYTHONHASHSEED") != "271828" else "314159"


@pytest.fixture(scope="module")
def graphs(nlp: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Turtle of each sample article, extracted in this process."""
    folder = tmp_path_factory.mktemp("graphs")
    for x in all_gold():
        write(extract(x.article), folder / f"{x.article.id}.ttl")
    return folder


def test_there_are_enough_articles() -> None:
    assert len(NAMES) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_two_parsers_read_the_same_graph_without_blank_nodes(graphs: Path, name: str) -> None:
    path = graphs / f"{name}.ttl"
    first = rdflib.Graph().parse(path)
    second = set(pyoxigraph.parse(path=str(path)))
    assert len(first) == len(second) > 50
    assert not [term for triple in first for term in triple if isinstance(term, rdflib.BNode)]
    assert not [q for q in second if isinstance(q.subject, pyoxigraph.BlankNode)]
    assert not [q for q in second if isinstance(q.object, pyoxigraph.BlankNode)]


def test_the_graphs_conform_to_the_ontology(graphs: Path) -> None:
    assert [str(finding) for finding in validate(sorted(graphs.iterdir()))] == []


def test_another_process_with_another_hash_seed_writes_the_same_bytes(
    graphs: Path, tmp_path: Path, run_cli: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    given = ("id", "text", "published", "title", "source")
    rows = ({name: getattr(x.article, name) for name in given} for x in all_gold())
    (tmp_path / "samples.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    environment = {**os.environ, "PYTHONHASHSEED": OTHER_SEED}
    done = run_cli("run", tmp_path / "samples.jsonl", "-o", f"{tmp_path}/again/", env=environment)
    assert done.returncode == 0, done.stderr
    again = {p.name: p.read_bytes() for p in (tmp_path / "again").iterdir()}
    assert sorted(again) == sorted(f"{name}.ttl" for name in NAMES)
    assert [n for n, data in sorted(again.items()) if data != (graphs / n).read_bytes()] == []
