"""Pictures of graphs: what is drawn, that nothing covers anything, and equal bytes."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

import pytest
from samples import gold, nasty

from kgextract import writers
from kgextract.drawing import Picture, draw, picture, write
from kgextract.errors import UsageError
from kgextract.placement import muddle, placed, spread


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "onu.ttl"
    writers.write(gold("onu-intelligence-artificielle"), path)
    return path


def test_entities_and_facts_are_in_the_picture(graph: Path) -> None:
    found = picture(graph)
    names = {b.iri: " ".join(b.lines) for b in found.boxes}
    told = {(names[a], words, names[b]) for a, b, words in found.arrows}
    assert ("Fu Cong", "représente", "Chine") in told
    assert len(found.boxes) == found.total > 8 and {b.type for b in found.boxes} >= {"Person", "Place", "Document"}
    few = picture(graph, limit=3, language="en")
    assert len(few.boxes) == 3 and few.total == found.total
    assert all(a in {b.iri for b in few.boxes} for a, _, _ in few.arrows)


def test_the_same_graph_gives_the_same_picture(graph: Path, tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg", "one.png", "two.png"):
        write(picture(graph), tmp_path / name, title="Un titre")
    for end in ("svg", "png"):
        assert (tmp_path / f"one.{end}").read_bytes() == (tmp_path / f"two.{end}").read_bytes()
    expat.ParserCreate().Parse((tmp_path / "one.svg").read_bytes(), True)
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")


def test_any_name_can_be_drawn(tmp_path: Path) -> None:
    path = tmp_path / "nasty.nt"
    writers.write(nasty(), path)
    expat.ParserCreate().Parse(draw(picture(path, limit=70)), True)


def test_edges_of_a_small_graph_run_behind_no_box() -> None:
    sizes = {n: (60.0 + 10 * (n % 5), 25.0) for n in range(12)}
    edges = [(n, n // 3) for n in range(1, 12)] + [(4, 5), (7, 8)]
    assert muddle(edges, spread(sizes, edges), sizes) == 0
    assert muddle([("a", "c")], {"a": (0, 0), "b": (50, 0), "c": (100, 0)}, dict.fromkeys("abc", (10, 10))) == 3
    square = {"a": (0, 0), "b": (100, 100), "c": (0, 100), "d": (100, 0)}
    assert muddle([("a", "b"), ("c", "d")], square, dict.fromkeys("abcd", (10, 10))) == 1


def test_boxes_do_not_overlap() -> None:
    sizes = {n: (30.0 + 10 * (n % 7), 20.0 + 5 * (n % 3)) for n in range(50)}
    edges = [(n, n // 4) for n in range(1, 40)] + [(45, 46), (3, 3)]
    at = spread(sizes, edges, gap=10)
    assert spread(sizes, list(reversed(edges)), gap=10) == at
    for a, b in itertools.combinations(sizes, 2):
        apart_x = abs(at[a][0] - at[b][0]) - (sizes[a][0] + sizes[b][0]) / 2
        apart_y = abs(at[a][1] - at[b][1]) - (sizes[a][1] + sizes[b][1]) / 2
        assert max(apart_x, apart_y) > 0, (a, b)


def test_many_nodes_have_a_place_each() -> None:
    edges = [(n, n // 3) for n in range(1, 900)] + [(2 * n, 2 * n + 1) for n in range(500, 600)]
    at = placed(range(1200), edges)
    assert len(at) == 1200 and len(set(at.values())) > 1190
    assert placed(range(1200), edges) == at


def test_the_command(graph: Path, tmp_path: Path, run_here: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    target = tmp_path / "a.svg"
    done = run_here("graph", graph, "-o", target, "--limit", "10", "--language", "en")
    assert done.returncode == 0 and target.stat().st_size > 10_000 and "10 of" in done.stderr
    for wrong, words in (
        (["-o", tmp_path / "a.gif"], "svg or png"),
        (["-o", target, "--language", "de"], "fr or en"),
        (["-o", tmp_path / "none" / "a.svg"], "cannot be written"),
    ):
        done = run_here("graph", graph, *wrong)
        assert done.returncode in (1, 2) and words in done.stderr and done.stderr.count("\n") == 1


def test_nothing_to_draw() -> None:
    with pytest.raises(UsageError, match="nothing to draw"):
        draw(Picture(boxes=(), arrows=(), total=0))
