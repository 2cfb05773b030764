"""The words of the pages: each text of the interface in French and English."""

from __future__ import annotations

from dataclasses import dataclass

from kgextract.tables import Table


@dataclass(frozen=True, slots=True)
class InterfaceWord:
    """A text that pages show, by its key; `{n}` and `{what}` are filled in by the page."""

    key: str
    fr: str
    en: str


INTERFACE = Table("page/words.yaml", InterfaceWord)
EXPLORER = Table("page/serve/words.yaml", InterfaceWord)  # those that only the pages of the server use
