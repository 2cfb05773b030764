"""Doc → the places that a hyphen joins into the name of a way: `la route Kervanec-Marvillon`, `le corridor A-B-C`."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, named
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Mention, Range
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.signs import town_names
from kgextract.tables.names import not_names, words

_HYPHENS = frozenset("-–—")


def lines(doc: Doc) -> list[Mention]:
    """The two or more ends of each way, each a place of its own."""
    text = lowered(doc)
    if not_names("line").isdisjoint(text):
        return []
    found: list[Mention] = []
    for i, word in enumerate(text[:-1]):
        if word in not_names("line"):
            here = i + 1 + (doc[i + 1].pos_ == "ADJ" and not is_capital(doc[i + 1]))
            ends = list(_ends(doc, here))
            whole = doc.between(ends[0][0], ends[-1][1]) if ends else ""
            if len(ends) > 1 and not _one_name(doc, here, ends, whole):
                found += [named(doc, a, b, "Place", "Place", rule="line", confidence=0.65) for a, b in ends]
    return found


def _ends(doc: Doc, here: int) -> Iterator[Range]:
    """The tokens of each capitalised word, those that an apostrophe begins whole, with a hyphen between them."""
    while here < len(doc) and is_capital(doc[here]) and doc[here].text.isalpha() | (doc[here].text[-1:] == "'"):
        end = here + 1 + (doc[here].text[-1:] == "'")
        yield here, end
        if end + 1 >= len(doc) or doc[end].text not in _HYPHENS or doc[end].is_space:
            return
        here = end + 1


def _one_name(doc: Doc, here: int, ends: list[Range], whole: str) -> bool:
    """Whether the hyphens belong to the name of one town: `Saint-Ambrieux`, `Grand-Bassam`."""
    if whole in town_names() or any(m.end == ends[-1][1] for m in starting(doc, here, here + 1)):
        return True
    parts = {doc[a].lower_ for a, _ in ends}
    first = doc[here].lower_
    lead = (
        first in words("toponym-lead") or first in words("size-adjective", "renewing") or first in not_names("compass")
    )
    return lead or bool(parts & words("toponym-part"))
