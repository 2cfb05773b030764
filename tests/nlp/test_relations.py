"""Relations: from roles, clauses, names and events; what is denied is no fact."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgextract.model import Extraction

Extract = Callable[..., Extraction]


def facts(x: Extraction) -> set[tuple[str, str, str]]:
    said = [f for f in x.facts if f.factuality == "asserted" and not f.background]
    return {(_text(x, f.subject), f.relation, _text(x, f.object)) for f in said}


def _text(x: Extraction, id: str) -> str:
    first = x.entity(id).mentions[0]
    return x.quote(first.start, first.end)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Anne Roy, présidente de la Banque mondiale, a parlé.", ("Anne Roy", "headOf", "Banque mondiale")),
        ("L'ambassadeur de Norvège, Luc Moreau, est parti.", ("Luc Moreau", "represents", "Norvège")),
        ("Luc Moreau, chercheur au CNRS, doute.", ("Luc Moreau", "affiliatedWith", "CNRS")),
        ("Anne Roy (PS) a voté.", ("Anne Roy", "memberOf", "PS")),
        ("Le Parti vert, dont le président est Luc Roy, recule.", ("Luc Roy", "headOf", "Parti vert")),
        ("La CGT, dont la présidente, Anne Blin, est absente, recule.", ("Anne Blin", "headOf", "CGT")),
        ("L'Assemblée nationale a adopté la loi.", ("Assemblée nationale", "adopted", "loi")),
        ("La résolution a été adoptée par le Conseil de sécurité.", ("Conseil de sécurité", "adopted", "résolution")),
        ("La Suède a voté contre la résolution.", ("Suède", "votedAgainst", "résolution")),
        ("Anne Roy s'est rendue à Nairobi.", ("Anne Roy", "visited", "Nairobi")),
        ("Anne Roy succède à Luc Moreau.", ("Anne Roy", "succeeded", "Luc Moreau")),
        ("Anne Roy préside le Sénat.", ("Anne Roy", "headOf", "Sénat")),
        ("Anne Roy s'est entretenue avec Luc Moreau.", ("Anne Roy", "metWith", "Luc Moreau")),
        ("Il vit à Genève, en Suisse.", ("Genève", "locatedIn", "Suisse")),
        ("Il vit à Oslo, capitale de la Norvège.", ("Oslo", "locatedIn", "Norvège")),
        ("La Norvège, membre de l'Otan, paie.", ("Norvège", "memberOf", "Otan")),
        ("La ratification du traité de Quito par le Chili a réussi.", ("Chili", "adopted", "traité de Quito")),
        ("Luc Moreau, hostile à la loi, est parti.", ("Luc Moreau", "opposes", "loi")),
        ("Luc Moreau a parlé lors de son déplacement à Lima.", ("Luc Moreau", "visited", "Lima")),
        ("Le veto de la Suède à la résolution a surpris.", ("Suède", "vetoed", "résolution")),
        ("La rencontre entre Anne Roy et Luc Moreau fut brève.", ("Anne Roy", "metWith", "Luc Moreau")),
        # pronouns and what is left unsaid
        ("La ministre Anne Roy est partie. Luc Moreau l'a nommée en mai.", ("Luc Moreau", "appointed", "Anne Roy")),
        ("Anne Roy a parlé. Luc Moreau lui a succédé en mai.", ("Luc Moreau", "succeeded", "Anne Roy")),
        ("La résolution est passée : le Chili a voté contre.", ("Chili", "votedAgainst", "résolution")),
        ("Anne Roy a parlé. Membre du Parti vert, elle doute.", ("Anne Roy", "memberOf", "Parti vert")),
        # relative clauses and infinitives
        ("Le traité auquel s'oppose la Suède est prêt.", ("Suède", "opposes", "traité")),
        ("La loi que soutiennent la Suède et le Chili est prête.", ("Chili", "supports", "loi")),
        ("Il vit à Lyon, où est née Anne Roy.", ("Anne Roy", "bornIn", "Lyon")),
        ("Anne Roy a reçu Luc Moreau, avant de rencontrer Paul Petit.", ("Anne Roy", "metWith", "Paul Petit")),
        ("Après avoir rencontré Luc Moreau, Anne Roy a souri.", ("Anne Roy", "metWith", "Luc Moreau")),
        # compounds, adjectives, titles
        ("Les élus anti-Moreau ont quitté la salle. Luc Moreau a ri.", ("élus", "opposes", "Luc Moreau")),
        ("La ville malienne de Gao a faim. Le Mali attend.", ("Gao", "locatedIn", "Mali")),
        ("Anne Roy remplace Luc Moreau au poste de préfète.", ("Luc Moreau", "holdsRole", "préfète")),
        (
            "Le maire de Lens, Luc Roy, a ri. Son homologue de Lille, Paul Petit, non.",
            ("Paul Petit", "headOf", "Lille"),
        ),
        ("Anne Roy, avocate de Luc Moreau, a plaidé.", ("Anne Roy", "represents", "Luc Moreau")),
    ],
)
def test_read(extract: Extract, text: str, fact: tuple[str, str, str]) -> None:
    assert fact in facts(extract(text))


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Luc Moreau, avocat au barreau de Lille, a plaidé.", "represents"),
        ("Le roi Luc Moreau et le pape Paul Petit lui ont rendu hommage à Rome.", "visited"),
        ("Proche de Luc Moreau, elle est ministre.", "headOf"),
        ("La rue des Lilas est fermée, aux Lilas.", "locatedIn"),
        ("Anne Roy est directrice de la Banque mondiale pour l'Asie.", "headOf"),
        ("Le territoire malien est vaste. Le Mali attend.", "locatedIn"),
        ("La Banque mondiale, présidée par Luc Moreau, l'a désigné.", "appointed"),
        ("Le père de deux filles, Claire et Lise Petit, a ri.", "parentOf"),
        ("Le Conseil de sécurité (Chine, France, Russie) a voté.", "locatedIn"),
        ("Anne Roy, doyenne du Sénat, a ri.", "headOf"),
        ("La présence de ce fils d'immigrés au sein du Sénat a surpris.", "memberOf"),
    ],
)
def test_is_not_read(extract: Extract, text: str, relation: str) -> None:
    assert not [f for f in facts(extract(text)) if f[1] == relation]


@pytest.mark.parametrize(
    "between",
    [
        "",
        "vivement ",
        "lundi ",
        "mardi soir ",
        "une nouvelle fois ",
        "une fois de plus ",
        "la semaine dernière ",
        ", lundi, ",
        ", une nouvelle fois, ",
        "par ailleurs ",
        "de son côté ",
        "le 3 mai ",
    ],
)
def test_what_stands_between_auxiliary_and_participle(extract: Extract, between: str) -> None:
    a = "a" if between.startswith(",") else "a "
    assert ("Suède", "opposes", "traité de Quito") in facts(
        extract(f"La Suède {a}{between}dénoncé le traité de Quito.")
    )
    assert ("CGT", "accused", "Anne Roy") in facts(extract(f"La CGT {a}{between}accusé Anne Roy de mentir."))


def test_who_is_cited_in_a_document_did_not_issue_it(extract: Extract) -> None:
    quoted = "« Nous avons gagné », a déclaré Anne Roy, {}."
    assert ("Anne Roy", "announced", "communiqué") in facts(extract(quoted.format("dans un communiqué")))
    cited = facts(extract(quoted.format("citée dans un communiqué")))
    assert not any(relation == "announced" for _, relation, _ in cited)


def test_coordination_is_distributed(extract: Extract) -> None:
    found = facts(extract("La Suède et la Norvège ont voté contre la résolution."))
    assert {s for s, r, _ in found if r == "votedAgainst"} == {"Suède", "Norvège"}


def test_names_of_the_subject_are_not_of_what_stands_before_it(extract: Extract) -> None:
    found = facts(extract("Après un entretien avec Luc Moreau, Anne Roy et Paul Petit ont signé l'accord."))
    assert {(s, o) for s, r, o in found if r == "metWith"} == {("Anne Roy", "Luc Moreau"), ("Paul Petit", "Luc Moreau")}
    assert {s for s, r, _ in found if r == "signed"} == {"Anne Roy", "Paul Petit"}


def test_those_named_behind_a_group_are_not_what_the_group_is_for(extract: Extract) -> None:
    found = facts(extract("Les partisans de la réforme, Luc Moreau et Anne Roy, ont voté."))
    assert {o for _, r, o in found if r == "supports"} == {"réforme"}


def test_denied_is_a_rejection(extract: Extract) -> None:
    x = extract("Anne Roy n'a pas rencontré Luc Moreau.")
    assert not [f for f in facts(x) if f[1] == "metWith"]
    assert [r.reason for r in x.rejections if r.relation == "metWith"] == ["the text denies it"]


@pytest.mark.parametrize(
    "text",
    [
        "Anne Roy pourrait rencontrer Luc Moreau.",
        "Anne Roy se rendra à Nairobi.",
        "Le Sénat votera la loi sur l'eau.",
        "Luc Moreau est accusé de fraude.",
        "Anne Roy a été nommée ministre.",
    ],
)
def test_not_asserted(extract: Extract, text: str) -> None:
    assert not {r for _, r, _ in facts(extract(text))} & {"metWith", "visited", "adopted", "accused", "appointed"}


def test_body_of_body(extract: Extract) -> None:
    assert ("Conseil de sécurité de l'ONU", "partOf", "ONU") in facts(
        extract("Le Conseil de sécurité de l'ONU a voté.")
    )


def test_adopted_on(extract: Extract) -> None:
    x = extract("La résolution a été adoptée le 12 mai 2020 par le Conseil de sécurité.")
    assert [x.entity(f.object).name for f in x.facts if f.relation == "adoptedOn"] == ["2020-05-12"]


def test_former_office_counts_where_it_names_its_body(extract: Extract) -> None:
    found = facts(extract("L'ancien président de la Banque mondiale Luc Moreau est mort."))
    assert {r for _, r, _ in found} == {"holdsRole", "headOf"}
    found = facts(extract("L'ancien président norvégien Luc Moreau est mort en Norvège."))
    assert "headOf" not in {r for _, r, _ in found}


def test_a_calling_with_an_adjective_gives_the_nationality(extract: Extract) -> None:
    found = facts(extract("Le cinéaste norvégien Luc Moreau est mort. Il aimait la Norvège."))
    assert ("Luc Moreau", "nationality", "Norvège") in found
    found = facts(extract("Le président norvégien Luc Moreau vit en Norvège."))
    assert "nationality" not in {r for _, r, _ in found}


def test_a_possessive_title_belongs_to_the_body_before_it(extract: Extract) -> None:
    found = facts(extract("L'ONG Oxfam et son directeur, Paul Rey, saluent cet accord."))
    assert ("Paul Rey", "headOf", "Oxfam") in found


def test_senators_who_vote_are_of_the_only_senate(extract: Extract) -> None:
    found = facts(extract("Le Sénat se réunit. Les sénateurs ont adopté la loi."))
    assert ("sénateurs", "memberOf", "Sénat") in found
    found = facts(extract("La sénatrice Anne Roy est intervenue. Les sénateurs ont protesté devant le Sénat."))
    assert "memberOf" not in {r for _, r, _ in found}


def test_a_colour_counts_where_one_party_has_it(extract: Extract) -> None:
    found = facts(extract("La députée socialiste Anne Roy s'abstient. Le Parti socialiste est divisé."))
    assert ("Anne Roy", "memberOf", "Parti socialiste") in found
    found = facts(extract("La députée socialiste Anne Roy s'abstient."))
    assert "memberOf" not in {r for _, r, _ in found}


def test_background_is_kept_apart(extract: Extract) -> None:
    x = extract("Anne Roy vit à Oslo. La Norvège a voté.")
    (fact,) = [f for f in x.facts if f.relation == "locatedIn"]
    assert fact.background and fact.evidence is None
    assert not [f for f in facts(x) if f[1] == "locatedIn"]


@pytest.mark.parametrize(
    ("text", "wanted", "never"),
    [
        ("Des rassemblements se sont tenus lundi à Lens, à Pau et à Dax.", {"Lens", "Pau", "Dax"}, set()),
        ("Le parti a appelé à un défilé le 24 octobre à Lens, Dax et Pau.", {"Lens", "Dax", "Pau"}, set()),
        ("Une réunion est prévue lundi à Lens, Pau refuse d'y aller.", {"Lens"}, {"Pau"}),
    ],
)
def test_an_event_is_in_each_place_of_a_list(extract: Extract, text: str, wanted: set[str], never: set[str]) -> None:
    found = {o for _, relation, o in facts(extract(text)) if relation == "heldAt"}
    assert wanted <= found and not never & found


def test_a_trip_is_not_held(extract: Extract) -> None:
    found = facts(extract("En visite à Lens lundi, le préfet a promis un pont. La visite a duré deux heures."))
    assert not any(relation in ("heldAt", "heldOn") for _, relation, _ in found)
    assert any(relation == "occurredOn" for _, relation, _ in found)
