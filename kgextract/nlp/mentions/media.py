"""Doc → mentions of media that only what leads to them shows: `au micro de Brut`, `à nos confrères du Soir`.

What leads to media alone stands in `rules/scenes.yaml`, as the locutions of the row for those that no table knows.
"""

from __future__ import annotations

import re
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, name_end, named, starts_person
from kgextract.nlp.grammar.wordlist import text_of
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.heads import is_place_head
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.openings import Finder
from kgextract.tables.names import words
from kgextract.tables.scenes import RULES

_ROW = "scene-colleagues"


def media(doc: Doc) -> list[Mention]:
    """The media of the Doc that stand behind a locution which leads to nothing else."""
    found: list[Mention] = []
    for match in _locutions().finditer(text_of(doc)):
        span = doc.char_span(*match.span())
        if span is not None and (m := _behind(doc, span.end)) is not None:
            found.append(m)
    return found


def _behind(doc: Doc, i: int) -> Mention | None:
    """The name behind `de` and an article; one that a table knows as a place or a person is none."""
    while i < len(doc) and not is_capital(doc[i]) and doc[i].lower_ in words("of", "definite"):
        i += 1
    if i >= len(doc) or not is_capital(doc[i]) or starts_person(doc, i):
        return None
    start = i
    if doc[i].lower_ in words("definite") and i + 1 < len(doc) and is_capital(doc[i + 1]):
        i += 1
    known = [e for m in starting(doc, i, i + 1) for e in m.entries]
    if known or is_place_head(doc[i].lower_):
        return None
    end = max(name_end(doc, i), i + 1)
    return named(doc, start, end, "Organization", "MediaOutlet", rule="medium", confidence=0.7)


@cache
def _locutions() -> Finder:
    row = next(row for row in RULES.rows() if row.id == _ROW)
    forms = sorted(row.before, key=len, reverse=True)
    return Finder.of(re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE))
