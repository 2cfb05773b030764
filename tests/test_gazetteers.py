"""The gazetteers hold together: enough rows, keys unique and sorted, every reference resolves, ids look like ids."""

import itertools
import re
from collections import Counter

import pytest

from kgextract import ontology, resources
from kgextract.tables import gazetteers as g

FILES = {
    "countries": (g.COUNTRIES, 245),
    "regions": (g.REGIONS, 800),
    "cities": (g.CITIES, 5000),
    "organisations": (g.ORGANISATIONS, 900),
    "people": (g.PEOPLE, 500),
}
PACKAGED = (g.COUNTRIES, g.REGIONS, g.CITIES, g.ORGANISATIONS)  # the ids of which packages may have too
NAMES = {
    "towns": (g.TOWNS, 30),
    "metonyms": (g.METONYMS, 200),
    "given_names": (g.GIVEN_NAMES, 1500),
    "surnames": (g.SURNAMES, 150),
}


def keys(*tables):
    return {row.key for table in tables for row in table.rows()}


@pytest.mark.parametrize("name", [*FILES, *NAMES])
def test_enough_rows_sorted_and_distinct(name):
    table, least = (FILES | NAMES)[name]
    assert len(table.rows()) >= least
    lines = resources.data(table.path).read_text(encoding="utf-8").splitlines()[1:]
    assert len(set(lines)) == len(lines)
    first = [line.split("\t")[0] for line in lines]
    assert first == sorted(first)


def test_keys_are_unique_ascii_paths():
    found = Counter(row.key for table, _ in FILES.values() for row in table.rows())
    assert [k for k, n in found.items() if n > 1] == []
    assert [k for k in found if not re.fullmatch(r"(place|org|person)/[a-z0-9]+(-[a-z0-9]+)*", k)] == []


def test_wikidata_ids_are_ids_and_used_once():
    found = Counter(row.wikidata for table, _ in FILES.values() for row in table.rows() if row.wikidata)
    assert [q for q in found if not re.fullmatch(r"Q[1-9]\d*", q)] == []
    assert [q for q, n in found.items() if n > 1] == []


def test_verified_rows_have_an_id():
    assert [r.key for table in PACKAGED for r in table.rows() if r.verified and not r.wikidata] == []


def test_references_of_places_resolve():
    states, regions, cities = keys(g.COUNTRIES), keys(g.REGIONS), keys(g.CITIES)
    for c in g.COUNTRIES.rows():
        assert c.capital is None or c.capital in cities, c
        assert c.continent is None or c.continent in regions | states, c
        assert c.sovereign is None or c.sovereign in states, c
    for row in (*g.REGIONS.rows(), *g.CITIES.rows()):
        assert row.country is None or row.country in states, row


def test_states_are_complete():
    states = [c for c in g.COUNTRIES.rows() if c.cls == "Country"]
    assert len(states) >= 195
    assert [c.key for c in states if not c.capital and c.iso != "VA"] == []
    assert [c.key for c in states if not c.demonyms or not c.wikidata or not c.continent] == []
    assert len({c.iso for c in g.COUNTRIES.rows()}) == len(g.COUNTRIES.rows())


def test_references_of_organisations_resolve():
    orgs, states, cities = keys(g.ORGANISATIONS), keys(g.COUNTRIES), keys(g.CITIES)
    for o in g.ORGANISATIONS.rows():
        assert o.parent is None or (o.parent in orgs and o.parent != o.key), o
        assert o.country is None or o.country in states, o
        assert o.seat is None or o.seat in cities, o
        assert o.name not in o.aliases, o


def test_classes_are_those_of_the_ontology():
    known = set(ontology.get().classes)
    used = {r.cls for table in (g.COUNTRIES, g.REGIONS, g.ORGANISATIONS) for r in table.rows()}
    assert used <= known


def test_offices_resolve_and_end_after_they_begin():
    bodies = keys(g.ORGANISATIONS, g.COUNTRIES, g.CITIES, g.REGIONS)
    for p in g.PEOPLE.rows():
        assert p.country is None or p.country in keys(g.COUNTRIES), p
        for o in g.offices(p):
            assert o.body in bodies, o
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", o.start), o
            assert o.end == "" or (re.fullmatch(r"\d{4}-\d\d-\d\d", o.end) and o.start < o.end), o


def test_one_holder_of_an_office_a_day():
    terms = {}
    for p in g.PEOPLE.rows():
        for o in g.offices(p):
            terms.setdefault((o.role, o.body), []).append((o.start, o.end or "9999", p.key))
    clashes = []
    for office, held in terms.items():
        ordered = sorted(held)
        clashes += [(office, a, b) for a, b in itertools.pairwise(ordered) if b[0] < a[1]]
    assert clashes == []


@pytest.mark.parametrize(
    ("role", "key", "day", "name"),
    [
        ("head-of-state", "place/chine", "2024-07-02", "Xi Jinping"),
        ("head-of-state", "place/france", "2016-03-01", "François Hollande"),
        ("head-of-government", "place/royaume-uni", "2019-01-15", "Theresa May"),
        ("head-of-state", "place/etats-unis", "2017-01-20", "Donald Trump"),
        ("secretary-general", "org/organisation-des-nations-unies", "2010-01-01", "Ban Ki-moon"),
        ("head-of-state", "place/chine", "1990-01-01", None),
    ],
)
def test_holder_by_date(role, key, day, name):
    found = g.holder(role, key, day)
    assert (found.name if found else None) == name


def test_metonyms_resolve():
    bodies = keys(g.ORGANISATIONS, g.COUNTRIES)
    assert [m for m in g.METONYMS.rows() if m.key not in bodies] == []


def test_capitals_stand_for_their_states():
    phrases = {m.phrase: m.key for m in g.METONYMS.rows()}
    cities = {c.key: c.name for c in g.CITIES.rows()}
    wrong = []
    for state in g.COUNTRIES.rows():
        capital = cities.get(state.capital or "")
        if capital in phrases and capital != "Bruxelles":
            wrong += [] if phrases[capital] == state.key else [(capital, phrases[capital])]
    assert wrong == []


def test_given_names_tell_gender():
    names = {n.name: n.gender for n in g.GIVEN_NAMES.rows()}
    assert (names["Aminata"], names["Ousmane"], names["Camille"]) == ("f", "m", "u")


def test_ambiguous_names_are_names_of_their_row():
    for row in (*g.REGIONS.rows(), *g.CITIES.rows(), *g.ORGANISATIONS.rows()):
        assert set(row.ambiguous) <= {row.name, *row.aliases, *getattr(row, "acronyms", ())}, row
