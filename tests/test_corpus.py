"""Many articles into a folder: the same bytes whatever the engine, order and interruptions; nothing done twice."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from kgextract import corpus, engines, read
from kgextract.corpus.parts import cut, program
from kgextract.errors import OutputError
from kgextract.model import Article
from kgextract.nlp import facts
from kgextract.store import Store
from kgextract.store.reading import articles

COMMAND = Path(sys.executable).parent / "kgextract"
SAMPLES = sorted((Path(__file__).resolve().parent.parent / "data" / "articles").glob("*.txt"))
Tree = dict[str, bytes]


def pieces() -> Iterator[tuple[str, str]]:
    """Name and text of short articles, put together from paragraphs of the samples."""
    paragraphs = [p for path in SAMPLES for p in path.read_text("utf-8").split("\n\n") if len(p) > 150]
    for n, first in enumerate(paragraphs):
        yield f"piece-{n:02}", f"{first}\n\n{paragraphs[(n * 7 + 3) % len(paragraphs)]}\n"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with text files, JSON lines, archives and pages, 36 articles and what is no article."""
    folder = tmp_path_factory.mktemp("source")
    made = list(islice(pieces(), 36))
    for name, text in made[:12]:
        (folder / f"{name}.txt").write_text(text, "utf-8")
    with gzip.open(folder / "lines.jsonl.gz", "wt", encoding="utf-8") as lines:
        for name, text in made[12:22]:
            lines.write(json.dumps({"id": name, "text": text, "published": "2024-07-02"}) + "\n")
        lines.write('{"id": "none"}\n')
    with zipfile.ZipFile(folder / "packed.zip", "w") as archive:
        for name, text in made[22:29]:
            archive.writestr(f"inside/{name}.txt", text)
        archive.writestr("inside/picture.png", b"\x89PNG")
    with tarfile.open(folder / "packed.tar.gz", "w:gz") as tar:
        for name, text in made[29:36]:
            (folder / ".member").write_text(text, "utf-8")
            tar.add(folder / ".member", f"{name}.txt")
    (folder / ".member").unlink()
    return folder


def tree(folder: Path) -> Tree:
    """What is in a folder, but for the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The result of one unbroken run on one core."""
    output = tmp_path_factory.mktemp("whole") / "out"
    corpus.run([str(source)], output)
    return tree(output)


def names(found: Tree) -> list[str]:
    return sorted(name for name in found if name.endswith(".nq"))


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


def started(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen([COMMAND, "corpus", *map(str, arguments)], stderr=subprocess.PIPE, text=True)


def waited(condition: Callable[[], object], seconds: float = 240) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "nothing happened"
        time.sleep(0.02)


def enough(process: subprocess.Popen[str], output: Path, wanted: int) -> bool:
    return len(list(output.glob("*/*.nq"))) >= wanted or process.poll() is not None


def test_an_interrupted_run_goes_on(source: Path, whole: Tree, tmp_path: Path) -> None:
    output = tmp_path / "out"
    process = started(source, "-o", output, "-j", 2)
    waited(lambda: list(output.glob("*/*.nq")))
    process.send_signal(signal.SIGINT)
    start = time.monotonic()
    _, said = process.communicate(timeout=20)
    assert time.monotonic() - start < 2
    assert (process.returncode, "goes on from here" in said) == (130, True)
    assert not list(output.glob("*/.*"))
    corpus.run([str(source)], output)
    assert tree(output) == whole


def test_killed_runs_go_on(source: Path, whole: Tree, tmp_path: Path) -> None:
    output = tmp_path / "out"
    for wanted in (1, 2):
        process = started(source, "-o", output, "-j", 1)
        waited(partial(enough, process, output, wanted))
        process.kill()
        process.communicate()
    report = corpus.run([str(source)], output)
    if program.__wrapped__() == program():  # nobody has edited the code in the meantime
        assert report.parts_kept >= 1
    assert tree(output) == whole


def test_a_cluster_that_loses_a_worker(source: Path, whole: Tree, tmp_path: Path) -> None:
    """A scheduler and three workers, processes of their own; one is killed when the first part is there."""
    pytest.importorskip("distributed")
    output, file = tmp_path / "out", tmp_path / "scheduler.json"
    python, silent = sys.executable, {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask = [python, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
    cluster = [subprocess.Popen([*dask, "--scheduler-file", str(file)], **silent)]  # type: ignore[call-overload]
    try:
        waited(lambda: file.exists() and file.read_text().strip())
        address = json.loads(file.read_text())["address"]
        worker = [
            python,
            "-m",
            "distributed.cli.dask_worker",
            address,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
        ]
        for _ in range(3):
            cluster.append(subprocess.Popen(worker, cwd=tmp_path, **silent))  # type: ignore[call-overload]
        process = started(source, "-o", output, "--scheduler", address, "-q")
        waited(lambda: list(output.glob("*/*.nq")) or process.poll() is not None)
        cluster[1].kill()
        _, said = process.communicate(timeout=120)
        assert process.returncode == 3, said  # one line of the source is no article
        assert tree(output) == whole
    finally:
        for each in cluster:
            each.kill()
            each.wait()


def test_the_report_and_the_progress_on_a_pipe(source: Path, tmp_path: Path) -> None:
    process = started(source / "packed.zip", "-o", tmp_path / "out", "-j", 1)
    _, said = process.communicate(timeout=90)
    assert process.returncode == 0
    assert "7 articles" in said and "a second" in said and "parts: 1 made" in said
    assert [a.id for a in read(source / "packed.zip")] == [f"piece-{n}" for n in range(22, 29)]


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
    real = Store._applied
    for step in range(99):
        with monkeypatch.context() as patch:
            left = [min(step, 1)]

            def cut_short(store: Store, *args: Any, left: list[int] = left) -> Any:
                left[0] -= 1
                if left[0] < 0:
                    raise Killed
                return real(store, *args)

            patch.setattr(Store, "_applied", cut_short)
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
