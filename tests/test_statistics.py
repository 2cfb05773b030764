"""Figures of the network, on a graph whose figures are counted by hand."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from kgextract.statistics import COLUMNS, statistics

Run = Callable[..., "subprocess.CompletedProcess[str]"]
HEADER = """@prefix kg: <https://w3id.org/kgextract/ontology#> . @prefix : <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
# Ada met Ben and Ben met Cleo; Dan only met Eve in plans; Ada spoke twice, once at the meeting.
GRAPH = (
    HEADER
    + """
:one a kg:Article ; kg:mentions :ada, :ben, :cleo, :meeting . :two a kg:Article ; kg:mentions :ada, :dan, :eve .
"""
    + "".join(f':{n} a kg:Person ; rdfs:label "{n.title()}"@fr .\n' for n in ("ada", "ben", "cleo", "dan", "eve"))
    + """
:meeting a kg:Event ; rdfs:label "réunion"@fr .
:f1 a rdf:Statement ; rdf:subject :ada ; rdf:predicate kg:metWith ; rdf:object :ben .
:f2 a rdf:Statement ; rdf:subject :ben ; rdf:predicate kg:metWith ; rdf:object :cleo .
:f3 a rdf:Statement ; rdf:subject :dan ; rdf:predicate kg:metWith ; rdf:object :eve ; kg:factuality kg:Planned .
:f4 a rdf:Statement ; rdf:subject :cleo ; rdf:predicate kg:metWith ; rdf:object :eve ; kg:background true .
:s1 a kg:Statement ; kg:speaker :ada ; kg:venue :meeting . :s2 a kg:Statement ; kg:speaker :ada .
"""
)


def test_who_is_central_and_quoted(tmp_path: Path) -> None:
    path = tmp_path / "g.ttl"
    path.write_text(GRAPH, "utf-8")
    found = statistics(path)
    assert (found.articles, found.entities, found.links, found.communities) == (2, 6, 3, 2)
    rows = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in found.rows}
    assert [row[0] for row in found.rows[:2]] == ["Ada", "Ben"]
    assert rows["Ada"] | {"centrality": ""} == {
        "name": "Ada", "type": "Person", "articles": "2", "statements": "2", "links": "2", "centrality": "",
        "community": "1", "iri": "https://example.org/ada",
    }  # fmt: skip
    assert rows["Dan"]["links"] == "0" and rows["Dan"]["community"] == ""
    assert statistics(path) == found


def test_the_command(run_here: Run, tmp_path: Path) -> None:
    path = tmp_path / "g.ttl"
    path.write_text(GRAPH, "utf-8")
    done = run_here("stats", path, "--by", "statements", "--limit", "1", "--csv")
    assert done.stdout.splitlines()[1].startswith("Ada,Person,2,2,2,")
    assert "2 articles, 6 entities, 3 links" in done.stderr
    assert run_here("stats", path, "--by", "beauty").returncode == 2
    empty = tmp_path / "empty.ttl"
    empty.write_text("", "utf-8")
    assert "0 articles" in run_here("stats", empty).stderr
