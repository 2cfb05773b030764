"""Units end where sentences end, never inside a quotation; headings, captions and noise are no sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Non. Jamais », dit-elle. Il part.", ["« Non. Jamais », dit-elle.", "Il part."]),
        ("M. Roy et Mme Blanc sont là. J.-C. Petit aussi.", ["M. Roy et Mme Blanc sont là.", "J.-C. Petit aussi."]),
        ("Il cite la p. 5 et l'art. 3 du code. Elle rit.", ["Il cite la p. 5 et l'art. 3 du code.", "Elle rit."]),
        ("Elle a dit non; il a dit oui.", ["Elle a dit non;", "il a dit oui."]),
        ("Il gagne 1.000 euros. « Peu ».", ["Il gagne 1.000 euros.", "« Peu »."]),
    ],
)
def test_ends(annotate: Callable[[str], Any], text: str, expected: list[str]) -> None:
    doc = annotate(text)
    assert [doc.text[u.start : u.end] for u in doc._.units] == expected


BODY = (
    "La ministre a présenté le budget devant les députés, qui l'ont longuement interrogée sur les recettes de l'année."
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Un budget contesté", "heading"),
        ("Vue du port de Brest. /CFP", "caption"),
        ("Photo : Anne Roy", "caption"),
        ("Vue du port de Brest mardi. ANNE ROY/CFP", "caption"),
        ("Le bac est à quai, selon une information de BFM/RMC.", "text"),
        ("Publications similaires", "noise"),
        ("Lire aussi : le budget expliqué", "noise"),
        (">> À lire également : le budget expliqué", "noise"),
        ("(Lire aussi notre dossier sur le budget)", "noise"),
        ("La suite après cette publicité", "noise"),
        ("Notre dossier : le budget", "noise"),
        ("— Rose Duval (@rduval) 2 juillet 2024", "noise"),
        ("Rose Duval, correspondante à Dakar", "noise"),
        ("Partager sur les réseaux", "noise"),
    ],
)
def test_kinds(annotate: Callable[[str], Any], line: str, kind: str) -> None:
    doc = annotate(f"{BODY}\n\n{line}\n\n{BODY}")
    assert [u.kind for u in doc._.units] == ["text", kind, "text"]


@pytest.mark.parametrize(
    "line",
    [
        "PARIS (Reuters) - ",
        "12 février (Reuters) - ",
        "Bangui, 26 décembre 2023 (ACP).- ",
        "Bangui, 22 décembre 2023(ACP)-. ",
        "Genève - ",
        "(Montréal) ",
        "Dakar, le 2 juillet 2024. ",
        "De notre correspondante à Rabat, ",
        "De nos envoyés spéciaux à Kinshasa – ",
        "DAKAR-",
        "Quimper. ",
    ],
)
def test_datelines(annotate: Callable[[str], Any], line: str) -> None:
    assert [u.kind for u in annotate(line + BODY)._.units] == ["dateline", "text"]


@pytest.mark.parametrize(
    "text",
    [
        "Partager le pouvoir, a dit la ministre, demande du temps, de la patience et beaucoup de bonne volonté à tous.",
        "Mgr. Duval a parlé. Nantes - Rennes sera rejoué samedi. Il a dit : (Bravo) La foule est partie.",
        "Notre correspondant à Rabat a vu la foule.",
        "(Bravo) a crié la foule.",
    ],
)
def test_sentences_that_begin_like_furniture(annotate: Callable[[str], Any], text: str) -> None:
    assert {u.kind for u in annotate(f"{BODY}\n{text}")._.units} == {"text"}


def test_a_call_to_read_another_article_says_nothing_of_this_one(extract: Callable[..., Any]) -> None:
    text = "La ministre de la Santé, Rose Duval, a fermé l'hôpital.\n\n{}\n\nElle a promis un rapport mardi."
    call = "Lire aussi : le gouvernement et Paul Rivoire accusent le maire de Metz"
    assert facts(extract(text.format(call))) == facts(extract(text.format("Publicité")))


def test_blank_lines_between_paragraphs_change_nothing(extract: Callable[..., Any], root: Path) -> None:
    for name in ("banque-centrale-taux", "usine-batteries", "tribunal-riviere"):
        path = root / "data" / "articles" / f"{name}.txt"
        text = path.read_text("utf-8")
        apart, close = (extract(t) for t in (text, re.sub(r"\n+", "\n", text)))
        assert facts(apart) == facts(close)


def facts(x: Any) -> list[tuple[str, str, str]]:
    """The relations of an extraction by the names of their ends."""
    names = {e.id: e.name for e in x.entities}
    return sorted((names[f.subject], f.relation, names[f.object]) for f in x.facts)
