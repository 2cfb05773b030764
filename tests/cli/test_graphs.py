"""How a run writes its graph: RDF 1.2, raw cells, and checked against the shapes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

from kgextract.rdf import validate
from kgextract.rdf.shapes import all_shapes

Run = Callable[..., "subprocess.CompletedProcess[str]"]
TEXT = "La ministre de la Culture, Jeanne Aubry, a déclaré lundi devant le Sénat que le musée de Roubaix rouvrirait.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "musée.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_rdf_12(run_here: Run, article: Path, tmp_path: Path) -> None:
    plain = run_here("run", article, "-f", "ntriples", "-q").stdout
    done = run_here("run", article, "--rdf12", "-o", tmp_path / "a.nt", "-q")
    assert done.returncode == 0
    text = (tmp_path / "a.nt").read_text("utf-8")
    assert list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES))
    facts = plain.count("#Statement> .\n") - plain.count("ontology#Statement> .\n")
    assert facts > 0 and text.count("#reifies> <<( ") == facts
    assert text.count("\n") == plain.count("\n") - 3 * facts
    refused = run_here("run", article, "--rdf12", "-f", "csv")
    assert refused.returncode == 2 and "csv: has no RDF 1.2" in refused.stderr and refused.stdout == ""


def test_raw_csv(run_here: Run, article: Path) -> None:
    article.write_text("« +3 % de visiteurs, et -2 % de recettes », a déclaré Jeanne Aubry.\n", "utf-8")
    safe, raw = (run_here("run", article, "-f", "csv", "-q", *more).stdout for more in ([], ["--raw-csv"]))
    assert "\"'+3 % de visiteurs, et" in safe and '"+3 % de visiteurs, et' in raw


def test_what_a_run_writes_is_validated(run_here: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run_here("run", article, "--validate", "-q")
    assert done.returncode == 0 and done.stderr == ""
    stricter = all_shapes() + (
        "kg:shape-test a sh:NodeShape ; sh:targetClass kg:Person ; "
        'sh:property [ sh:path kg:unit ; sh:minCount 1 ; sh:message "a person has a unit"@en ] .'
    )
    monkeypatch.setattr(validate, "all_shapes", lambda: stricter)
    validate._rules.cache_clear()
    done = run_here("run", article, "--validate", "-q")
    validate._rules.cache_clear()
    assert done.returncode == 3 and done.stdout
    assert done.stderr.startswith("musée: ") and "a person has a unit. Add it." in done.stderr


def test_provenance_in_a_graph_of_its_own(run_here: Run, article: Path) -> None:
    text = run_here("run", article, "-f", "nquads", "--split-provenance", "-q").stdout
    lines = text.splitlines()
    proofs = [line for line in lines if line.endswith("#provenance> .")]
    assert 0 < len(proofs) < len(lines)
    assert all("ontology#rule>" not in line for line in set(lines) - set(proofs))
    assert sorted(line.replace("#provenance> .", "> .") for line in lines) == sorted(
        run_here("run", article, "-f", "nquads", "-q").stdout.splitlines()
    )
    refused = run_here("run", article, "--split-provenance")
    assert refused.returncode == 2 and "turtle: has no named graphs" in refused.stderr
