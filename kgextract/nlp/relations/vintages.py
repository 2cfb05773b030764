"""Texts that are told by when they were made → adoptedOn: `la loi de 2010`, `l'accord du 12 mai 2015`."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Candidate
from kgextract.tables.roles import office_words

RULE, SURE = "text-of-a-year", 0.7
MADE = frozenset({"Law", "Treaty", "Agreement", "Judgment", "Resolution"})


def read(doc: Doc) -> Iterator[Candidate]:
    """The dates right behind `de` of texts that are only described."""
    dates = {d.start: d for d in doc._.dates if d.value and d.chain is not None}
    for m in doc._.nominals if dates else ():
        if m.type != "Document" or m.cls not in MADE or m.chain is None or m.head + 2 >= len(doc):
            continue
        if doc.lowered[m.head] in office_words("text-of-a-time") or any(x.lemma != m.lemma for x in m.chain.mentions):
            continue  # `le projet d'entente … l'entente de 2009`
        adjective = doc[m.head + 1].pos_ == "ADJ"  # `la loi controversée | de 2010`
        link = preposition(doc, m.head + 1 + adjective)
        date = dates.get(link.end) if link is not None and link.lemma in office_words("of") else None
        if date is None or date.value is None or not date.value[:4].isdigit() or "/" in date.value:
            continue
        if date.value > (doc._.article.published or "9")[: len(date.value)]:
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
