"""A token → who is named there, over the words of a title: `le général | Luc Roy`, `l'ex-ministre, | Anne Blin`."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Mention

TITLE = 8  # words of a title
PERSON = "Person"
_SAID = ("DET", "NOUN", "ADJ", "PROPN", "ADP", "NUM")


def people_by_start(doc: Doc) -> dict[int, Mention]:
    """The people that `doc` names, by their first token."""
    return {m.start: m for m in doc._.mentions if m.type == PERSON and m.kind == "named" and m.chain is not None}


def is_title(doc: Doc, start: int, end: int) -> bool:
    """Whether nothing but words of a title stands between two tokens."""
    return all(t.pos_ in _SAID for t in doc[start:end])


def behind_title(doc: Doc, start: int, last: int, people: dict[int, Mention]) -> Mention | None:
    """The first name behind a token and before another, where only a title stands between."""
    m = next((people[k] for k in range(start, min(start + TITLE, last)) if k in people), None)
    return m if m is not None and is_title(doc, start, m.start) else None
