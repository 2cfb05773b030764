"""Who said what: each construction on a sentence of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def _read(annotate: Callable[[str], Any], text: str) -> list[tuple[str | None, str, str | None, list[str]]]:
    doc = annotate(text)
    return [
        (s.speaker.name if s.speaker else None, s.kind, s.cue, [doc.text[a:b] for a, b in s.content])
        for s in doc._.statements
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« La paix avance », a déclaré Anne Roy.", ("Anne Roy", "direct", "déclarer", ["La paix avance"])),
        ("Paul Durand affirme que la dette baisse.", ("Paul Durand", "indirect", "affirmer", ["la dette baisse"])),
        ("Selon Paul Durand, la dette baisse.", ("Paul Durand", "indirect", "selon", ["la dette baisse"])),
        ("La dette baisse, a précisé Paul Durand.", ("Paul Durand", "indirect", "préciser", ["La dette baisse"])),
        ("Anne Roy : « Nous avons gagné ».", ("Anne Roy", "direct", None, ["Nous avons gagné"])),
        ("Anne Roy a promis de baisser les prix.", ("Anne Roy", "indirect", "promettre", ["baisser les prix"])),
        (
            "Anne Roy a fait valoir que la loi était « bonne ».",
            ("Anne Roy", "mixed", "faire valoir", ["la loi était « bonne »"]),
        ),
    ],
)
def test_one(
    annotate: Callable[[str], Any], text: str, expected: tuple[str | None, str, str | None, list[str]]
) -> None:
    assert expected in _read(annotate, text)


@pytest.mark.parametrize(
    "text",
    [
        "Les places sont attribuées selon l'ordre d'arrivée.",
        "Le train part à huit heures.",
        "Il est venu sans rien dire.",
    ],
)
def test_none(annotate: Callable[[str], Any], text: str) -> None:
    assert _read(annotate, text) == []


def test_pronoun_goes_to_who_spoke_last(annotate: Callable[[str], Any]) -> None:
    found = _read(annotate, "« Oui », a répondu Anne Roy. « Nous signerons demain », a-t-elle ajouté.")
    assert [f[0] for f in found] == ["Anne Roy", "Anne Roy"]


@pytest.mark.parametrize("deed", ["La mort", "L'arrestation", "L'expulsion"])
def test_whom_something_befell_does_not_speak_of_it(annotate: Callable[[str], Any], deed: str) -> None:
    text = f"{deed} de Paul Roy a surpris le village. « On nous a menti pendant des années sur ce dossier. »"
    assert [speaker for speaker, *_ in _read(annotate, text)] == [None]


def test_whose_words_are_announced_speaks(annotate: Callable[[str], Any]) -> None:
    text = "Le témoignage de Paul Roy est rare. « On nous a menti pendant des années sur ce dossier. »"
    assert [speaker for speaker, *_ in _read(annotate, text)] == ["Paul Roy"]


def test_quotation_taken_up_again_is_one_statement(annotate: Callable[[str], Any]) -> None:
    found = _read(annotate, "« Nous signerons », a dit Paul Durand. « Nous n'avons pas le choix ».")
    assert found == [("Paul Durand", "direct", "dire", ["Nous signerons", "Nous n'avons pas le choix"])]


def test_headings_say_nothing(annotate: Callable[[str], Any]) -> None:
    body = "Le conseil municipal a longuement examiné hier soir le projet de tramway et ses conséquences."
    assert _read(annotate, f"{body}\n\nLe maire promet un tramway\n\n{body}") == []


def test_an_intertitle_that_is_quoted_again_says_nothing(extract: Callable[[str], Any]) -> None:
    quoted = "« On ne lâchera rien tant que la route restera fermée », a lancé Anne Roy."
    (said,) = extract(f"Le maire est sorti.\n\n« On ne lâchera rien »\n\n{quoted}").statements
    assert said.cue == "lancer"


def test_an_interview_whose_first_answer_alone_has_its_label(extract: Callable[[str], Any]) -> None:
    text = (
        "Entretien avec Zoé Brun, présidente de la Fondation du fleuve\n\n"
        "La Voix : Pourquoi le fleuve baisse-t-il ?\n\nZoé Brun : Parce que la pluie manque.\n\n"
        "Que faut-il faire ?\n\nLes barrages doivent fermer.\n\nEst-ce trop tard ?\n\nNon. Tout reste possible."
    )
    x = extract(text)
    assert [x.entity(s.speaker).name for s in x.statements] == ["Zoé Brun"] * 3


@pytest.mark.parametrize(
    ("text", "type", "name"),
    [
        ("« Les machines sont vieilles », admet la direction.", "Organization", "direction"),
        ("Les deux parties affirment que l'accord tient.", "Group", "deux parties"),
        ("Certains riverains jugent que le bruit augmente.", "Group", "riverains"),
        ("Selon le récit de la rencontre, le ton est monté.", "Document", "récit de la rencontre"),
        ("D'après les dernières projections, la ville grandit.", "Document", "dernières projections"),
    ],
)
def test_bodies_groups_and_documents_that_are_described_are_entities(
    extract: Callable[[str], Any], text: str, type: str, name: str
) -> None:
    x = extract(text)
    speaker = x.entity(x.statements[0].speaker)
    assert (speaker.type, speaker.name) == (type, name)


@pytest.mark.parametrize(
    "text",
    [
        "« Rien n'est signé », confie une source proche du dossier.",
        "Un voisin affirme que la cave est vide.",
        "Un salarié Renault a dénoncé un plan social.",
        "« Tout est faux », grince un député Renaissance.",
        "Une source LR confirme que le texte sera voté.",
        "Selon le délégué CGT, le dépôt fermera.",
    ],
)
def test_a_single_somebody_stays_words(extract: Callable[[str], Any], text: str) -> None:
    (said,) = extract(text).statements
    assert said.speaker is None
    assert said.speaker_text


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Un étudiant de 19 ans a vu l'accident. « C'était horrible », raconte l'étudiant.", "étudiant de 19 ans"),
        ("Une mère de famille a déposé plainte lundi. Elle affirme avoir été frappée.", "mère de famille"),
        ("Un habitant du quai a filmé la crue. « L'eau montait », se souvient l'habitant.", "un habitant du quai"),
        ("Une source diplomatique a vu le texte. « Rien n'est signé », dit cette source.", "une source diplomatique"),
        ("Un jeune homme de 19 ans a tiré. Selon le shérif, la porte était fermée.", "le shérif"),
        ("Une femme de 34 ans est tombée. La voisine a assuré que le sol était gelé.", "voisine"),
        (
            "Un homme de 34 ans, médecin à Gap, est jugé. Le médecin a dit que le soin était utile.",
            "homme de 34 ans",
        ),
    ],
)
def test_somebody_is_called_by_the_words_that_brought_them_in(
    extract: Callable[[str], Any], text: str, called: str
) -> None:
    (said,) = extract(text).statements
    assert (said.speaker_text or "").lower() == called


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("La CGT, dont le préfet a dénoncé la grève, se réunit mardi.", "la grève"),
        ("La ville, où le maire Luc Roy affirme que l'eau manque, attend la pluie.", "l'eau manque"),
        ("Anne Blin, dont l'avocat, Luc Roy, dit que la preuve manque, a été relâchée.", "la preuve manque"),
        ("Le rapport, dans lequel la Cour dénonce des retards et des abus, a été publié.", "des retards et des abus"),
        (
            "Le maire affirme que le pont, dont le coût a doublé, est fermé.",
            "le pont, dont le coût a doublé, est fermé",
        ),
    ],
)
def test_what_is_said_in_a_relative_ends_with_it(annotate: Callable[[str], Any], text: str, content: str) -> None:
    assert [said[-1] for said in _read(annotate, text)] == [[content]]


def test_words_quoted_of_a_thing_inside_a_reported_clause_are_no_statement(extract: Callable[[str], Any]) -> None:
    (said,) = extract("La dirigeante Anne Roy a assuré que le chantier débuterait « avant l'été ».").statements
    assert said.cue == "assurer"


def test_an_envoy_speaks_for_a_state_and_not_for_the_seat(annotate: Callable[[str], Any]) -> None:
    said = annotate("La Russie a démenti. L'ambassadeur russe à Paris, Ivan Petrov, a dit que le pont tenait.")
    assert [s.on_behalf_of.name for s in said._.statements if s.on_behalf_of] == ["Russie"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("La Suisse a demandé une trêve au nom de l'Union africaine.", "Union africaine"),
        ("« La digue doit tenir », a dit Irène Costa au nom du collectif Rivalto.", "Rivalto"),
        ("Irène Costa, au nom des pêcheurs, a réclamé une aide.", "pêcheurs"),
        ("« Au nom du gouvernement, je vous remercie », a dit le préfet Luc Roy.", "gouvernement"),
        ("La porte-parole LFI Irène Costa a promis une aide.", "La France insoumise"),
        ("Irène Costa s'est exprimée au nom du collectif Rivalto. « Tout est prêt », a dit Mme Costa.", "Rivalto"),
        ("Le secrétaire de presse de la mairie, Luc Roy, a promis une aide.", "mairie"),
    ],
)
def test_on_whose_behalf(annotate: Callable[[str], Any], text: str, party: str) -> None:
    assert [s.on_behalf_of.name for s in annotate(text)._.statements if s.on_behalf_of] == [party]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Henri Azoulay a grandi à Sète. Son père était docker. « Il ne parlait jamais », dit-il.",
            ["Henri Azoulay"],
        ),
        ("Luc Blanc et Anne Roy, du syndicat Sud-Rail, ont dénoncé « un scandale ».", ["Luc Blanc", "Anne Roy"]),
        ("Hélène Dupuy a dénoncé un « tour ». La conseillère UMP craint que tout ferme.", ["Hélène Dupuy"] * 2),
        ("La cour d'appel de Douai l'a relaxé. Le tribunal avait estimé qu'il mentait.", ["tribunal"]),
        ("Le maire Luc Roy a vu le pont. Le directeur de l'hôpital a promis un lit.", ["directeur de l'hôpital"]),
        ("Luc Roy, maire de Pau, a vu le pont. Selon le chef de la police, rien ne va.", ["chef de la police"]),
        ("Le maire de Pau, Luc Roy, a vu le pont. Le patron de la ville a promis un bac.", ["Luc Roy"]),
        ("Luc Roy, 34 ans, a été blessé. Le chef des pompiers a salué son courage.", ["chef des pompiers"]),
        ("Son prédécesseur, Jean Rousset, lui reproche d'avoir menti.", ["Jean Rousset"]),
        ("Me Serge Blanc proteste. L'avocat général lui a répondu que rien ne presse.", ["avocat général"]),
        ("« C'est un bosseur », dit de lui le maire, Luc Roy.", ["Luc Roy"]),
        ("Luc Blanc fut ministre du gouvernement de Paul Roy. Il a promis « un pont ».", ["Luc Blanc"]),
        ("Paul Vidal parle de « honte », sa collègue Rose Colin de « gâchis ».", ["Paul Vidal", "Rose Colin"]),
        ("Libération y voit « un tournant », Le Figaro « un leurre ».", ["Libération", "Le Figaro"]),
        ("Paul Vidal est connu. Ses amis le disent têtu. Lui préfère en rire : « J'écoute. »", ["Paul Vidal"]),
        (
            "La maison Gallon nie.\nL'homme est visé depuis la sortie du livre d'Anne Storm. Elle dit avoir peur.",
            ["Anne Storm"],
        ),
    ],
)
def test_who_is_meant(annotate: Callable[[str], Any], text: str, speakers: list[str]) -> None:
    assert [speaker for speaker, *_ in _read(annotate, text)] == speakers


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Le texte que le Sénat a promis de voter sera lu jeudi.", "voter"),
        (
            "Paul Roy a placé les élus devant un choix : « l'eau nous rattrapera » si rien n'est fait.",
            "« l'eau nous rattrapera » si rien n'est fait",
        ),
    ],
)
def test_where_content_ends(annotate: Callable[[str], Any], text: str, content: str) -> None:
    assert [said for *_, said in _read(annotate, text)] == [[content]]


@pytest.mark.parametrize(
    "text",
    [
        "Irène Costa affirme que Luc Milo a promis une aide, dans un communiqué publié dimanche.",
        "« Luc Milo nous rappelle que la mer monte », estime la ligue dans un communiqué publié dimanche.",
        "Dans un communiqué publié dimanche, Irène Costa affirme que Luc Milo a promis une aide.",
    ],
)
def test_what_others_are_said_to_have_said_is_in_no_document_of_who_says_so(
    annotate: Callable[[str], Any], text: str
) -> None:
    inner = [s for s in annotate(text)._.statements if s.speaker is not None and s.speaker.name == "Luc Milo"]
    assert [(s.document, s.date) for s in inner] == [(None, None)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("« Le car a versé », a dit le préfet. Le car roulait vite, a précisé M. Moretti.", "Moretti"),
        ("« Le car a versé », a dit la préfète. Le car roulait vite, a précisé M. Moretti.", "préfète"),
        ("« Le car a versé », a dit le préfet Luc Blin. Le car roulait vite, a précisé M. Moretti.", "Luc Blin"),
        ("« Le car a versé », a dit le préfet. Le car roulait vite, raconte M. Moretti, un riverain.", "préfet"),
        ("« Le car a versé », a dit le préfet. Le maire a couru. Le car roulait vite, a dit M. Moretti.", "préfet"),
    ],
)
def test_who_is_told_by_an_office_and_then_by_a_surname_alone(
    annotate: Callable[[str], Any], text: str, speaker: str
) -> None:
    first = annotate(text)._.statements[0]
    assert (first.speaker.name if first.speaker is not None else first.speaker_text) == speaker
