"""The store: one graph an article; adding is idempotent; any order of changes and decisions gives one result."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad
from samples import all_gold, every_turn, gold, nasty

from kgextract import queries
from kgextract.errors import InputError, OutputError
from kgextract.identity import decisions
from kgextract.identity.decisions import Decisions
from kgextract.model import Extraction
from kgextract.rdf.build import ArticleGraph, build
from kgextract.rdf.iris import BASE
from kgextract.store import Store, notes, reading
from kgextract.store.once import once
from kgextract.writers import write

ONU = "onu-intelligence-artificielle"


def renamed(x: Extraction, id: str, **names: str) -> Extraction:
    """The same article under another id, with other words for some entities."""
    entities = tuple(replace(e, name=names.get(e.id, e.name)) for e in x.entities)
    return replace(x, article=replace(x.article, id=id), entities=entities)


def without_roles(x: Extraction, id: str) -> Extraction:
    """The same article with nothing said of anybody's office."""
    kept = tuple(f for f in x.facts if f.relation not in ("holdsRole", "represents", "headOf", "memberOf"))
    return replace(renamed(x, id), facts=kept, statements=())


def corpus() -> list[Extraction]:
    """The sample articles, and others that share people, bodies and sessions with them."""
    found = list(all_gold())
    onu, city = gold(ONU), gold("conseil-municipal-tramway")
    return [
        *found,
        renamed(onu, "a-onu"),
        without_roles(onu, "b-onu"),
        renamed(city, "z-city"),
        without_roles(city, "c-city"),
    ]


LINES = (
    "same\tperson/fu-cong\tperson/chen-xu\ta test",
    f"different\tarticle/a-onu#person-fu-cong\tarticle/{ONU}#person-fu-cong\ttwo of one name",
    "different\tperson/benoit-tremblay/maire\tperson/benoit-tremblay/_\ta cousin",
    "rename\tperson/luc-gagne\tLuc Gagné père\tthe elder",
    "same\tarticle/z-city#document-1\tarticle/conseil-municipal-tramway#document-1\tone plan",
    "same\twikidata/Q456\twikidata/Q1490\ta test of linked things",
)


def decided(lines: Sequence[str]) -> Decisions:
    return decisions.parse(lines)


def content(store: Store) -> frozenset[object]:
    return frozenset(store.graph)


def test_adding_twice_changes_nothing() -> None:
    store = Store()
    assert store.add(every_turn())
    before = content(store)
    assert not store.add(every_turn()) and content(store) == before
    assert len(store) == 1 and store.articles() == [build(every_turn()).name.value]


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_changes_and_decisions_gives_one_result(seed: int) -> None:
    choose = random.Random(seed)
    graphs = [build(x) for x in corpus()]
    kept, lines = graphs[::2], list(LINES[: 2 + seed])
    right = Store(same=decided(lines))
    right.add_all(kept)
    store = Store()
    steps: list[Callable[[], object]] = [lambda g=g: store.add(g) for g in graphs]  # type: ignore[misc]
    steps += [lambda: store.decide(decided(choose.sample(LINES, 3))) for _ in range(4)]
    steps += [lambda: store.remove(choose.choice(graphs).name.value) for _ in range(6)]
    changed = [ArticleGraph(name=choose.choice(graphs).name, triples=choose.choice(graphs).triples) for _ in range(3)]
    steps += [lambda g=g: store.add(g) for g in changed]  # type: ignore[misc]
    choose.shuffle(steps)
    for step in steps:
        step()
    assert store.check() == []
    last: list[Callable[[], object]] = [lambda g=g: store.add(g) for g in kept]  # type: ignore[misc]
    last += [lambda g=g: store.remove(g.name.value) for g in graphs if g not in kept]  # type: ignore[misc]
    last.append(lambda: store.decide(decided(lines)))
    choose.shuffle(last)
    for step in last:
        step()
    assert content(store) == content(right)


def test_a_store_made_step_by_step_is_the_one_made_at_once() -> None:
    for lines in ([], LINES):
        store = Store(same=decided(lines))
        for x in corpus():
            store.add(x)
        at_once = once([build(x) for x in corpus()], same=decided(lines))
        assert set(at_once) == {q for q in store.graph if q.graph_name != notes.GRAPH}


def test_undoing_a_line_undoes_the_merge() -> None:
    store = Store()
    store.add_all(corpus())
    before = content(store)
    for line in LINES:
        store.decide(decided([line]))
        assert content(store) != before, line
        store.decide(Decisions())
        assert content(store) == before


def test_one_person_of_two_articles_is_one_node_and_a_doubtful_one_stays_apart() -> None:
    store = Store()
    store.add_all([gold(ONU), renamed(gold(ONU), "again"), without_roles(gold(ONU), "bare")])
    people = queries.sparql(
        store, 'SELECT ?p ?other { ?p a kg:Person ; rdfs:label "Fu Cong"@fr OPTIONAL { ?p kg:possiblySame ?other } }'
    )
    assert [(a, b) for a, b in people.rows if b] == [(f"{BASE}person/fu-cong", f"{BASE}person/fu-cong/_")]
    assert len(people.rows) == 2
    said = queries.run(store, "who-spoke-where", {"speaker": "Fu Cong"}).rows
    assert {row[5] for row in said} == {ONU, "again", "bare"}
    session = queries.sparql(
        store, 'SELECT ?s { ?s a kg:Event ; rdfs:label "56e session du Conseil des droits de l\'homme"@fr }'
    )
    assert len(session.rows) == 1


def test_a_node_has_one_label() -> None:
    store = Store()
    store.add_all(
        [gold(ONU), renamed(gold(ONU), "again", **{e.id: "FU Cong" for e in gold(ONU).entities if e.name == "Fu Cong"})]
    )
    names = queries.sparql(store, "SELECT ?n { <https://w3id.org/kgextract/id/person/fu-cong> rdfs:label ?n }").rows
    assert names == (("FU Cong",),)
    other = queries.sparql(store, "SELECT ?n { <https://w3id.org/kgextract/id/person/fu-cong> skos:altLabel ?n }").rows
    assert ("Fu Cong",) in other


def test_facts_of_two_articles_that_contradict_each_other_both_stay() -> None:
    x, store = gold("conseil-municipal-tramway"), Store()
    role = next(f for f in x.facts if f.relation == "adoptedOn")
    other = replace(x, article=replace(x.article, id="other"), facts=tuple(f for f in x.facts if f != role))
    store.add_all([x, other])
    assert store.remove("other") and store.check() == []
    assert len(queries.sparql(store, "SELECT ?d { ?x kg:adoptedOn ?d }").rows) == 1


def test_a_changed_article_replaces_its_graph() -> None:
    store = Store()
    store.add(gold("tribunal-riviere"))
    changed = ArticleGraph(name=build(gold("tribunal-riviere")).name, triples=build(every_turn()).triples)
    assert store.add(changed) and len(store) == 1 and store.check() == []
    assert store.extracted("tribunal-riviere") == changed


def test_removing_what_is_not_there_and_the_last_article() -> None:
    store = Store()
    assert not store.remove("absent")
    empty = content(store)
    store.add(nasty())
    assert store.remove(nasty().article.id) and content(store) == empty


def test_a_store_on_disk_is_queried_by_name_of_its_folder(tmp_path: Path) -> None:
    with Store(tmp_path / "db") as store:
        store.add(gold(ONU))
        store.add(nasty())
    rows = queries.run(tmp_path / "db", "who-spoke-where", {"speaker": "Fu Cong"}).rows
    assert [row[:3] for row in rows] == [("Fu Cong", "Assemblée générale des Nations unies", "2024-07-01")]


def test_decisions_in_the_folder_are_taken_in_when_the_store_is_opened_or_asked(tmp_path: Path) -> None:
    path, names = tmp_path / "db", "SELECT ?n { ?p a kg:Person ; rdfs:label ?n FILTER(STRSTARTS(?n, 'Fu')) }"
    with Store(path) as store:
        store.add(gold(ONU))
    (path / "same.tsv").write_text("rename\tperson/fu-cong\tFu Cong l'ancien\ttest\n", "utf-8")
    with queries.Worker(path) as worker:
        assert worker.sparql(names).rows == (("Fu Cong l'ancien",),)
        (path / "same.tsv").unlink()
        assert worker.sparql(names).rows == (("Fu Cong",),)
    (path / "same.tsv").write_text("rename\n", "utf-8")
    with pytest.raises(InputError, match=r"same\.tsv:1"):
        Store(path)


def test_files_are_joined_like_a_store(tmp_path: Path) -> None:
    for x in (gold(ONU), renamed(gold(ONU), "again"), without_roles(gold(ONU), "bare")):
        write(x, tmp_path / f"{x.article.id}.ttl")
    store = Store()
    store.add_all([gold(ONU), renamed(gold(ONU), "again"), without_roles(gold(ONU), "bare")])
    for name in ("who-said-what", "who-is-who", "meetings", "timeline"):
        assert queries.run(tmp_path, name) == queries.run(store, name)
    write(
        [gold(ONU), renamed(gold(ONU), "again"), gold("tribunal-riviere")],
        tmp_path / "all.nq",
    )
    both = Store()
    both.add_all([gold(ONU), renamed(gold(ONU), "again"), gold("tribunal-riviere")])
    assert queries.run(tmp_path / "all.nq", "who-is-who") == queries.run(both, "who-is-who")
    write([gold(ONU), renamed(gold(ONU), "again"), gold("tribunal-riviere")], tmp_path / "flat.ttl")
    assert queries.run(tmp_path / "flat.ttl", "who-said-what") == queries.run(both, "who-said-what")
    assert queries.run(tmp_path / "flat.ttl", "who-is-who") == queries.run(both, "who-is-who")


def test_nodes_are_built_on_the_base_of_their_articles(tmp_path: Path) -> None:
    base = "http://127.0.0.1:8765/id/"
    write(gold(ONU), tmp_path / "a.nq", base=base)
    write(renamed(gold(ONU), "again"), tmp_path / "b.ttl", base=base)
    (tmp_path / "same.tsv").write_text("rename\tperson/fu-cong\tFu Cong junior\ttest\n", "utf-8")
    found = queries.sparql(tmp_path, 'SELECT ?p { ?p a kg:Person ; rdfs:label "Fu Cong junior"@fr }')
    assert found.rows == ((f"{base}person/fu-cong",),)
    iris = queries.sparql(tmp_path, "SELECT DISTINCT ?e { ?a kg:mentions ?e }").rows
    assert all(str(iri).startswith(base) for (iri,) in iris)


def test_export_and_check(tmp_path: Path) -> None:
    store = Store()
    store.add_all([gold(ONU), gold("tribunal-riviere")])
    count = store.export(tmp_path / "all.nq")
    lines = (tmp_path / "all.nq").read_text("utf-8").splitlines()
    assert len(set(lines)) == len(lines) == count
    store.export(tmp_path / "raw.nq", extracted=True)
    other = Store()
    other.add_all(reading.articles(tmp_path / "raw.nq")[0])
    assert content(other) == content(store) and store.check() == []
    store.graph.remove(next(q for g in store.graphs() for q in g.quads()))
    assert len(store.check()) == 1


def test_a_folder_that_is_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("x", "utf-8")
    with pytest.raises(OutputError, match="is no store"):
        Store(tmp_path)
    with pytest.raises(OutputError, match="is no folder for a store"):
        Store(tmp_path / "notes")


def test_a_load_that_was_cut_short_is_made_good(tmp_path: Path) -> None:
    with Store(tmp_path / "db") as store:
        store.add_all(
            [replace(x, article=replace(x.article, id=f"{x.article.id}-{n}")) for x in all_gold() for n in (1, 2)]
        )
        whole = len(store)
        store.graph.add(Quad(notes.GRAPH, notes.LOADING, Literal("true"), notes.GRAPH))
        for quad in list(store.graph)[::7]:
            store.graph.remove(quad)
    with Store(tmp_path / "db", writing=False) as store:
        assert 0 < len(store) < whole and store.check() == []
