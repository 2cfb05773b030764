"""The view of the model: plain characters, and the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgextract.nlp.view import View
from kgextract.tables.spelling import SPELLINGS


def test_apostrophes_and_spaces_keep_their_place():
    view = View.of("L’ONU\u00a0: «\u202fnon\u202f»")
    assert view.text == "L'ONU : « non »" and view.offsets is None


def test_composed_and_decomposed_text_show_the_same():
    composed = "L’été à Genève"
    decomposed = unicodedata.normalize("NFD", composed)
    view = View.of(decomposed)
    assert view.text == View.of(composed).text
    at = view.text.index("Genève")
    start, end = view.source(at, at + len("Genève"))
    assert unicodedata.normalize("NFC", decomposed[start:end]) == "Genève"


def test_zero_width_characters_go_and_offsets_lead_back():
    text = "Fu\u200b Cong\u200d parle"
    view = View.of(text)
    assert view.text == "Fu Cong parle"
    start, end = view.source(0, 7)
    assert text[start:end] == "Fu\u200b Cong"


def test_numbers_of_footnotes_go_and_offsets_lead_back():
    text = "Le Parti vert[1] a exclu « trois élus »[12]. Tableau [3] joint."
    view = View.of(text)
    assert view.text == "Le Parti vert a exclu « trois élus ». Tableau [3] joint."
    start, end = view.source(3, 13)
    assert text[start:end] == "Parti vert"
    at = view.text.index("exclu")
    assert text[slice(*view.source(at, at + 5))] == "exclu"


def test_runs_without_spaces_are_cut_and_offsets_lead_back():
    text = "Voir " + "l'" * 5000 + " ici"
    view = View.of(text)
    assert max(len(part) for part in view.text.split()) <= 400
    assert view.text.replace(" ", "") == text.replace(" ", "")
    at = view.text.index("ici")
    assert text[slice(*view.source(at, at + 3))] == "ici"


@pytest.mark.parametrize("row", SPELLINGS.rows(), ids=lambda row: row.id)
def test_spellings_are_made_plain_and_others_stay(row):
    for example in row.examples:
        there, plain = example.split(" → ")
        assert View.of(there).text == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("le  vote   du\tbudget", "le vote du budget"),
        ("    Un retrait.\n  Un autre.", "    Un retrait.\n  Un autre."),
        ("*« Non »*, dit **Rose Duval** _hier_.", "« Non », dit Rose Duval hier."),
        ("3 * 4, 2*3, @rose_duval, a_b.pdf, *** et ___", "3 * 4, 2*3, @rose_duval, a_b.pdf, *** et ___"),
        ("&laquo;&nbsp;Non&nbsp;&raquo; &amp; AT&T &quelconque;", "« Non » & AT&T &quelconque;"),
        ("qu'«il» dit d'\"eux\"", "qu' «il» dit d' \"eux\""),
        (
            "## Le vote\n[Rose Duval](https://a.fr/b) dit ![Le maire](/c.jpg)non [1](x).",
            "Le vote\nRose Duval dit non [1](x).",
        ),
        ("<< Non >>, dit-elle.", "« Non », dit-elle."),
        ("a → b >> c", "a → b >> c"),
        ("conﬁrmé, 1ᵉʳ, nº 3", "confirmé, 1er, n° 3"),
        ("• Le vote est clos.\n• le budget", "Le vote est clos.\n• le budget"),
        (
            "Il part.Elle vient,mais tard. Voir a.fr et 3,5",
            "Il part. Elle vient, mais tard. Voir a.fr et 3,5",
        ),
    ],
)
def test_the_layout_is_made_plain(text, plain):
    view = View.of(text)
    assert view.text == plain
    for n in range(len(plain)):
        start, end = view.source(n, n + 1)
        assert 0 <= start <= end <= len(text)


def test_lines_broken_at_a_fixed_width_are_joined():
    text = """La maire de Dijon, Rose Duval, a reçu lundi des étudiants venus
de toute la région. Elle leur a promis une salle de lecture et
des bourses.

Le budget sera voté en mars, a dit son adjoint, Marc de Saint-
Aubin, devant la presse, avant de quitter la salle du conseil
municipal."""
    view = View.of(text)
    assert view.text.count("\n") == 2 and "étudiants venus de toute" in view.text and "Saint-Aubin" in view.text
    at = view.text.index("municipal")
    assert text[slice(*view.source(at, at + 9))] == "municipal"


@pytest.mark.parametrize(
    "text",
    [
        "Les élus :\nRose Duval, maire\nPaul Rivoire, adjoint aux finances de la ville\nLéa Morin",
        "Le pont est ouvert. On y passe à pied.\nLe maire viendra lundi, avec tous ses élus.\nTout a duré un an.",
        "Un long paragraphe tient sur une seule ligne, sans que rien ne le coupe avant sa fin. " * 2 + "\nUn autre.",
    ],
)
def test_lists_and_paragraphs_of_one_line_stay(text):
    assert View.of(text).text == text


@given(st.text())
def test_any_text_has_a_view_and_every_range_leads_back(text):
    view = View.of(text)
    for start in range(len(view.text)):
        a, b = view.source(start, start + 1)
        assert 0 <= a <= b <= len(text) and (a < b or view.text[start] == " ")
    if view.offsets is None:
        assert len(view.text) == len(text)
