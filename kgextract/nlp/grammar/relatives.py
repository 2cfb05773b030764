"""A relative pronoun → whether it stands for the subject of its clause."""

from __future__ import annotations

from collections.abc import Sequence

from kgextract.tables.syntax import syntax


def takes_up_subject(words: Sequence[str], i: int) -> bool:
    """Whether token i is `qui`, or `laquelle` behind a comma (`Anne Roy, laquelle a dit`, not `avec laquelle`)."""
    if words[i] in syntax("subject-relative"):
        return True
    return i > 0 and words[i] in syntax("relative-governed") and words[i - 1] == ","
