"""The view of the model: plain characters, and the way back."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kgextract.nlp.view import View


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


@given(st.text())
def test_any_text_has_a_view_and_every_range_leads_back(text):
    view = View.of(text)
    for start in range(len(view.text)):
        a, b = view.source(start, start + 1)
        assert 0 <= a <= b <= len(text) and (a < b or view.text[start] == " ")
    if view.offsets is None:
        assert len(view.text) == len(text)
