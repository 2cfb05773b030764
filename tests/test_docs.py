"""Every command and every Python line of the READMEs runs as it is written there."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PAGES = ("README.md", "README.fr.md")
ARTICLE = "La maire de Nantes, Lise Hamon, a déclaré lundi devant le conseil municipal que le tramway serait gratuit.\n"


def blocks(page: str, language: str) -> Iterator[str]:
    yield from re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


@pytest.fixture
def desk(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the README's commands name."""
    (tmp_path / "data").symlink_to(root / "data")
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "tramway.txt").write_text(ARTICLE, "utf-8")
    body = "".join(f"<p>{ARTICLE}</p>" for _ in range(6))
    (tmp_path / "page.html").write_text(f"<html><body><article>{body}</article></body></html>", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", PAGES)
def test_the_commands_run(
    name: str,
    desk: Path,
    root: Path,
    run_here: Callable[..., subprocess.CompletedProcess[str]],
    run_cli: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    lines = [
        line.removeprefix("$ ")
        for block in blocks((root / name).read_text("utf-8"), "console")
        for line in block.splitlines()
        if line.startswith("$ ")
    ]
    assert len(lines) > 4
    for line in lines:
        *feed, command = line.split(" | ")
        words = shlex.split(command, comments=True)
        assert words[0] == "kgextract"
        if words[1:3] in (["evaluate", "data/gold"], ["rules", "check"]):
            continue  # long, and tested on their own
        if words[1] == "serve":
            continue  # it stays until it is stopped, and is tested on its own
        run = run_cli if "--ontology" in words else run_here  # what a user adds is for the whole process
        done = run(*words[1:], input=Path(shlex.split(feed[0])[1]).read_text("utf-8") if feed else "")
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        assert done.stdout or "-o" in words or words[1] in ("validate", "store"), line


def test_the_python_lines_run(desk: Path, root: Path, nlp: object, capsys: pytest.CaptureFixture[str]) -> None:
    for block in blocks((root / "README.md").read_text("utf-8"), "python"):
        exec(compile(block, "README.md", "exec"), {})
    assert "Fu Cong" in capsys.readouterr().out
    assert (desk / "onu-intelligence-artificielle.ttl").stat().st_size > 1000


@pytest.mark.parametrize("name", [*PAGES, "CONTRIBUTING.md", "CHANGELOG.md"])
def test_the_links_lead_somewhere(name: str, root: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", (root / name).read_text("utf-8")):
        assert target.startswith("https://") or (root / target).exists(), target


def test_the_targets_of_the_makefile_are_listed(root: Path) -> None:
    listed = subprocess.run(["make", "-s"], cwd=root, capture_output=True, text=True, check=True).stdout
    targets = {line.split()[0] for line in listed.splitlines()}
    assert {"demo", "test", "lint", "bench", "perf"} <= targets
