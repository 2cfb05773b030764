"""Clauses of a unit → the same, where what somebody decides or calls for says where he stands.

`Le parti a décidé de soutenir Anne Roy`, `appelle ses élus à voter contre la loi et à combattre la réforme`: the parti
stands for her, against it.
"""

from __future__ import annotations

from itertools import pairwise

from kgextract.nlp.clauses.page import Page
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Clause
from kgextract.tables.names import words
from kgextract.tables.syntax import syntax

_REACH = 8  # tokens from the verb over whom it turns to


def take(page: Page, clauses: list[Clause]) -> None:
    """Set `stance` of the infinitives of one unit that a verb of deciding or calling governs."""
    for before, clause in pairwise(clauses):
        if clause.form != "infinitive" or not 0 < clause.start - before.end <= _REACH:
            continue
        link = clause.start - 1
        if page.words[link] not in syntax("stance-link") or any(page.words[k] == "," for k in range(before.end, link)):
            continue
        if before.stance is not None and any(page.words[k] in words("coordinator") for k in range(before.end, link)):
            clause.stance = before.stance
        elif _decides(page, before, clause):
            clause.stance = before


def _decides(page: Page, verb: Clause, clause: Clause) -> bool:
    names = infinitives(page.doc[verb.verb], verb.lemma)
    if verb.passive or verb.negated or verb.modality != "asserted":
        return False
    if any(v in syntax("call-lemma") for v in names):
        return True
    adverbs = all(page.tags[k] == "ADV" for k in range(verb.end, clause.start - 1))
    return adverbs and any(v in syntax("decide-lemma") for v in names)
