"""A noun with a possessive that the text has given a name before → that person (`Sa fille, Mona, rit. … sa fille`)."""

from __future__ import annotations

from bisect import bisect

from kgextract.nlp.layers import Argument, Chain, Mention
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.names import words

_ADJECTIVES = 2  # tokens between the noun and the name


class Kin:
    """Those whom a noun with a possessive names, by the noun."""

    def __init__(self, page: Page) -> None:
        self.doc = page.doc
        self.named: dict[str, list[tuple[int, Chain]]] = {}
        first = {id(m.chain): m.start for m in reversed(page.mentions) if m.type == "Person" and m.kind == "named"}
        self.newcomers = sorted(first.values())
        for m in page.mentions:
            head = self._noun_before(m)
            if head is not None and m.chain is not None:
                self.named.setdefault(self.doc.lowered[head], []).append((m.end, m.chain))

    def meant(self, source: Argument) -> Chain | None:
        """The only person called so before, where the description says nothing more (`raconte sa fille`) and nobody
        new has come in between."""
        head = source.head
        if head < 1 or self.doc.lowered[head - 1] not in words("possessive") or source.end > head + 1:
            return None
        before = [(at, chain) for at, chain in self.named.get(self.doc.lowered[head], ()) if at < head]
        if len({id(chain) for _, chain in before}) != 1:
            return None
        at, chain = before[-1]
        return chain if bisect(self.newcomers, head) == bisect(self.newcomers, at) else None

    def _noun_before(self, m: Mention) -> int | None:
        """The noun with a possessive right before a person's name, with a comma or adjectives between."""
        if m.type != "Person" or m.kind != "named" or m.start < 2:
            return None
        k = m.start - 1
        k -= self.doc[k].text == ","
        for _ in range(_ADJECTIVES):
            k -= k > 1 and self.doc[k].pos_ == "ADJ"
        owned = k > 0 and self.doc[k].pos_ == "NOUN" and self.doc.lowered[k - 1] in words("possessive")
        return k if owned else None
