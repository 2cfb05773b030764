"""Roles: phrase, target, holder, in each position that French has for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from kgextract.nlp.doc import Doc
from kgextract.tables.roles import OFFICES, office_words


class Found(NamedTuple):
    role: str
    office: str
    holders: tuple[str, ...]
    targets: tuple[tuple[str, str], ...]


def found(doc: Doc) -> list[Found]:
    return [
        Found(
            doc.between(r.mention.start, r.mention.end),
            r.office,
            tuple(doc.between(h.start, h.end) for h in r.holders),
            tuple((doc.between(m.start, m.end), by) for m, by in r.targets),
        )
        for r in doc._.roles
    ]


@pytest.mark.parametrize(
    ("text", "role", "holder"),
    [
        ("Le président du conseil régional Luc Moreau a parlé.", "président du conseil régional", "Luc Moreau"),
        ("La maire de Lyon, Anne Roy, a refusé.", "maire de Lyon", "Anne Roy"),
        ("Anne Roy, maire de Lyon, a refusé.", "maire de Lyon", "Anne Roy"),
        ("Luc Moreau (directeur sportif) quitte le club.", "directeur sportif", "Luc Moreau"),
        ("Anne Roy, 54 ans, directrice de l'hôpital, témoigne.", "directrice de l'hôpital", "Anne Roy"),
        ("Anne Roy a été nommée ministre de la Culture.", "ministre de la Culture", "Anne Roy"),
        ("Le président a nommé Luc Moreau préfet de police.", "préfet de police", "Luc Moreau"),
        ("Luc Moreau devient directeur général du groupe.", "directeur général du groupe", "Luc Moreau"),
        ("Anne Roy quitte ses fonctions de trésorière.", "trésorière", "Anne Roy"),
        ("En tant que maire, Claire Dumas a dit non.", "maire", "Claire Dumas"),
        ("La sylvicultrice Claire Dumas plante des chênes.", "sylvicultrice", "Claire Dumas"),
    ],
)
def test_positions(annotate: Callable[..., Doc], text: str, role: str, holder: str) -> None:
    assert (role, (holder,)) in [(f.role, f.holders) for f in found(annotate(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Pour le ministre, Paul Lemoine a menti.",
        "Avec Paul Lemoine, le maire a visité l'usine.",
        "Le ministre a salué les pompiers.",
        "Le dossier Paul Lemoine a été classé.",
        "Le Conseil des ministres se réunit mercredi.",
        "Luc Moreau a refusé de devenir directeur.",
    ],
)
def test_no_role(annotate: Callable[..., Doc], text: str) -> None:
    assert [f for f in found(annotate(text)) if f.holders] == []


def test_portfolio_runs_over_commas_and_et(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Le ministre de l'Économie, des Finances et de la Relance, Luc Moreau, est à Rome.")
    assert found(doc)[0].role == "ministre de l'Économie, des Finances et de la Relance"


def test_targets_keep_their_prepositions(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Anne Roy, représentante permanente de la Norvège auprès de l'ONU, a voté.")
    (role,) = found(doc)
    assert role.office == "represents"
    assert role.targets == (("Norvège", "de"), ("ONU", "auprès de"))


def test_nested_title_has_its_own_holder(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Le conseiller du président Luc Moreau, Paul Lemoine, a démissionné.")
    roles = {f.role: f.holders for f in found(doc)}
    assert roles["président"] == ("Luc Moreau",)
    assert roles["conseiller du président Luc Moreau"] == ("Paul Lemoine",)


def test_plural_gives_each_name(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Les députés Luc Moreau et Anne Roy ont voté.")
    assert found(doc)[0].holders == ("Luc Moreau", "Anne Roy")


def test_nationality_is_the_country(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Le président norvégien Luc Moreau est arrivé.")
    assert doc._.roles[0].country == "place/norvege"


def test_former_acting_and_deputy(annotate: Callable[..., Doc]) -> None:
    former, acting = annotate("L'ex-ministre Anne Roy et le Premier ministre par intérim, Luc Moreau, sont là.")._.roles
    assert former.former and acting.acting
    (deputy,) = annotate("Le directeur général adjoint de l'OMS, Luc Moreau, alerte.")._.roles
    assert deputy.office == "affiliated"


def test_description_gives_way_to_role(annotate: Callable[..., Doc]) -> None:
    doc = annotate("La ministre de la Santé, Anne Roy, a parlé. La ministre a souri.")
    heads = [doc[m.head].idx for m in doc._.nominals if m.type == "Person"]
    assert doc.text.index("ministre") not in heads


def test_table_is_broad() -> None:
    assert len(OFFICES.rows()) >= 250
    assert {r.office for r in OFFICES.rows()} == {"head", "represents", "member", "affiliated", "none"}
    assert "ministre" in {r.lemma for r in OFFICES.rows()}
    with pytest.raises(KeyError):
        office_words("no such class")
