"""Doc → `chains`: which mentions are the same thing."""

from __future__ import annotations

from spacy.tokens import Doc

from kgextract.nlp.layers import Chain, all_mentions


def read(doc: Doc) -> Doc:
    """Write `doc._.chains` and set the chain of each mention and date."""
    chains: dict[tuple[str, str], Chain] = {}
    for m in all_mentions(doc):
        text = m.name or doc[m.start : m.end].text
        key = (m.type, m.key or text.lower())
        chain = chains.setdefault(key, Chain(type=m.type, cls=m.cls, name=text))
        chain.mentions.append(m)
        m.chain = chain
    for d in doc._.dates:
        if d.value:
            chain = chains.setdefault(("Date", d.value), Chain(type="Date", cls="Date", name=d.value))
            chain.dates.append(d)
            d.chain = chain
    doc._.chains = list(chains.values())
    return doc
