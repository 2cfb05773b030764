"""Names of people, bodies, places, documents and groups: which, how long, of which type."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kgextract.nlp.doc import Doc
from kgextract.nlp.mentions import gazetteer

Annotate = Callable[[str], Doc]
FRAMES = [
    line.replace("\\n", "\n")
    for line in Path(__file__).with_name("names.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def names(doc: Doc) -> set[tuple[str, str]]:
    return {(m.type, doc.between(m.start, m.end)) for m in doc._.mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Selon Mme Agnès Roux-Perrin, le pont sera fermé.", ("Person", "Mme Agnès Roux-Perrin")),
        ("Le président Jean-Marc Lefèvre a ouvert la séance.", ("Person", "Jean-Marc Lefèvre")),
        ("La violoniste Hélène van den Broeck jouera demain.", ("Person", "Hélène van den Broeck")),
        (
            "Le ministère de la Transition écologique a répondu.",
            ("Organization", "ministère de la Transition écologique"),
        ),
        ("Elle enseigne à l'université de Poitiers.", ("Organization", "université de Poitiers")),
        ("La Cour suprême du Kenya a annulé le scrutin.", ("Organization", "Cour suprême du Kenya")),
        ("La société Verralia va recruter.", ("Organization", "Verralia")),
        ("Le traité de Maastricht a trente ans.", ("Document", "traité de Maastricht")),
        ("La résolution A/RES/77/12 a été votée.", ("Document", "résolution A/RES/77/12")),
        ("La directive 2019/904 interdit ces objets.", ("Document", "directive 2019/904")),
        ("La loi Veil date de 1975.", ("Document", "loi Veil")),
        ("Le film « Les Moissons d'avril » sort mercredi.", ("Document", "Les Moissons d'avril")),
        ("Les agriculteurs traversent la forêt de Brocéliande.", ("Place", "forêt de Brocéliande")),
        ("Plusieurs États membres de l'Otan hésitent.", ("Group", "États membres de l'Otan")),
        ("Mes Perrin et Leuvrey ont fait appel.", ("Person", "Mes Perrin")),
        ("Le skipper de Groupe Lorca a fini troisième.", ("Organization", "Groupe Lorca")),
        (
            "Le Conseil national pour le relèvement du pays siège lundi.",
            ("Organization", "Conseil national pour le relèvement du pays"),
        ),
        ("Le député Luc Morel (Renaissance) s'abstient.", ("Organization", "Renaissance")),
        ("Le gérant, Hassan Berrada, a été entendu.", ("Person", "Hassan Berrada")),
        ("Les Vingt-Sept se réunissent à Porto.", ("Organization", "Vingt-Sept")),
        ("Les combats continuent à El Mansoura.", ("Place", "El Mansoura")),
        ("Selon un sondage Dorval, la moitié des gens hésite.", ("Organization", "Dorval")),
        ("« C'est trop cher », juge un analyste de Bernheim.", ("Organization", "Bernheim")),
        ("La coalition négocie avec Ecolo-Groen.", ("Organization", "Groen")),
        ("Elle l'a annoncé dans un message publié sur X.", ("Organization", "X")),
        ("L'envoyée de l'Union européenne pour le Sahel a parlé.", ("Organization", "Union européenne")),
        ("Greenpeace Afrique dénonce la chasse.", ("Organization", "Greenpeace Afrique")),
        ("Bernadette, 72 ans, a vu la rivière monter.", ("Person", "Bernadette")),
        ("La Confédération paysanne déplore, elle, un oubli.", ("Organization", "Confédération paysanne")),
        ("Le concert a été donné à Kervignon devant cent personnes.", ("Place", "Kervignon")),
        ("Les vitres du tribunal judiciaire de Valmorin sont brisées.", ("Place", "Valmorin")),
        ("Le bus dessert La Roche-Aubray et revient.", ("Place", "La Roche-Aubray")),
        ("Elle travaille depuis mars chez Lorca Mode, à Lille.", ("Organization", "Lorca Mode")),
        ("Le maire, M. St-Hilaire Gagnon, a voté.", ("Person", "M. St-Hilaire Gagnon")),
        ("Le député Joseph Ilunga wa Kasongo a parlé.", ("Person", "Joseph Ilunga wa Kasongo")),
        ("Les élus de l'APEV (association des parents d'élèves de Vannes) sont venus.", ("Organization", "APEV")),
        (
            "Un rapport de l'Observatoire national de la faune et des arbres (Onfa) est paru.",
            ("Organization", "Observatoire national de la faune et des arbres"),
        ),
        ("La route traverse le département de la Drôme.", ("Place", "Drôme")),
        ("La messe sera dite par le curé de Léon.", ("Place", "Léon")),
        ("Il pleut sur des villages isolés comme Ansouvelle et Marvillon.", ("Place", "Marvillon")),
        ("On y trouve des entreprises comme Chauvelin ou Merlaud.", ("Organization", "Merlaud")),
        ("Une calme soirée dans la Creuse.", ("Place", "Creuse")),
        ("Le directeur de la CCI de Vendée a signé.", ("Organization", "CCI de Vendée")),
        ("Lens joue en Ligue 1 depuis deux ans.", ("Organization", "Ligue 1")),
        ("Le bac de l'île d'Orléans est en panne.", ("Place", "île d'Orléans")),
        ("La députée MPF Anne Leroux a voté.", ("Organization", "MPF")),
        ("La députée Renaissance Anne Leroux a voté.", ("Person", "Anne Leroux")),
        ("Un élu Horizons s'abstient.", ("Organization", "Horizons")),
        ("Un conseiller municipal Grenoble Demain s'abstient.", ("Organization", "Grenoble Demain")),
        ("Le sénateur Olatunji Badmus s'abstient.", ("Person", "Olatunji Badmus")),
        ("Un ministre Hugo Leroux détendu a souri.", ("Person", "Hugo Leroux")),
        ("Le MO Béjaïa a perdu à domicile.", ("Organization", "MO Béjaïa")),
        ("L'adjointe du Medef Vendée a répondu.", ("Organization", "Medef Vendée")),
        ("Deux voitures se sont heurtées près de Lapalud.", ("Place", "Lapalud")),
        ("Les communes du Grand Nouméa se partagent la facture.", ("Place", "Grand Nouméa")),
        ("Il pleut sur la région du Centre.", ("Place", "région du Centre")),
        ("Luc Marel (Kessel-Brandt) a gagné l'étape.", ("Organization", "Kessel-Brandt")),
        ("Thibaut Lorrain est rentré. Hier encore, Thibaut dormait à Lyon.", ("Person", "Thibaut")),
        ("Ils travaillent à l'aéroport international Nefa-Toumar.", ("Place", "aéroport international Nefa-Toumar")),
        ("Il sert au régiment du génie de St Clavel depuis mai.", ("Organization", "régiment du génie de St Clavel")),
        ("Le Syndicat national des exploitants de moulins (Synexmo) est reçu.", ("Organization", "Synexmo")),
    ],
)
def test_found(annotate: Annotate, text: str, expected: tuple[str, str]) -> None:
    assert expected in names(annotate(text))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Le ministre de l'Intérieur a démissionné.", "Intérieur"),
        ("Monsieur le Président, je vous remercie.", "Président"),
        ("Le chef de l'État est rentré.", "État"),
        ("Les progrès de l'IA inquiètent.", "IA"),
        ("La séance reprend lundi matin.", "lundi"),
        ("L'agence a abaissé la note de A1 à Baa2.", "Baa2"),
        ("La droite est battue sur X points du programme.", "X"),
        ("Faudra-t-il inviter la Norvège ?", "Faudra"),
        ("Le sommet Chine-Afrique s'ouvre à Dakar.", "Chine-Afrique"),
        ("« Rien n'est sûr », répond le Tessinois.", "Tessinois"),
        ("Elle a reçu le prix Nobel de la paix.", "Nobel"),
        ("La Suissesse Lara Roth a gagné.", "Suissesse"),
        ("Le groupe Les Républicains s'abstiendra.", "Républicains"),
        ("Des chefs d'Etat africains sont attendus.", "Etat africains"),
        ("Les enfants jouent dans la cour de l'école de Brissac.", "cour de l'école de Brissac"),
        (
            "Le ministre des Travaux publics, Transports et Communications, Luc Roy, est venu.",
            "Transports et Communications",
        ),
        ("C'est un député godillot.", "godillot"),
        ("Le bac de l'île d'Orléans est en panne.", "Orléans"),
        ("L'agence régionale de santé (ARS) Bretagne recrute.", "Bretagne"),
        ("Un café ouvre à l'angle des rues Bergson et Pasteur.", "Bergson"),
        ("Anne Roy et Cie ont boycotté la réunion.", "Cie"),
        ("Le Conseil communal du 9 septembre 2010 a voté.", "Conseil communal du 9"),
        ("DAKAR-Le ministre a promis une aide.", "DAKAR-Le"),
    ],
)
def test_not_a_name(annotate: Annotate, text: str, word: str) -> None:
    assert word not in {name for _, name in names(annotate(text))}


def test_names_inside_names(annotate: Annotate) -> None:
    found = names(annotate("Le Conseil de sécurité de l'ONU se réunit à New York."))
    assert ("Organization", "Conseil de sécurité de l'ONU") in found
    assert ("Organization", "ONU") in found
    assert ("Place", "New York") in found


def test_no_place_inside_a_person(annotate: Annotate) -> None:
    found = names(annotate("Mme Claire Paris habite à Lyon."))
    assert ("Person", "Mme Claire Paris") in found
    assert ("Place", "Paris") not in found


def test_acronym_is_a_mention_of_its_own(annotate: Annotate) -> None:
    doc = annotate("L'Observatoire régional des marées (ORM) alerte. L'ORM publie un bulletin.")
    long = next(m for m in doc._.mentions if doc[m.start].text == "Observatoire")
    short = [m for m in doc._.mentions if doc.between(m.start, m.end) == "ORM"]
    assert len(short) == 2
    assert {m.type for m in short} == {"Organization"}
    assert {m.name for m in short} == {long.name}


def test_surname_is_found_again(annotate: Annotate) -> None:
    doc = annotate("Bruno Kerguelec dirige la coopérative. Hier, Kerguelec a reçu la presse.")
    people = [doc.between(m.start, m.end) for m in doc._.mentions if m.type == "Person"]
    assert people == ["Bruno Kerguelec", "Kerguelec"]


def test_parts_of_a_person(annotate: Annotate) -> None:
    doc = annotate("Mme Agnès Roux-Perrin est arrivée.")
    (person,) = [m for m in doc._.mentions if m.type == "Person"]
    assert (person.given, person.family, person.gender) == ("Agnès", "Roux-Perrin", "f")


def test_short_form_with_a_capital(annotate: Annotate) -> None:
    assert ("Organization", "Commission") in names(annotate("Je remercie la Commission de sa réponse."))
    doc = annotate("La Commission des finances a voté. La Commission entendra le ministre.")
    assert ("Organization", "Commission") not in names(doc)


def test_nothing_crosses(annotate: Annotate) -> None:
    doc = annotate(
        "Le président du Conseil régional de Bretagne, Loïc Morvan, a reçu à Rennes la ministre Anne Le Gall "
        "et l'ambassadeur d'Irlande, avec la Chambre de commerce et d'industrie."
    )
    spans = [(m.start, m.end) for m in doc._.mentions]
    assert len(spans) == len(set(spans))
    assert not [(a, b) for a in spans for b in spans if a[0] < b[0] < a[1] < b[1]]


def test_gazetteer_spelling() -> None:
    text = "L'ONU et l'onu, les Etats-Unis, les États Unis."
    found = [text[m.start : m.end] for m in gazetteer.matches(text)]
    assert found.count("ONU") == 1
    assert "onu" not in found
    assert "Etats-Unis" in found
    assert "États Unis" in found


def test_dashes_of_a_parenthesis_are_glued_to_names(annotate: Annotate) -> None:
    found = names(annotate("Trois voisins -le Niger, le Tchad, le Bénin- ont envoyé des vivres."))
    assert {("Place", "Niger"), ("Place", "Tchad"), ("Place", "Bénin")} <= found


CLASSES = {"P": "Person", "O": "Organization", "L": "Place", "D": "Document", "G": "Group"}


@pytest.mark.parametrize(
    "marked",
    [
        # names of people: orders, capitals, particles, initials, starts of sentences
        "Le dirigeant [P Kim Jong-un] a reçu [P Wang Yi] mardi.",
        "[P Orbán Viktor] s'exprimait à [L Budapest].",
        "[P Nguyen Phu Trong] est décédé à [L Hanoï].",
        "Selon [P Jean DUPONT], le chantier avance.",
        "La procureure de la République de [L Quimper], [P Carine Halley], enquête.",
        "Elle a battu la Néerlandaise [P Femke de Wit] et le Kényan [P Elijah Rono].",
        "La victoire du Kényan [P Elijah Rono] a surpris l'Éthiopien [P Tadele Wako].",
        "[P M. Abdoulaye SECK] a ouvert la séance.",
        "[P Serigne Mountakha Mbacké] a béni la foule.",
        "[P Mohamed Ould Cheikh El Ghazouani] se rendra à [L Nouakchott].",
        "[P Ursula von der Leyen] a félicité [P Mohammed ben Salmane].",
        "[P Oscar Arias Sánchez] a reçu [P Luiz Inácio Lula da Silva].",
        "Dans le discours de [P J-M Berthier], rien de neuf.",
        "[P Nick De Santis] a parlé. [P De Santis] conclut.",
        "« C'est bien », explique [P Joechen Zaumseil].",
        "[P Hervé Yoder], de [L Joncherey], préside le club.",
        "Le propriétaire, [P Hassan Berrada], a été entendu.",
        "« [P Geoffrey] ([P Morvan], NDLR) nous a sauvés », a jugé [P René Picard].",
        "La députée Verte [P Séverine Mottet] a parlé.",
        "[P Philippe Saint-Amand] est venu. C'est à midi que [P Saint-Amand] et ses adjoints sont repartis.",
        "[P Paul St-Amand Plouffe] ([P PSAP]) a parlé. [P PSAP] est optimiste.",
        "« Croyez-moi », a assuré le wali.",
        "Les Délégués Départementaux et Communaux ont rendu hommage à [P Yao Kouassi].",
        "Le Gl [P Lassina Doumbia] apporte son aide.",
        "Le Docteur [P MANGOUA Malachie] et le Professeur [P Jeffrey LANOY] ont parlé.",
        # whole names of bodies
        "Le [O Conseil Économique et Social] ([O ECOSO]) s'est réuni.",
        "La [O Mission des Nations Unies pour l'Appui à la Justice en Haïti] ([O MINUJUSTH]) publie un rapport.",
        "Le [O Syndicat national des exploitants des débits] ([O Synedec]) se réjouit. [O Synedec] vote.",
        "Le [O Centre Hospitalier de Référence d'Ebolowa] est prêt.",
        "[O Nordwind] va supprimer 300 postes.",
        "Le chiffre d'affaires de [O Sonavie] a doublé.",
        "Un contrat a été signé avec [O Zephyria].",
        "[O Altiane] et son concurrent se disputent le marché.",
        "Les salariés de [O Tekno Sahel] sont en grève.",
        "L'américain [O Borvex] a racheté le chinois [O Weilong], filiale du néerlandais [O Kanso].",
        "Tout le monde pense à l'équipementier indien [O Mahindra & Mahindra].",
        "L'entreprise [O Kaili] (1 200 salariés) recrute. Ils ne sont pas hostiles à [O Kaili].",
        "[O Atotrev] est « complètement indépendant ». La vente d'[O Atotrev] a surpris.",
        "Le [O Pdci-Rda] croit en ses chances, le [O Ppa-CI] aussi.",
        "Le centre démocrate Humaniste a rappelé ses engagements.",
        "L'[O Action des amis de la convention pour la république et la démocratie] ([O AACRD]) a protesté.",
        "La [O Fédération des médecins spécialistes du Québec] ([O FSMQ]) a signé.",
        "[O Synvoltis] est une filiale de la banque.",
        "[O Synvoltis], c'est le premier syndicat du secteur.",
        "Le parti [O Ensemble pour le Progrès] a gagné. Au sein d'[O Ensemble pour le progrès], on doute.",
        "La mise en place du [O Conseil national] a été retardée. C'est au tour du [O Sénat] de voter.",
        "Le match de championnat a été joué à [L Marcel-Michelin], devant les supporters de [O Clermont].",
        "L'[O Union des coopératives et mutuelles du Finistère] a tranché.",
        "Le [O Bureau d'enquêtes et d'analyses pour la sécurité de l'aviation civile] a ouvert une enquête.",
        "La [O Fédération nationale des pêcheurs, mareyeurs et ostréiculteurs] a protesté.",
        "L'[O Autorité de contrôle prudentiel et de résolution] a sanctionné l'assureur.",
        "[P Aminata Touré] dirige le [O Conseil économique, social et environnemental].",
        "La [O chambre de commerce et d'industrie de Lille] organise un salon.",
        "Le parti des [O Frères musulmans] a été dissous.",
        "L'ONG [O Human Rights Watch] publie un rapport.",
        "La revue [O Journal of Applied Ecology] publie l'étude.",
        "L'association [O Friends of the Earth] s'est réjouie.",
        "Le [O gouvernement Barnier] est tombé.",
        "La [O 27e brigade d'infanterie de montagne] est engagée.",
        "Le [O cégep de Limoilou] a annulé les cours.",
        "Le [O SPF Finances] a confirmé le chiffre.",
        "L'[O armée de l'air] demeurant en alerte, le vol a repris.",
        "L'[O assemblée nationale] a voté.",
        "La [O commission des finances] a rejeté le texte.",
        "La commission des faits reste à prouver.",
        "Le président du Conseil italien a réagi.",
        "Le Premier ministre a présenté sa démission.",
        "Elle roule dans une Peugeot 208 et vole en Airbus A330.",
        "La sonde passera à 0,04 UA du Soleil.",
        "L'adoption par le [O Conseil national] de la loi sur l'énergie a surpris.",
        "Le rejet par la [O Chambre des députés] de la réforme est acquis.",
        "Le texte a été rejeté par la [O Chambre des députés].",
        # places
        "Les manifestants étaient rassemblés [L place de la République].",
        "Des heurts ont éclaté [L place du 8 Mai], puis [L rue de Rivoli].",
        "Les pays de la [L zone euro] et le [L monde arabe] hésitent.",
        "Les blessés sont à [L Alep], au [L Caire] et à [L La Haye].",
        "La [L grotte de Lascaux] est fermée au public.",
        "Une rencontre a eu lieu à la [O mairie de Yopoukro]. Les candidats de [L Yopoukro] sont venus.",
        "L'usine de [L Brandeville] va fermer. Les pompiers de [L Mbindou] sont intervenus.",
        "Il habite [L Bad Reinhausen] depuis dix ans.",
        "La [L Cité de la musique] et le [L Dock des Suds] accueilleront trente groupes.",
        "Il jouera dans le cadre du festival.",
        "A [L Hennebont], on attend. A [L Plouay], les parents se battent.",
        # documents and groups
        "La [D loi du 29 juillet 1881] protège la presse.",
        "Le [D règlement (UE) 2016/679] protège les données.",
        "Le [D rapport Sauvé] a été remis.",
        "Le [D traité sur la non-prolifération des armes nucléaires] expire.",
        "La [D convention de Genève] interdit ces actes.",
        "Des millions d'[G Européens] voteront.",
        "Les [G Touaregs] et les [G Peuls] ont signé.",
        "Les [G maliens] attendent.",
        "Après l'ouragan Sandy, on nettoie. Le passage de Sandy a tout détruit.",
    ],
)
def test_whole_names(annotate: Annotate, marked: str) -> None:
    _assert_names(annotate, marked)


@pytest.mark.parametrize("marked", FRAMES)
def test_names_in_frames(annotate: Annotate, marked: str) -> None:
    _assert_names(annotate, marked)


def _assert_names(annotate: Annotate, marked: str) -> None:
    text = re.sub(r"\[[A-Z] ([^]]*)\]", r"\1", marked)
    wanted = {(CLASSES[kind], name) for kind, name in re.findall(r"\[([A-Z]) ([^]]*)\]", marked)}
    doc = annotate(text)
    found = {m for m in doc._.mentions if m.kind == "named"}
    outer = [m for m in found if not any(o is not m and o.start <= m.start and m.end <= o.end for o in found)]
    assert {(m.type, doc.between(m.start, m.end)) for m in outer} == wanted


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("La banque centrale européenne a relevé ses taux.", "org/banque-centrale-europeenne"),
        ("Il est intervenu devant le parlement européen.", "org/parlement-europeen"),
        (
            "Selon l'organisation mondiale de la santé, le virus recule.",
            "org/organisation-mondiale-de-la-sante",
        ),
        ("Le vote du conseil de sécurité est prévu lundi.", "org/conseil-de-securite-des-nations-unies"),
        ("Le porte-parole du conseil de sécurité russe a réagi.", None),
        ("Un conseil de sécurité de huit membres veille sur le port.", None),
        ("Le conseil municipal a voté.", None),
    ],
)
def test_a_body_of_the_world_is_known_in_small_letters(annotate: Annotate, text: str, key: str | None) -> None:
    known = {m.key for m in annotate(text)._.nominals if m.key}
    assert known == ({key} if key else set())
