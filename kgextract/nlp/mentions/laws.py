"""Doc → mentions of codes and of articles of laws: `code pénal`, `article 49.3 de la Constitution`."""

from __future__ import annotations

import re
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import named
from kgextract.nlp.grammar.prepositions import genitive
from kgextract.nlp.grammar.wordlist import cuts, lowered
from kgextract.nlp.layers import Mention
from kgextract.tables.names import document_words, words

# the number of an article: `49.3`, `226-8`, `L123-4`, `1er`, `13 bis` begins with one
_NUMBER = re.compile(r"[LRD]?\.?\d{1,4}(?:[-.–]\d{1,4})*(?:er)?|premier|[ivx]{1,5}")


def laws(doc: Doc, known: list[Mention]) -> list[Mention]:
    """The codes of the Doc, and the articles with a number, over the law or code that they are of."""
    text = lowered(doc)
    ends = {m.start: m.end for m in known if m.type == "Document"}
    found: list[Mention] = []
    for i, word in enumerate(text):
        if word in document_words("code-noun") and i not in ends and (end := _code(doc, i)) > i:
            ends[i] = end
            found.append(named(doc, i, end, "Document", "Law", rule="code-name", confidence=0.85, head=i))
    for i, word in enumerate(text):
        if word not in document_words("law-part"):
            continue
        numbered = _numbered(doc, i + 1)
        if numbered:
            end = _of_a_law(doc, numbered, ends)
            if end > numbered or text[i - 1] in words("elided-article"):
                found.append(named(doc, i, end, "Document", "Law", rule="law-article", confidence=0.8, head=i))
    return found


def _code(doc: Doc, i: int) -> int:
    """The end of a code whose noun is token i, `i` where what follows names none."""
    text = lowered(doc)
    fits = (
        (len(p) for p in _fields().get(text[i + 1], ()) if tuple(text[i + 1 : i + 1 + len(p)]) == p)
        if i + 1 < len(text)
        else ()
    )
    return i + 1 + max(fits, default=-1)


def _numbered(doc: Doc, i: int) -> int:
    """The end of the number of an article at token i, 0 where there is none."""
    text = lowered(doc)
    at = i
    while at < len(text) and at - i < 4 and (_NUMBER.fullmatch(doc[at].text) or _glued(doc, at, i)):
        at += 1
    if at > i and text[at - 1] in ("-", "."):
        at -= 1
    return at if at > i and any(c.isdigit() for k in range(i, at) for c in doc[k].text) else 0


def _glued(doc: Doc, at: int, start: int) -> bool:
    """A hyphen, a point or a letter of a number that the tokenizer cut (`226 - 8`, `L. 123`, `13 bis`)."""
    if doc[at].text in ("-", "."):
        return at > start and not doc[at - 1].whitespace_ and not doc[at].whitespace_
    return doc[at].text in ("L.", "R.", "D.", "L", "R", "D") or doc.lowered[at] in document_words("number-suffix")


def _of_a_law(doc: Doc, end: int, ends: dict[int, int]) -> int:
    """The end over the law of an article behind `de`, `end` where none follows."""
    found = genitive(doc, end)
    if found is None or found.end >= len(doc):
        return end
    text = lowered(doc)
    at = found.end + (text[found.end] in words("definite"))
    if at in ends:
        return ends[at]
    return at + 1 if at < len(doc) and text[at] in document_words("law-head") else end


@cache
def _fields() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word → what a code may be of, as the tokenizer cuts it."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for field in document_words("code-of"):
        for parts in cuts(field):
            table.setdefault(parts[0], []).append(parts)
    return {first: tuple(found) for first, found in table.items()}
