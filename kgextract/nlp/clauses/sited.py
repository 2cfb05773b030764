"""A phrase with a preposition → the same without whoever is named right behind the body or place in it.

`a reçu lundi à Paris | Luc Roy`, `a dit au micro de RTL | Anne Blin`: who is named there is no part of the phrase.
"""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.clauses.page import Page
from kgextract.nlp.layers import Argument, Mention
from kgextract.tables.names import words

_SITES = ("Organization", "Place")


def before_named(page: Page, argument: Argument) -> Argument:
    """A governed phrase without whoever is named right behind a body in it (`dit au micro de RTL | Luc Roy`, `a
    réuni à Pau | Luc Roy et Anne Blin`)."""
    inside = [m for k in range(argument.start, argument.end) for m in page.mentions.get(k, ()) if m.type in _SITES]
    bodies = {m.end for m in inside}
    named = {m.end for m in inside if m.kind == "named"}
    for k in range(argument.start + 1, argument.end):
        if k not in (named if k <= argument.head else bodies):
            continue
        person = next((m for m in page.mentions.get(k, ()) if m.start == k and m.type == "Person"), None)
        if person is None or person.kind != "named":
            continue
        if person.end == argument.end or page.words[person.end] in (",", *words("coordinator")):
            head = min(argument.head, k - 1)
            return replace(argument, end=k, head=head, mentions=_up_to(page, argument, k))
    return argument


def _up_to(page: Page, argument: Argument, end: int) -> list[Mention]:
    """The mentions of an argument before a token, or what it opens with, where only who stands behind was counted."""
    found = [m for m in argument.mentions if m.end <= end]
    return found or [m for m in page.mentions.get(argument.start, ()) if m.end == end and m.kind == "named"]
