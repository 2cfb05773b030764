"""The name of an article → its id, unique in one run, and the file name that is made of an id."""

from __future__ import annotations

import unicodedata

_LONGEST = 120  # bytes of a file name without suffix
_NUMBER = 12  # of them left free for the number that tells two equal names apart


def article_id(name: str, longest: int = _LONGEST) -> str:
    """Any string → letters, digits and `._-` only, never empty, never hidden, at most `longest` bytes.

    >>> article_id("Sommet de l'UE (1)/élargi")
    'Sommet-de-l-UE-1-élargi'
    """
    plain = unicodedata.normalize("NFC", name)
    kept = "".join(c if c.isalnum() or c in "._-" else " " for c in plain)
    joined = "-".join(kept.split()).strip(".-")
    while len(joined.encode()) > longest:
        joined = joined[:-1].rstrip(".-")
    return joined or "article"


class UniqueIds:
    """Id → the same id, or with `-2`, `-3` … where an earlier one makes the same file name (capitals do not count).

    An id that its source gave stays as it is, so that results can be joined with it; only what no line of output may
    hold (control characters, nothing at all) is replaced.
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, name: str) -> str:
        room = _LONGEST - _NUMBER
        usable = name.isprintable() and name.strip() and len(name.encode()) <= room
        base = unique = name if usable else article_id(name, room)
        n = 1
        while article_id(unique).casefold() in self._seen:
            n += 1
            unique = f"{base}-{n}"
        self._seen.add(article_id(unique).casefold())
        return unique
