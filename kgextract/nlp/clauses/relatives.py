"""Relative pronouns that are no subject → what they stand for: `la loi que le Sénat a votée`, `le texte auquel …`."""

from __future__ import annotations

from kgextract.nlp.clauses.antecedents import antecedent_before
from kgextract.nlp.clauses.page import Page
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument
from kgextract.tables.names import words
from kgextract.tables.syntax import syntax

LEADING = 4  # words of a preposition before `lequel`
BRACKET = 8  # tokens of a bracket before `où`


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
        place = _place_before(page, at, start) if page.words[k] in syntax("relative-where") else None
        antecedent = place or antecedent_before(page, at, start)
        if antecedent is not None:
            antecedent.role = role
        return antecedent
    return None


def _place_before(page: Page, at: int, start: int) -> Argument | None:
    """The place that is named right before `où` (`rentré lundi de Berlin, où …`)."""
    stop = at - (page.words[at - 1] == ",")
    if page.words[stop - 1] == ")":  # `à Cali (Colombie), où`
        stop = next((k for k in range(stop - 1, max(start, stop - BRACKET), -1) if page.words[k] == "("), stop)
    found = [m for m in page.mentions.get(stop - 1, ()) if m.end == stop and m.type == "Place" and m.start >= start]
    m = min((m for m in found if m.kind == "named"), key=lambda m: m.start, default=None)
    return None if m is None else Argument(role="", start=m.start, end=m.end, head=m.head, mentions=[m])


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
