"""The reference pages are those that the code writes now, and the command prints them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

from kgextract import ontology
from kgextract.reference.ontology import markdown
from kgextract.writers.jsonld import context_file

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_the_ontology_page_is_current(root: Path) -> None:
    page = (root / "docs" / "ontology.md").read_text("utf-8")
    assert page == markdown(ontology.get()), "stale: make docs"


def test_the_context_is_current(root: Path) -> None:
    page = (root / "ontologies" / "context.jsonld").read_text("utf-8")
    assert page == context_file(), "stale: make docs"


def test_the_page_has_every_class_and_property() -> None:
    page = markdown(ontology.get())
    for name in (*ontology.get().classes, *ontology.get().properties):
        assert f"`{name}`" in page, name


@pytest.mark.parametrize("format", ["turtle", "ntriples", "rdfxml", "jsonld"])
def test_every_format_holds_the_same_triples(run_here: Run, root: Path, format: str) -> None:
    formats = {**ontology.FORMATS}
    done = run_here("ontology", "-f", format)
    wanted = set(map(str, pyoxigraph.parse(path=str(root / "ontologies" / "kgextract.ttl"))))
    assert set(map(str, pyoxigraph.parse(done.stdout, format=formats[format]))) == wanted


def test_an_unknown_format_is_refused(run_here: Run) -> None:
    done = run_here("ontology", "-f", "word")
    assert done.returncode == 2 and "Use one of context" in done.stderr


def test_the_shapes_are_printed_with_those_of_domain_and_range(run_here: Run) -> None:
    printed = set(pyoxigraph.parse(run_here("ontology", "-f", "shapes").stdout, format=pyoxigraph.RdfFormat.TURTLE))
    names = {q.subject.value.rpartition("#")[2] for q in printed if isinstance(q.subject, pyoxigraph.NamedNode)}
    assert {"shape-article", "shape-passage", "shape-visited-domain", "shape-visited-range"} <= names
