"""Chains get the key, usual name and Wikidata id of the gazetteer, or none where the name is not certain."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgextract.model import Entity, Extraction

Extract = Callable[..., Extraction]


def found(x: Extraction, words: str) -> Entity:
    at = x.article.text.index(words)
    return next(e for e in x.entities if any((m.start, m.end) == (at, at + len(words)) for m in e.mentions))


@pytest.mark.parametrize(
    ("text", "words", "key", "wikidata"),
    [
        ("Le Portugal a voté pour.", "Portugal", "place/portugal", "Q45"),
        ("Une usine ouvrira à Lisbonne.", "Lisbonne", "place/lisbonne", "Q597"),
        ("L'OMS a publié des chiffres.", "OMS", "org/oms", "Q7817"),
        ("L'Union européenne s'inquiète.", "Union européenne", "org/union-europeenne", "Q458"),
    ],
)
def test_linked(extract: Extract, text: str, words: str, key: str, wikidata: str) -> None:
    entity = found(extract(text), words)
    assert entity.wikidata == wikidata
    assert entity.key is not None and entity.key.split("/")[0] == key.split("/")[0]


def test_names_of_one_row_are_one_entity(extract: Extract) -> None:
    x = extract("L'ONU a réagi. Les Nations unies demandent une trêve. L'Organisation des Nations unies insiste.")
    assert found(x, "ONU") is found(x, "Nations unies")
    assert found(x, "ONU").name == "Organisation des Nations unies"


def test_an_acronym_that_the_article_spells_out_is_no_other_body(extract: Extract) -> None:
    x = extract("L'Association des entreprises électriques suisses (AES) salue un progrès. L'AES veut aller plus loin.")
    assert found(x, "AES").name == "Association des entreprises électriques suisses"
    assert found(x, "AES").wikidata is None


@pytest.mark.parametrize(
    ("text", "acronym", "name"),
    [
        ("Le comité de politique monétaire (MPC) du royaume a voté. Le MPC se réunit lundi.", "MPC", "MPC"),
        ("Le comité de défense des riverains (CDR) a porté plainte.", "CDR", "CDR"),
        ("La fédération internationale de football (FIFA) a voté.", "FIFA", None),
        ("L'organisation mondiale de la santé (OMS) a voté.", "OMS", None),
    ],
)
def test_an_acronym_that_a_description_spells_out(extract: Extract, text: str, acronym: str, name: str | None) -> None:
    body = found(extract(text), acronym)
    assert (body.wikidata is None) == (name is not None)
    assert name in (None, body.name)


def test_an_acronym_that_the_article_spells_out_is_that_body(extract: Extract) -> None:
    x = extract("Le congrès du Parti communiste chinois s'est ouvert à Pékin. Le PCC promet des réformes.")
    assert found(x, "PCC") is found(x, "Parti communiste chinois")
    x = extract("L'Ordre mondial des sommeliers s'est réuni à Dijon. L'OMS promet des concours.")
    assert found(x, "OMS") is found(x, "Ordre mondial des sommeliers")
    assert found(x, "OMS").wikidata is None


def test_unknown_people_are_not_linked(extract: Extract) -> None:
    x = extract("Le maire de Lorient, Yannick Kerdoncuff, a voté contre.")
    assert found(x, "Yannick Kerdoncuff").wikidata is None
    assert found(x, "Yannick Kerdoncuff").name == "Yannick Kerdoncuff"


def test_the_name_has_no_civility(extract: Extract) -> None:
    assert (
        found(extract("Mme Odile Charbonnier préside la séance."), "Mme Odile Charbonnier").name == "Odile Charbonnier"
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Les États-Unis votent. Un parti américain vise le Sénat. Washington et les Américains se taisent.",
         "org/senat-des-etats-unis"),
        ("Le Sénat a adopté mardi la loi sur la chasse.", "org/senat-france"),
        ("Le Sénat examine l'accord. Le Canada l'attend, les Canadiens aussi, et le premier ministre canadien.", None),
    ],
)  # fmt: skip
def test_a_body_of_a_state_is_of_the_state_spoken_of(extract: Extract, text: str, key: str | None) -> None:
    [found] = [e for e in extract(text).entities if "Sénat" in e.names]
    assert found.key == key


def test_a_body_of_another_kind_is_not_the_medium_of_its_name(extract: Extract) -> None:
    assert found(extract("L'ONG Phare a soigné trois cents blessés."), "Phare").key is None
    assert found(extract("Le quotidien Ouest-France paraît lundi."), "Ouest-France").key == "org/ouest-france"


@pytest.mark.parametrize(
    ("text", "words", "wikidata"),
    [
        ("Le PS belge a refusé le texte.", "PS", None),
        ("En Suisse, le PS et les Verts ont lancé un référendum.", "PS", None),
        ("En Autriche, les Verts ont gagné un siège.", "Verts", None),
        ("Les Verts allemands veulent un débat.", "Les Verts", "Q49766"),
        ("Au Portugal, le Parti socialiste a gagné.", "Parti socialiste", None),
        ("La chancelière allemande est à Berlin. Les Verts ont dit non. L'Allemagne votera.", "Les Verts", "Q49766"),
        ("Le PS a critiqué la réforme.", "PS", "Q170972"),
        ("En France, le PS propose un impôt.", "PS", "Q170972"),
        ("À Paris, le PS a réuni ses élus. En Espagne, le PS serait loin derrière.", "PS", "Q170972"),
    ],
)
def test_a_party_is_that_of_the_state_beside_it(extract: Extract, text: str, words: str, wikidata: str | None) -> None:
    assert found(extract(text), words).wikidata == wikidata


@pytest.mark.parametrize(
    ("text", "words", "wikidata"),
    [
        ("Le colloque se tient à Québec.", "Québec", "Q2145"),
        ("Le maire de Québec a souri.", "Québec", "Q2145"),
        ("Le colloque se tient au Québec.", "Québec", "Q176"),
        ("Le premier ministre du Québec a souri.", "Québec", "Q176"),
        ("Les ministres se sont réunis à Luxembourg.", "Luxembourg", "Q1842"),
        ("Le Luxembourg a soutenu le texte.", "Luxembourg", "Q32"),
    ],
)
def test_a_land_with_an_article_is_not_the_town_without_one(
    extract: Extract, text: str, words: str, wikidata: str
) -> None:
    assert found(extract(text), words).wikidata == wikidata
