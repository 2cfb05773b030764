"""What an article says and what that rests on: in one graph, or in two that can be kept or dropped apart."""

from __future__ import annotations

from collections import Counter

import pyoxigraph
import pytest
import rdflib
from samples import all_gold, every_turn, nasty

from kgextract.errors import UsageError
from kgextract.rdf.build import build
from kgextract.rdf.iris import PREFIXES, term
from kgextract.rdf.provenance import separated
from kgextract.rdf.reifiers import folded
from kgextract.writers import WRITERS, render

MANY = [*all_gold(), every_turn(), nasty()]
FORMATS = {"trig": pyoxigraph.RdfFormat.TRIG, "nquads": pyoxigraph.RdfFormat.N_QUADS}


@pytest.mark.parametrize("rdf12", [False, True])
@pytest.mark.parametrize("format", FORMATS)
def test_two_graphs_hold_what_one_held(format: str, rdf12: bool) -> None:
    one, two = (
        set(pyoxigraph.parse(render(MANY, format=format, rdf12=rdf12, split=split), format=FORMATS[format]))
        for split in (False, True)
    )
    homes = {build(x).name.value for x in MANY}
    assert {q.graph_name.value for q in two} == homes | {f"{home}#provenance" for home in homes}
    assert {pyoxigraph.Quad(*_triple(q), _home(q)) for q in two} == one
    assert len(two) == len(one)


def _triple(q: pyoxigraph.Quad) -> tuple[object, object, object]:
    return q.subject, q.predicate, q.object


def _home(q: pyoxigraph.Quad) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(q.graph_name.value.partition("#")[0])


def test_the_first_graph_is_what_is_asserted_without_a_word_of_evidence() -> None:
    for x in MANY:
        plain, apart = separated(build(x))
        bare = {t for t in build(x, provenance="none").triples if t.predicate != term("prov:wasDerivedFrom")}
        run = {
            t for t in apart.triples if t.subject.value.startswith(PREFIXES["prov"]) or "software" in t.subject.value
        }
        assert {t for t in bare if "#run" not in str(t) and "#extraction" not in str(t)} - run <= set(plain.triples)
        assert not {"rdf:Statement", "kg:Passage"} & {str(t.object) for t in plain.triples}
        assert not any(t.predicate in (term("kg:rule"), term("kg:confidence")) for t in plain.triples)
        rules = Counter(t.predicate == term("kg:rule") for t in apart.triples)[True]
        proofs = [e for e in (*x.statements, *x.facts) if e.evidence]
        assert rules == len(proofs)
        assert set(folded(build(x)).triples) == {t for g in separated(folded(build(x))) for t in g.triples}


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")  # within rdflib itself
def test_rdflib_reads_both_graphs() -> None:
    data = rdflib.Dataset()
    data.parse(data=render(every_turn(), format="trig", split=True), format="trig")
    home = build(every_turn()).name.value
    sizes = {str(g.identifier): len(g) for g in data.graphs() if len(g)}
    assert sizes == {str(g.name.value): len(g.triples) for g in separated(build(every_turn()))}
    assert set(sizes) == {home, f"{home}#provenance"}


@pytest.mark.parametrize("format", sorted(set(WRITERS) - set(FORMATS)))
def test_other_formats_have_no_graphs(format: str) -> None:
    with pytest.raises(UsageError, match=r"has no named graphs\. Use one of trig, nquads"):
        render(every_turn(), format=format, split=True)
