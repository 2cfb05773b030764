"""Marked-up sentences → the same sentences in another guise: what stands around them, their marks, their names.

A row of rules must read each of them as it reads the sentence itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_NAMES = {
    "Anne Roy": "Aïssatou Diallo",
    "Luc Moreau": "Volodymyr Zelensky",
    "Claire Dumas": "Marie-Hélène Le Goff",
    "Paul Girard": "Jean-Luc Ould Ghazouani",
    "Paul Diop": "Recep Tayyip Erdogan",
}
_FAMILY = {full.split()[1]: other.split(maxsplit=1)[1] for full, other in _NAMES.items()}
_GIVEN = {full.split()[0] for full in _NAMES}
_OPENS_INTERVIEW = re.compile(r"^(?:Question|Q\.|–|—|- )|\n\n", re.MULTILINE)


def variants(marked: str) -> Iterator[tuple[str, str]]:
    """Names of guises, each with the sentence in it; those that leave the sentence as it is are left out."""
    for name, change in _GUISES.items():
        changed = change(marked)
        if changed is not None and changed != marked:
            yield name, changed


def _after(marked: str) -> str | None:
    """Another sentence follows, but in what consists of several paragraphs."""
    return None if _OPENS_INTERVIEW.search(marked) else f"{marked} Le reste attendra."


def _before(marked: str) -> str | None:
    return None if _OPENS_INTERVIEW.search(marked) else f"La nuit fut longue. {marked}"


def _apart(marked: str) -> str | None:
    return None if _OPENS_INTERVIEW.search(marked) else f"La nuit fut longue.\n\n{marked}\n\nLe reste attendra."


def _apostrophes(marked: str) -> str:
    return marked.replace("'", "’") if "'" in marked else marked.replace("’", "'")


def _quotation_marks(marked: str) -> str:
    return re.sub(r"«\s?(.*?)\s?»", r"“\1”", marked)


def _narrow_spaces(marked: str) -> str:
    return re.sub(r"(?<=«) | (?=»)", "\u202f", re.sub(r" (?=[:;?!])", "\u00a0", marked))


def _names(marked: str) -> str | None:
    """Other people, where they are called by both names, or by the last one somewhere else."""
    if not any(full in marked for full in _NAMES):
        return None
    for full, other in _NAMES.items():
        marked = re.sub(rf"\b(?:([dl])['’]|([Dd])['’])?{full}\b", lambda m, other=other: _elided(m, other), marked)
    for family, other in _FAMILY.items():
        marked = re.sub(rf"(?<=M\. ){family}\b|(?<=Mme ){family}\b", other, marked)
    bare = re.search(rf"\b(?:{'|'.join([*_FAMILY, *_GIVEN])})\b", marked)
    return None if bare else marked


def _elided(match: re.Match[str], name: str) -> str:
    """A name behind what the one before had elided (`d'Anne Roy` → `de Volodymyr Zelensky`)."""
    letter = match[1] or match[2]
    return name if letter is None else f"{letter}'{name}" if name[0] in "AEIOUÉ" else f"{letter}e {name}"


_GUISES: dict[str, Callable[[str], str | None]] = {
    "followed by a sentence": _after,
    "behind a sentence": _before,
    "a paragraph of three": _apart,
    "other apostrophes": _apostrophes,
    "other quotation marks": _quotation_marks,
    "narrow spaces": _narrow_spaces,
    "other names": _names,
}
