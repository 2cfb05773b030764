"""Named queries give their golden answers on the gold of the sample articles; parameters are terms; bad input is told.

`python tests/test_queries.py` writes the golden answers anew: read the difference before it is committed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from samples import all_gold, every_turn, gold, nasty, two_accounts

from kgextract import queries
from kgextract.errors import InputError, UsageError
from kgextract.resources import data
from kgextract.store import Store
from kgextract.writers import write
from kgextract.writers.sheets import sheet

GOLDEN = Path(__file__).resolve().parent / "golden"


def sample_store() -> Store:
    store = Store()
    for x in (*all_gold(), every_turn(), *two_accounts()):
        store.add(x)
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    return sample_store()


def as_csv(table: queries.Table) -> str:
    return sheet(table.columns, table.rows, raw=True)


@pytest.mark.parametrize("name", queries.names())
def test_golden_answers(store: Store, name: str) -> None:
    expected = (GOLDEN / f"{name}.csv").read_bytes().decode("utf-8")
    assert as_csv(queries.run(store, name)) == expected


@pytest.mark.parametrize("name", queries.names())
def test_every_query_is_described_and_answers_with_its_source(store: Store, name: str) -> None:
    query = queries.find(name)
    assert len(queries.names()) >= 25
    assert query.titles["en"] and query.titles["fr"] and query.description.endswith(".") and query.parameters
    columns = queries.run(store, name).columns
    assert not {p.name for p in query.parameters} & set(columns)
    if name != "who-is-quoted-most":
        assert columns[-4:] == ("sentence", "article", "start", "end")


@pytest.mark.parametrize("name", queries.names())
def test_a_standalone_query_has_its_values_in_it_and_gives_the_same_rows(store: Store, name: str) -> None:
    for given in ({}, {p.name: "2024" if p.type == "date" else 'a"\\b\n' for p in queries.find(name).parameters}):
        text = queries.standalone(name, given)
        assert queries.sparql(store, text) == queries.run(store, name, given)


@pytest.mark.parametrize("name", queries.names())
def test_every_parameter_narrows_the_answer(store: Store, name: str) -> None:
    for p in queries.find(name).parameters:
        everything = set(queries.run(store, name).rows)
        some = queries.run(store, name, {p.name: "0001" if p.name == "to" else "9999"})
        assert set(some.rows) < everything or not everything, p.name


def test_a_parameter_is_a_part_of_a_name_in_any_case(store: Store) -> None:
    rows = queries.run(store, "who-spoke-where", {"speaker": "FU C"}).rows
    assert {row[0] for row in rows} == {"Fu Cong"}
    assert queries.run(store, "who-spoke-where", {"speaker": "fu cong", "from": "2024-07-02"}).rows == ()
    assert len(queries.run(store, "who-spoke-where", {"speaker": "fu cong", "from": "2024", "to": "2024-07"}).rows) == 1


def test_who_spoke_where_in_the_model_story(store: Store) -> None:
    found = [row[:4] for row in queries.run(store, "who-spoke-where").rows if row[5] == "onu-intelligence-artificielle"]
    session = "56e session du Conseil des droits de l'homme"
    assert ("Chen Xu", "Genève", "2024-07-01", session) in found


@pytest.mark.parametrize(
    "value", ['" } DROP ALL #', "'; }", "\\", "?who", '"@fr', "\n}", "fu\x00", "demi\ud800", "<http://x>"]
)
def test_parameters_are_never_syntax(store: Store, value: str) -> None:
    for name in queries.names():
        for p in queries.find(name).parameters:
            if p.type == "text":
                assert queries.run(store, name, {p.name: value}).rows == ()


def test_nasty_names_are_found_by_their_names() -> None:
    store = Store()
    store.add(nasty())
    for name in ('Jean "le Grand" Dupont', "barre\\oblique\\n", "deux\nlignes", "=1+1"):
        rows = queries.run(store, "who-said-what", {"speaker": name}).rows
        assert name in {row[0] for row in rows}


@pytest.mark.parametrize(
    ("name", "parameters", "said"),
    [
        ("who-spoke-wher", {}, "Did you mean who-spoke-where"),
        ("who-spoke-where", {"speker": "x"}, "Did you mean speaker"),
        ("who-spoke-where", {"from": "hier"}, "from: 'hier' is not a date. Write it like 2024"),
        ("who-met-whom", {"zzz": "x"}, "It takes person"),
    ],
)
def test_wrong_names_and_values(store: Store, name: str, parameters: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        queries.run(store, name, parameters)
    assert "\n" not in str(caught.value)


def test_free_sparql(store: Store) -> None:
    table = queries.sparql(
        store,
        'SELECT ?p WHERE { ?p a kg:Person ; rdfs:label "Fu Cong"@fr ; kg:represents ?nobody OPTIONAL { ?p kg:x ?y } }',
    )
    assert table.columns == ("p",) and len(table.rows) == 1
    assert queries.sparql(store, "ASK { ?x kg:spokeAt ?y }").rows == (("true",),)
    assert queries.sparql(store, "CONSTRUCT { ?x kg:spokeAt ?y } WHERE { ?x kg:spokeAt ?y }").columns[1] == "predicate"
    unbound = queries.sparql(store, "SELECT ?x ?y WHERE { ?x a kg:Article OPTIONAL { ?x kg:no ?y } } LIMIT 1")
    assert unbound.rows[0][1] is None


def test_each_triple_counts_once_however_many_graphs_have_it(store: Store) -> None:
    one = queries.sparql(store, "SELECT ?l WHERE { ?x rdfs:label ?l ; a kg:Country ; owl:sameAs wd:Q30 }")
    assert len(one.rows) <= 1


def test_a_cut_answer_says_so(store: Store) -> None:
    whole = queries.run(store, "who-said-what")
    assert not whole.truncated and len(whole.rows) > 3
    cut = queries.run(store, "who-said-what", limit=3)
    assert cut.truncated and cut.rows == whole.rows[:3]
    assert not queries.run(store, "who-said-what", limit=len(whole.rows)).truncated


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT", "line 1, column 7"),
        ("SELECT ?x { ?x a nope:Thing }", "prefix is not declared"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", "SERVICE is refused"),
        ("select * { service silent <http://127.0.0.1:1/> { ?a ?b ?c } }", "SERVICE is refused"),
        ("LOAD <http://127.0.0.1:1/>", "LOAD is refused"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "INSERT is refused"),
        ("SELECT * " + "{" * 5000 + "}" * 5000, "nested deeper"),
        ("SELECT * {} #" + "x" * 1_000_000, "longer than"),
    ],
)
def test_bad_sparql_is_one_line(store: Store, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        queries.sparql(store, text)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 300


def test_refused_words_are_no_matter_in_strings_names_and_comments(store: Store) -> None:
    text = 'SELECT ?service { ?service rdfs:label "SERVICE { LOAD"@fr . ?x kg:load <http://x/service> } # service {{{'
    assert queries.sparql(store, text).rows == ()


def test_files_and_folders(tmp_path: Path) -> None:
    one, two = gold("onu-intelligence-artificielle"), gold("tribunal-riviere")
    for name in ("a.ttl", "a.trig", "a.nq", "a.nt", "a.jsonld", "a.rdf"):
        write(one, tmp_path / name)
        rows = queries.run(tmp_path / name, "who-spoke-where").rows
        assert [r[0] for r in rows] == ["Fu Cong", "Chen Xu"], name
    write(two, tmp_path / "b.ttl")
    both = {r[5] for r in queries.run([tmp_path / "a.ttl", tmp_path / "b.ttl"], "who-spoke-where").rows}
    assert both == {one.article.id, two.article.id} == {r[5] for r in queries.run(tmp_path, "who-spoke-where").rows}


def test_files_that_are_no_graph(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<a> b", "utf-8")
    (tmp_path / "bytes.nt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "empty").mkdir()
    for name in ("bad.ttl", "bytes.nt", "absent.ttl", "text.docx", "empty"):
        with pytest.raises(InputError, match=re.escape(name)) as caught:
            queries.run(tmp_path / name, "who-spoke-where")
        assert "\n" not in str(caught.value)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.csv"):
        old.unlink()
    for query_name in queries.names():
        (GOLDEN / f"{query_name}.csv").write_bytes(as_csv(queries.run(sample_store(), query_name)).encode("utf-8"))
    assert {p.stem for p in data("queries").glob("*.rq")} == {p.stem for p in GOLDEN.glob("*.csv")}
