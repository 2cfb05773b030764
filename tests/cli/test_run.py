"""`kgextract run` as users meet it: a process with files, standard streams and an exit code."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import COMMAND

Run = Callable[..., "subprocess.CompletedProcess[str]"]

TEXT = (
    "La ministre de la Culture, Jeanne Aubry, a déclaré lundi devant le Sénat que le musée de Roubaix rouvrirait. "
    "« Nous tiendrons parole », a-t-elle ajouté.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "musée.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_turtle_on_standard_output_the_same_whatever_the_hash_seed(run_cli: Run, article: Path) -> None:
    first, second = (
        run_cli("run", article, "--published", "2024-07-02", env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    )
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("@prefix") and "Jeanne Aubry" in first.stdout
    assert first.stdout == second.stdout


def test_format_by_suffix_and_by_name(run_here: Run, article: Path, tmp_path: Path) -> None:
    done = run_here("run", article, "-o", tmp_path / "a.json", "--published", "2024-07-02")
    assert done.returncode == 0
    written = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert written["text"] == TEXT and written["published"] == "2024-07-02"
    named = run_here("run", article, "-f", "json", "--published", "2024-07-02")
    assert json.loads(named.stdout) == written


def test_a_folder_gets_a_file_an_article(run_here: Run, tmp_path: Path) -> None:
    rows = [{"id": f"n{n}", "text": TEXT, "published": "2024-07-02"} for n in range(3)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    done = run_here("run", tmp_path / "in.jsonl", "-f", "json", "-o", f"{tmp_path}/out/")
    assert done.returncode == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["n0.json", "n1.json", "n2.json"]
    assert done.stdout == "" and "3 articles" in done.stderr


def test_several_articles_join(run_here: Run, article: Path) -> None:
    done = run_here("run", article, article, "-f", "jsonl", "--quiet")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["musée", "musée-2"]


def test_standard_input(run_here: Run) -> None:
    done = run_here("run", "-", "-f", "json", "--published", "2024-07-02", input=TEXT)
    assert json.loads(done.stdout)["id"] == "stdin"
    rows = json.dumps({"id": "x", "text": TEXT, "published": "2024-07-02"})
    assert json.loads(run_here("run", "-", "-f", "json", input=rows).stdout)["id"] == "x"


def test_a_relative_date_without_publication_date_is_said(run_here: Run, article: Path) -> None:
    done = run_here("run", article, "-f", "json")
    assert done.returncode == 0
    assert done.stderr == (
        "warning: musée: 1 relative date unresolved (“lundi”): the publication date is unknown. "
        "Give it with --published, or begin the file's name with it.\n"
    )
    assert json.loads(done.stdout)["dates"] == []
    assert run_here("run", article, "-f", "json", "--quiet").stderr == ""


def test_an_empty_text_gives_an_empty_graph_and_a_warning(run_here: Run, tmp_path: Path) -> None:
    (tmp_path / "vide.txt").write_text(" \n", "utf-8")
    done = run_here("run", tmp_path / "vide.txt", "-f", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["entities"] == []
    assert done.stderr == "warning: vide: the text is empty\n"
    strict = run_here("run", tmp_path / "vide.txt", "--strict", "-o", tmp_path / "vide.ttl")
    assert strict.returncode == 2
    assert strict.stderr == "vide: the text is empty. Leave out --strict to read it anyway.\n"
    assert not (tmp_path / "vide.ttl").exists()


def test_some_articles_failed(run_here: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "photo.txt").write_bytes(b"\x89PNG\x00\x00")
    done = run_here("run", tmp_path, "-f", "json", "-o", f"{tmp_path}/out/", "--published", "2024-07-02")
    assert done.returncode == 3
    assert "photo.txt: binary content" in done.stderr
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["musée.json"]


def bad(name: str, tmp_path: Path) -> list[object]:
    """Arguments of a run that must fail, by name."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (tmp_path / "bytes.txt").write_bytes(b"caf\xe9 \x81")
    (tmp_path / "leer").mkdir()
    out = tmp_path / "out.ttl"
    return {
        "missing file": ["run", tmp_path / "none.txt", "-o", out],
        "folder without articles": ["run", tmp_path / "leer", "-o", out],
        "binary file": ["run", tmp_path / "photo.txt", "-o", out],
        "bad bytes": ["run", tmp_path / "bytes.txt", "-o", out],
        "unknown encoding": ["run", tmp_path / "a.txt", "--encoding", "klingon", "-o", out],
        "bad date": ["run", tmp_path / "a.txt", "--published", "2 juillet", "-o", out],
        "unknown format": ["run", tmp_path / "a.txt", "-f", "turtel", "-o", out],
        "unknown suffix": ["run", tmp_path / "a.txt", "-o", tmp_path / "out.xyz"],
        "unknown kind of file": ["run", tmp_path / "a.docx", "-o", out],
        "web address": ["run", "https://example.org/a.html", "-o", out],
        "unknown option": ["run", tmp_path / "a.txt", "--fromat", "turtle", "-o", out],
        "no argument": ["run"],
        "unknown command": ["rnu", tmp_path / "a.txt"],
        "impossible date": ["run", tmp_path / "a.txt", "--published", "2024-02-31", "-o", out],
        "empty output": ["run", tmp_path / "a.txt", "-o", ""],
        "empty input": ["run", "", "-o", out],
        "confidence out of range": ["run", tmp_path / "a.txt", "--min-confidence", "2", "-o", out],
        "output is an input": ["run", tmp_path / "a.txt", "-f", "turtle", "-o", tmp_path / "a.txt"],
        "not French, strict": ["run", tmp_path / "a.txt", "--strict", "-o", out],
    }[name]


@pytest.mark.parametrize(
    ("name", "code", "part"),
    [
        ("missing file", 2, "none.txt: there is no such file or folder. Check the name."),
        ("folder without articles", 2, "leer: no article in this folder."),
        ("binary file", 2, "photo.txt: binary content (byte 8 is 0x00). Give a text file."),
        ("bad bytes", 2, "bytes.txt: byte 3 (0xe9) is not utf-8. Give the right --encoding."),
        ("unknown encoding", 2, "--encoding: 'klingon' is no encoding."),
        ("bad date", 2, "--published: '2 juillet' is not a date. Write it like 2024-07-02."),
        ("unknown format", 2, "Did you mean turtle?"),
        ("unknown suffix", 2, "out.xyz"),
        ("unknown kind of file", 2, "'.docx' is no kind of article that can be read. Save its text as .txt"),
        ("web address", 2, "https://example.org/a.html: is a web address, and nothing is fetched. Save the page"),
        ("unknown option", 2, "--fromat"),
        ("no argument", 2, "Missing argument"),
        ("unknown command", 2, "No such command 'rnu'. Did you mean 'run'? Try --help."),
        ("impossible date", 2, "--published: '2024-02-31' is not a date."),
        ("empty output", 2, "-o: its value is empty. Give one, or leave the option out."),
        ("empty input", 2, "file name is empty."),
        ("confidence out of range", 2, "--min-confidence 2: not between 0 and 1."),
        ("output is an input", 2, "a.txt: is an input of this run. Write somewhere else."),
    ],
)
def test_bad_input_is_one_line_and_leaves_nothing(
    run_cli: Run, tmp_path: Path, name: str, code: int, part: str
) -> None:
    arguments = bad(name, tmp_path)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    done = run_cli(*arguments)
    assert done.returncode == code
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1 and part in done.stderr, done.stderr
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_an_impossible_place_is_one_line(run_cli: Run, article: Path, tmp_path: Path) -> None:
    done = run_cli("run", article, "-o", tmp_path / "no" / "where.ttl")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "no is not there" in done.stderr


def test_interrupt_ends_with_130_and_leaves_nothing(run_cli: Run, tmp_path: Path) -> None:
    import sys

    command = Path(sys.executable).parent / "kgextract"
    (tmp_path / "long.txt").write_text(TEXT * 3000, "utf-8")
    process = subprocess.Popen(
        [command, "run", tmp_path / "long.txt", "-o", tmp_path / "out.ttl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert [p.name for p in tmp_path.iterdir()] == ["long.txt"]


def test_version_and_help(run_cli: Run) -> None:
    assert run_cli("--version").stdout.startswith("kgextract 0.")
    for command in ("run", "explain", "query", "queries", "validate", "evaluate", "rules"):
        assert "Usage: kgextract" in run_cli(command, "--help").stdout


def test_json_lines_with_bad_lines_and_wild_ids(run_here: Run, tmp_path: Path) -> None:
    good = [{"id": i, "text": TEXT, "published": "2024-07-02"} for i in ("../x", "../x", "a/b")]
    bad_lines = ["{bad", "[1]", '{"id": "q"}', json.dumps({"id": "d", "text": TEXT, "published": "2024-02-31"})]
    (tmp_path / "in").mkdir()
    lines = [json.dumps(good[0]), *bad_lines, *map(json.dumps, good[1:])]
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(lines), "utf-8")
    done = run_here("run", tmp_path / "in" / "a.jsonl", "-f", "json", "-q", "-o", f"{tmp_path}/in/out/")
    assert (done.returncode, done.stdout) == (3, "")
    said = done.stderr.splitlines()
    assert len(said) == 4 and all(f"a.jsonl:{n}: " in line for n, line in enumerate(said, 2)), done.stderr
    assert sorted(p.name for p in (tmp_path / "in" / "out").iterdir()) == ["a-b.json", "x-2.json", "x.json"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in"]


def test_a_pipe_is_refused_without_being_opened(run_here: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    done = run_here("run", tmp_path / "pipe.txt", "-o", tmp_path / "out.ttl")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "a pipe, not a file" in done.stderr and not (tmp_path / "out.ttl").exists()


@pytest.mark.parametrize(("text", "part"), [("a" * 200_000, "not running French"), ("« » “ ” ' " * 300, "no words")])
def test_texts_without_words_give_an_empty_graph_and_a_warning(run_here: Run, text: str, part: str) -> None:
    done = run_here("run", "-", "-f", "json", input=text)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert part in done.stderr and json.loads(done.stdout)["statements"] == []


def test_a_truncated_graph_is_no_answer(run_here: Run, tmp_path: Path) -> None:
    (tmp_path / "cut.ttl").write_text("@prefix kg: <https://w3id.org/kgextract/ontology#> .\nkg:a kg:b kg:", "utf-8")
    done = run_here("query", tmp_path / "cut.ttl", "who-is-who")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "cut.ttl: is not valid RDF" in done.stderr


def test_a_terminal_is_told_how_much_was_found_and_how_long_it_took(article: Path, tmp_path: Path) -> None:
    master, slave = os.openpty()
    command = [COMMAND, "run", article, "--published", "2024-07-02", "-o", tmp_path / "x.ttl"]
    done = subprocess.run(command, stderr=slave, check=False)
    os.close(slave)
    told = os.read(master, 4096).decode()
    os.close(master)
    assert done.returncode == 0
    assert re.search(r"1 article, \d+ entities, \d+ statements, \d+ facts, \d+ rejected, \d+\.\d s", told)


def test_the_shell_completes_commands() -> None:
    shell = ["bash", "-c", f"'{COMMAND}' --show-completion; exit $?"]  # the shell is found among the parents
    done = subprocess.run(shell, capture_output=True, text=True, check=True)
    assert "complete" in done.stdout
