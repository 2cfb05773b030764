"""One view of syntax: who does what to whom, whatever the voice and the order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def shown(doc: Any, argument: Any) -> str | None:
    """The mentions that an argument names, else its words."""
    if argument is None:
        return None
    named = [doc.between(m.start, m.end) for m in argument.mentions]
    return " + ".join(named) or str(doc.between(argument.start, argument.end))


def frames(doc: Any) -> dict[str, tuple[str | None, dict[str, str | None]]]:
    """Lemma → (subject, arguments by role) of each clause."""
    return {c.lemma: (shown(doc, c.subject), {a.role: shown(doc, a) for a in c.arguments}) for c in doc._.clauses}


@pytest.mark.parametrize(
    ("text", "lemma", "subject", "arguments"),
    [
        ("Le Sénat a adopté la loi mardi.", "adopter", "Sénat", {"object": "loi", "date": "mardi"}),
        ("La loi a été adoptée par le Sénat.", "adopter", "Sénat", {"object": "loi"}),
        ("La loi, proposée par la Norvège, entre en vigueur.", "proposer", "Norvège", {"object": "loi"}),
        ("Né à Lens, passé par Airbus, Luc Roy revient.", "passer", "Luc Roy", {"par": "Airbus"}),
        ("Venu avec Luc Roy, formé à Rome, Jean Blin vote.", "former", None, {"object": "Luc Roy", "à": "Rome"}),
        ("Adoptée en 2011 par le Sénat, la loi est abrogée.", "adopter", "Sénat", {"object": "loi", "date": "2011"}),
        (
            "La ministre Awa Ba, qui avait visité la Norvège en mai, rencontrera Luc Petit.",
            "visiter",
            "Awa Ba",
            {"object": "Norvège", "date": "mai"},
        ),
        ("Le Kenya, le Chili et le Ghana ont signé l'accord.", "signer", "Kenya + Chili + Ghana", {"object": "accord"}),
        ("L'Italie a proposé un accord et soutient le traité.", "soutenir", "Italie", {"object": "traité"}),
        ("Le Sénat a discuté puis adopté le projet de loi.", "adopter", "Sénat", {"object": "projet de loi"}),
        ("Le Sénat a, sans surprise, adopté la loi.", "adopter", "Sénat", {"object": "loi"}),
        ("Le traité que le Sénat a adopté en mai est caduc.", "adopter", "Sénat", {"object": "traité"}),
        ("Le Sénat a adopté, par dix voix contre deux, la loi.", "adopter", "Sénat", {"object": "loi"}),
        ("La loi sur la vie, adoptée par le Sénat, divise.", "adopter", "Sénat", {"object": "loi sur la vie"}),
        ("Le Kenya, le Chili et le Ghana ont adopté ce jeudi un accord.", "adopter", "Kenya + Chili + Ghana", {}),
        ("« Non », a répondu le maire, Luc Petit, devant le Sénat.", "répondre", "Luc Petit", {"devant": "Sénat"}),
        ("Lors du sommet, Awa Ba a rencontré Luc Petit.", "rencontrer", "Awa Ba", {"lors de": "sommet"}),
        ("Awa Ba s'est exprimée au nom du Togo.", "exprimer", "Awa Ba", {"au nom de": "Togo"}),
    ],
)
def test_frame(annotate: Callable[[str], Any], text: str, lemma: str, subject: str, arguments: dict[str, str]) -> None:
    doc = annotate(text)
    found = frames(doc)
    assert lemma in found, found
    assert found[lemma][0] == subject
    assert arguments.items() <= found[lemma][1].items(), found[lemma]


@pytest.mark.parametrize(
    ("text", "lemma", "negated", "modality"),
    [
        ("Le Sénat n'a pas adopté la loi.", "adopter", True, "asserted"),
        ("Le Sénat adoptera la loi.", "adopter", False, "planned"),
        ("Le Sénat doit adopter la loi.", "adopter", False, "planned"),
        ("Awa Ba souhaite rencontrer Luc Petit.", "rencontrer", False, "planned"),
        ("Awa Ba aurait rencontré Luc Petit.", "rencontrer", False, "possible"),
        ("La loi pourrait être adoptée en juin.", "adopter", False, "possible"),
        ("La Norvège souhaite que le Sénat adopte la loi.", "adopter", False, "possible"),
        ("Le Sénat adoptera peut-être la loi.", "adopter", False, "possible"),
        ("Elle dira mardi si le Sénat adoptera la loi.", "adopter", False, "possible"),
        ("La presse a annoncé à tort la mort du roi.", "annoncer", False, "possible"),
        ("Awa Ba vient de rencontrer Luc Petit.", "rencontrer", False, "asserted"),
    ],
)
def test_negation_and_modality(
    annotate: Callable[[str], Any], text: str, lemma: str, negated: bool, modality: str
) -> None:
    clause = next(c for c in annotate(text)._.clauses if c.lemma == lemma)
    assert (clause.negated, clause.modality) == (negated, modality)


def test_inverted_pronoun_is_the_subject(annotate: Callable[[str], Any]) -> None:
    doc = annotate("« C'est fini », a-t-elle déclaré.")
    clause = next(c for c in doc._.clauses if c.lemma == "déclarer")
    assert clause.position == "incise" and "elle" in doc.between(clause.subject.start, clause.subject.end)


def test_headings_have_no_clauses(annotate: Callable[[str], Any]) -> None:
    doc = annotate("Le Sénat adopte la loi\n\nLe débat a duré toute la nuit et la séance a été levée à l'aube.")
    units = {doc._.units[c.unit].kind for c in doc._.clauses}
    assert units == {"text"}
