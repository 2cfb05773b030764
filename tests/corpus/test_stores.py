"""Many articles straight into a store: what it says is what adding the parts gives, wherever a run ended."""

from __future__ import annotations

import json
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from corpora import Tree, enough, names, started, waited
from trials.material import pieces

from kgextract import corpus
from kgextract.corpus.parts import program
from kgextract.nlp import facts
from kgextract.store import Store
from kgextract.store.reading import articles


def stored(source: Path, path: Path, **options: Any) -> corpus.Report:
    """A run into a store."""
    with Store(path) as store:
        return corpus.run([str(source)], path / corpus.PARTS, store=store, **options)


def exported(path: Path) -> str:
    """What a sound store says."""
    with Store(path, writing=False) as store:
        assert store.check() == []
        store.export(path.with_suffix(".nq"))
    return path.with_suffix(".nq").read_text("utf-8")


@pytest.fixture(scope="module")
def together(whole: Tree, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a store says to which the parts of a folder were added."""
    folder = tmp_path_factory.mktemp("together")
    with Store(folder / "added.db") as store:
        for name in names(whole):
            (folder / "part.nq").write_bytes(whole[name])
            store.add_all(articles(folder / "part.nq")[0])
    return exported(folder / "added.db")


def test_straight_into_a_store_is_what_adding_the_parts_gives(source: Path, together: str, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    process = started(source, "--store", path, "-j", 2)
    _, said = process.communicate(timeout=90)
    assert process.returncode == 3, said  # one line of the source is no article
    assert f"{path}: 36 articles added" in said
    assert exported(path) == together
    report = stored(source, path)
    if program.__wrapped__() == program():  # nobody has edited the code in the meantime
        assert (report.parts_made, report.stored, report.articles) == (0, 0, 36)
    with Store(path) as store:
        store.remove("piece-03")
    assert stored(source, path).stored == 1, "what somebody has removed is missing"
    assert exported(path) == together


def test_killed_runs_into_a_store_go_on(source: Path, together: str, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    for wanted in (1, 2):
        process = started(source, "--store", path, "-j", 2)
        waited(partial(enough, process, path / corpus.PARTS, wanted))
        process.kill()
        process.communicate()
    stored(source, path)
    assert exported(path) == together


class Killed(BaseException):
    """Stands for the end of the process."""


def test_a_store_that_is_left_between_any_two_steps_is_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sources that change, in a run that ends before each of the steps that write into the store."""
    monkeypatch.setattr("kgextract.corpus.parts._LEAST", 3)
    monkeypatch.setattr("kgextract.corpus.parts._ONE_IN", 4)
    folder, path = tmp_path / "changing", tmp_path / "news.db"
    folder.mkdir()
    for name, text in islice(pieces(), 14):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    stored(folder, path)
    (folder / "piece-03.txt").unlink()
    (folder / "piece-09.txt").write_text((folder / "piece-08.txt").read_text("utf-8"), "utf-8")
    stored(folder, tmp_path / "new.db")
    real = Store._apply
    for step in range(99):
        with monkeypatch.context() as patch:
            left = [min(step, 1)]

            def cut_short(store: Store, *args: Any, left: list[int] = left) -> Any:
                left[0] -= 1
                if left[0] < 0:
                    raise Killed
                return real(store, *args)

            patch.setattr(Store, "_apply", cut_short)
            try:
                stored(folder, path)
            except Killed:
                continue
            break
    assert step > 2
    assert exported(path) == exported(tmp_path / "new.db")


def test_an_article_that_fails_comes_into_the_store_when_it_is_taken_up_again(
    source: Path, together: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = tmp_path / "news.db", facts.extraction
    for broken in ("piece-12", "piece-13"):  # of one part

        def breaking(doc: Any, broken: str = broken) -> Any:
            if doc._.article.id == broken:
                raise ArithmeticError("no sum")
            return real(doc)

        with monkeypatch.context() as patch:
            patch.setattr(facts, "extraction", breaking)
            stored(source, path, retry=True)
        with Store(path, writing=False) as store:
            assert (store.digest(broken), len(store)) == (None, 35)
    stored(source, path, retry=True)
    assert exported(path) == together


def test_a_cluster_of_this_machine_writes_into_a_store_and_gives_up_what_takes_too_long(
    source: Path, tmp_path: Path
) -> None:
    pytest.importorskip("distributed")
    path, long, few = tmp_path / "news.db", tmp_path / "long.txt", source / "packed.zip"
    long.write_text("\n".join(text for _, text in pieces()) * 8, "utf-8")
    process = started(few, long, "--store", path, "--engine", "dask", "-j", 2, "--time-limit", 2)
    _, said = process.communicate(timeout=180)
    lines = (path / corpus.PARTS / "failures.jsonl").read_text("utf-8").splitlines()
    failed = {f["id"]: f["kind"] for f in map(json.loads, lines)}
    assert failed["long"] == "TimeLimitError" and set(failed.values()) == {"TimeLimitError"}
    assert process.returncode == (3 if len(failed) < 8 else 1), said  # on a busy machine the others too take longer
    stored(few, path, retry=True)
    stored(few, tmp_path / "new.db")
    assert exported(path) == exported(tmp_path / "new.db")


def test_a_store_and_a_folder_are_not_both_the_output(source: Path, tmp_path: Path) -> None:
    for options in ((), ("--store", tmp_path / "a.db", "-o", tmp_path / "b"), ("--store", tmp_path / "a.db", "--gzip")):
        process = started(source, *options)
        _, said = process.communicate(timeout=30)
        assert (process.returncode, said.count("\n")) == (2, 1), said
