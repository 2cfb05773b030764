"""The commands around a graph: query, queries, validate, explain, rules."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kgextract.cli.explain import _shortened
from kgextract.cli.terminal import for_people, lines, wrapped

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def graph(run_cli: Run, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "onu.ttl"
    sample = root / "data" / "articles" / "onu-intelligence-artificielle.txt"
    done = run_cli("run", sample, "--published", "2024-07-02", "-o", path)
    assert done.returncode == 0, done.stderr
    return path


def test_who_spoke_where(run_cli: Run, graph: Path) -> None:
    done = run_cli("query", graph, "who-spoke-where", "--json")
    assert done.returncode == 0
    rows = json.loads(done.stdout)
    assert "Fu Cong" in {r["who"] for r in rows}
    assert all(r["sentence"] for r in rows)


def test_who_spoke_where_of_the_second_speaker(run_cli: Run, graph: Path) -> None:
    rows = json.loads(run_cli("query", graph, "who-spoke-where", "--json").stdout)
    assert "Chen Xu" in {r["who"] for r in rows}


def test_an_article_is_read_and_answers_as_its_graph_does(run_here: Run, graph: Path, root: Path) -> None:
    sample = root / "data" / "articles" / "onu-intelligence-artificielle.txt"
    asked = ("who-spoke-where", "--speaker", "Fu Cong", "--json")
    of_graph, of_article = (
        run_here("query", *given, *asked) for given in ((graph,), (sample, "--published", "2024-07-02"))
    )
    assert of_article.returncode == 0, of_article.stderr
    assert json.loads(of_article.stdout) == json.loads(of_graph.stdout) != []


def test_an_article_that_is_not_there_gets_no_answer(run_here: Run, graph: Path) -> None:
    done = run_here("query", "nowhere.txt", "who-spoke-where")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "nowhere.txt: there is no such file or folder. Check the name.\n"
    some = run_here("query", graph, "nowhere.txt", "who-spoke-where")
    assert some.returncode == 3 and "Fu Cong" in some.stdout


def test_parameters_and_forms(run_cli: Run, graph: Path) -> None:
    as_json = json.loads(run_cli("query", graph, "who-holds-which-role", "--person", "Fu Cong", "--json").stdout)
    assert as_json
    as_csv = list(
        csv.reader(io.StringIO(run_cli("query", graph, "who-holds-which-role", "--person=Fu Cong", "--csv").stdout))
    )
    assert as_csv[0] == list(as_json[0]) and len(as_csv) == len(as_json) + 1
    plain = run_cli("query", graph, "who-holds-which-role", "--person", "Fu Cong").stdout.splitlines()
    assert plain[0].split("\t") == as_csv[0] and len(plain) == len(as_csv)


def test_sparql(run_cli: Run, graph: Path, tmp_path: Path) -> None:
    question = "SELECT (COUNT(*) AS ?n) { ?s a kg:Person }"
    done = run_cli("query", graph, "--sparql", question, "--json")
    assert int(json.loads(done.stdout)[0]["n"]) >= 2
    (tmp_path / "q.rq").write_text(question, "utf-8")
    assert run_cli("query", graph, "--sparql", f"@{tmp_path / 'q.rq'}", "--json").stdout == done.stdout
    cut = run_cli("query", graph, "--sparql", "SELECT * { ?s ?p ?o }", "--limit", "2", "--csv")
    assert len(cut.stdout.splitlines()) == 3 and "truncated" in cut.stderr


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["who-spoke-were"], "Did you mean who-spoke-where?"),
        (["--sparql", "SELECT * {"], "Check it."),
        (["--sparql", "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }"], "SERVICE"),
        (["--sparql", "DELETE WHERE { ?s ?p ?o }"], "DELETE is refused"),
        (["who-spoke-where", "--speeker", "Fu"], "Did you mean speaker?"),
        (["who-spoke-where", "--speaker"], "--speaker: has no value"),
        (["who-spoke-where", "--from", "lundi"], "lundi"),
        (["--sparql", "@nowhere.rq"], "nowhere.rq: there is no such file."),
        ([], "query: no question is given. Name one behind the graphs"),
    ],
)
def test_bad_questions_are_one_line(run_cli: Run, graph: Path, arguments: list[str], part: str) -> None:
    done = run_cli("query", graph, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and part in done.stderr, done.stderr


def test_bad_graphs_are_one_line(run_cli: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<a> <b> .", "utf-8")
    for arguments in ([tmp_path / "none.ttl", "who-is-who"], [tmp_path / "bad.ttl", "who-is-who"], ["who-is-who"]):
        done = run_cli("query", *arguments)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr


def test_queries_are_listed(run_cli: Run) -> None:
    lines = run_cli("queries").stdout.splitlines()
    assert len(lines) > 10
    assert any(line.startswith("who-spoke-where\t") for line in lines)
    assert {"name", "titles", "description", "parameters"} == set(json.loads(run_cli("queries", "--json").stdout)[0])


def test_a_named_query_is_printed_as_sparql_of_its_own(run_here: Run, graph: Path) -> None:
    text = run_here("queries", "who-spoke-where").stdout
    assert (
        run_here("query", graph, "--sparql", text, "--csv").stdout
        == run_here("query", graph, "who-spoke-where", "--csv").stdout
    )
    wrong = run_here("queries", "who-spoke-were")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1) and "Did you mean" in wrong.stderr


def test_validate(run_cli: Run, graph: Path, tmp_path: Path) -> None:
    done = run_cli("validate", graph)
    assert (done.returncode, done.stdout) == (0, "")
    (tmp_path / "bad.ttl").write_text("<a> <b> .", "utf-8")
    wrong = run_cli("validate", tmp_path / "bad.ttl")
    assert wrong.returncode == 2 and wrong.stderr.count("\n") == 1


def test_findings_are_rows_for_programs(run_here: Run, graph: Path, tmp_path: Path) -> None:
    ours = graph.read_text("utf-8") + "\nplace:chine kg:headOf person:fu-cong ."
    (tmp_path / "wrong.ttl").write_text(ours, "utf-8")
    told = run_here("validate", tmp_path / "wrong.ttl")
    rows = json.loads(run_here("validate", tmp_path / "wrong.ttl", "--json").stdout)
    assert told.returncode == 3 and len(rows) == told.stdout.count("\n") > 0
    assert "kg:headOf" in {r["property"] for r in rows} and all(r["node"] and r["message"] for r in rows)
    assert len(run_here("validate", tmp_path / "wrong.ttl", "--csv").stdout.splitlines()) == len(rows) + 1
    assert run_here("validate", graph, "--json").stdout.strip() == "[]"


def test_validate_takes_folders(run_here: Run, graph: Path, tmp_path: Path) -> None:
    (tmp_path / "graphs").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "graphs" / "a.ttl").write_bytes(graph.read_bytes())
    assert run_here("validate", tmp_path / "graphs").returncode == 0
    for name, part in (("empty", "holds no RDF file"), ("none.ttl", "there is no such file or folder")):
        wrong = run_here("validate", tmp_path / name)
        assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1) and part in wrong.stderr


def test_a_terminal_shows_what_people_read() -> None:
    columns = ("who", "when", "sentence", "article", "start", "end")
    rows = [("Ana Brun", "", "Elle part.", "a", "0", "10"), ("Luc Pey", "", "Il reste.", "a", "11", "20")]
    assert [columns[n] for n in for_people(columns, rows)] == ["who", "sentence"]
    rows.append(("Luc Pey", "2024", "Il part.", "b", "0", "8"))
    assert [columns[n] for n in for_people(columns, rows)] == ["who", "when", "sentence", "article"]
    assert for_people(("name", "title"), []) == [0, 1]


def shown(columns: tuple[str, ...], rows: list[tuple[str, ...]], width: int) -> list[str]:
    return [line for line, _ in lines(columns, rows, width)]


def test_a_table_that_fits_is_one_line_a_row() -> None:
    assert shown(("who", "where"), [("Ana Brun", "Lyon"), ("Luc Pey", "")], 40) == [
        "who       where", "───────────────", "Ana Brun  Lyon", "Luc Pey",
    ]  # fmt: skip


def test_running_text_stands_below_its_row_with_the_article() -> None:
    sentence = (
        f"« {'Rien ne presse, et rien ne sera décidé avant la rentrée, ' * 2}quoi qu'on en dise », a dit la maire."
    )
    columns = ("who", "where", "sentence", "article")
    rows = [("Ana Brun", "conseil municipal de Nantes", sentence, "tramway"), ("Luc Pey", "Lyon", "Il part.", "velo")]
    for width in (60, 80, 120):
        table = shown(columns, rows, width)
        assert max(map(len, table)) <= width
        assert table[:2] == ["who       where", "  sentence [article]"]
        assert table[3] == "Ana Brun  conseil municipal de Nantes"
        assert " ".join(" ".join(table[4:-4]).split()) == f"{sentence} [tramway]"
        assert table[-4:] == ["", "Luc Pey   Lyon", "  Il part. [velo]", ""]


def test_a_narrow_terminal_wraps_between_words_and_moves_what_is_widest() -> None:
    rows = [("représentant permanent de la Chine", "Organisation des Nations unies", "2024-07-02")]
    assert shown(("office", "body", "when"), rows, 45)[2:] == [
        "représentant     Organisation des  2024-07-02", "permanent de la  Nations unies", "Chine",
    ]  # fmt: skip
    assert max(map(len, shown(("office", "body", "when"), rows, 24))) <= 24


def test_quotation_marks_stay_with_what_they_enclose() -> None:
    assert wrapped("il a dit « oui » hier", 10) == ["il a dit", "« oui »", "hier"]
    assert wrapped("anticonstitutionnellement", 10) == ["anticonsti", "tutionnell", "ement"]


def test_explain_shows_sentence_rule_and_confidence(run_here: Run, root: Path) -> None:
    sample = root / "data" / "articles" / "onu-intelligence-artificielle.txt"
    done = run_here("explain", sample, "--published", "2024-07-02")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "Statements (" in done.stdout and "Facts (" in done.stdout
    assert "Fu Cong represents Chine" in done.stdout
    assert "Fu Cong (déclarer), direct: Trop de pays" in done.stdout
    assert "confidence 0." in done.stdout and "rule " in done.stdout


def test_explain_lets_no_text_steer_the_terminal(run_here: Run) -> None:
    text = "La maire, Ana Brun, a dit : « Voici \x1b[31mrouge\x1b[0m et \u202eenvers ». La maire de Lyon est là.\n"
    done = run_here("explain", "-", "--published", "2024-07-02", "--encoding", "utf-8", input=text)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout


def test_evidence_over_many_sentences_is_shortened() -> None:
    short = "Le maire a dit non."
    assert _shortened(short) == short
    long = _shortened(f"Début. {'Le maire a dit non. ' * 100}Fin.")
    assert len(long) < 620 and long.startswith("Début.") and " […] " in long and long.endswith("Fin.")


def test_rules_without_a_command_shows_the_help(run_here: Run) -> None:
    done = run_here("rules")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage:") and "\nCommands:\n" in done.stderr


def test_rules_check_of_nothing_is_an_error(run_here: Run) -> None:
    done = run_here("rules", "check", "no-such-row")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_rules_check_one_file(run_here: Run) -> None:
    done = run_here("rules", "check", "date-iso")
    assert done.returncode in (0, 1)
    assert "tables" in done.stderr and "sentences" in done.stderr
