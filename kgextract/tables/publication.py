"""Words in which a page states when it was published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kgextract.tables import Table


@dataclass(frozen=True, slots=True)
class Month:
    """A month with all ways to write it, in small letters."""

    number: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicationCue:
    """A word before a publication date: `published`, a weekday, an article, or the ending of the first day."""

    name: str
    kind: Literal["published", "weekday", "article", "first"]


MONTHS = Table("lexicons/months.yaml", Month)
PUBLICATION_CUES = Table("lexicons/publication.yaml", PublicationCue)
