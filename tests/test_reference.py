"""The reference pages are those that the code writes now, and the commands print what they hold."""

from __future__ import annotations

import doctest
import importlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

import kgextract
from kgextract import ontology, queries, rulecheck, tables
from kgextract.reference import ON_DEMAND
from kgextract.reference.ontology import markdown
from kgextract.writers.jsonld import context_file

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def written(run_cli: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages that `kgextract docs` writes now."""
    folder = tmp_path_factory.mktemp("reference")
    done = run_cli("docs", folder)
    assert done.returncode == 0, done.stderr
    return {p.name: p.read_text("utf-8") for p in folder.iterdir()}


def test_the_pages_are_current(root: Path, written: dict[str, str]) -> None:
    kept = {name: (root / "docs" / name).read_text("utf-8") for name in written if name != ON_DEMAND}
    assert [name for name in kept if kept[name] != written[name]] == [], "stale: make docs"
    assert len(kept) == 5


def test_every_command_query_and_public_name_has_its_entry(run_here: Run, written: dict[str, str]) -> None:
    listed = run_here("--help").stdout.partition("Commands:")[2]
    commands = {line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2] not in " E"}
    assert len(commands) > 15
    for command in commands:
        assert f"\n## kgextract {command}" in written["commands.md"], command
    for name in queries.names():
        assert f"\n## {name}\n" in written["queries.md"], name
    for name in kgextract.__all__:
        assert f"\n## {name}\n" in written["python.md"], name


def test_the_examples_of_the_library_print_what_they_show(
    run_cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("samples.jsonl").write_text(run_cli("samples").stdout, "utf-8")
    names = {name: getattr(kgextract, name) for name in kgextract.__all__}
    finder, runner = doctest.DocTestFinder(recurse=False), doctest.DocTestRunner()
    told: list[str] = []
    for name in ("read", "extract", "extract_all", "write", "Store"):
        (example,) = finder.find(names[name], name, globs=dict(names))
        assert example.examples, name
        runner.run(example, out=told.append)
    assert not told, "".join(told)


EXAMPLES = sorted(p for p in Path(kgextract.__file__).parent.rglob("*.py") if ">>> " in p.read_text("utf-8"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_of_the_code_print_what_they_show(path: Path, root: Path) -> None:
    """Those of the library's own page are tried above, in a folder with what they read."""
    module = importlib.import_module(".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"))
    public = {f"{getattr(kgextract, name).__module__}.{name}" for name in kgextract.__all__}
    finder, runner, told = doctest.DocTestFinder(), doctest.DocTestRunner(), []
    for example in finder.find(module):
        if example.name not in public:
            runner.run(example, out=told.append)
    assert not told, "".join(told)


def test_the_catalogue_of_rules_has_every_sentence(written: dict[str, str]) -> None:
    tables.load_all()
    missing = [s for s in rulecheck.sentences(tables.TABLES.values()) if s.marked not in written[ON_DEMAND]]
    assert missing == []


def test_a_rule_is_shown_with_its_sentences(run_here: Run) -> None:
    shown = run_here("rules", "show", "date-day").stdout
    assert "data/rules/dates.yaml:" in shown and "+ " in shown and "− " in shown
    assert "date-day\t" in run_here("rules", "list", "dates").stdout
    wrong = run_here("rules", "show", "no-such-row")
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count("\n")) == (2, "", 1)


def test_samples_are_articles_to_read(run_here: Run) -> None:
    lines = run_here("samples").stdout.splitlines()
    assert len(lines) == 13 and all(json.loads(line)["published"] for line in lines)
    (one,) = run_here("samples", "tribunal-riviere").stdout.splitlines()
    assert json.loads(one)["id"] == "tribunal-riviere"
    wrong = run_here("samples", "no-such-sample")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)


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
