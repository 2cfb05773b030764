"""Verb group → the pronouns before it that are objects: `l'a nommée`, `les a reçus`, `lui a succédé`.

They name nobody themselves: whom they stand for is looked for where a fact needs it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.clauses.page import Page
from kgextract.nlp.grammar.groups import VerbGroup
from kgextract.nlp.layers import Argument
from kgextract.tables.syntax import syntax


def clitics(page: Page, group: VerbGroup) -> Iterator[Argument]:
    """The object pronouns of a verb group, in the roles `object` and `à` (`y participe`)."""
    for k in range(group.start, group.verb):
        if page.words[k] not in syntax("object-clitic") | syntax("place-clitic") or page.tags[k] not in ("PRON", "DET"):
            continue
        dative = page.words[k] in syntax("dative-clitic") | syntax("place-clitic")
        role = next(iter(syntax("to-lemma"))) if dative else "object"
        yield Argument(role=role, start=k, end=k + 1, head=k)
