"""Negation, modality, questions: of what is denied, wished, feared, planned or supposed nothing is asserted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgextract.model import Extraction

Extract = Callable[..., Extraction]

# Relations that only a deed makes true; roles and places may stand in the same sentence.
DEEDS = frozenset(
    "adopted proposed cosponsored signed supports opposes votedFor votedAgainst metWith visited participatedIn "
    "announced accused appointed succeeded abstained vetoed convicted sanctioned founded acquired".split()
)

DENIED = """
Le Sénat n'a pas adopté la loi.
Le Sénat n'a jamais adopté la loi.
Le Sénat n'a toujours pas ratifié le traité de Quito.
La loi n'a pas été votée par le Sénat.
Ni la Suède ni la Norvège n'ont signé le traité de Quito.
Aucun accord n'a été signé par le Chili.
Anne Roy nie avoir rencontré Luc Moreau.
Anne Roy dément avoir signé l'accord.
Anne Roy refuse de soutenir la résolution.
Anne Roy n'a pas fait part de son opposition à la résolution.
Anne Roy a renoncé à visiter Nairobi.
Anne Roy n'était pas présente au sommet de Lima.
La Norvège n'est pas signataire du traité de Quito.
Le maire n'est ni favorable ni hostile à la loi.
Sans avoir rencontré Luc Moreau, Anne Roy est repartie.
Anne Roy est repartie sans rencontrer Luc Moreau.
La Suède a empêché l'adoption de la résolution par le Conseil de sécurité.
Le Kenya a évité de soutenir la résolution.
Personne n'accuse Luc Moreau.
Anne Roy n'a plus rencontré Luc Moreau.
La rencontre entre Anne Roy et Luc Moreau a été annulée.
"""

WISHED = """
Anne Roy veut rencontrer Luc Moreau.
Anne Roy souhaite que le Sénat adopte la loi.
La Norvège espère que la Suède signera le traité de Quito.
La Suède demande que le Conseil de sécurité adopte la résolution.
Anne Roy exige la signature de l'accord par le Chili.
La Norvège appelle la Suède à signer le traité de Quito.
Anne Roy rêve de visiter Nairobi.
Anne Roy a promis de soutenir la résolution.
Luc Moreau envisage de participer au sommet de Lima.
La Norvège menace de sanctionner la Suède.
Le Kenya a invité Anne Roy à visiter Nairobi.
Anne Roy se prépare à rencontrer Luc Moreau.
Le Chili compte voter contre la résolution.
Le Parti vert prévoit de déposer un amendement.
Anne Roy doit rencontrer Luc Moreau.
Anne Roy devait signer l'accord.
Anne Roy va rencontrer Luc Moreau.
Anne Roy rencontrera Luc Moreau.
Airbus négocie le rachat de Boeing par sa filiale.
La Norvège prépare l'adoption de la résolution par le Conseil de sécurité.
"""

SUPPOSED = """
Anne Roy aurait rencontré Luc Moreau.
Anne Roy pourrait rencontrer Luc Moreau.
Le Sénat adopterait la loi.
Si le Sénat adopte la loi, le prix baissera.
Si Anne Roy rencontre Luc Moreau, elle parlera.
Le Chili risque de sanctionner la Suède.
Anne Roy semble soutenir la résolution.
La Norvège aurait signé le traité de Quito.
La Norvège soutiendrait la résolution.
Anne Roy recevrait Luc Moreau lundi.
La Suède rejetterait le traité de Quito.
Le Kenya appuierait la résolution.
Anne Roy accueillerait Luc Moreau à Nairobi.
Luc Moreau est soupçonné d'avoir rencontré Anne Roy.
Luc Moreau est accusé d'avoir signé l'accord.
Anne Roy a failli rencontrer Luc Moreau.
Il est possible que le Sénat adopte la loi.
Le Sénat a-t-il adopté la loi ?
Anne Roy a-t-elle rencontré Luc Moreau ?
Faut-il que la Suède signe le traité de Quito ?
On ignore si Anne Roy a rencontré Luc Moreau.
À moins que la Suède ne signe le traité de Quito, rien ne bougera.
Pour que le Sénat adopte la loi, il faut une majorité.
Avant que le Sénat n'adopte la loi, un débat est prévu.
Une éventuelle visite d'Anne Roy à Nairobi inquiète.
"""


def sentences(table: str) -> list[str]:
    return [line for line in table.splitlines() if line]


@pytest.mark.parametrize("text", [*sentences(DENIED), *sentences(WISHED), *sentences(SUPPOSED)])
def test_nothing_is_asserted(extract: Extract, text: str) -> None:
    x = extract(text)
    said = [f for f in x.facts if f.factuality == "asserted" and f.relation in DEEDS]
    assert not said, [(x.entity(f.subject).name, f.relation, x.entity(f.object).name) for f in said]
