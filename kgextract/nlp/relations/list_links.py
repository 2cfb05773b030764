"""What stands behind a name of a list → the token where the next name may stand: `, ainsi que`, `, 34 ans, et`, `;`."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import once
from kgextract.tables.roles import office_words

CLAUSE = 16  # words of what is told of one of a list
ENDS = frozenset(":.!?()")


def separator(doc: Doc, at: int) -> int:
    """The token after `,`, `et`, `, ainsi que`, or -1."""
    start = at
    if at < len(doc) and doc[at].text == ",":
        at += 1
    for n in (2, 1):
        if doc.between(at, at + n).lower() in office_words("list-coordinator"):
            return at + n
    return at if at > start else -1


def past_title(doc: Doc, at: int) -> int:
    """The token after what a name of a list is said to be between commas (`A, président, et B`), or `at`."""
    if at >= len(doc) or doc[at].text != ",":
        return at
    end = _titles(doc).get(at + 1, at)
    if end == at and at + 3 < len(doc) and doc[at + 1].like_num and doc.lowered[at + 2] in office_words("age"):
        end = at + 3  # `Anne Roy, 34 ans, et Luc Blin, 12 ans`
    return end if end < len(doc) and (doc[end].text == "," or separator(doc, end) > 0) else at


def _titles(doc: Doc) -> dict[int, int]:
    """First token of each office behind a comma and its holder → the token after it."""
    return once(
        doc,
        "titles behind commas",
        lambda: {
            r.mention.start: r.mention.end for r in doc._.roles if any(h.end == r.mention.start - 1 for h in r.holders)
        },
    )


def past_semicolon(doc: Doc, at: int) -> int:
    """The token behind the semicolon that closes what is told of one of a list, or -1."""
    for k in range(at, min(at + CLAUSE, len(doc) - 1)):
        if doc[k].text == ";":
            return k + 1 + (doc.lowered[k + 1] in office_words("coordinator"))
        if doc[k].is_sent_start or doc[k].text in ENDS:
            break
    return -1
