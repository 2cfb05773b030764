"""What tells sentences, captions, datelines and page furniture apart: `data/lexicons/layout.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kgextract.tables import Table


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of the layout.

    `kind`: abbreviation (its point never ends a sentence), short (its point ends one only before an `opener`), numbered
    (a point that never ends a sentence before a digit), opener (a word that starts sentences, so a capital before it is
    no name), caption / call / noise / dateline / signature (regular expressions over one line: the whole line is a
    caption, a call to read, share or buy something else, or noise, its beginning is a dateline, its end is the agency's
    signature).
    """

    kind: Literal["abbreviation", "short", "numbered", "opener", "caption", "call", "noise", "dateline", "signature"]
    forms: tuple[str, ...]


SIGNS: Table[Sign] = Table("lexicons/layout.yaml", Sign)
