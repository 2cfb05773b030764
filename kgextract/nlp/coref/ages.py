"""A noun for somebody of an age → which people of the text it may mean, by the ages told beside their names.

`Jan Novak, 54 ans, … le quinquagénaire`: Jan Novak; of somebody aged 34 it is not said.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Chain, Mention
from kgextract.tables.speakers import speaker_words

_BEHIND = 4  # tokens between a name and an age


class Ages:
    """The ages told of people, by mention: of those only described as well (`un homme de 54 ans`)."""

    def __init__(self, doc: Doc, mentions: Iterable[Mention]) -> None:
        people = ((m, _age(doc, m)) for m in mentions if m.type == "Person")
        self._told: dict[int, int] = {id(m): age for m, age in people if age is not None}

    def of(self, chain: Chain) -> int | None:
        """The age of somebody, None where it is not told."""
        return next((self._told[id(m)] for m in chain.mentions if id(m) in self._told), None)

    def fitting(self, word: str, people: list[Chain]) -> list[Chain]:
        """Those people whom a noun may mean: where it tells an age those of that age, else those of no known age."""
        if not self.tells(word):
            return people
        return self.told(word, people) or [c for c in people if self.of(c) is None]

    def told(self, word: str, people: list[Chain]) -> list[Chain]:
        """Those people who are of the age that a noun tells."""
        years = _years().get(word, range(0))
        return [c for c in people if self.of(c) in years]

    @staticmethod
    def tells(word: str) -> bool:
        """Whether a noun tells an age."""
        return word in _years()


def _age(doc: Doc, m: Mention) -> int | None:
    """The age behind a name (`Jan Novak, 54 ans`, `Jan Novak (54 ans)`, `un homme de 54 ans`)."""
    for k in range(m.start, min(m.end + _BEHIND, len(doc) - 1)):
        if doc[k].text.isdecimal() and doc[k + 1].lower_ in speaker_words("age"):
            return int(doc[k].text) if len(doc[k]) < 4 else None
        if k >= m.end and doc[k].text not in (",", "(") and doc[k].pos_ not in ("ADP", "NUM", "ADJ", "ADV"):
            return None
    return None


@cache
def _years() -> dict[str, range]:
    """Noun → the ages that it tells."""
    rows = (row.split(":") for row in speaker_words("of-an-age"))
    return {noun: range(int(start), int(start) + int(many)) for noun, start, many in rows}
