"""Acts in richer prose: several agents, what only restricts, what comes between a fronted participle and its noun."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgextract.model import Extraction

ACTS = ("metWith", "supports", "opposes", "accused", "signed", "adopted", "appointed", "votedFor", "votedAgainst")


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        # agents and partners told one by one
        (
            "Le pacte a été signé par le ministre, Luc Roy, et la maire, Anne Blin.",
            "Roy signed pacte, Blin signed pacte",
        ),
        ("Luc Roy a vu le préfet, Paul Petit, et la maire, Anne Blin, a promis un bus.", ""),
        ("Zoé Diop a été reçue mardi par Luc Roy, puis jeudi par Anne Blin.", "Roy metWith Diop, Blin metWith Diop"),
        (
            "L'accord a été paraphé par Luc Roy pour la Norvège et par Anne Blin pour le Kenya.",
            "Roy signed accord, Blin signed accord",
        ),
        ("La loi est soutenue par la CGT, mais pas par FO.", "travail supports loi"),
        ("La loi est soutenue par la CGT, mais aussi par FO.", "travail supports loi, ouvrière supports loi"),
        ("La loi est soutenue par la CGT et combattue par FO.", "travail supports loi, ouvrière opposes loi"),
        # done in the end, or only then
        ("Le Sénat a fini par adopter la loi.", "Sénat adopted loi"),
        ("Le Sénat finira par adopter la loi.", ""),
        ("Le Sénat n'a adopté la loi qu'en mars.", "Sénat adopted loi"),
        ("La loi n'est soutenue que par la CGT.", "travail supports loi"),
        ("La CGT n'a signé la charte que le 3 mai.", "travail signed charte"),
        ("La CGT n'a pas signé la charte, que FO combat.", "ouvrière opposes charte"),
        # a vote on what is unsaid is one on a text, not on a register
        (
            "Le Sénat a examiné la loi. Le fichier des électeurs a été révisé. La Suède a voté contre.",
            "Suède votedAgainst loi",
        ),
        ("Le fichier des électeurs a été révisé. La Suède a voté contre.", ""),
        # before the noun of a participle
        ("Nommée préfète par le Conseil des ministres, Anne Blin se tait.", "ministres appointed Blin"),
        ("Nommée par le Conseil des ministres, que dirige Luc Roy, Anne Blin se tait.", "ministres appointed Blin"),
        ("Accusé par la CGT, dont le siège est à Lens, d'avoir menti, Luc Roy se tait.", "travail accused Roy"),
        # how, between a verb and its object
        ("Luc Roy a reçu en grande pompe Anne Blin.", "Roy metWith Blin"),
        ("La CGT a dénoncé une fois de plus la loi.", "travail opposes loi"),
        ("Le maire Luc Roy est pointé du doigt par la CGT.", "travail accused Roy"),
        # what opens the sentence and is taken up
        ("La loi sur la pêche, la CGT la juge désastreuse.", "travail opposes loi"),
        ("La loi sur la pêche, la CGT n'en veut pas.", "travail opposes loi"),
        ("La loi, Luc Roy les a jugées désastreuses.", ""),
        ("Devant la presse, Luc Roy l'a jugée désastreuse.", ""),
        # denied, and so meant
        ("La CGT ne cache pas son hostilité à la loi.", "travail opposes loi"),
        ("La CGT ne veut pas entendre parler de la loi.", "travail opposes loi"),
        ("La loi arrive mardi, la CGT n'y étant favorable qu'amendée.", ""),
        # one voice, or a house
        ("Luc Roy a voté la loi.", "Roy votedFor loi"),
        ("Le Sénat a voté la loi.", "Sénat adopted loi"),
        # who does likewise, or not
        ("La CGT soutient la loi, FO aussi.", "travail supports loi, ouvrière supports loi"),
        ("La CGT soutient la loi, contrairement à FO.", "travail supports loi"),
        ("La CGT a signé la charte. FO a fait de même.", "travail signed charte, ouvrière signed charte"),
        ("La CGT a signé la charte, puis elle a quitté la salle. FO a fait de même.", "travail signed charte"),
        ("La Norvège a voté pour la motion, le Kenya contre.", "Norvège votedFor motion, Kenya votedAgainst motion"),
        # what is done to some of a group
        ("La CGT a accusé les élus, dont Luc Roy, de mentir.", "travail accused élus, travail accused Roy"),
        ("Zoé Diop a reçu une délégation menée par Luc Roy.", "Diop metWith délégation, Diop metWith Roy"),
        # two at once, or only one
        ("Aussi bien FO que la CGT soutiennent la loi.", "ouvrière supports loi, travail supports loi"),
        ("La loi a été critiquée tant par FO que par la CGT.", "ouvrière opposes loi, travail opposes loi"),
        ("FO a bien dit que la CGT soutient la loi.", "travail supports loi"),
        ("FO comme la CGT soutiennent la loi.", "ouvrière supports loi, travail supports loi"),
        ("FO, seul syndicat à soutenir la loi, se tait.", "ouvrière supports loi"),
        ("FO se tait, et la CGT, seule à soutenir la loi, parle.", "travail supports loi"),
        # made to do, undergone, told with a dative
        ("Luc Roy a fait adopter la loi par le Sénat.", "Sénat adopted loi"),
        ("Luc Roy a fait adopter la loi.", ""),
        ("Luc Roy s'est vu reprocher son silence par la CGT.", "travail accused Roy"),
        ("Luc Roy a apporté à Anne Blin son soutien.", "Roy supports Blin"),
        ("Le soutien apporté par la CGT à la loi est une surprise.", "travail supports loi"),
        # by whose voice
        ("La CGT, par la voix de Luc Roy, a dénoncé la loi.", "travail opposes loi"),
        ("Et la CGT de dénoncer la loi.", "travail opposes loi"),
        ("Il est temps pour la CGT de dénoncer la loi.", ""),
        # come to meet
        ("Luc Roy s'est rendu à Lens pour y rencontrer Anne Blin.", "Roy metWith Blin"),
        ("Luc Roy ira à Lens pour y rencontrer Anne Blin.", ""),
        # relatives
        ("Luc Roy, que la CGT accuse de mentir, se tait.", "travail accused Roy"),
        ("Luc Roy, avec qui Anne Blin s'est entretenue mardi, se tait.", "Blin metWith Roy"),
        ("Le Sénat a adopté le budget, que la CGT combat.", "Sénat adopted budget, travail opposes budget"),
    ],
)
def test_acts(extract: Callable[[str], Extraction], text: str, facts: str) -> None:
    x = extract(text)
    said = {e.id: " ".join([*e.names, e.name]).split() for e in x.entities}
    kept = [f for f in x.facts if f.relation in ACTS and f.evidence and f.factuality == "asserted"]
    found = [(said[f.subject], f.relation, said[f.object]) for f in kept]
    wanted = [fact.split() for fact in facts.split(", ") if fact]
    assert len(found) == len(wanted), found
    for subject, relation, object in wanted:
        assert any(subject in s and relation == r and object in o for s, r, o in found), found
