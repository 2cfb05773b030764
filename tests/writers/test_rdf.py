"""Formats of RDF: the same triples in two parsers, nothing lost in the way that each is written."""

import json
import re
from collections.abc import Iterator

import pyoxigraph
import pytest
import rdflib
from parsers import RDF, by_oxigraph, by_rdflib, read_by_rdflib
from samples import every_sample, every_turn, gold

from kgextract.model import Extraction
from kgextract.rdf.build import ArticleGraph, Triple, build
from kgextract.rdf.iris import PREFIXES, term
from kgextract.writers import WRITERS, render, render_graphs

SAMPLES = every_sample()


@pytest.fixture
def spelt_as_written() -> Iterator[None]:
    """rdflib keeps how a number is spelt."""
    rdflib.NORMALIZE_LITERALS = False
    yield
    rdflib.NORMALIZE_LITERALS = True


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")  # within rdflib itself
@pytest.mark.usefixtures("spelt_as_written")
@pytest.mark.parametrize("many", SAMPLES.values(), ids=SAMPLES)
@pytest.mark.parametrize("format", RDF)
def test_rdflib_and_pyoxigraph_read_and_write_the_same_dataset(many: tuple[Extraction, ...], format: str) -> None:
    text = render(many, format=format)
    graphs = format in ("trig", "nquads")
    meant = {(*map(str, t), str(g.name) if graphs else "") for g in map(build, many) for t in g.triples}
    assert by_oxigraph(text, format) == meant
    assert by_rdflib(text, format) == meant
    oxigraph, name = RDF[format]
    quads = [q if graphs else q.triple for q in pyoxigraph.parse(text.encode("utf-8"), format=oxigraph)]
    again = pyoxigraph.serialize(quads, format=oxigraph)
    assert again is not None and by_rdflib(again.decode("utf-8"), format) == (
        # pyoxigraph writes a carriage return into XML as it is, and XML reads a line end there
        {tuple(re.sub(r"\\r(\\n)?", r"\\n", part) for part in quad) for quad in meant} if format == "rdfxml" else meant
    )
    again = read_by_rdflib(text, format).serialize(format=name, encoding="utf-8")
    assert by_oxigraph(again.decode("utf-8"), format) == meant


def test_jsonld_is_readable_and_needs_no_network() -> None:
    document = json.loads(render(every_turn(), format="jsonld"))
    assert isinstance(document["@context"], dict)
    awa = next(n for n in document["@graph"] if n.get("label") == "Awa Diarra")
    assert awa["type"] == "Person" and awa["visited"].endswith("place/oran")
    assert document["@graph"][0]["type"] == "Article" and list(awa)[:3] == ["id", "type", "label"]
    assert "visited" in document["@context"] and "votedFor" not in document["@context"]  # what is used, no more
    fact = next(n for n in document["@graph"] if n["id"].endswith("#fact-1"))
    assert fact["predicate"] == "visited" and fact["confidence"] == "0.9"


def test_turtle_is_grouped_for_reading() -> None:
    text = render(every_turn(), format="turtle")
    order = ["# The article", "# People", "# Places", "# Events", "# Statements", "# Facts", "# Passages", "# The run"]
    assert [text.index(title) for title in order] == sorted(text.index(title) for title in order)
    declared = re.findall(r"(?m)^@prefix (\w+:)", text)
    assert declared and all(re.search(rf"\b{name}\w", text.split("@base")[1]) for name in declared)
    assert "person:awa-diarra a kg:Person ;\n" in text and "place:oran a kg:City, kg:Place ;\n" in text
    assert "kg:speaker person:awa-diarra ;" in text and "<#char=25,41>" in text


@pytest.mark.parametrize("format", [f for f, w in WRITERS.items() if w.joinable])
def test_joinable_formats_are_joined_by_concatenation(format: str) -> None:
    one, two = gold("greve-ferroviaire"), gold("tribunal-riviere")
    joined = render(one, format=format) + render(two, format=format)
    if format == "jsonl":
        assert joined == render([one, two], format=format)
        return
    meant = {t for x in (one, two) for t in build(x).triples}
    assert {(q.subject, q.predicate, q.object) for q in pyoxigraph.parse(joined, format=RDF[format][0])} == meant


def test_the_base_is_configurable() -> None:
    text = render(every_turn(), format="ntriples", base="https://example.org/kg/")
    assert "<https://example.org/kg/place/oran>" in text and "kgextract/id/" not in text


def test_context_covers_every_property() -> None:
    from kgextract import ontology
    from kgextract.writers.jsonld import context

    known = {term(v["@id"]).value: v for v in context().values() if isinstance(v, dict)}
    for p in ontology.get().properties.values():
        meant = known[PREFIXES["kg"] + p.name]
        assert p.literal or meant.get("@type") in ("@id", "@vocab"), p.name
    assert {k: v for k, v in context().items() if k in PREFIXES} == {k: PREFIXES[k] for k in PREFIXES if k in context()}


def test_to_rdflib() -> None:
    x = every_turn()
    assert len(x.to_rdflib()) == len(build(x).triples)


def test_numbers_of_any_spelling_are_read_back_equal() -> None:
    spelt = [
        pyoxigraph.Literal(value, datatype=term(f"xsd:{kind}"))
        for kind, values in {
            "decimal": ("1", "1.", ".5", "-0.50", "+1.0", "x"),
            "integer": ("1", "-01", "+1", "", "1.0"),
            "boolean": ("true", "1", "TRUE"),
        }.items()
        for value in values
    ]
    node = pyoxigraph.NamedNode("https://example.org/a")
    graph = ArticleGraph(name=node, triples=tuple(Triple(node, term("kg:value"), value) for value in spelt))
    for format, (oxigraph, _) in RDF.items():
        read = pyoxigraph.parse(render_graphs([graph], format=format).encode("utf-8"), format=oxigraph)
        assert {q.object for q in read} == set(spelt), format
