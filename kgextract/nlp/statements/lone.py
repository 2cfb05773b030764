"""Discourse → who is the only person named so far, and which people a description names for the first time."""

from __future__ import annotations

from kgextract.nlp.layers import Argument, Chain, Mention


class Lone:
    """The people of an article by where each is first named."""

    def __init__(self, mentions: list[Mention]) -> None:
        first: dict[int, tuple[int, Chain]] = {}
        for m in mentions:
            if m.type == "Person" and m.kind == "named" and m.chain is not None and id(m.chain) not in first:
                first[id(m.chain)] = m.start, m.chain
        self._first = {k: start for k, (start, _) in first.items()}
        self._order = sorted(first.values(), key=lambda x: x[0])[:2]

    def person(self, source: Argument) -> Chain | None:
        """The only person named before a description (`Jean Roy a parlé. Le président du club assure que`)."""
        before = [chain for start, chain in self._order if start < source.start]
        return before[0] if len(before) == 1 else None

    def new(self, chains: set[int], source: Argument) -> bool:
        """Whether all people among these, by id, are first named in the description (`le successeur de Paul Roy`)."""
        starts = [self._first[k] for k in chains if k in self._first]
        return bool(starts) and all(start >= source.start for start in starts)
