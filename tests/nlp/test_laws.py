"""Codes, articles of laws, and nouns of bodies and places that are none where they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgextract.nlp.doc import Doc

Annotate = Callable[[str], Doc]


def spans(doc: Doc) -> set[str]:
    found = [*doc._.mentions, *doc._.nominals, *(e.mention for e in doc._.events)]
    return {doc.between(m.start, m.end) for m in found}


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        (
            "Il encourt la peine prévue par l'article 132-71 du code pénal.",
            {"article 132-71 du code pénal", "code pénal"},
        ),
        ("La réforme du code de la route passe en commission.", {"code de la route"}),
        ("Le recours à l'article 49.3 est contesté.", {"article 49.3"}),
        ("L'article 1er de la loi du 9 décembre 1905 est clair.", {"article 1er de la loi du 9 décembre 1905"}),
        ("Au titre de l'article 16 bis du traité de Lisbonne, il agit.", {"article 16 bis du traité de Lisbonne"}),
        (
            "Elle cite le code de procédure pénale et le code minier.",
            {"code de procédure pénale", "code minier"},
        ),
    ],
)
def test_codes_and_articles(annotate: Annotate, text: str, laws: set[str]) -> None:
    assert laws <= spans(annotate(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le Conseil a voté la résolution 2417 à l'unanimité.", "résolution 2417"),
        ("Les juristes invoquent la loi 83-634 contre le préfet.", "loi 83-634"),
        ("Ottawa défend le projet de loi C-27 devant les sénateurs.", "projet de loi C-27"),
        ("Les sénateurs ont rejeté le projet de loi de finances pour 2016.", "projet de loi de finances pour 2016"),
        ("Le conseil municipal a adopté le budget 2014.", "budget 2014"),
        ("Le roi a présenté la Vision 2040 à la presse.", "Vision 2040"),
        ("Les étudiants refusent la loi travail.", "loi travail"),
        ("Les associations contestent la loi asile et immigration.", "loi asile et immigration"),
        ("Le Sénat américain a voté le Clean Rivers Act en mars.", "Clean Rivers Act"),
        ("Le pays a signé la Charte de la forêt et de la montagne.", "Charte de la forêt et de la montagne"),
        ("Elle cite la Charte de la vie, des sols et de la pêche.", "Charte de la vie, des sols et de la pêche"),
        ("Londres a lu la déclaration Balfour aux députés.", "déclaration Balfour"),
        ("Les éleveurs critiquent la politique agricole commune.", "politique agricole commune"),
    ],
)
def test_documents_by_number_year_or_theme(annotate: Annotate, text: str, name: str) -> None:
    assert name in spans(annotate(text))


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Par décret 12 mesures ont été prises lundi.", "décret 12"),
        ("Il a arrêté 12 suspects à Lille.", "arrêté 12"),
        ("La loi date de 1905.", "loi date"),
        ("La vision 2020 du maire est critiquée.", "vision 2020"),
        ("Le vote de la Charte de la mer et du budget est reporté.", "Charte de la mer et du budget"),
        ("Les auteurs du Pacte de stabilité et de nombreux élus protestent.", "Pacte de stabilité et de nombreux élus"),
    ],
)
def test_no_number_of_a_document(annotate: Annotate, text: str, never: str) -> None:
    assert never not in spans(annotate(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Le code secret de la porte a changé.", "code secret"),
        ("Ce magasin vend un article 15 % moins cher.", "article 15"),
        ("Il attendait dans la cour de l'Élysée.", "cour de l'Élysée"),
        ("La cour d'honneur du palais est pavée.", "cour d'honneur du palais"),
        ("Seize candidats briguent un siège à la Municipalité de Lausanne.", "siège"),
        ("Ces sciences sont au service du développement durable.", "service du développement durable"),
        ("L'organisation du tournoi revient à la ville.", "organisation du tournoi"),
        ("L'organisation de cette réunion a été saluée.", "organisation de cette réunion"),
        ("La foire Saint-Martin aura lieu samedi.", "Saint-Martin"),
        ("Une avalanche a eu lieu dans la région de Nendaz (VS).", "VS"),
        ("Elle est connue dans le domaine de la santé.", "domaine de la santé"),
        ("La ville crée 573 places d'hébergement.", "573 places d'hébergement"),
        ("La liberté de la presse est menacée.", "presse"),
        ("Il les aide au quotidien depuis trois ans.", "quotidien"),
        ("Elle a remercié le peuple malien de son accueil.", "peuple malien de son accueil"),
        ("Le musée des Beaux-Arts de Rennes est fermé.", "Beaux-Arts de Rennes"),
    ],
)
def test_none_where_it_stands(annotate: Annotate, text: str, words: str) -> None:
    assert words not in spans(annotate(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("La cour d'appel de Lyon a tranché.", "cour d'appel de Lyon"),
        ("Le siège de l'entreprise a été évacué.", "siège de l'entreprise"),
        ("L'organisation du festival a annoncé un record.", "organisation du festival"),
        ("Le sommet Union africaine-Union européenne s'ouvre lundi.", "sommet Union africaine-Union européenne"),
        ("Le gouvernement recourt à un décret.", "gouvernement"),
        ("La commission parlementaire proteste.", "commission parlementaire"),
        ("Il ne reste que le Conseil d'État pour une éventuelle annulation.", "Conseil d'État"),
        ("Le Conseil pour une Europe libre a protesté.", "Conseil pour une Europe libre"),
        ("Le journal a publié une photo de la mairie.", "photo de la mairie"),
        ("Le bourgmestre attend un permis d'urbanisme.", "permis d'urbanisme"),
        ("La partie civile a fait appel.", "partie civile"),
        ("Français et Britanniques se disputent la pêche.", "Britanniques"),
        ("Les chefs d'État et de gouvernement de la CEDEAO arrivent.", "chefs d'État et de gouvernement de la CEDEAO"),
        ("Selon des informations de Mediapart, il part.", "informations de Mediapart"),
        ("La maire a parlé lors de l'assemblée.", "assemblée"),
        ("Il travaille au Centre de recherche en épidémiologie.", "Centre de recherche en épidémiologie"),
    ],
)
def test_still_one(annotate: Annotate, text: str, words: str) -> None:
    assert words in spans(annotate(text))


def test_two_regions_in_one_canton_are_two(annotate: Annotate) -> None:
    doc = annotate("Un skieur est mort dans la région de Nendaz (VS), un autre dans la région de Bruson (VS).")
    assert len({id(m.chain) for m in doc._.mentions if doc[m.start].lower_ == "région"}) == 2


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("José Perez préside la Coordination rurale du Lot-et-Garonne.", "Coordination rurale du Lot-et-Garonne"),
        ("Le secrétaire de la CGT de Marseille proteste.", "CGT de Marseille"),
        ("La CGT de France proteste.", "CGT"),
        ("Le président Les Républicains des Hauts-de-France a ri.", "Les Républicains"),
    ],
)
def test_a_branch_has_its_part_of_the_country(annotate: Annotate, text: str, body: str) -> None:
    doc = annotate(text)
    assert body in {doc.between(m.start, m.end) for m in doc._.mentions if m.type == "Organization"}


def test_a_participle_opens_a_sentence(annotate: Annotate) -> None:
    doc = annotate("Endeuillée par un drame, la ville pleure. Elle a enterré trois enfants samedi.")
    assert "Endeuillée" not in {doc.between(m.start, m.end) for m in doc._.mentions}
