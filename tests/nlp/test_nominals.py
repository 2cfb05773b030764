"""Descriptions by common nouns: their type, their limits, and what is no description."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgextract.nlp.doc import Doc
from kgextract.nlp.nominals.nouns import plural_of

Annotate = Callable[[str], Doc]


def described(doc: Doc) -> set[tuple[str, str]]:
    return {(m.type, doc.between(m.start, m.end)) for m in doc._.nominals}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Interrogée, la ministre a refusé de répondre.", ("Person", "ministre")),
        ("L'ambassadeur a quitté la salle.", ("Person", "ambassadeur")),
        ("Le gouvernement norvégien a protesté.", ("Organization", "gouvernement norvégien")),
        ("La commission a rendu son avis hier.", ("Organization", "commission")),
        ("Le pays traverse une sécheresse.", ("Place", "pays")),
        ("Ce texte a été adopté par plus de 140 pays.", ("Group", "plus de 140 pays")),
        ("Les pays en développement demandent de l'aide.", ("Group", "pays en développement")),
        ("Des manifestants ont bloqué le pont.", ("Group", "manifestants")),
        ("Ils ont voté une résolution sans débat.", ("Document", "résolution")),
        ("Il défend son projet de loi au Sénat.", ("Document", "projet de loi")),
        ("Dans un communiqué, elle a démenti.", ("Document", "communiqué")),
    ],
)
def test_found(annotate: Annotate, text: str, expected: tuple[str, str]) -> None:
    assert expected in described(annotate(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La députée qui préside la séance a souri.", ("Person", "députée")),
        ("Le syndicat, créé en 1920, appelle à la grève.", ("Organization", "syndicat")),
        ("Les étudiants inscrits à la rentrée protestent.", ("Group", "étudiants")),
    ],
)
def test_stops_before_clauses(annotate: Annotate, text: str, expected: tuple[str, str]) -> None:
    assert expected in described(annotate(text))


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Elle donne une conférence de presse.", "presse"),
        ("Le parti est arrivé au pouvoir en mai.", "pouvoir"),
        ("Il a pris l'initiative de démissionner.", "initiative"),
        ("Ce sont des droits de l'enfant.", "enfant"),
        ("La société Verralia va recruter.", "société"),
        ("Il demande au gouvernement des mesures.", "gouvernement des mesures"),
        ("Ils manifestent à l'appel de la CGT.", "appel de la CGT"),
        ("La ville prend une série de mesures contre le bruit.", "série"),
        ("Son régime alimentaire est suivi par une infirmière.", "régime alimentaire"),
        ("La chaîne du froid a été rompue pendant le trajet.", "chaîne du froid"),
        ("Elle se taira, a précisé son conseil.", "conseil"),
        ("Anne Roy a ri. Les défenseurs des droits de l'homme protestent.", "homme"),
        ("Anne Roy a ri. Cela s'inscrit dans le cadre du procès.", "cadre"),
    ],
)
def test_not_described(annotate: Annotate, text: str, noun: str) -> None:
    assert noun not in {words for _, words in described(annotate(text))}


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("journal", "journaux"),
        ("chef d'état", "chefs d'état"),
        ("jeune homme", "jeunes hommes"),
        ("pays", "pays"),
        ("demandeur d'asile", "demandeurs d'asile"),
    ],
)
def test_plural(one: str, many: str) -> None:
    assert plural_of(one) == many


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Des milliers de personnes ont défilé.", ("Group", "milliers de personnes")),
        ("Il a soigné une vingtaine de randonneurs.", ("Group", "vingtaine de randonneurs")),
        ("Les forces togolaises se retirent.", ("Group", "forces togolaises")),
        ("La réforme des retraites divise le pays.", ("Document", "réforme des retraites")),
        ("Trois ouvriers ont été blessés.", ("Group", "Trois ouvriers")),
    ],
)
def test_counted_or_told_apart(annotate: Annotate, text: str, expected: tuple[str, str]) -> None:
    assert expected in described(annotate(text))


@pytest.mark.parametrize(
    "text",
    [
        "La ville de Gao attend de l'aide.",
        "La formation du sol prend du temps.",
        "La mesure est prise.",
    ],
)
def test_no_thing_of_their_own(annotate: Annotate, text: str) -> None:
    assert not described(annotate(text))


@pytest.mark.parametrize(
    ("text", "further"),
    [
        ("Les patients et soignants ont dû venir à pied.", {"soignants"}),
        ("Des élus et habitants de Pau ont protesté hier.", {"élus", "habitants de Pau"}),
        ("La mesure inquiète les éleveurs, maraîchers et céréaliers du Gers.", {"maraîchers", "céréaliers du Gers"}),
        ("Le préfet a reçu plusieurs maires et conseillers municipaux.", {"maires", "conseillers municipaux"}),
        ("Quelque 200 salariés et élus ont manifesté à Lens.", {"200 salariés", "élus"}),
        ("Les commerçants et artisans, venus nombreux, ont applaudi.", {"commerçants", "artisans"}),
        ("Il dirige un groupe de sept randonneurs.", {"groupe de sept randonneurs"}),
        ("Elle a réuni une équipe de jeunes chercheurs.", {"équipe de jeunes chercheurs"}),
        ("Les exposants et plusieurs badauds ont aidé les secours.", {"exposants", "badauds", "secours"}),
    ],
)
def test_people_who_share_a_determiner(annotate: Annotate, text: str, further: set[str]) -> None:
    assert further <= {words for type, words in described(annotate(text)) if type == "Group"}


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Les biens et services francophones se vendent.", "services francophones"),
        ("Les joueurs et entraîneur de Lens ont salué.", "entraîneur de Lens"),
        ("Les vis et boulons de la marque ont rouillé.", "boulons"),
        ("Les élèves et leurs parents ont chanté.", "leurs"),
        ("Le groupe de cosmétique français se porte bien.", "groupe de cosmétique français"),
    ],
)
def test_what_shares_a_determiner_and_is_no_people(annotate: Annotate, text: str, noun: str) -> None:
    assert ("Group", noun) not in described(annotate(text))
