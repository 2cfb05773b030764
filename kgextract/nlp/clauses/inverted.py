"""The clauses of a sentence → those whose subject stands behind the verb, and those that a cleft parts from a phrase.

`Au colloque participeront Anne Roy et Luc Petit`: a verb that never has an object, and no subject before it;
`C'est à Lomé que se retrouvent les ministres`: they meet at Lomé.
"""

from __future__ import annotations

from itertools import pairwise

from kgextract.nlp.clauses.page import Page
from kgextract.nlp.layers import Argument, Clause
from kgextract.tables.names import nominal_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax


def turn_inverted(page: Page, clauses: list[Clause]) -> None:
    """Give clauses the subject behind their verb and what a cleft (`c'est … que`) puts before it."""
    for clause, following in pairwise(clauses):
        if clause.lemma in syntax("be-lemma") and _is_cleft(page, clause, following):
            _take_fronted(clause, following)
    for clause in clauses:
        if clause.subject is None and clause.form == "finite" and _inverts(page, clause):
            after = next((a for a in clause.arguments if a.role == "object" and a.start >= clause.end), None)
            if after is not None:
                after.role = "subject"
                clause.arguments = [a for a in clause.arguments if a is not after]
                clause.subject = after


def _inverts(page: Page, clause: Clause) -> bool:
    """Whether what stands behind a verb can only be its subject: the verb has no object, and something else precedes
    it (`À ce salon participent …`, `… que se réunissent …`)."""
    known = syntax("inverting-reflexive") if clause.reflexive else syntax("inverting")
    if clause.passive or clause.lemma not in known:
        return False
    fronted = any(a.end <= clause.start and a.role not in ("object", "content") for a in clause.arguments)
    return fronted or page.words[clause.start] in syntax("place-clitic")


def _is_cleft(page: Page, clause: Clause, following: Clause) -> bool:
    """Whether nothing but a phrase with a preposition or a date stands between `c'est` and `que` (`c'est | à Lomé |
    que`, `c'est | lundi | que`)."""
    subject = clause.subject
    if (
        subject is None
        or subject.end != subject.start + 1
        or page.words[subject.start] not in nominal_words("pointing-subject")
    ):
        return False
    phrase = _phrases(clause)
    that = phrase[-1].end if phrase else -1
    return clause.end < that < following.start + 1 and page.words[that] in speech_words("that-word")


def _phrases(clause: Clause) -> list[Argument]:
    """What stands behind `c'est`: none where a noun does (`c'est | le maire | que`)."""
    behind = [a for a in clause.arguments if a.start >= clause.end and a.role != "content"]
    return [] if any(a.role in ("object", "attribute") for a in behind) else behind


def _take_fronted(clause: Clause, following: Clause) -> None:
    phrase = _phrases(clause)
    clause.arguments = [a for a in clause.arguments if a not in phrase]
    following.arguments = [*phrase, *following.arguments]
