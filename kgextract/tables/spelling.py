"""Spellings that the model does not know, and what it reads in their place: `data/lexicons/spelling.yaml`."""

from __future__ import annotations

from dataclasses import dataclass

from kgextract.tables import Table


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write something that the view makes plain.

    `pattern`: a regular expression over plain text; `reads`: what its match becomes; `near`: marks of which the text
    must have one before the pattern is tried; `examples`: "what stands there → what is read", both plain.
    """

    id: str
    pattern: str
    reads: str
    near: tuple[str, ...]
    examples: tuple[str, ...]


SPELLINGS: Table[Spelling] = Table("lexicons/spelling.yaml", Spelling)
