"""Doc and token → the date that begins there or to which it belongs, looked up instead of looked for."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import once
from kgextract.nlp.layers import DateExpression


def date_ends(doc: Doc) -> dict[int, int]:
    """The first token of each date → the token behind it."""
    found: dict[int, int] = once(doc, "days", lambda: {d.start: d.end for d in doc._.dates or ()})
    return found


def date_over(doc: Doc, k: int) -> DateExpression | None:
    """The date to which a token belongs, or None."""
    found: dict[int, DateExpression] = once(
        doc, "dates over", lambda: {i: d for d in reversed(doc._.dates or ()) for i in range(d.start, d.end)}
    )
    return found.get(k)
