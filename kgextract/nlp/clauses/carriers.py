"""A verbal noun and its verb → whether the verb only carries it, and whom the verb names instead of the noun.

`apporter son soutien à`, `mener une visite`; `a apporté à Luc Roy son soutien`.
"""

from __future__ import annotations

from kgextract.nlp.clauses.noun_reality import Place, hides
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Argument, Clause
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax


def beside(place: Place, clause: Clause) -> Argument | None:
    """Whom the verb that carries a noun names instead of it (`a apporté à Luc Roy | son soutien`, `lui a apporté`, `le
    soutien apporté par la Suède | à l'accord`)."""
    if not carries(place, clause):
        return None
    told = [a for a in clause.arguments if a.role in place.row.object]
    return next((a for a in told if a.mentions or (a.end == a.start + 1 and a.start < clause.verb)), None)


def carries(place: Place, clause: Clause) -> bool:
    """Is the verb one that only carries its noun (`apporter`, `mener`; not `témoigner sa joie à l'annonce de`)?"""
    page, at = place.page, place.phrase.start - 1 if place.phrase is not None else place.start - 1
    if page.words[at] in speech_words("to-word") and "NOUN" in page.tags[clause.end : at]:
        return False
    names = infinitives(place.page.doc[clause.verb], clause.lemma)
    return any(v in syntax("carrier-lemma") for v in names) or hides(place.page.doc, clause)
