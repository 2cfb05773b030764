"""Bodies that a plural noun names together, and that the article takes up by it → memberOf.

`Les syndicats CGT et FO appellent à la grève. … Les syndicats réclament un délai.`: the unions are both of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Candidate, Chain, Mention
from kgextract.nlp.relations.lists import Item, named_items, starts_of
from kgextract.nlp.relations.memberships import membership
from kgextract.tables.names import words
from kgextract.tables.roles import office_words

RULE, SURE = "called-together", 0.65
GROUP, BODY = "Group", "Organization"


def read(doc: Doc) -> Iterator[Candidate]:
    """The members of the groups of bodies that `doc` names together."""
    text = lowered(doc)
    nouns = [k for k in range(1, len(text)) if text[k] in office_words("of-bodies") and _led(text, k)]
    groups = _bare(doc) if len(nouns) > 1 else {}
    if not groups:
        return
    starts = starts_of(doc)
    named: dict[str, list[list[Item]]] = {}
    for k in nouns:
        items = named_items(doc, k + 1, starts, (BODY,)) if text[k] in groups and k + 1 in starts else []
        if len(items) > 1:
            named.setdefault(text[k], []).append(items)
    for word, lists in named.items():
        for chain, start, end in lists[0] if len(lists) == 1 else ():
            if chain is not groups[word]:
                yield membership(chain, groups[word], start, end, rule=RULE, confidence=SURE)


def _led(text: list[str], k: int) -> bool:
    return text[k - 1] in words("plural-determiner")


def _bare(doc: Doc) -> dict[str, Chain]:
    """The nouns that alone stand for one group of the article, with it."""
    found: dict[str, dict[int, Chain]] = {}
    for m in doc._.nominals:
        if m.type == GROUP and m.chain is not None and _is_bare(m):
            found.setdefault(doc.lowered[m.head], {})[id(m.chain)] = m.chain
    return {word: next(iter(chains.values())) for word, chains in found.items() if len(chains) == 1}


def _is_bare(m: Mention) -> bool:
    return m.end - m.start == 1 and m.plural is True and m.definite is True and m.head == m.start
