"""Frequent words by language, to tell whether a text is French."""

from __future__ import annotations

from dataclasses import dataclass

from kgextract.tables import Table


@dataclass(frozen=True, slots=True)
class Language:
    """A language with the small words that nearly every sentence of it has."""

    name: str
    words: tuple[str, ...]
    expected: bool = False


LANGUAGES = Table("lexicons/languages.yaml", Language)
