"""What we write is what Apache Jena reads: the third parser."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import jena
import pyoxigraph
import pytest
from samples import all_gold, every_turn, nasty

from kgextract.rdf.build import build
from kgextract.writers import WRITERS, write


@pytest.mark.skipif(jena.missing() is not None, reason=str(jena.missing()))
def test_riot_reads_the_graphs_that_were_built(tmp_path: Path) -> None:
    many = [*all_gold(), every_turn(), nasty()]
    files = [tmp_path / f"all{WRITERS[format].suffix}" for format in jena.FORMATS]
    for file in files:
        write(many, file)
    quads = [q for x in many for q in build(x).quads()]
    bare = [pyoxigraph.Quad(q.subject, q.predicate, q.object) for q in quads]
    # In TriG and N-Quads each quad once; in Turtle and N-Triples what two articles say twice; in RDF/XML each once.
    meant = Counter([*quads, *quads, *bare, *bare, *set(bare)])
    found = jena.riot(files)
    assert set(found) == set(meant)
    assert found == meant
