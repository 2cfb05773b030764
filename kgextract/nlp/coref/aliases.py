"""Names of people → chains: somebody's other name beside the usual one is the same person.

`Jimmy Roy, alias « Barbecue »`, `Élie Roy (dit Booba)`, `Booba, de son vrai nom Élie Roy`.
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.coref.chains import Chains, fits
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import cut, lowered
from kgextract.nlp.layers import Chain
from kgextract.tables import identity
from kgextract.tables.speech import speech_words

_OPENING = (",", "(", "–", "—")
_MARKS = ("«", '"', "“", "‘", "'")


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


def other_name(doc: Doc, i: int) -> int | None:
    """The token at which another name begins that stands behind a name ending at token i, or None."""
    text = lowered(doc)
    at = i + (text[i] in _OPENING)
    for phrase in _also_called():
        if tuple(text[at : at + len(phrase)]) == phrase:
            start = at + len(phrase)
            start += start < len(text) and text[start] in _MARKS
            return start if start < len(text) and doc[start].text[:1].isupper() else None
    return None


def _apart(doc: Doc, end: int, start: int, other: Chain) -> bool:
    """Whether `dit` is no verb: `Luc Roy, dit Lulu, a fui`, but `Il a vu Luc Roy, dit Anne Blin.`"""
    said = lowered(doc)[start - 1] in speech_words("say-participle") and lowered(doc)[end] == ","
    if not said:
        return True
    closed = start + 1 < len(doc) and doc[start + 1].text == ","
    return closed and all(x.end - x.start == 1 for x in other.mentions)


@cache
def _also_called() -> tuple[tuple[str, ...], ...]:
    """What stands before another name, the longest first."""
    return tuple(sorted((tuple(cut(x)) for x in identity.identity_words("also-called")), key=len, reverse=True))
