"""The name of an article → its id: safe as a file name and in an IRI, unique in one run."""

from __future__ import annotations

import unicodedata

_LONGEST = 120


def article_id(name: str) -> str:
    """Any string → letters, digits and `._-` only, never empty, never hidden, at most 120 characters.

    >>> article_id("Sommet de l'UE (1)/élargi")
    'Sommet-de-l-UE-1-élargi'
    """
    plain = unicodedata.normalize("NFC", name)
    kept = "".join(c if c.isalnum() or c in "._-" else " " for c in plain)
    joined = "-".join(kept.split()).strip(".-")
    while len(joined.encode()) > _LONGEST:
        joined = joined[:-1].rstrip(".-")
    return joined or "article"


class UniqueIds:
    """Id → the same id, or with `-2`, `-3` … where it was given before (capitals do not count)."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, name: str) -> str:
        base = unique = article_id(name)
        n = 1
        while unique.casefold() in self._seen:
            n += 1
            unique = f"{base}-{n}"
        self._seen.add(unique.casefold())
        return unique
