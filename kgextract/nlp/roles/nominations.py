"""Office phrase behind a noun of appointing → the person in between: `la nomination d'Anne Roy au poste de préfète`.

Dates and adverbs may stand between (`la nomination, lundi, d'Anne Roy comme préfète`). What is only wished, proposed
or opposed to is not asserted.
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Mention
from kgextract.nlp.roles.phrases import Index, in_date
from kgextract.tables.roles import ROLE_RULES, RoleRule, office_words
from kgextract.tables.syntax import syntax

GAP = 16  # words between the name and the locution: dates, adverbs, a bracket
TITLE = 6  # words of a title between the noun and the name
BACK = 6  # words between a verb and the noun that it governs


def nominated(doc: Doc, ix: Index, locution: str, start: int, first: int) -> tuple[RoleRule, Mention] | None:
    """The rule and the holder for an office whose locution (`au poste de`) starts at token `start`, or None."""
    rule = next((r for r in _rules() if locution in r.before), None)
    person = _before(doc, ix, start, first) if rule is not None else None
    if rule is None or person is None:
        return None
    for k in range(person.start - 1, max(first, person.start - TITLE) - 1, -1):
        if doc[k].lower_ in rule.nouns:
            return (rule, person) if _of(doc, k + 1, person.start) and _real(doc, k, first) else None
        if doc[k].pos_ in ("VERB", "AUX") and not in_date(doc, k):
            return None
    return None


@cache
def _rules() -> tuple[RoleRule, ...]:
    return tuple(r for r in ROLE_RULES.rows() if r.place == "noun")


def _before(doc: Doc, ix: Index, start: int, first: int) -> Mention | None:
    """The name before the locution, over dates, adverbs and what stands between commas."""
    for k in range(start, max(first, start - GAP), -1):
        if k in ix.people_to:
            return ix.people_to[k]
        if doc[k - 1].pos_ in ("VERB", "AUX") or doc[k - 1].text in (";", ":", "»", "«"):
            return None
    return None


def _of(doc: Doc, start: int, end: int) -> bool:
    """Does `de` lead from the noun to the name, over adjectives and dates (`la nomination surprise, lundi, de …`)?"""
    for k in range(start, end):
        link = preposition(doc, k)
        if link is not None and link.lemma in office_words("of") and not in_date(doc, k):
            return True
        if not (doc[k].pos_ in ("ADJ", "ADV", "PUNCT", "ADP", "DET", "NOUN") or in_date(doc, k)):
            return False
    return False


def _real(doc: Doc, noun: int, first: int) -> bool:
    """Whether what governs the noun lets it be so: `propose la nomination de …` says of nobody that he was named."""
    for k in range(noun - 1, max(first, noun - BACK) - 1, -1):
        if doc[k].lower_ in syntax("unreal-noun") or doc[k].lower_ in syntax("unreal-adjective"):
            return False
        if doc[k].pos_ in ("VERB", "AUX"):
            unreal = syntax("wished-lemma") | syntax("denied-lemma") | syntax("unreal-lemma")
            return not set(infinitives(doc[k])) & (unreal - syntax("announcing-lemma"))
    return True
