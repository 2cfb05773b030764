"""A noun with a question mark before a quotation → who takes it up: whom the sentence before is about.

`Anne Roy dirige le club. Sa priorité ? « Payer les dettes. »`, `Il en rit. Le pont ? « Une ruine. »`
"""

from __future__ import annotations

from bisect import bisect_left

from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import Argument
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.inverted import called
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words

_SHORT = 8  # tokens of what is asked about


def taking_up(page: Page, n: int, before: Draft | None) -> Argument | None:
    """Whoever says what is quoted in unit n behind a question without a verb; `before`: what is said before that."""
    if n < 2 or not _asks(page, n - 1) or page.units[n].paragraph != page.units[n - 2].paragraph:
        return None
    if before is not None:
        return before.source
    doc, unit = page.doc, page.units[n - 2]
    first, stop = page.token(unit.start), page.token(unit.end)
    clauses = doc._.clauses
    for clause in clauses[bisect_left(clauses, first, key=lambda c: c.start) :]:
        if clause.start >= stop:
            break
        if clause.form == "finite" and clause.position == "main" and page.quotation(page.at(clause.verb)) is None:
            return clause.subject if clause.subject is not None and _somebody(page, clause.subject) else None
    return None


def _asks(page: Page, n: int) -> bool:
    """Whether a unit is a definite noun phrase with a question mark, that nobody is quoted with."""
    unit = page.units[n]
    first, stop = page.token(unit.start), page.token(unit.end)
    if unit.kind != "text" or not page.text[: unit.end].rstrip().endswith("?") or stop - first > _SHORT:
        return False
    if page.between(unit.start, unit.end) or page.quotation(unit.start) is not None:
        return False
    phrase = noun_phrase(page.doc, first)
    known = phrase is not None and (phrase.possessive or page.doc.lowered[first] in words("definite"))
    named = phrase is not None and page.doc.lowered[phrase.head] in speech_words("has-a-title")
    return known and not named and not any(page.finite(k) for k in range(first, stop))


def _somebody(page: Page, subject: Argument) -> bool:
    """Whether a subject is somebody by name, by a pronoun or by what people are called."""
    if any(m.type == "Person" for m in subject.mentions):
        return True
    if called(page, subject.head):
        return page.doc.lowered[subject.head] not in speech_words("collective-noun")
    return subject.end - subject.start == 1 and page.doc.lowered[subject.head] in speech_words("third-person")
