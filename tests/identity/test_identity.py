"""What makes two things of two articles one: keys, decisions; what holds them apart; in any order the same nodes."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import pytest

from kgextract.errors import InputError
from kgextract.identity import clusters, decisions
from kgextract.identity.occurrences import occurrences, pin_of
from kgextract.model import Article, Entity, Evidence, Extraction, Fact, Mention, Statement
from kgextract.rdf.build import build
from kgextract.rdf.iris import BASE

ID = f"{BASE}article"


def story(
    id: str, *things: tuple[str, str, str], facts: Sequence[tuple[str, str, str]] = (), **more: str
) -> Extraction:
    """An article with (id, class, name) entities and facts between them; `more` gives Wikidata ids and dates."""
    bodies = ("ArmedForces", "Bank", "Body", "Company", "Court", "Union")
    kinds = {"City": "Place", "Country": "Place", **dict.fromkeys(bodies, "Organization")}
    text = "Des mots."
    entities = [
        Entity(
            id=key,
            type=kinds.get(cls, cls),
            cls=cls,
            name=name,
            wikidata=more.get(key),
            mentions=(Mention(start=0, end=3),),  # type: ignore[arg-type]
        )
        for key, cls, name in things
    ]
    proof = Evidence(start=0, end=3, sentence=text, rule="test", confidence=0.9)
    entities += [
        Entity(id=v, type="Date", cls="Date", name=v) for v in sorted({o for _, _, o in facts if o[:1].isdigit()})
    ]
    return Extraction(
        article=Article(id=id, text=text),
        entities=tuple(entities),
        facts=tuple(Fact(subject=s, relation=r, object=o, evidence=proof) for s, r, o in facts),
    )


def joined(*found: Extraction, same: str = "") -> clusters.Nodes:
    decided = decisions.parse(same.splitlines())
    known = [o for x in found for o in occurrences(build(x), pins=decided.pins).values()]
    return clusters.nodes(set(known), decided)


def iris(result: clusters.Nodes) -> list[str]:
    return [node.iri.removeprefix(BASE) for node in result.nodes]


def person(id: str, role: str | None = None, name: str = "Luc Pey") -> Extraction:
    if role is None:
        return story(id, ("p", "Person", name))
    return story(id, ("p", "Person", name), ("r", "Role", role), facts=[("p", "holdsRole", "r")])


def test_a_full_name_and_an_office_make_one_person() -> None:
    assert iris(joined(person("a", "Maire"), person("b", "Maire"))) == ["person/luc-pey", "role/maire"]


def test_a_full_name_alone_leaves_two_that_are_possibly_one() -> None:
    found = joined(person("a", "Maire"), person("b", "Juge"), person("c"))
    assert [i for i in iris(found) if "luc" in i] == ["person/luc-pey", "person/luc-pey/_", "person/luc-pey/maire"]
    assert len(found.possibly) == 3


def test_a_third_article_joins_two_persons() -> None:
    both = story("c", ("p", "Person", "Luc Pey"), ("r", "Role", "Maire"), ("s", "Role", "Juge"),
                 facts=[("p", "holdsRole", "r"), ("p", "holdsRole", "s")])  # fmt: skip
    assert "person/luc-pey/maire" not in iris(joined(person("a", "Maire"), person("b", "Juge"), both))


def test_a_country_and_a_body_speak_for_a_person_too() -> None:
    def spoke(id: str, role: str) -> Extraction:
        x = story(id, ("p", "Person", "Ana Brun"), ("r", "Role", role), ("c", "Country", "Chili"), c="Q298",
                  facts=[("p", "holdsRole", "r"), ("p", "represents", "c")])  # fmt: skip
        return x

    assert [i for i in iris(joined(spoke("a", "Ambassadrice"), spoke("b", "Déléguée"))) if "ana" in i] == [
        "person/ana-brun"
    ]


def test_two_linked_things_of_one_name_are_two_and_no_doubt() -> None:
    a = story("a", ("p", "City", "Vienne"), p="Q1741")
    b = story("b", ("p", "City", "Vienne"), p="Q26849")
    found = joined(a, b)
    assert iris(found) == ["wikidata/Q1741", "wikidata/Q26849"] and not found.possibly


def test_a_person_of_a_linked_ones_name_is_possibly_that_one() -> None:
    linked = story("a", ("p", "Person", "Ana Brun"), p="Q7")
    found = joined(linked, person("b", "Juge", "Ana Brun"))
    assert found.possibly == {(f"{BASE}person/ana-brun", f"{BASE}wikidata/Q7")}


@pytest.mark.parametrize(
    ("cls", "name", "one"),
    [
        ("Union", "Syndicat Horizon", True),
        ("Union", "Syndicat", False),
        ("Union", "Syndicat de la métallurgie", False),
        ("Court", "Tribunal des Conflits", False),
        ("Document", "Résolution 2334", True),
        ("Document", "Rapport 2019", False),
        ("Document", "Loi du 29 juillet 1881", True),
        ("Document", "Rapport de l'Office", False),
        ("Event", "56e session du Conseil", True),
        ("Event", "Manifestation à Lyon", False),
        ("Group", "Manifestants de Lyon", False),
        ("City", "Saint-Aubin", True),
        ("Organization", "Fédération sénégalaise de voile", True),
        ("Organization", "fédération sénégalaise", False),
        ("ArmedForces", "armée malienne", True),
        ("ArmedForces", "armée", False),
        ("Bank", "banque centrale sud-coréenne", True),
        ("Company", "fabricant français de batteries", False),
    ],
)
def test_what_a_name_alone_makes_one(cls: str, name: str, one: bool) -> None:
    found = joined(story("a", ("x", cls, name)), story("b", ("x", cls, name)))
    assert [len(n.occurrences) for n in found.nodes] == ([1] if one else [])


def test_small_letters_name_the_same_body() -> None:
    spelt = ("Comité olympique sénégalais", "comité olympique sénégalais")
    found = joined(*(story(name[0], ("x", "Body", name)) for name in spelt))
    assert [(n.iri.removeprefix(BASE), len(n.occurrences)) for n in found.nodes] == [
        ("named/organization/comite-olympique-senegalais", 2)
    ]


def test_a_body_is_known_by_its_place() -> None:
    def court(id: str, city: str) -> Extraction:
        return story(
            id,
            ("c", "Court", "Tribunal administratif"),
            ("p", "City", city),
            facts=[("c", "locatedIn", "p")],
            p=f"Q{len(city)}",
        )

    named = [i for i in iris(joined(court("a", "Lyon"), court("b", "Lyon"), court("c", "Nantes"))) if "named" in i]
    assert len(named) == 2
    whole = story("a", ("c", "Court", "Tribunal de Lyon"), ("p", "City", "Lyon"), p="Q456")
    assert "named/organization/tribunal-de-lyon" in iris(joined(whole))


def test_a_day_and_a_place_make_one_event() -> None:
    def march(id: str, day: str) -> Extraction:
        return story(
            id,
            ("e", "Event", "Marche"),
            ("p", "City", "Oran"),
            facts=[("e", "heldAt", "p"), ("e", "heldOn", day)],
            p="Q9",
        )

    found = [
        i
        for i in iris(joined(march("a", "2024-05-01"), march("b", "2024-05-01"), march("c", "2024-05-02")))
        if "event" in i
    ]
    assert found == ["named/event/marche", "named/event/marche/2024-05-02/oran"]


def test_decisions_join_and_hold_apart_and_rename() -> None:
    a, b = person("a", "Maire"), person("b", "Juge")
    assert [
        i for i in iris(joined(a, b, same="same\tperson/luc-pey/maire\tperson/luc-pey/juge\tchecked")) if "luc" in i
    ] == ["person/luc-pey"]
    apart = joined(
        a, person("b", "Maire"), same="different\tarticle/a#person-luc-pey\tarticle/b#person-luc-pey\ttwo men"
    )
    assert [i for i in iris(apart) if "luc" in i] == ["person/luc-pey", "person/luc-pey/maire"] and not apart.possibly
    named = joined(a, same="rename\tperson/luc-pey\tLuc Pey junior\tsays he")
    assert [n.label for n in named.nodes if "luc" in n.iri] == ["Luc Pey junior"]
    doubt = joined(a, b, same="different\tperson/luc-pey/maire\tperson/luc-pey/juge\tchecked")
    assert not doubt.possibly


def test_the_order_of_articles_and_lines_does_not_matter() -> None:
    found = [person(str(n), role) for n, role in enumerate(("Maire", "Maire", "Juge", None, "Maire", "Juge"))]
    lines = [
        "different\tarticle/0#person-luc-pey\tarticle/4#person-luc-pey\tx",
        "same\tperson/luc-pey/_\tperson/luc-pey/juge\ty",
        "different\tarticle/1#person-luc-pey\tperson/luc-pey/juge\tz",
    ]
    results = set()
    for seed in range(20):
        random.Random(seed).shuffle(found)
        random.Random(seed + 50).shuffle(lines)
        results.add(joined(*found, same="\n".join(lines)))
    assert len(results) == 1


def test_a_pin_names_one_thing_of_one_article() -> None:
    assert pin_of(f"{ID}/a", f"{ID}/a#event-2") == f"{ID}/a#event-2"
    assert pin_of(f"{ID}/a", f"{BASE}person/luc-pey") == f"{ID}/a#person-luc-pey"
    group = story("a", ("g", "Group", "Riverains"))
    other = story("b", ("g", "Group", "Habitants"))
    found = joined(group, other, same="same\tarticle/a#group-1\tarticle/b#group-1\tthe same people")
    assert iris(found) == ["article/a#group-1"] and found.nodes[0].label == "Habitants"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("same\ta\tb", "has not four cells"),
        ("same\ta\tb\t ", "has not four cells"),
        ("equal\ta\tb\tc", "is no decision"),
        ("same\ta b\tc\td", "is no IRI"),
        ("same\ta\ta\td", "one thing twice"),
        ("same\tx\ty\tz\ndifferent\ty\tx\tz", "contrary of line 1"),
        ("rename\tx\tA\tz\nrename\tx\tB\tz", "another name than line 1"),
    ],
)
def test_lines_that_are_no_decision(line: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        decisions.parse(line.splitlines())
    assert str(caught.value).startswith("same.tsv:") and "\n" not in str(caught.value)


def test_decisions_read_back_equal() -> None:
    text = "# a comment\n\nsame\tperson/a-b\twd:Q7\twhy\nrename\tperson/a-b\tÉlise  B\tbecause\n"
    found = decisions.parse(text.splitlines())
    assert decisions.parse(found.dumps().splitlines()) == found and len(found.rows) == 2


def test_a_statement_on_behalf_speaks_for_its_speaker() -> None:
    proof = Evidence(start=0, end=3, sentence="Des mots.", rule="test", confidence=0.9)
    x = story("a", ("p", "Person", "Ana Brun"), ("c", "Country", "Chili"), c="Q298")
    said = Statement(speaker="p", kind="indirect", cue="dire", content=((0, 3),), on_behalf_of="c", evidence=proof)
    full = Extraction(article=x.article, entities=x.entities, statements=(said,))
    keys = {k for o in occurrences(build(full)).values() for k in o.keys}
    assert f"{BASE}person/ana-brun/chili" in keys


def test_many_decisions_are_read_in_time() -> None:
    began = time.process_time()
    lines = [f"same\tperson/a{n}\tperson/b{n}\tone" for n in range(20_000)]
    assert len(decisions.parse(lines).rows) == 20_000
    assert time.process_time() - began < 10  # it was minutes
