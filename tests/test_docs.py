"""Every command and every Python line of the READMEs runs as it is written there, and answers what is shown there.

A block whose first line is `# NAME` is the file NAME; in a console block what follows a command is its output, in which
a line `…` stands for any others.
"""

from __future__ import annotations

import itertools
import json
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pictures
import pytest

from kgextract.nlp.pipeline import COMPONENTS

PAGES = ("README.md", "README.fr.md", "docs/commands.md")
ARTICLE = "La maire de Nantes, Lise Hamon, a déclaré lundi devant le conseil municipal que le tramway serait gratuit.\n"
STYLES = re.compile(r"\x1b\[[0-9;]*m")
TESTED_ELSEWHERE = (["evaluate"], ["rules", "check"], ["serve"], ["push"])  # long, or waiting for others
LINKING = ("README.md", "README.fr.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md", "docs/promises.md")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def blocks(page: str, language: str) -> Iterator[str]:
    yield from re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def commands(page: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of the console blocks, with the lines of output that the page shows."""
    for block in blocks(page, "console"):
        for line in block.splitlines():
            if line.startswith("$ "):
                shown: list[str] = []
                yield line.removeprefix("$ "), shown
            else:
                shown.append(line)


def shows(output: str, lines: list[str]) -> bool:
    """Whether the lines stand in the output in this order, runs between `…` without a gap."""
    found = [line.rstrip() for line in STYLES.sub("", output).splitlines()]
    at = 0
    for anything, run in itertools.groupby(lines, lambda line: line == "…"):
        if anything:
            continue
        wanted = [line.rstrip() for line in run]
        at = next((n for n in range(at, len(found)) if found[n : n + len(wanted)] == wanted), -1) + len(wanted)
        if at < len(wanted):
            return False
    return True


@pytest.fixture
def desk(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_here: Run) -> Path:
    """A folder with what the README's commands name, and with the files that it holds."""
    (tmp_path / "data").symlink_to(root / "data")
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "tramway.txt").write_text(ARTICLE, "utf-8")
    body = "".join(f"<p>{ARTICLE}</p>" for _ in range(6))
    (tmp_path / "samples.jsonl").write_text(run_here("samples").stdout, "utf-8")
    (tmp_path / "page.html").write_text(f"<html><body><article>{body}</article></body></html>", "utf-8")
    for block in blocks((root / "README.md").read_text("utf-8"), r"\w+"):
        if named := re.match(r"# (\S+\.(?:yaml|ttl|rq))\n", block):
            (tmp_path / named[1]).write_text(block, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", PAGES)
def test_the_commands_run_and_answer_what_is_shown(
    name: str, desk: Path, root: Path, run_here: Run, run_cli: Run
) -> None:
    lines = list(commands((root / name).read_text("utf-8")))
    assert len(lines) > 4
    for line, shown in lines:
        *feed, command = line.split(" | ")
        words = shlex.split(command, comments=True)
        target = words.pop() if ">" in words and words.pop(-2) else None
        if words[0] == "echo":
            assert target
            Path(target).write_text(words[1] + "\n", "utf-8")
            continue
        assert words[0] == "kgextract"
        own = "--ontology" in words or "--rules" in words  # what a user adds is for the whole process
        if not own and any(words[1 : 1 + len(long)] == long for long in TESTED_ELSEWHERE):
            continue
        given = Path(shlex.split(feed[0])[1]).read_text("utf-8") if feed else ""
        wide = {"columns": 80} if any(row.startswith("───") for row in shown) else {}
        done = (run_cli if own else run_here)(*words[1:], input=given, **wide)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        assert done.stdout or {"-o", "--store"} & {*words} or words[1] in ("validate", "store", "rules", "docs"), line
        assert shows(done.stdout, shown), f"{line}\n{done.stdout}"
        if target:
            Path(target).write_text(done.stdout, "utf-8")


def test_every_command_has_an_example(root: Path) -> None:
    page = (root / "docs" / "commands.md").read_text("utf-8")
    for section in re.split(r"^## ", page, flags=re.M)[1:]:
        name = section.splitlines()[0]
        assert f"\n$ {name} " in section, name


def test_what_is_shown_is_looked_for_in_order() -> None:
    assert shows("a\nb\nc\nd\n", ["a", "b", "…", "d"])
    assert not shows("a\nb\nc\nd\n", ["a", "c"])
    assert not shows("a\nb\n", ["b", "…", "a"])


def test_the_python_lines_run(desk: Path, root: Path, run_here: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("article.jsonl").write_text(run_here("samples", "visite-officielle").stdout, "utf-8")
    for block in blocks((root / "README.md").read_text("utf-8"), "python"):
        exec(compile(block, "README.md", "exec"), {})
    assert "Alassane Sow souligner Nos pêcheurs" in capsys.readouterr().out
    assert (desk / "visite-officielle.ttl").stat().st_size > 1000


@pytest.mark.parametrize("name", LINKING)
def test_the_links_lead_somewhere(name: str, root: Path) -> None:
    page = (root / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", page):
        assert target.startswith("https://") or (root / name).parent.joinpath(target).exists(), target
    heads = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.+)$", page, re.M)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= heads


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_the_pipeline_is_told_in_its_order(name: str, root: Path) -> None:
    told = re.search(r"→ nlp: (.+)\n", (root / name).read_text("utf-8"))
    assert told and told[1].split() == ["units", *COMPONENTS]


def test_the_pictures_show_what_would_be_shown_now(root: Path, tmp_path: Path, nlp: object) -> None:
    kept = json.loads((root / "docs" / "pictures" / pictures.DIGESTS).read_text("utf-8"))
    now = pictures.digests(pictures.found(), tmp_path)
    assert [name for name in now if now[name] != kept.get(name)] == [], "stale: make pictures"


def test_the_targets_of_the_makefile_are_listed(root: Path) -> None:
    listed = subprocess.run(["make", "-s"], cwd=root, capture_output=True, text=True, check=True).stdout
    written = re.findall(r"^([a-z]+):", (root / "Makefile").read_text("utf-8"), re.M)
    assert [line.split()[0] for line in listed.splitlines()] == written
