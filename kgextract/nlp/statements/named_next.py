"""An occasion of somebody called by an office only, and what is said next → whether its speaker is that person, named.

`Le capitaine a donné lundi un point de presse. Luc Roy accuse la ligue.`: Luc Roy at the press briefing, on Monday.
"""

from __future__ import annotations

from typing import NamedTuple

from kgextract.nlp.layers import Chain, Mention, Scene
from kgextract.nlp.roles.heads import office_head
from kgextract.nlp.statements.drafts import Page

_NEXT = 2  # sentences behind an occasion in which its person is named


class Described(NamedTuple):
    """Somebody whom an occasion only describes, and the unit that tells of it."""

    mention: Mention
    unit: int


def described(page: Page, scene: Scene) -> Described | None:
    """The only person of an occasion, who is called by a definite office alone."""
    people = [m for m in scene.people if m.chain is not None]
    m = people[0] if len(people) == 1 else None
    if m is None or m.type != "Person" or not m.chain.unnamed or not m.definite or m.plural:  # type: ignore[union-attr]
        return None
    return Described(m, scene.unit) if office_head(page.doc, m.head) is not None else None


class NamedNext:
    """The people of a page, in the order in which they are named."""

    def __init__(self, page: Page, order: list[int]) -> None:
        self.page, self.order = page, order
        first: dict[int, tuple[int, Chain]] = {}
        for m in page.mentions:
            if m.type == "Person" and m.kind == "named" and m.chain is not None:
                first.setdefault(id(m.chain), (m.start, m.chain))
        self.first = sorted(first.values(), key=lambda f: f[0])[:2]

    def is_it(self, who: Chain | None, told: Described, unit: int) -> bool:
        """Whether a speaker of a near sentence is the one whom an occasion described: new since, or the only one named
        before it; of no other office; nobody else is told of between.
        """
        near = 0 <= self.order[unit] - self.order[told.unit] <= _NEXT
        if not near or who is None or who.type != "Person" or who.unnamed or told.mention.chain is None:
            return False
        if len({who.gender, told.mention.chain.gender, told.mention.gender} - {None}) > 1:
            return False
        words = self.page.doc.lowered
        roles = [r for r in self.page.doc._.roles or () if any(h.chain is who for h in r.holders)]
        own = words[told.mention.start : told.mention.end]
        if roles and not any(words[r.mention.head] in own for r in roles):
            return False
        since = self.page.around(told.mention.end, self.page.token(self.page.units[unit].start))
        people = [m.chain for m in since if m.type == "Person" and m.start >= told.mention.end]
        if any(c is not who and c is not told.mention.chain for c in people):
            return False
        return all(c is who for start, c in self.first if start < told.mention.start)
