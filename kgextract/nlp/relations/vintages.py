"""Texts that are told by when they were made → adoptedOn: `la loi de 2010`, `la loi Évin de 1991`."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Candidate, DateExpression
from kgextract.tables.roles import office_words

RULE, SURE = "text-of-a-year", 0.7
MADE = frozenset({"Law", "Treaty", "Agreement", "Judgment", "Resolution"})


def read(doc: Doc) -> Iterator[Candidate]:
    """The dates right behind `de` of texts that are only described, or behind their names."""
    dates = {d.start: d for d in doc._.dates if d.value and d.chain is not None}
    for m in (*doc._.nominals, *doc._.mentions) if dates else ():
        if m.type != "Document" or m.cls not in MADE or m.chain is None or m.head + 2 >= len(doc):
            continue
        if m.kind == "named":  # `la loi Évin | de 1991`, `l'accord de Paris | de 2015`
            date = _behind(doc, m.end, dates)
        elif doc.lowered[m.head] in office_words("text-of-a-time") or any(x.lemma != m.lemma for x in m.chain.mentions):
            continue  # `le projet d'entente … l'entente de 2009`
        else:  # `la loi controversée | de 2010`
            date = _behind(doc, m.head + 1 + (doc[m.head + 1].pos_ == "ADJ"), dates)
        if date is None or date.chain is None or not (date.value or "")[:4].isdigit() or "/" in (date.value or ""):
            continue
        if (date.value or "") > (doc._.article.published or "9")[: len(date.value or "")]:
            continue
        yield Candidate(
            subject=m.chain,
            relation="adoptedOn",
            object=date.chain,
            start=m.start,
            end=date.end,
            rule=RULE,
            confidence=SURE,
        )


def _behind(doc: Doc, at: int, dates: dict[int, DateExpression]) -> DateExpression | None:
    """The date to which `de` at a token leads."""
    link = preposition(doc, at) if at + 1 < len(doc) else None
    return dates.get(link.end) if link is not None and link.lemma in office_words("of") else None
