"""A gerund with a subject of its own, behind a comma: `…, son directeur, Pierre Rey, rappelant que`."""

from __future__ import annotations

from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import SPEAKING, Clause, Mention
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import called

_TITLE = 12  # tokens of what somebody is called before a name
_NOMINAL = ("NOUN", "PROPN", "PRON", "DET", "ADP", "ADJ", "NUM")


def absolute(page: Page, clause: Clause) -> tuple[int, Mention] | None:
    """The comma before a title and the person named behind it who is the subject of a gerund, or None."""
    doc, start = page.doc, clause.start
    if clause.form != "gerund" or start < 3:
        return None
    if doc[start - 1].text == ")":
        return _with_brackets(page, clause)
    end = start - (doc[start - 1].text == ",")
    named = (m for m in page.at_token(end - 1) if m.type == "Person" and m.kind == "named")
    person = next((m for m in named if m.end == end), None)
    if person is None:
        return None
    apposed = doc[person.start - 1].text == ","
    if apposed != (end < start):
        return None  # `… le maire de Pau, Luc Roy rappelant que`
    last = person.start - apposed
    first = page.token(page.units[clause.unit].start)
    comma = next((k for k in range(last - 1, max(last - _TITLE, first), -1) if doc[k].pos_ not in _NOMINAL), first)
    phrase = noun_phrase(doc, comma + 1)
    if doc[comma].text != "," or phrase is None or not called(page, phrase.head):
        return None
    told = (phrase.definite or phrase.possessive) and any(page.finite(k) for k in range(first, comma))
    return (comma, person) if told else None


def _with_brackets(page: Page, clause: Clause) -> tuple[int, Mention] | None:
    """The comma before whoever brackets say more of, right before a gerund (`…, Luc Roy (CFDT) rappelant que`)."""
    doc, first = page.doc, page.token(page.units[clause.unit].start)
    opening = next((k for k in range(clause.start - 2, first, -1) if doc[k].text == "("), first)
    before = (m for m in page.at_token(opening - 1) if m.end == opening and m.type in SPEAKING)
    whom = next(before, None)
    if whom is None or not any(page.finite(k) for k in range(first, whom.start)):
        return None
    comma = whom.start - 1 - (doc[whom.start - 1].pos_ == "DET")
    return (comma, whom) if doc[comma].text == "," else None
