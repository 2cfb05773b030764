"""SHACL: what we write conforms, and each shape says what is wrong, where, and what to do."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import all_gold, every_turn

from kgextract import Store
from kgextract.errors import InputError
from kgextract.rdf import validate as validation
from kgextract.rdf.build import build
from kgextract.rdf.iris import PREFIXES
from kgextract.rdf.validate import Finding, validate
from kgextract.writers import render, write

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.mark.parametrize("rdf12", [False, True])
def test_what_we_write_conforms(tmp_path: Path, rdf12: bool) -> None:
    write([*all_gold(), every_turn()], tmp_path / "all.trig", rdf12=rdf12)
    found = validate([tmp_path / "all.trig"])
    assert [str(f) for f in found] == []


# What is taken from a good graph, what is put in its place, what is said.
WRONG = {
    "the range of a relation": ("kg:visited place:oran", "kg:visited <#event-1>", "object of visited must be Place"),
    "the domain of a relation": ("a kg:Meeting, kg:Event", "a kg:Law, kg:Document", "subject of heldOn must be Event"),
    "the range of a planned fact": ("rdf:object place:oran", "rdf:object person:awa-diarra", "must be Event or"),
    "an unknown relation": ("rdf:predicate kg:visited", "rdf:predicate kg:dreamtOf", "as --ontology."),
    "no type": ("place:algerie a kg:Country, kg:Place ;", "place:algerie", "the object of locatedIn must be Place"),
    "a fact without its passage": (
        "prov:wasDerivedFrom <#char=5,11> ;\n    kg:rule",
        "kg:rule",
        "a fact rests on a passage of the text, or on the gazetteer. Add it.",
    ),
    "too sure": ("kg:confidence 0.9 ", "kg:confidence 1.5 ", "a confidence is above 0 and at most 1"),
    "no rule": ('kg:rule "test-rule" ;\n    kg:confidence 0.125', "kg:confidence 0.125", "names its rule. Add it."),
    "another standing": ("kg:factuality kg:Possible", "kg:factuality kg:Doubtful", "planned, possible or denied"),
    "another kind": ("kg:kind kg:Direct", "kg:kind kg:Sung", "a statement has one kind: direct, indirect or mixed"),
    "two speakers": ("kg:speaker <#speaker-1>", "kg:speaker <#speaker-1>, place:oran", "one speaker. Keep one."),
    "nothing said": ('kg:content "n passant "@fr ;\n', "", "a statement has one content. Add it."),
    "a date that is none": ('kg:saidOn "2024-05/2024-06"^^edtf:EDTF', 'kg:saidOn "hier"@fr', "of saidOn must be Date"),
    "a passage that ends before it begins": ("nif:endIndex 11", "nif:endIndex 0", "a passage begins before it ends"),
    "a passage without words": ('nif:anchorOf "oui"@fr', 'rdfs:comment "x"@fr', "a passage gives its words. Add it."),
    "no digest": ("kg:textSha256", "rdfs:comment", "an article has one SHA-256 of its text. Add it."),
    "no label": ('rdfs:label "Oran"@fr', 'rdfs:comment "Oran"@fr', "an entity has a label. Add it."),
    "a run without its model": (
        "<https://w3id.org/kgextract/id/software/fr-core-news-md-3.8.0>,\n",
        "",
        "a run names the tool and the model",
    ),
    "a quantity without a unit": ("a kg:Meeting, kg:Event", "a kg:Quantity", "a quantity has one unit. Add it."),
    "a link that is words": ("owl:sameAs wd:Q262", 'owl:sameAs "Q262"', "has an IRI. Give an IRI."),
    "a blank node": ("person:awa-diarra a kg:Person", "[] a kg:Person", "an entity has an IRI. Give an IRI."),
}  # fmt: skip


@pytest.fixture(scope="module")
def good() -> str:
    return render(every_turn(), format="turtle")


@pytest.mark.parametrize(("old", "new", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said(good: str, tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in good
    (tmp_path / "bad.ttl").write_text(good.replace(old, new), "utf-8")
    found = validate([tmp_path / "bad.ttl"])
    assert said in "\n".join(map(str, found)), found
    assert all("\n" not in str(f) for f in found) and len(found) <= 6


def test_a_finding_names_what_it_is_about(good: str, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text(good.replace("kg:visited place:oran", "kg:visited <#event-1>"), "utf-8")
    person = "https://w3id.org/kgextract/id/person/awa-diarra “Awa Diarra” (Person)"
    event = "https://w3id.org/kgextract/id/article/tour#event-1 “Réunion” (Event, Meeting)"
    advice = "Correct the triple, or the types of what it joins."
    said = [str(f) for f in validate([tmp_path / "bad.ttl"])]
    assert said == [f"{person} kg:visited {event}: the object of visited must be Place. {advice}"]


def test_unreadable_files(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<a", "utf-8")
    for name in ("bad.ttl", "absent.ttl", "text.doc"):
        with pytest.raises(InputError, match=name.replace(".", r"\.")):
            validate([tmp_path / name])


def test_more_than_can_be_validated(good: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "good.ttl").write_text(good, "utf-8")
    monkeypatch.setattr(validation, "MOST", 10)
    with pytest.raises(InputError, match="more than 10 triples"):
        validate([tmp_path / "good.ttl"])


HOSTILE = {
    "classes without end": ":x kg:visited :y . :y a :c0 ."
    + "".join(f":c{n} rdfs:subClassOf :c{n + 1} ." for n in range(5000)),
    "a circle of classes": ":x kg:visited :y . :y a :c0 . :c0 rdfs:subClassOf :c1 . :c1 rdfs:subClassOf :c0 .",
    "a list that is its own rest": ":f rdf:predicate _:a . _:a rdf:first :x ; rdf:rest _:a .",
    "nodes within nodes": ":f rdf:predicate " + "[ :p " * 5000 + "1" + "]" * 5000 + " .",
    "a number of 100,000 digits": f":p a kg:Passage ; nif:beginIndex {'9' * 100_000} ; nif:endIndex 12 .",
    "numbers that are none": ':f kg:confidence "1e5"^^xsd:decimal, "x"^^xsd:decimal, "NaN"^^xsd:decimal .',
    "a term of triples": ":x kg:visited <<( :x :y :z )>> .",
    "days that are none": ':s a kg:Statement ; kg:saidOn "99999999-13-45"^^xsd:date .',
    "shapes of its own": ':x a sh:NodeShape ; sh:targetClass kg:Entity ; sh:sparql [ sh:select "SELECT * {}" ] .',
    "imports": ":x a owl:Ontology ; owl:imports <http://127.0.0.1:9/x>, <file:///etc/passwd> .",
    "words for facts": ':f a rdf:Statement ; rdf:subject "x" ; rdf:predicate "y" ; rdf:object "z" .',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_graphs_are_told_or_refused(text: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    head = (
        "".join(f"@prefix {p}: <{space}> .\n" for p, space in PREFIXES.items()) + "@prefix : <https://example.org/> .\n"
    )
    (tmp_path / "a.ttl").write_text(head + text, "utf-8")
    try:
        found = validate([tmp_path / "a.ttl"])
    except InputError as refused:
        assert re.search("SHACL cannot be run over it|has a triple term", str(refused))
    else:
        assert len(found) < 20 and all(len(str(f)) < 2000 for f in found)
    assert not caplog.records


def test_the_command(run_here: Run, good: str, tmp_path: Path) -> None:
    (tmp_path / "good.ttl").write_text(good, "utf-8")
    done = run_here("validate", tmp_path / "good.ttl")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "0 findings\n")
    (tmp_path / "bad.ttl").write_text(good.replace("kg:kind kg:Direct ;", ""), "utf-8")
    done = run_here("validate", tmp_path / "bad.ttl")
    assert done.returncode == 3 and done.stderr == "1 finding\n"
    assert "#statement-1 (Statement) kg:kind: a statement has one kind" in done.stdout
    (tmp_path / "bad.rdf").write_text("<!DOCTYPE x [<!ENTITY e 'e'>]><x/>", "utf-8")
    done = run_here("validate", tmp_path / "bad.rdf")
    assert done.returncode == 2 and "DOCTYPE" in done.stderr and done.stdout == ""


def test_a_store_is_validated_as_a_whole(run_here: Run, tmp_path: Path) -> None:
    with Store(tmp_path / "db") as store:
        store.add_all([every_turn(), *all_gold()[:2]])
    done = run_here("validate", tmp_path / "db")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "0 findings\n")
    with Store(tmp_path / "db") as store:
        wrong = dataclasses.replace(build(every_turn()), triples=build(every_turn()).triples[40:])
        store.add(wrong)
    assert run_here("validate", tmp_path / "db").returncode == 3


def test_findings_are_values() -> None:
    finding = Finding(node="a", property="", value="", message="is wrong", advice="Correct it")
    assert str(finding) == "a: is wrong. Correct it."
