"""Relative pronouns that are no subject → what they stand for: `la loi que le Sénat a votée`, `le texte auquel …`."""

from __future__ import annotations

from kgextract.nlp.clauses.antecedents import antecedent_before
from kgextract.nlp.clauses.page import Page
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument
from kgextract.tables.names import words
from kgextract.tables.syntax import syntax

LEADING = 4  # words of a preposition before `lequel`


def relative_object(page: Page, verb: int, before: int, start: int, *, first: bool) -> Argument | None:
    """What `que` stands for in a relative clause (`la loi que le Sénat a votée`), of tokens [before, verb).

    Before the `first` finite verb of a unit no other verb can govern it, whatever the tagger takes it for.
    """
    for k in range(verb - 1, before - 1, -1):
        if page.words[k] in syntax("object-relative"):
            if page.tags[k] != "PRON" and not first:
                return None
            antecedent = antecedent_before(page, k, start)
            if antecedent is not None:
                antecedent.role = "object"
            return antecedent
    return None


def relative_adverbial(page: Page, verb: int, before: int, start: int) -> Argument | None:
    """What `auquel`, `dont`, `où`, `lors de laquelle` stands for, in the role of the preposition."""
    for k in range(verb - 1, before - 1, -1):
        found = _governed(page, k, start)
        if found is None:
            continue
        role, at = found
        antecedent = antecedent_before(page, at, start)
        if antecedent is not None:
            antecedent.role = role
        return antecedent
    return None


def _governed(page: Page, k: int, start: int) -> tuple[str, int] | None:
    """The preposition that a relative pronoun at token k holds or stands behind, and where it starts."""
    word = page.words[k]
    if word in syntax("relative-to") or word in syntax("relative-where"):
        return next(iter(syntax("to-lemma"))), k
    if word in syntax("relative-of"):
        return next(iter(words("of-lemma"))), k
    if word in syntax("relative-governed"):
        for at in range(max(start, k - LEADING), k):
            link = preposition(page.doc, at)
            if link is not None and link.end == k:
                return link.lemma, at
    return None
