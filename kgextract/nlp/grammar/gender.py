"""A noun for somebody → the gender that it shows by itself: by what it means, else by how it ends."""

from __future__ import annotations

from functools import cache
from typing import Literal

from kgextract.tables.speakers import speaker_words


@cache
def noun_gender(word: str) -> Literal["m", "f"] | None:
    """The gender of a noun in lower case (`épouse`, `avocate`, `accusé`); None where it says nothing (`capitaine`)."""
    if word in speaker_words("male"):
        return "m"
    if word in speaker_words("female"):
        return "f"
    if word in speaker_words("either-gender"):
        return None
    if word.endswith(tuple(speaker_words("feminine-ending"))):
        return "f"
    return "m" if word.endswith(tuple(speaker_words("masculine-ending"))) else None
