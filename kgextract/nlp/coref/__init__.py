"""Doc → `chains`: which mentions are the same thing.

Names first (people, then bodies, places and titles), then offices, then descriptions in text order, each looking back
at what was named or described before it. What stays ambiguous stays alone, with a note.

- names: `people` with their `aliases` and `genders`, `names` with their `acronyms`; `metonyms`; `presented` where a
  name follows a description
- offices: `offices`, `holders` of them, `titles` alone by their `readings`, `retold` by kindred ones; people by
  `ages`, `origins`, `inhabitants`, `partisans`, by what is told `anew`, by `handovers`, and as the `only` one
- things: `occasions`, `descriptions` by `grades`, whose nouns are `kindred`, unless `unlike`, texts in the
  `foreground`; all compared by their `wording`; bodies by the name that is `apposed` to them
- `chains` while they grow, `spans` of mentions, `salience` for pronouns
"""

from __future__ import annotations

from kgextract.nlp.coref import (
    aliases,
    descriptions,
    genders,
    metonyms,
    names,
    occasions,
    offices,
    people,
    presented,
    retold,
    titles,
    wording,
)
from kgextract.nlp.coref.chains import Chains
from kgextract.nlp.coref.salience import antecedent
from kgextract.nlp.coref.spans import distinct
from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Chain, MentionIndex, all_mentions
from kgextract.nlp.nominals.inhabitants import RULE as INHABITANT

__all__ = ["antecedent", "read"]


def read(doc: Doc) -> Doc:
    """Write `doc._.chains` and set the chain of each mention and date."""
    mentions, twins = distinct(all_mentions(doc))
    named = [m for m in mentions if m.kind == "named"]
    metonyms.read(doc, mentions)
    chains = Chains(doc=doc, named=MentionIndex(named), everything=MentionIndex(mentions), nations=wording.nations())
    people.read(chains, mentions)
    aliases.read(chains)
    genders.read(chains)
    names.read(chains, mentions)
    offices.read(chains, mentions)
    loose = titles.read(chains, mentions)
    mentions = [m for m in mentions if m.rule != INHABITANT or m.chain is not None]
    doc._.nominals = [m for m in doc._.nominals or () if m.rule != INHABITANT or m.chain is not None]
    presented.read(chains)
    retold.read(chains, loose)
    descriptions.read(chains, mentions)
    occasions.read(chains)
    for twin, kept in twins:
        twin.chain = kept.chain
    doc._.chains = [c for c in chains.all if c.mentions] + _dates(doc)
    return doc


def _dates(doc: Doc) -> list[Chain]:
    """One chain a value."""
    found: dict[str, Chain] = {}
    for d in doc._.dates or ():
        if d.value:
            chain = found.setdefault(d.value, Chain(type="Date", cls="Date", name=d.value))
            chain.dates.append(d)
            d.chain = chain
    return list(found.values())
