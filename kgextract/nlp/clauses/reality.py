"""Clauses of a unit → the same with what their surroundings leave of them: conditions, wishes, doubts, questions.

`Si le Sénat adopte la loi`, `elle souhaite que le Sénat adopte la loi`, `il est possible que …`, `… a-t-il voté ?`:
none of these says that the law was adopted.
"""

from __future__ import annotations

from kgextract.nlp.clauses.page import Page
from kgextract.nlp.grammar.groups import VerbGroup
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Clause, Factuality
from kgextract.tables.syntax import syntax

_BESIDE = 2  # tokens behind a verb where an adverb of doubt stands
BACK = 6  # tokens between a verb and the `que` of its clause


def qualify(page: Page, clauses: list[Clause], by_group: dict[int, Clause], groups: list[VerbGroup], end: int) -> None:
    """Set the modality of the clauses of one unit that ends before token `end`."""
    question = any(page.words[k] in syntax("question-mark") for k in range(max(0, end - 3), end))
    for n, clause in enumerate(clauses):
        if clause.form != "finite":
            continue
        found = _opened(page, clause, clauses[:n])
        if found is None and question and clause.position in ("main", "incise"):
            found = "possible"
        if found is not None and clause.modality in ("asserted", "planned"):
            clause.modality = found
        if any(w in syntax("doubt-adverb") for w in page.words[clause.start : clause.end + _BESIDE]):
            clause.modality = "possible"
    for group in groups:
        clause, governor = by_group[id(group)], by_group.get(id(group.governor)) if group.governor else None
        if governor is not None and governor.modality != "asserted" and clause.modality == "asserted":
            clause.modality = governor.modality


def _opened(page: Page, clause: Clause, before: list[Clause]) -> Factuality | None:
    """What the conjunction before the clause makes of it."""
    at = clause.start
    if clause.subject is not None and clause.subject.start < at:
        at = clause.subject.start
    k = at if page.words[at] in syntax("hypothesis") and at < clause.start else at - 1
    while k >= 0 and page.tags[k] in ("ADV", "DET") and page.words[k] not in syntax("hypothesis"):
        k -= 1
    if k < 0:
        return None
    word = page.words[k]
    if word in syntax("hypothesis"):
        return "possible"
    relative = page.tags[k] == "PRON" and page.tags[k - 1] in ("NOUN", "PROPN", "PUNCT")
    if word not in syntax("content-start") or relative:
        return None
    if page.words[k - 1] in syntax("unreal-conjunction"):
        return "possible"
    verb = next((c for c in reversed(before) if c.end <= k and k - c.end <= BACK), None)
    return _governed(page, verb, k) if verb is not None else None


def _governed(page: Page, verb: Clause, que: int) -> Factuality | None:
    """What a verb makes of the clause with `que` that it governs (`souhaiter que`, `il est possible que`)."""
    names = infinitives(page.doc[verb.verb], verb.lemma)
    if any(v in syntax("wished-lemma") | syntax("unreal-content-lemma") for v in names):
        return "planned" if any(v in syntax("vowed-lemma") for v in names) else "possible"
    if any(page.words[k] in syntax("unreal-predicate") for k in range(verb.end, que)):
        return "possible"
    if verb.negated and any(v in syntax("belief-lemma") for v in names):
        return "possible"
    return None
