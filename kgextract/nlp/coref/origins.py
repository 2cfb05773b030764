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
                self._add(token.lower_, m.chain)
        for role in doc._.roles or ():  # `le ministre togolais des Transports, Kossi Amegan`
            people = [] if role.mention.plural else [h.chain for h in role.holders if h.chain is not None]
            for word in doc.lowered[role.mention.start : role.mention.end] if people else ():
                for chain in people:
                    self._add(word, chain)

    def _add(self, word: str, chain: Chain) -> None:
        if word in demonyms():
            self.known.add(id(chain))
            people = self.of.setdefault(stem(word), [])
            if chain not in people:
                people.append(chain)

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
