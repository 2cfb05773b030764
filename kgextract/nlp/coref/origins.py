"""A noun for somebody of a country, region or town → the person of the text who comes from there.

`le Danois Mads Holm … le Danois`: Mads Holm; of somebody with another origin, `le Danois` is not said.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from kgextract.nlp.coref.wording import stem
from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.layers import Chain, Mention
from kgextract.tables.names import demonyms

_ENDS = (".", "!", "?", "…", "»")  # of a sentence
_JOINS = "CCONJ"  # what stands behind belongs to the next name (`les ministres français A et béninois B`)
_BESIDE = 3  # tokens before and after a name that say where somebody comes from


class Origins:
    """The adjectives and nouns of origin beside the names of people, by stem."""

    def __init__(self, doc: Doc, mentions: Iterable[Mention]) -> None:
        self.of: dict[str, list[Chain]] = {}
        self.known: set[int] = set()  # chains of which some origin is told
        for m in mentions:
            if m.type != "Person" or m.kind != "named" or m.chain is None:
                continue
            for token in _beside(doc, m):
                if token.lower_ in demonyms():
                    self.known.add(id(m.chain))
                    people = self.of.setdefault(stem(token.lower_), [])
                    if m.chain not in people:
                        people.append(m.chain)

    def meant(self, word: str) -> list[Chain]:
        """Whom a noun of origin may mean, by what the text says of names."""
        return self.of.get(stem(word), [])

    def told_apart(self, word: str) -> Chain | None:
        """The only one from there, where the text says of somebody else too where they come from."""
        meant = self.meant(word)
        return meant[0] if len(meant) == 1 and self.known - {id(meant[0])} else None

    def other(self, word: str, chain: Chain) -> bool:
        """Whether the text gives somebody other origins only."""
        return id(chain) in self.known and chain not in self.meant(word)


def _beside(doc: Doc, m: Mention) -> list[Token]:
    """The tokens around a name in its sentence."""
    before = doc[max(0, m.start - _BESIDE) : m.start]
    after = list(takewhile(_near, doc[m.end : m.end + _BESIDE]))
    return [*reversed(list(takewhile(_near, reversed(before)))), *after]


def _near(token: Token) -> bool:
    """Whether a token belongs to the name beside it."""
    return token.text not in _ENDS and token.pos_ != _JOINS
