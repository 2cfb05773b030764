"""Doc → what the search for clauses needs of it at hand: words, tags, mentions by token, holders of roles, dates."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import lowered, starts, tags
from kgextract.nlp.layers import DateExpression, Mention, all_mentions

PAUSE = {",", "(", ")", "–", "—", "-"}


@dataclass(frozen=True, slots=True)
class Page:
    """A Doc with its lists; `mentions` and `dates` are keyed by token, `holders` by the id of a role's mention."""

    doc: Doc
    words: list[str]
    tags: list[str]
    mentions: dict[int, list[Mention]]
    holders: dict[int, list[Mention]]
    dates: dict[int, DateExpression]
    opening: dict[int, int]  # the token of a closing bracket or quotation mark → that of its opening one

    @classmethod
    def of(cls, doc: Doc) -> Page:
        """The page of a Doc whose mentions, roles, events and dates are read."""
        mentions: dict[int, list[Mention]] = {}
        for m in all_mentions(doc):
            for k in range(m.start, m.end):
                mentions.setdefault(k, []).append(m)
        holders: dict[int, list[Mention]] = {}  # one title may have several: `les présidents russe Li et français Roy`
        for role in doc._.roles or ():
            holders.setdefault(id(role.mention), []).extend(role.holders)
        return cls(
            doc=doc,
            words=lowered(doc),
            tags=tags(doc),
            mentions=mentions,
            holders=holders,
            dates={k: d for d in doc._.dates or () for k in range(d.start, d.end)},
            opening={**_brackets(lowered(doc)), **_quotations(doc)},
        )


def _brackets(text: list[str]) -> dict[int, int]:
    found: dict[int, int] = {}
    opened: int | None = None
    for i, word in enumerate(text):
        if word == "(":
            opened = i
        elif word == ")" and opened is not None:
            found[i], opened = opened, None
    return found


def _quotations(doc: Doc) -> dict[int, int]:
    at = starts(doc)
    ends = (q.outer for q in doc._.quotations or () if q.closed)
    return {bisect_left(at, b - 1): bisect_left(at, a) for a, b in ends}
