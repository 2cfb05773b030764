"""Clauses of a unit → the same, where what somebody decides, calls for or demonstrates for says where he stands.

`Le parti a décidé de soutenir Anne Roy`, `appelle ses élus à voter contre la loi et à combattre la réforme`: the party
stands for her, against it; `Des élus ont manifesté lundi à Lens pour dénoncer la loi`.
"""

from __future__ import annotations

from itertools import pairwise

from kgextract.nlp.clauses.page import Page
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Clause
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_REACH = 8  # tokens from the verb over whom it turns to
_LINK = 4  # more than the tokens of `en vue de`
_FAR = 16  # tokens from the verb over where and when to what it is done for


def take(page: Page, clauses: list[Clause]) -> None:
    """Set `stance` of the infinitives of one unit that a verb of deciding or calling governs."""
    for before, clause in pairwise(clauses):
        if clause.form != "infinitive" or clause.start <= before.end:
            continue
        if clause.start - before.end <= _FAR and _takes_part(page, before, clause):
            clause.stance = before
        if clause.start - before.end > _REACH:
            continue
        link = clause.start - 1
        if page.words[link] not in syntax("stance-link") or any(page.words[k] == "," for k in range(before.end, link)):
            continue
        if before.stance is not None and any(page.words[k] in words("coordinator") for k in range(before.end, link)):
            clause.stance = before.stance
        elif _decides(page, before, clause):
            clause.stance = before


def _takes_part(page: Page, verb: Clause, clause: Clause) -> bool:
    """Whether somebody demonstrates, signs or writes so as to do what an infinitive says."""
    before = (page.doc.between(max(clause.start - k, 0), clause.start).lower() for k in range(1, _LINK))
    aim = not speech_words("purpose").isdisjoint(before)
    names = infinitives(page.doc[verb.verb], verb.lemma) if aim else []
    real = verb.modality == "asserted" and not verb.negated and not verb.passive
    return real and verb.form != "infinitive" and any(v in syntax("protest-lemma") for v in names)


def _decides(page: Page, verb: Clause, clause: Clause) -> bool:
    names = infinitives(page.doc[verb.verb], verb.lemma)
    if verb.passive or verb.negated or verb.modality != "asserted":
        return False
    if any(v in syntax("call-lemma") for v in names):
        return True
    adverbs = all(page.tags[k] == "ADV" for k in range(verb.end, clause.start - 1))
    return adverbs and any(v in syntax("decide-lemma") for v in names)
