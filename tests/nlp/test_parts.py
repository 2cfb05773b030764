"""A long text is read in parts by the model, and whole by everything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgextract.model import Extraction
from kgextract.nlp import parts

TOWNS = ("Dijon", "Nantes", "Arras", "Liège", "Thiès", "Sfax", "Sion", "Gaspé")
TEXT = "\n\n".join(
    f"La maire de {town}, Rose Duval, a reçu lundi des étudiants. « Le budget de {town} est prêt », a-t-elle déclaré."
    for town in TOWNS
)


def test_parts_lose_nothing_at_their_ends(extract: Callable[..., Extraction], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 40)
    x = extract(TEXT)
    said = [x.article.text[start:end] for s in x.statements for start, end in s.content]
    assert said == [f"Le budget de {town} est prêt" for town in TOWNS]
    speakers = {s.speaker for s in x.statements}
    assert len(speakers) == 1, "one person over all parts"


def test_short_texts_are_read_at_once(annotate: Callable[..., object]) -> None:
    doc = annotate("La maire de Dijon a souri.")
    assert not parts.is_long(doc)  # type: ignore[arg-type]
