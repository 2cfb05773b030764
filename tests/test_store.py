"""The store: one graph an article; adding is idempotent; in any order, adding and removing give one result."""

import random
from pathlib import Path

import pytest
from samples import all_gold, every_turn, gold, nasty

from kgextract import queries
from kgextract.errors import OutputError
from kgextract.rdf.build import build
from kgextract.store import Store


def test_adding_twice_changes_nothing() -> None:
    store = Store()
    assert store.add(every_turn()) and not store.add(every_turn())
    assert len(store) == 1 and store.articles() == [build(every_turn()).name.value]


def test_any_order_of_adding_and_removing_gives_one_result(tmp_path: Path) -> None:
    kept = [x for n, x in enumerate(all_gold()) if n % 2]
    outputs = set()
    for seed in range(3):
        store, shuffled = Store(), list(all_gold())
        random.Random(seed).shuffle(shuffled)
        for x in shuffled:
            assert store.add(x)
        random.Random(seed + 9).shuffle(shuffled)
        for x in shuffled:
            assert x in kept or store.remove(x.article.id)
        store.export(tmp_path / "all.nq")
        merged = {
            str(q) for q in store.graph.quads_for_pattern(None, None, None, None) if "DEFAULT" in str(q.graph_name)
        }
        outputs.add((tmp_path / "all.nq").read_text("utf-8") + "".join(sorted(merged)))
        assert {t for x in kept for t in build(x).triples} == {
            (q.subject, q.predicate, q.object)
            for q in store.graph
            if q.graph_name not in set(store.graph.named_graphs())
        }
    assert len(outputs) == 1


def test_a_changed_article_replaces_its_graph() -> None:
    store = Store()
    store.add(build(gold("tribunal-riviere")))
    small = build(every_turn())
    changed = type(small)(name=build(gold("tribunal-riviere")).name, triples=small.triples)
    assert store.add(changed) and len(store) == 1
    assert {(q.subject, q.predicate, q.object) for q in store.graph} == set(small.triples)


def test_removing_what_is_not_there() -> None:
    assert not Store().remove("absent")


def test_a_store_on_disk_is_queried_by_name_of_its_folder(tmp_path: Path) -> None:
    with Store(tmp_path / "db") as store:
        store.add(gold("onu-intelligence-artificielle"))
        store.add(nasty())
    del store
    rows = queries.run(tmp_path / "db", "who-spoke-where", {"speaker": "Fu Cong"}).rows
    assert [row[:3] for row in rows] == [("Fu Cong", "Assemblée générale des Nations unies", "2024-07-01")]


def test_a_folder_that_is_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("x", "utf-8")
    with pytest.raises(OutputError, match="is no store"):
        Store(tmp_path)
