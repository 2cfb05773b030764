"""Many articles into a folder: the same bytes whatever the engine and order; nothing done twice."""

from __future__ import annotations

import gzip
import json
import os
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from corpora import Tree, names
from trials.material import pieces, tree

from kgextract import corpus, engines
from kgextract.corpus.parts import cut
from kgextract.errors import OutputError
from kgextract.model import Article
from kgextract.nlp import facts


def test_every_article_is_there_and_every_quad_counted(source: Path, whole: Tree) -> None:
    state = json.loads(whole["corpus.json"])
    assert (state["articles"], state["complete"]) == (36, True)
    store = pyoxigraph.Store()
    for name in names(whole):
        store.bulk_load(whole[name], format=pyoxigraph.RdfFormat.N_QUADS)
    assert len(store) == state["quads"]
    assert len(list(store.named_graphs())) == 36
    failures = [json.loads(line) for line in whole["failures.jsonl"].splitlines()]
    assert [(f["id"], f["kind"]) for f in failures] == [(f"{source}/lines.jsonl.gz:11", "unreadable")]
    assert len(names(whole)) > 1


def test_processes_and_compressed_parts_hold_the_same(source: Path, whole: Tree, tmp_path: Path) -> None:
    corpus.run([str(source)], tmp_path / "a", engine=engines.processes(2))
    assert tree(tmp_path / "a") == whole
    corpus.run([str(source)], tmp_path / "b", settings=corpus.Settings(gzip=True))
    packed = {name: data for name, data in tree(tmp_path / "b").items() if name.endswith(".gz")}
    assert sorted(gzip.decompress(d) for d in packed.values()) == sorted(whole[name] for name in names(whole))


def test_a_second_run_does_nothing_and_a_third_what_is_missing(source: Path, whole: Tree, tmp_path: Path) -> None:
    output = tmp_path / "out"
    corpus.run([str(source)], output)
    report = corpus.run([str(source)], output)
    assert (report.parts_made, report.parts_kept, report.articles) == (0, len(names(whole)), 36)
    lost = output / names(whole)[0]
    lost.unlink()
    (lost.parent / f".{lost.name}.abc.tmp").write_bytes(b"half")
    report = corpus.run([str(source)], output)
    assert report.parts_made == 1
    assert tree(output) == whole


def test_only_what_changed_is_done_again_and_what_is_gone_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgextract.corpus.parts._LEAST", 3)
    monkeypatch.setattr("kgextract.corpus.parts._ONE_IN", 4)
    folder = tmp_path / "changing"
    folder.mkdir()
    for name, text in islice(pieces(), 24):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    output = tmp_path / "out"
    before = corpus.run([str(folder)], output)
    (folder / "piece-12.txt").unlink()
    report = corpus.run([str(folder)], output)
    assert report.articles == 23
    assert 0 < report.parts_made < before.parts_made
    assert report.parts_removed >= 1
    corpus.run([str(folder)], tmp_path / "new")
    assert tree(output) == tree(tmp_path / "new")


def test_sources_may_come_in_any_order_and_later(source: Path, tmp_path: Path) -> None:
    one, two = source / "packed.zip", source / "lines.jsonl.gz"
    corpus.run([str(one), str(two)], tmp_path / "a")
    corpus.run([str(two), f"{source}/./packed.zip"], tmp_path / "b")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    corpus.run([str(one)], tmp_path / "c")
    corpus.run([str(two)], tmp_path / "c")
    assert names(tree(tmp_path / "c")) == names(tree(tmp_path / "a")), "what other sources made stays"


def test_an_article_that_fails_is_listed_and_taken_up_again(
    source: Path, whole: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out"
    real = facts.extraction

    def broken(doc: Any) -> Any:
        if doc._.article.id == "piece-05":
            raise ArithmeticError("no sum")
        return real(doc)

    with monkeypatch.context() as patch:
        patch.setattr(facts, "extraction", broken)
        report = corpus.run([str(source)], output)
    assert (report.articles, report.kinds()) == (35, {"unreadable": 1, "ArithmeticError": 1})
    assert b'"piece-05"' in tree(output)["failures.jsonl"]
    assert corpus.run([str(source)], output).articles == 35, "left alone unless told"
    report = corpus.run([str(source)], output, retry=True)
    assert (report.parts_made, report.articles) == (1, 36)
    assert tree(output) == whole


def test_strict_refuses_what_is_no_french_article(tmp_path: Path) -> None:
    (tmp_path / "english.txt").write_text("The mayor opened the new library on Monday and thanked the staff. " * 5)
    report = corpus.run([str(tmp_path / "english.txt")], tmp_path / "out", settings=corpus.Settings(strict=True))
    assert report.kinds() == {"refused": 1}


def test_memory_zones_change_nothing(
    source: Path, whole: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgextract.corpus.work._RENEWED", 1)
    corpus.run([str(source)], tmp_path / "out")
    assert tree(tmp_path / "out") == whole


def test_cuts_move_only_around_a_change() -> None:
    articles = [Article(id=str(n), text=f"{n} mots") for n in range(2000)]
    before = {p.name for p in cut(articles, "")}
    after = {p.name for p in cut([*articles[:700], *articles[701:]], "")}
    assert len(before ^ after) <= 10 < len(before)
    assert [a.id for p in cut(articles, "") for a in p.articles] == [a.id for a in articles]


def test_something_else_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").touch()
    with pytest.raises(OutputError, match="holds something else"):
        corpus.run(["x"], tmp_path)
    with pytest.raises(OutputError, match="no folder"):
        corpus.run(["x"], tmp_path / "photo.jpg")


def test_one_run_at_a_time(source: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    with corpus._held(output), pytest.raises(OutputError, match=f"by process {os.getpid()} on "):
        corpus.run([str(source)], output)
    assert corpus.run([str(source / "piece-00.txt")], output).articles == 1
