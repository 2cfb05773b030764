"""Any name gives a valid IRI, and only what is known outside the article gets one that others may share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kgextract import ontology
from kgextract.errors import UsageError
from kgextract.model import Article, Entity, EntityType, Extraction
from kgextract.rdf import iris
from kgextract.resources import ontologies

HOME = iris.BASE + "article/a1"


def named(*entities: Entity) -> dict[str, str]:
    x = Extraction(article=Article(id="a1", text="texte"), entities=entities)
    return {id: iri.value for id, iri in iris.entities(x).items()}


def entity(id: str, type_: EntityType, name: str, **more: str) -> Entity:
    return Entity(id=id, type=type_, cls=type_, name=name, **more)  # type: ignore[arg-type]


@given(st.text(st.characters(), max_size=40), st.text(st.characters(), max_size=10))
def test_any_text_makes_a_valid_iri(name: str, other: str) -> None:
    iri = iris.mint(iris.BASE, name, other, fragment=name)
    assert NamedNode(iri.value) == iri
    assert iri.value.isascii() and iri.value.startswith(iris.BASE)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
)
def test_different_segments_make_different_iris(one: str, two: str) -> None:
    if one != two and {one, two} != {".", "_"}:
        assert iris.mint(iris.BASE, one) != iris.mint(iris.BASE, two)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Élise Œuvrard", "elise-oeuvrard"),
        ("Jean-Paul D'Arcy", "jean-paul-d-arcy"),
        ("Straße 3", "strasse-3"),
        ("习近平", "习近平"),
        ("«»<>", ""),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert iris.slug(name) == expected


def test_who_gets_which_iri() -> None:
    found = named(
        entity("a", "Place", "Chine", key="place/chine", wikidata="Q148"),
        entity("b", "Person", "Awa Diarra"),
        entity("c", "Person", "Diarra"),
        entity("d", "Person", "M. Diarra"),
        entity("e", "Person", "Jean-Paul"),
        entity("f", "Person", "Awa Diarra"),
        entity("g", "Role", "Ministre de l'Eau"),
        entity("h", "Event", "Réunion"),
        entity("i", "Event", "Sommet"),
        entity("j", "Organization", "Croix", wikidata="Q1"),
        entity("k", "Date", "2024"),
    )
    assert found == {
        "a": iris.BASE + "place/chine",
        "b": iris.BASE + "person/awa-diarra",
        "c": HOME + "#person-2",
        "d": HOME + "#person-3",
        "e": HOME + "#person-4",
        "f": HOME + "#person-5",  # a second person of one name stays a second person
        "g": iris.BASE + "role/ministre-de-l-eau",
        "h": HOME + "#event-1",
        "i": HOME + "#event-2",
        "j": iris.BASE + "wikidata/Q1",
    }


def test_articles_and_passages() -> None:
    x = Extraction(article=Article(id="à lire/2", text="texte"))
    home = iris.article(x, "http://example.org/")
    assert home.value == "http://example.org/article/%C3%A0%20lire%2F2"
    assert iris.passage(home, 3, 14).value == home.value + "#char=3,14"
    assert iris.article(Extraction(article=Article(id="", text="t"))).value == iris.BASE + "article/_"


@pytest.mark.parametrize(
    "base", ["", "x", "http://a b/", "http://example.org", "http://example.org/#", "urn:a/", "http://e.org/?a/"]
)
def test_a_base_that_cannot_carry_identifiers_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="base IRI"):
        iris.checked_base(base)
    assert iris.checked_base("https://example.org/kg/") == "https://example.org/kg/"


def test_web_addresses() -> None:
    assert iris.web("https://example.org/a?b=c") == NamedNode("https://example.org/a?b=c")
    assert (
        iris.web("Le Matin") is None
        and iris.web("https://exa mple") is None
        and iris.web("javascript:alert(1)") is None
    )


def test_the_vocabulary_has_one_namespace() -> None:
    assert iris.PREFIXES["kg"] == ontology.get().namespace
    assert f"<{iris.PREFIXES['kg']}>" in ontologies("kgextract.ttl").read_text("utf-8")
