"""Doc → the sentences without a main verb that bring somebody in: `Autre candidat, Luc Roy.`, `Reste Anne Roy.`

Such a sentence names one person, behind a comma, a colon or a dash, behind `reste` or `place à`, or at its start; a
name that a noun governs brings nobody in (`Une victoire saluée par Luc Roy.`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Argument
from kgextract.nlp.relations.told import clauses_at, mentions_at
from kgextract.tables.roles import office_words

PERSON = "Person"


def presented(doc: Doc) -> Iterator[Argument]:
    """Whom each of these sentences brings in, in text order."""
    starts = {h.start: r.mention.start for r in doc._.roles for h in r.holders if r.mention.end <= h.start}
    for unit, (first, stop) in enumerate(unit_tokens(doc)):
        if doc._.units[unit].kind != "text" or any(c.form == "finite" for c in clauses_at(doc, unit)):
            continue
        people = [m for m in mentions_at(doc, unit) if m.type == PERSON and m.kind == "named"]
        if people and all(m.chain is people[0].chain for m in people):
            shown = min(people, key=lambda m: m.start)
            ended = doc[stop - 1].is_punct or doc[stop - 1].is_space  # no by-line
            if ended and _comes_in(doc, starts.get(shown.start, shown.start), first):
                yield Argument(role="subject", start=shown.start, end=shown.end, head=shown.head, mentions=[shown])


def _comes_in(doc: Doc, start: int, first: int) -> bool:
    """Whether what stands before a name, and before the title in front of it, governs it in nothing."""
    while start > first and doc[start - 1].pos_ in ("DET", "SPACE"):
        start -= 1
    if start == first or doc[start - 1].text in office_words("presenting-mark"):
        return True
    return " ".join(doc.lowered[first:start]) in office_words("presenting")
