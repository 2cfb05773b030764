"""Real triple stores take what is pushed, and answer every named query with the rows of the embedded store."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
import rdflib
import servers
from samples import NASTY, all_gold, every_turn, gold, nasty, two_accounts
from servers import TripleStore

from kgextract import queries
from kgextract.push import Target, push
from kgextract.rdf.validate import as_rdflib
from kgextract.store import Store

# Virtuoso refuses to sort or join rows with a computed string of more than 4 kB.
SHORT = tuple(name for name in NASTY if len(name) < 4000)
STORES = {"oxigraph": servers.oxigraph, "virtuoso": servers.virtuoso}


@pytest.fixture(scope="module")
def embedded() -> Store:
    store = Store()
    store.add_all([*all_gold(), every_turn(), nasty(SHORT), *two_accounts()])
    return store


@pytest.fixture(scope="module", params=STORES)
def remote(
    request: pytest.FixtureRequest, embedded: Store, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TripleStore]:
    """A triple store to which everything was pushed; a second push finds everything there."""
    with STORES[request.param](tmp_path_factory.mktemp(request.param)) as found:
        with Target(found.graphs, credentials=lambda url: found.credentials) as target:
            outcomes = list(push(embedded.graphs(), target))
            assert {o.what for o in outcomes} == {"sent"} and len(outcomes) == len(embedded), outcomes
            assert {o.what for o in push(embedded.graphs(), target)} == {"there"}
        yield found


@pytest.mark.parametrize("name", queries.names())
def test_named_queries_give_equal_rows(remote: TripleStore, embedded: Store, name: str) -> None:
    answer = httpx.post(
        remote.queries + ("?union-default-graph" if "/query" in remote.queries else ""),
        data={"query": queries.standalone(name)},
        headers={"Accept": "application/sparql-results+json"},
        timeout=60,
        trust_env=False,
    )
    assert answer.status_code == 200, answer.text[:300]
    found, right = answer.json(), queries.run(embedded, name)
    assert tuple(found["head"]["vars"]) == right.columns
    rows = [tuple(row[c]["value"] if c in row else None for c in right.columns) for row in found["results"]["bindings"]]
    assert sorted(rows, key=str) == sorted(right.rows, key=str)


@pytest.fixture(scope="module")
def some() -> tuple[Store, rdflib.Graph]:
    store = Store()
    store.add_all([gold("onu-intelligence-artificielle"), gold("usine-batteries"), every_turn(), *two_accounts()])
    return store, as_rdflib([q for graph in store.graphs() for q in graph.quads()])


@pytest.mark.parametrize("name", queries.names())
def test_named_queries_give_equal_rows_in_rdflib(some: tuple[Store, rdflib.Graph], name: str) -> None:
    store, graph = some
    found, right = graph.query(queries.standalone(name)), queries.run(store, name)
    assert tuple(str(v) for v in found.vars or ()) == right.columns
    rows = [tuple(None if cell is None else str(cell) for cell in row) for row in found]  # type: ignore[union-attr]
    assert sorted(rows, key=str) == sorted(right.rows, key=str)
