"""A user's own rules and ontology: the worked example of the README, and what is wrong with a file."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

from kgextract.resources import data

Run = Callable[..., "subprocess.CompletedProcess[str]"]
RULES, ONTOLOGY, ARTICLE = (data(f"examples/tenders.{suffix}") for suffix in ("yaml", "ttl", "txt"))
TENDER = "https://example.org/tenders#"


def test_who_awarded_what_to_whom_for_how_much(run_cli: Run, tmp_path: Path) -> None:
    graph = tmp_path / "tenders.ttl"
    own = ["--rules", RULES, "--ontology", ONTOLOGY]
    done = run_cli("run", ARTICLE, "--published", "2024-07-02", *own, "-o", graph)
    assert done.returncode == 0, done.stderr
    store = pyoxigraph.Store()
    store.load(path=str(graph))
    query = f"""
        PREFIX t: <{TENDER}> PREFIX kg: <https://w3id.org/kgextract/ontology#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?buyer ?what ?firm ?value ?unit WHERE {{
          ?b t:awarded ?c ; rdfs:label ?buyer . ?c a t:Contract ; rdfs:label ?what ; t:awardedTo/rdfs:label ?firm .
          ?c t:amount ?a . ?a kg:value ?value ; kg:unit ?unit }}"""
    rows = [tuple(term.value for term in row) for row in store.query(query)]  # type: ignore[union-attr]
    assert rows == [("conseil régional de Bretagne", "marché public", "Brunel", "12500000", "EUR")]
    assert run_cli("validate", graph, "--ontology", ONTOLOGY).returncode == 0
    assert run_cli("validate", graph).returncode == 3


def test_the_rows_of_the_example_read_their_sentences(run_cli: Run) -> None:
    done = run_cli("rules", "check", "award", "--rules", RULES, "--ontology", ONTOLOGY)
    assert done.returncode == 0, done.stdout
    assert "9 sentences: 0 wrong" in done.stderr


def test_other_formats_carry_them(run_cli: Run) -> None:
    own = ["--rules", RULES, "--ontology", ONTOLOGY, "--published", "2024-07-02", "--quiet"]
    found = json.loads(run_cli("run", ARTICLE, *own, "-f", "json").stdout)
    assert {"awarded", "awardedTo", "amount"} <= {f["predicate"] for f in found["further"]}
    document = json.loads(run_cli("run", ARTICLE, *own, "-f", "jsonld").stdout)
    store = pyoxigraph.Store()
    store.load(json.dumps(document), format=pyoxigraph.RdfFormat.JSON_LD)
    assert list(store.quads_for_pattern(None, pyoxigraph.NamedNode(TENDER + "awarded"), None))


HEADER = """@prefix kg: <https://w3id.org/kgextract/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix my: <https://example.org/my#> .
"""
PROPERTY = "my:p a owl:ObjectProperty ; rdfs:domain {} ; rdfs:range kg:Event ."
CALENDAR = "lexicons/calendar:\n  - {{slot: holiday, value: x, forms: ['{}']}}\n"
ROW = "rules/relations:\n  - {{id: a, relation: {}, verbs: [parapher], subject: [{}], object: [{}]}}\n"


@pytest.mark.parametrize(
    ("suffix", "text", "said"),
    [
        ("yaml", "rules/relation:\n  - {id: a}\n", "my.yaml:1: there is no table 'rules/relation'. Did you mean"),
        ("yaml", "- {id: a}\n", "my.yaml:1: the file is no mapping."),
        ("yaml", "rules/relations:\n  - {id: a, relaton: b}\n", "my.yaml:2: unknown field 'relaton'. Did you mean"),
        ("yaml", "rules/relations:\n  id: a\n", "my.yaml:2: this is not a list of rows."),
        ("yaml", "rules/relations: [\n", "my.yaml:"),
        ("ttl", "my:x a owl:Class .", "It must be a Turtle file."),
        ("ttl", HEADER + "my:Lot a owl:Class .", "<https://example.org/my#Lot> has no rdfs:subClassOf that is"),
        ("ttl", HEADER + "my:Law a owl:Class ; rdfs:subClassOf kg:Document .", "Give it another one."),
        ("ttl", HEADER + "my:p a owl:ObjectProperty ; rdfs:domain kg:Agent .", "my#p> has no rdfs:range"),
        ("ttl", HEADER + PROPERTY.format("[ a owl:Class ]"), "no rdfs:domain that is a named class. Name one of"),
        ("ttl", HEADER + PROPERTY.replace("my:", "kg:").format("kg:Agent"), "though in its namespace. Give it one of"),
        ("ttl", HEADER + PROPERTY.format("my:Nobody"), "my#Nobody>, which is no class"),
        ("ttl", HEADER + PROPERTY.format("kg:Person, kg:Place"), "my#p> has several rdfs:domain. Name one class"),
        ("ttl", HEADER + "my:Lot a owl:Class ; rdfs:subClassOf my:Nothing .", "my#Lot> is below no class"),
        ("yaml", "rules/relations:\n  - {id: a, id: b}\n", "my.yaml:2: has a field twice."),
        ("yaml", "lexicons/cues:\n  - lemma: !!int abc\n", "my.yaml:2: a value is not of its type."),
        ("yaml", f"lexicons/cues:\n  - lemma: {'9' * 5000}\n", "my.yaml:2: a value is not of its type."),
        ("yaml", "lexicons/cues:\n  - {~: a}\n", "my.yaml:2: not a row."),
        ("yaml", "rules/dates:\n  - {id: date-day, pattern: a, form: day}\n", "my.yaml:2: there is a row 'date-day'"),
        ("yaml", "lexicons/calendar.yaml:\n", "my.yaml:1: there is no table"),
        ("yaml", CALENDAR.format("(jours?|jour|s)+ férié"), "my.yaml:2: 'forms' takes time without end"),
        ("yaml", CALENDAR.format("(((("), "my.yaml:2: 'forms' is no regular expression"),
        ("yaml", "lexicons/event_names:\n  - {name: '(b+)+ Up', class: Sport, organised: true}\n", "'name' takes time"),
        ("yaml", ROW.format("signs", "Person", "Document"), "there is no relation signs (did you mean signed?)"),
        ("yaml", ROW.format("signed", "Person", "Lawe"), "my.yaml:2: there is no class Lawe (did you mean Law?)"),
        ("yaml", ROW.format("signed", "Person", "Law"), "Write Document, and Law under classes or subject_classes."),
        ("yaml", ROW.format("signed", "Agent", "Document"), "Write Group, Organization, Person, Place, or"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_one_clear_line(run_cli: Run, tmp_path: Path, suffix: str, text: str, said: str) -> None:
    path = tmp_path / f"my.{suffix}"
    path.write_text(text, "utf-8")
    out = tmp_path / "out.ttl"
    option = "--rules" if suffix == "yaml" else "--ontology"
    done = run_cli("run", ARTICLE, option, path, "-o", out)
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1 and said in done.stderr
    assert not out.exists()


def test_a_file_that_is_not_there(run_cli: Run, tmp_path: Path) -> None:
    for option in ("--rules", "--ontology"):
        done = run_cli("run", ARTICLE, option, tmp_path / "none")
        assert done.returncode == 2 and done.stderr.count("\n") == 1 and "none: " in done.stderr


def test_a_long_chain_of_classes_is_read_in_time(run_cli: Run, tmp_path: Path) -> None:
    path, count = tmp_path / "my.ttl", 3000
    chain = (f"my:C{n} a owl:Class ; rdfs:subClassOf {f'my:C{n - 1}' if n else 'kg:Body'} .\n" for n in range(count))
    path.write_text(HEADER + "".join(chain), "utf-8")
    began = os.times().children_user
    done = run_cli("ontology", "--ontology", path, "-f", "context")
    assert done.returncode == 0, done.stderr
    assert os.times().children_user - began < 10  # it was more than 60
