"""The first word of the noun of an event told before → that event: `une campagne de vaccination … cette campagne`.

The word alone may be anything else (`le concours de la ville`): it counts with an article and without a complement.
"""

from __future__ import annotations

from collections.abc import Iterable

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import Event, Mention
from kgextract.tables.names import nominal_words, words

RULE = "event-short"
_ALONE = ("VERB", "AUX", "PUNCT", "PRON", "ADV", "CCONJ", "SCONJ", "SPACE")  # behind a noun without a complement


def short_form(doc: Doc, i: int, seen: dict[str, str]) -> Event | None:
    """The event whose noun of several words begins with the word at token i; `seen` has the nouns so far."""
    text = lowered(doc)
    if not i or text[i - 1] not in words("definite") | nominal_words("demonstrative") or i + 1 >= len(text):
        return None
    cls = next((c for noun, c in reversed(tuple(seen.items())) if noun.startswith(text[i] + " ")), None)
    if cls is None or tags(doc)[i] != "NOUN" or tags(doc)[i + 1] not in _ALONE:
        return None
    if i > 1 and text[i - 2] in words("to-a-place") and tags(doc)[i + 1] == "PUNCT":
        return None  # `parti à la campagne.`
    mention = Mention(
        start=i,
        end=i + 1,
        type="Event",
        cls=cls,
        kind="nominal",
        head=i,
        rule=RULE,
        confidence=0.5,
        lemma=text[i],
        plural=False,
        definite=True,
    )
    return Event(mention=mention)


def stands_for(doc: Doc, m: Mention, others: Iterable[Mention]) -> bool:
    """Whether the noun of one of the others begins with the word of a short form."""
    word = lowered(doc)[m.head]
    return any(word in lowered(doc)[x.start : x.head + 1] for x in others)
