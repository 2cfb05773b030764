"""Dates: sentences of our own, published on Tuesday 2 July 2024, with the mention and its EDTF value."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kgextract.nlp.doc import Doc
from kgextract.tables.dates import RULES

Annotate = Callable[..., Doc]

CASES = """
Le maire a inauguré la halle le [12 juin|2024-06-12].
Le tribunal rendra son jugement le [12 juillet|2024-07-12].
La centrale a été arrêtée le [24 décembre|2023-12-24].
Le scrutin est fixé au [24 décembre|2024-12-24].
Elle est née le [3 mars 1961|1961-03-03] à Oran.
Le traité est entré en vigueur le [1er janvier 1995|1995-01-01].
Le procès s'ouvrira [lundi 9 septembre|2024-09-09].
Les syndicats ont défilé [mardi 14 mai|2024-05-14] à Nantes.
La tempête a frappé l'île le [6 février dernier|2024-02-06].
L'exposition ouvrira le [6 février prochain|2025-02-06].
Le contrat, daté du [07/11/2019|2019-11-07], a été résilié.
La version du [5.4.2022|2022-04-05] a été retirée.
Le communiqué porte la date [2023-09-01|2023-09-01].
Le salon s'est tenu [du 3 au 5 mai|2024-05-03/2024-05-05] à Turin.
Les audiences auront lieu [du 28 octobre au 2 novembre|2024-10-28/2024-11-02].
Les députés voteront les [13 et 14 novembre|2024-11-13/2024-11-14].
Le festival se déroule [du 28 juin au 6 juillet 2025|2025-06-28/2025-07-06].
Le Sénat a voté [lundi|2024-07-01] le budget rectificatif.
Le Sénat votera [lundi|2024-07-08] le budget rectificatif.
Les ministres se réuniront [jeudi|2024-07-04] à Riga.
Elle recevra [jeudi|2024-07-04] les sinistrés.
Elle a annoncé qu'elle se rendrait [jeudi|2024-07-04] à Riga.
Le club a indiqué que la liste serait publiée [vendredi|2024-07-05].
Le suspect aurait quitté la ville [vendredi|2024-06-28].
Le suspect serait parti [vendredi|2024-06-28] pour Riga.
La rectrice déclara [jeudi|2024-06-27] que la salle était prête.
Le juge rencontrait [jeudi|2024-06-27] les riverains.
Le pays exposera ses vues à la conférence des Nations unies en [novembre|2024-11].
La police a arrêté un suspect [mardi|2024-07-02].
Le premier ministre doit se rendre [vendredi|2024-07-05] à Tunis.
Le premier ministre est attendu [vendredi|2024-07-05] à Tunis.
Le premier ministre va recevoir [samedi|2024-07-06] les grévistes.
Le pont a rouvert [vendredi dernier|2024-06-28].
Les deux équipes se retrouveront [jeudi prochain|2024-07-11].
L'avion s'est posé [dimanche soir|2024-06-30] à Dakar.
[Samedi|2024-06-29], le club a remporté la coupe.
Le juge, saisi [mercredi|2024-06-26], n'a pas encore statué.
La grève, entamée depuis [jeudi|2024-06-27], se poursuit.
L'audience a été reportée à [jeudi|2024-07-04].
La course, ajournée [lundi|2024-07-01], est décalée au [15 juin|2025-06-15].
La préfecture a repoussé la marche à [vendredi|2024-07-05].
Les ministres se retrouveront [lundi et mardi prochains|2024-07-08/2024-07-09].
Un incendie s'est déclaré dans la [nuit de dimanche à lundi|2024-06-30/2024-07-01].
La route a été coupée [de jeudi à samedi|2024-06-27/2024-06-29].
Le roi a abdiqué [hier|2024-07-01].
Le juge l'a entendu [hier matin|2024-07-01].
Les pompiers sont intervenus [avant-hier|2024-06-30].
Le ministre a présenté [aujourd'hui|2024-07-02] sa feuille de route.
Le navire appareillera [demain|2024-07-03] de Brest.
Le navire appareillera [après-demain|2024-07-04] de Brest.
La présidente s'exprimera [ce soir|2024-07-02] à la télévision.
Le traité fut signé le [3 mai 2021|2021-05-03] et publié le [lendemain|2021-05-04].
Le [12 juin 2024|2024-06-12], le groupe a cédé sa filiale ; la [veille|2024-06-11], il avait démenti.
Le décret a été signé le [3 mai 2021|2021-05-03] et publié le [même jour|2021-05-03].
L'usine ouvre en [1998|1998] ; la [même année|1998], elle emploie mille personnes.
La banque fut fondée en [1921|1921] et nationalisée l'[année suivante|1922].
La fusion, votée au [quatrième trimestre|2023-10/2023-12], a échoué.
Les deux tours auront lieu les [6|2024-11-06] et [13 novembre|2024-11-13].
La salle ouvrira à la [Toussaint|2024-11-01].
Une veillée est organisée [dimanche|2024-07-07] à Bruxelles.
Une veillée a été organisée [dimanche|2024-06-30] à Bruxelles.
La ministre est arrivée [dimanche|2024-06-30] à Bruxelles.
Le concert débute à [20h|2024-07-06T20:00] [samedi|2024-07-06].
La commission s'est réunie la [semaine dernière|2024-W26].
La commission se réunira la [semaine prochaine|2024-W28].
Une mission partira [cette semaine|2024-W27].
Le [mois dernier|2024-06], l'inflation a reculé.
Le tram sera en service l'[an prochain|2025].
Le pays a voté l'[année dernière|2023].
Le pays votera [cette année|2024].
Le déficit de l'[année en cours|2024] se creuse.
[Plus tôt dans la semaine|2024-W27], le parquet avait ouvert une enquête.
Le rapport sera publié à la [fin du mois|2024-07].
Le chantier durera jusqu'à la [fin de l'année|2024-12~].
Le vote aura lieu en [fin de semaine|2024-W27].
Le débat télévisé de [mercredi|2024-06-26] a été tendu.
Le musée a ouvert [il y a deux ans|2022].
Le contrat a été signé [il y a trois jours|2024-06-29].
La coalition est née [il y a un mois|2024-06].
La centrale fermera [dans deux ans|2026].
Le barrage a été achevé en [octobre 2019|2019-10].
La mesure avait été votée en [février|2024-02].
Il sera jugé en [novembre|2024-11].
La ligne est fermée depuis [décembre|2023-12].
Le permis a été délivré en [mai dernier|2024-05].
La réforme entrera en vigueur en [janvier prochain|2025-01].
La visite aura lieu en [septembre ou octobre|2024-09/2024-10].
La fusion a été conclue [fin mars|2024-03].
Le parti a été dissous [fin 2017|2017-12~].
La ligne ouvrira [mi-2026|2026-06~].
L'usine a fermé [début 2020|2020-01~].
Elle a dirigé l'agence [de 2019 à 2023|2019/2023].
Le PIB a doublé [entre 2010 et 2018|2010/2018].
Le plan [2021-2027|2021/2027] est adopté.
La dette doublera d'ici [2035|2035].
Il a été sacré deux fois ([2000|2000], [2004|2004]).
Le quartier fut bâti dans les [années 1970|197X].
La mode des [années 90|199X] revient.
Le fort date du [XVIIIe siècle|17XX].
La récolte de l'[été 2019|2019-22] fut maigre.
La série a été vendue au [printemps dernier|2024-21].
Le bénéfice du [troisième trimestre 2023|2023-07/2023-09] a reculé.
Le texte sera examiné au [second semestre|2024-07/2024-12].
La foire s'est tenue [du 28 mai au 3 juin 2019|2019-05-28/2019-06-03].
Le prix a triplé [entre mars 2020 et juin 2021|2020-03/2021-06].
L'accord a été conclu [mardi|2024-07-02] à [18h30|2024-07-02T18:30].
[Mardi|2024-07-02], on débutera à [08H45 locales|2024-07-02T08:45+02:00] ([06H45 GMT|2024-07-02T08:45+02:00]).
"""
NEVER = """
L'Agenda 2030 fixe dix-sept objectifs.
Le programme Vision 2030 diversifie l'économie.
Quelque 2000 manifestants ont défilé.
La loi du 29 juillet 1881 protège les journalistes.
Le cortège partira de la rue du 8 mai 1945.
La sonde se posera sur Mars.
Le marché se tient le mardi.
La mairie est fermée chaque samedi.
Il a été condamné à deux ans de prison.
L'entreprise emploie aujourd'hui deux cents personnes.
Le texte porte la date du 31 février 2023.
Le trajet dure 3h30 en train.
La résolution 1973 du Conseil de sécurité est citée.
"""


def _split(marked: str) -> tuple[str, list[tuple[str, str]]]:
    found = [(m[1], m[2]) for m in re.finditer(r"\[([^|\]]+)\|([^]]+)\]", marked)]
    return re.sub(r"\[([^|\]]+)\|[^]]+\]", r"\1", marked), found


def _dates(doc: Doc) -> list[tuple[str, str | None]]:
    return [(doc.between(d.start, d.end), d.value) for d in doc._.dates]


@pytest.mark.parametrize("marked", CASES.strip().splitlines())
def test_a_date_has_its_span_and_value(annotate: Annotate, marked: str) -> None:
    text, expected = _split(marked)
    assert _dates(annotate(text)) == expected


@pytest.mark.parametrize("text", NEVER.strip().splitlines())
def test_what_only_looks_like_a_date_is_none(annotate: Annotate, text: str) -> None:
    assert _dates(annotate(text)) == []


def test_without_publication_a_relative_date_stays_unresolved(annotate: Annotate) -> None:
    doc = annotate("Le Sénat a voté lundi le budget de 2023.", published=None)
    assert _dates(doc) == [("lundi", None), ("2023", "2023")]


def test_quoted_words_are_told_from_the_day_they_were_said(annotate: Annotate) -> None:
    doc = annotate("Vendredi, la ministre a déclaré : « Nous avons signé hier l'accord. »", published="2024-07-02")
    assert _dates(doc) == [("Vendredi", "2024-06-28"), ("hier", "2024-06-27")]


def test_an_editor_tells_in_brackets_which_day_is_meant(annotate: Annotate) -> None:
    doc = annotate("« Deux mille visiteurs sont venus hier [vendredi] hors les murs », assure le musée.")
    assert _dates(doc)[0] == ("hier", "2024-06-28")


def test_said_in_winter_a_month_ahead_is_of_this_year(annotate: Annotate) -> None:
    doc = annotate("Le sommet se tiendra en mars, après celui de novembre.", published="2024-01-10")
    assert _dates(doc) == [("mars", "2024-03"), ("novembre", "2023-11")]


def test_the_examples_of_the_rules(annotate: Annotate) -> None:
    wrong = []
    for rule in RULES.rows():
        for marked in rule.examples:
            text, expected = _split(re.sub(r"\[date=(\S+) ([^]]+)\]", r"[\2|\1]", marked))
            found = _dates(annotate(text, published="2024-07-02"))
            if not set(expected) <= set(found):
                wrong.append((rule.id, text, expected, found))
    assert not wrong


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_every_form_may_stand_where_the_calendar_ends(annotate: Annotate, published: str) -> None:
    examples = (re.sub(r"\[date=\S+ ([^]]+)\]", r"\1", s) for rule in RULES.rows() for s in rule.examples)
    text = "\n\n".join((*examples, *(_split(marked)[0] for marked in CASES.strip().splitlines())))
    found = _dates(annotate(text, published=published))
    assert len(found) > 200


def test_the_counterexamples_of_the_rules(annotate: Annotate) -> None:
    wrong = []
    for rule in RULES.rows():
        for marked in rule.never:
            text, expected = _split(re.sub(r"\[date=(\S+) ([^]]+)\]", r"[\2|\1]", marked))
            if _dates(annotate(text)) != expected:
                wrong.append((rule.id, text))
    assert not wrong


def test_time_is_linear(annotate: Annotate) -> None:
    text = "du 3 au 5 mai, " * 200
    assert len(_dates(annotate(text))) == 200
