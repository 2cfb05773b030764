"""RDF 1.2: facts as triple terms, written, read and turned back into what RDF 1.1 says."""

from __future__ import annotations

from collections import Counter

import pyoxigraph
import pytest
from samples import all_gold, every_turn, nasty

from kgextract.errors import UsageError
from kgextract.model import Extraction
from kgextract.rdf.build import PROVENANCE, Provenance, build
from kgextract.rdf.iris import term
from kgextract.rdf.reifiers import folded, unfolded
from kgextract.writers import WRITERS, render

ABLE = ["turtle", "trig", "nquads", "ntriples"]
SAMPLES = {"every turn": (every_turn(),), "nasty names": (nasty(),), "all gold": all_gold()}


def bare(q: pyoxigraph.Quad) -> pyoxigraph.Quad:
    """A quad without the name of its graph."""
    return pyoxigraph.Quad(q.subject, q.predicate, q.object)


@pytest.mark.parametrize("many", SAMPLES.values(), ids=SAMPLES)
@pytest.mark.parametrize("format", ABLE)
def test_the_round_trip_gives_the_same_dataset(many: tuple[Extraction, ...], format: str) -> None:
    text = render(many, format=format, rdf12=True)
    named = format in ("trig", "nquads")
    read = set(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.from_extension(WRITERS[format].suffix[1:])))
    meant = {q if named else bare(q) for x in many for q in folded(build(x)).quads()}
    assert read == meant
    plain = {q if named else bare(q) for x in many for q in build(x).quads()}
    assert set(unfolded(read)) == plain
    again = pyoxigraph.serialize(sorted(read, key=str), format=pyoxigraph.RdfFormat.N_QUADS)
    assert again and set(pyoxigraph.parse(again, format=pyoxigraph.RdfFormat.N_QUADS)) == read


def test_a_fact_is_a_reifier_of_a_triple_term() -> None:
    text = render(every_turn(), format="turtle", rdf12=True)
    assert "<#fact-1> rdf:reifies <<( person:awa-diarra kg:visited place:oran )>> ;\n    prov:wasDerivedFrom" in text
    assert "rdf:Statement" not in text and "# Facts" in text
    assert "person:awa-diarra a kg:Person ;" in text and "kg:visited place:oran ." in text  # asserted as well


def test_what_was_planned_is_no_triple() -> None:
    graph = folded(build(every_turn()))
    terms = [t.object for t in graph.triples if t.predicate == term("rdf:reifies")]
    held = [t for t in terms if isinstance(t, pyoxigraph.Triple) and t.predicate == term("kg:heldAt")]
    assert len(held) == 1 and not any(t.predicate == term("kg:heldAt") for t in graph.triples)


@pytest.mark.parametrize("format", sorted(set(WRITERS) - set(ABLE)))
def test_other_formats_have_no_rdf_12(format: str) -> None:
    with pytest.raises(UsageError, match=r"has no RDF 1\.2\. Use one of turtle, trig, nquads, ntriples"):
        render(every_turn(), format=format, rdf12=True)


MOST = {"full": 7, "source": 6, "none": 0}  # with the mark of what the gazetteer adds


@pytest.mark.parametrize("provenance", PROVENANCE)
def test_a_fact_costs_at_most_seven_triples(provenance: Provenance) -> None:
    """Four say which fact it is, three what it rests on; its standing, its source in the text come on top."""
    meaning = {term("kg:factuality"), term("kg:attributedTo"), term("kg:firstAt")}
    for x in (*all_gold(), every_turn(), nasty()):
        plain = build(x, provenance=provenance)
        for graph, saved in ((plain, 0), (folded(plain), 3)):
            about = [t for t in graph.triples if "#fact-" in t.subject.value and t.predicate not in meaning]
            counted = Counter(t.subject for t in about)
            assert len(counted) == (0 if provenance == "none" else len(x.facts))
            assert max(counted.values(), default=0) <= max(MOST[provenance] - saved, 0)
