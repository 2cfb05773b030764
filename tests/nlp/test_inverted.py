"""Subjects behind their verb, phrases before `que` in a cleft, and who is named right behind a place."""

import pytest

from kgextract import Article, extract


def facts(text: str, relation: str) -> set[tuple[str | None, str | None]]:
    found = extract(Article(id="a", text=text, published="2024-07-02"))
    name = {e.id: e.name for e in found.entities}
    return {(name.get(f.subject), name.get(f.object)) for f in found.facts if f.relation == relation}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Au colloque de Fès participeront l'historienne Leïla Alami et le juriste Paul Roy.",
            {"Leïla Alami", "Paul Roy"},
        ),
        (
            "À cette réunion ont assisté le préfet Marc Vignon et la Banque mondiale.",
            {"Marc Vignon", "Banque mondiale"},
        ),
        ("À ce congrès interviendra lundi la biologiste Inès Morel.", {"Inès Morel"}),
        ("Au programme du festival figurent Anne Roy et Luc Petit.", {"Anne Roy", "Luc Petit"}),
        ("Au congrès n'a pas participé la biologiste Inès Morel.", set()),
        ("À la réunion pourrait assister le préfet Marc Vignon.", set()),
    ],
)
def test_a_subject_behind_its_verb(text: str, who: set[str]) -> None:
    assert {s for s, _ in facts(text, "participatedIn")} == who


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("C'est à Lomé que se retrouveront les chefs d'État pour leur sommet annuel.", {"Lomé"}),
        ("C'est à Rabat que la ministre a coprésidé la réunion du comité.", {"Rabat"}),
        ("C'est le maire de Lomé que la ministre a vu à la réunion du comité.", set()),
        ("C'est à Lomé, que la guerre a détruite, et non ailleurs, qu'on a parlé d'une réunion.", set()),
    ],
)
def test_what_a_cleft_parts_from_its_verb(text: str, where: set[str]) -> None:
    assert {o for _, o in facts(text, "heldAt")} == where


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Anne Dupont a reçu lundi à Rome Paul Roy.", {"Paul Roy"}),
        ("Anne Dupont a rencontré à Oslo Paul Roy et Luc Petit.", {"Paul Roy", "Luc Petit"}),
        ("Anne Dupont a rencontré hier à Oslo Paul Roy, Ana Paz et Luc Petit.", {"Paul Roy", "Ana Paz", "Luc Petit"}),
        ("Anne Dupont a rencontré place Jean Jaurès des élus.", set()),
        ("Anne Dupont a rencontré au lycée Jean Moulin des élus.", set()),
        ("Anne Dupont a dîné à Oslo. Paul Roy a chanté.", set()),
    ],
)
def test_who_is_named_right_behind_a_place(text: str, whom: set[str]) -> None:
    assert {o for _, o in facts(text, "metWith") if o} - {"élus"} == whom
