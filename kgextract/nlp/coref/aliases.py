"""Names of people → chains: somebody's other name beside the usual one is the same person.

`Jimmy Roy, alias « Barbecue »`, `Élie Roy (dit Booba)`, `Booba, de son vrai nom Élie Roy`, `Anne Roy née Blin`.
"""

from __future__ import annotations

from kgextract.nlp.coref.chains import Chains, fits
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import other_name
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Chain
from kgextract.tables import identity
from kgextract.tables.names import given_name_gender
from kgextract.tables.speech import speech_words


def read(chains: Chains) -> None:
    """Merge the chain of each other name into that of the name before it."""
    doc = chains.doc
    for m in [m for c in chains.of_type("Person") for m in c.mentions if m.kind == "named"]:
        if m.end + 2 >= len(doc) or (start := other_name(doc, m.end)) is None:
            continue
        other = next((x.chain for x in chains.named.started(start, start + 1) if x.type == "Person"), None)
        person = m.chain
        if person is None or other is None or other is person or (person.key and other.key):
            continue
        if not _apart(doc, m.end, start, other):
            continue
        if all(fits(person, x) for x in other.mentions):
            chains.merge(person, other)


def _apart(doc: Doc, end: int, start: int, other: Chain) -> bool:
    """Whether `dit` or `épouse` is no verb: `Luc Roy, dit Lulu, a fui`, but `Il a vu Luc Roy, dit Anne Blin.`"""
    if lowered(doc)[start - 1] in identity.identity_words("married-name"):
        return doc[start].text not in given_name_gender()  # `Luc Roy épouse Anne Blin samedi`
    said = lowered(doc)[start - 1] in speech_words("say-participle") and lowered(doc)[end] == ","
    if not said:
        return True
    closed = start + 1 < len(doc) and doc[start + 1].text == ","
    return closed and all(x.end - x.start == 1 for x in other.mentions)
