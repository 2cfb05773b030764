"""A very long text is read in sections, and what they say together is one extraction."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgextract.model import Article, Extraction
from kgextract.nlp import sections

TOWNS = ("Dijon", "Nantes", "Arras", "Liège", "Thiès", "Sfax", "Sion", "Gaspé")
TEXT = "\n\n".join(
    f"La maire de {town}, Rose Duval, a reçu le 3 mai 2024 des étudiants de France. "
    f"« Le budget de {town} est prêt.\n\nIl passe jeudi », a-t-elle déclaré."
    for town in TOWNS
)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "SECTION", 400)


def test_sections_lose_nothing_at_their_ends(extract: Callable[..., Extraction], short: None) -> None:
    x = extract(TEXT)
    said = [x.quote(*span) for s in x.statements for span in s.content]
    assert said == [words for town in TOWNS for words in (f"Le budget de {town} est prêt.", "Il passe jeudi")]
    assert all(s.evidence.sentence in TEXT for s in x.statements)
    [rose] = [e for e in x.entities if e.name == "Rose Duval"]
    assert {s.speaker for s in x.statements} == {rose.id}, "one person over all sections"
    assert {x.quote(m.start, m.end) for m in rose.mentions if m.kind == "named"} == {"Rose Duval"}
    assert [x.quote(d.start, d.end) for d in x.dates].count("le 3 mai 2024") <= len(TOWNS)
    assert len({(f.subject, f.relation, f.object) for f in x.facts}) == len(x.facts)
    assert len([e for e in x.entities if e.type == "Date" and e.name == "2024-05-03"]) == 1


def test_sections_say_what_the_whole_says(extract: Callable[..., Extraction], monkeypatch: pytest.MonkeyPatch) -> None:
    def facts() -> set[tuple[str, str, str]]:
        x = extract(TEXT)
        return {(x.entity(f.subject).name, f.relation, x.entity(f.object).name) for f in x.facts}

    whole = facts()
    monkeypatch.setattr(sections, "SECTION", 400)
    assert facts() == whole


@pytest.mark.parametrize("text", [TEXT, "l'" * 900, "mot " * 500, "\n" * 1500, "« " * 700, "e\u0301" * 900])
def test_sections_are_the_text(text: str, short: None) -> None:
    found = list(sections.cut(Article(id="a", text=text)))
    assert "".join(part.text for _, part in found) == text
    assert all(text.startswith(part.text, start) and 0 < len(part.text) <= 400 for start, part in found)
