"""Facts → the same of who does likewise, and the vote of who is on the other side, where no verb says it again.

`La CGT soutient la loi, FO aussi.`, `…, tout comme FO.`, `Comme FO, la CGT …`, `FO a fait de même.`; `Le SPD a voté
pour, la CDU contre.`
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import AGENTS, Candidate, Clause, Mention, unit_of
from kgextract.nlp.relations.told import clauses_at, mentions_at
from kgextract.tables.names import nominal_words, words
from kgextract.tables.relations import RELATION_RULES
from kgextract.tables.syntax import syntax

VOTES = frozenset({"votedFor", "votedAgainst"})
ACTS = VOTES | {"supports", "opposes", "signed", "adopted", "accused", "cosponsored"}
RULE, OTHER_SIDE = "does-likewise", "other-side"
LESS = 0.85  # as sure as that
_BRACKET = 6  # tokens
_MARKS = frozenset({".", ";", ",", ":", ")", "!"})


def read(doc: Doc, found: list[Candidate]) -> Iterator[Candidate]:
    """What follows from `found`, the facts so far."""
    told: dict[int, list[Candidate]] = {}
    for c in found:
        if c.relation in ACTS and c.factuality == "asserted" and not c.background:
            told.setdefault(unit_of(doc, c.end - 1), []).append(c)
    bounds = unit_tokens(doc) if told else []
    for unit in sorted({u for n in told for u in (n, n + 1) if u < len(bounds) and doc._.units[u].kind == "text"}):
        first, stop = bounds[unit]
        before = told.get(unit - 1, []) if unit and doc._.units[unit - 1].kind == "text" else []
        here = told.get(unit, [])
        for k in range(first, stop):
            for who, facts, relation in _likewise(doc, k, here, before, (first, stop)):
                yield from _copied(who, facts, relation)
        for clause in clauses_at(doc, unit):
            if _does_so(doc, clause) and (subject := shared(clause)) is not None:
                yield from _copied(_agents(subject.mentions), _last(doc, here, before, subject.start, first), None)


def _likewise(
    doc: Doc, k: int, here: list[Candidate], before: list[Candidate], bounds: tuple[int, int]
) -> Iterator[tuple[list[Mention], list[Candidate], str | None]]:
    """Who stands before or behind token k without a verb, what is told of others, the relation if it is another."""
    word = doc.lowered[k]
    first, stop = bounds
    behind = past_locution(doc, k, "likewise-behind")
    side = _sides().get(word)
    if k > first and (behind > k or side is not None) and _ends(doc, max(behind, k + 1), stop):
        row, start = _row(doc, k - (doc.lowered[k - 1] == ","), first)
        apart = start == first or doc.lowered[start - 1] in _MARKS or doc.lowered[start - 1] in words("coordinator")
        if row and apart:
            facts = _last(doc, here, before if behind > k else [], start, first)
            votes = [c for c in facts if c.relation in VOTES]
            yield row, facts if behind > k else votes, side
        return
    if word in nominal_words("as") | syntax("content-start") and (both := _both(doc, k, here, first)) is not None:
        yield both
    if word not in nominal_words("as") and (past := past_locution(doc, k, "likewise")) > k:
        yield from _compared(doc, k, past, here, stop)
    elif word in nominal_words("as"):
        yield from _compared(doc, k, k + 1, here, stop)


def _both(
    doc: Doc, k: int, here: list[Candidate], first: int
) -> tuple[list[Mention], list[Candidate], str | None] | None:
    """Who stands before a conjunction that joins the subject to them (`FO comme la CGT …`, `Tant FO que la CGT …`)."""
    topics = (c for c in clauses_at(doc, unit_of(doc, k)) if c.form == "finite" and not c.passive and c.subject)
    clause = next((c for c in topics if c.subject is not None and c.subject.start == k + 1), None)
    row, start = _row(doc, k, first)
    if clause is None or not row:
        return None
    before = (doc.between(max(start - n, first), start).lower() for n in (1, 2))
    opened = start > first and not syntax("correlative").isdisjoint(before)
    apart = start == first or doc.lowered[start - 1] in _MARKS
    if not (opened if doc.lowered[k] in syntax("content-start") else apart):
        return None
    return row, [c for c in here if c.start <= clause.verb < c.end], None


def _compared(
    doc: Doc, k: int, past: int, here: list[Candidate], stop: int
) -> Iterator[tuple[list[Mention], list[Candidate], str | None]]:
    """Who is compared behind tokens [k, past), with the subject beside it or, at the end, that of the clause before."""
    past += doc.lowered[past] in words("definite") if past < stop else 0
    m = next((m for m in mentions_at(doc, unit_of(doc, k)) if m.start == past and m.type in AGENTS), None)
    if m is None or not _ends(doc, past_bracket(doc, m.end, _BRACKET), stop):
        return
    clauses = [c for c in clauses_at(doc, unit_of(doc, k)) if c.form == "finite" and not c.passive]
    topic = [c for c in clauses if c.subject is not None and c.subject.end <= k < c.start]
    topic += [c for c in clauses if c.subject is not None and m.end < c.subject.start <= m.end + 1]
    last = [c for c in clauses if c.end <= k] if doc.lowered[k - 1] == "," else []
    for clause in topic[:1] or (last[-1:] if doc.lowered[min(m.end, stop - 1)] != "," else []):
        yield [m], [c for c in here if c.start <= clause.verb < c.end], None


def _ends(doc: Doc, k: int, stop: int) -> bool:
    return k >= stop or doc.lowered[k] in _MARKS or doc[k].is_space


def _row(doc: Doc, end: int, first: int) -> tuple[list[Mention], int]:
    """Those named one by one up to a token, and where they start, determiner included."""
    row: list[Mention] = []
    while True:
        m = next((m for m in mentions_at(doc, unit_of(doc, max(end - 1, 0))) if m.end == end), None)
        if m is None or m.type not in AGENTS or m.start < first:
            return row, (row[0].start if row else end)
        row.insert(0, m)
        start = m.start - (m.start > first and doc.tags[m.start - 1] == "DET")
        if start <= first or doc.lowered[start - 1] not in words("coordinator"):
            return row, start
        end = start - 1


def _last(doc: Doc, here: list[Candidate], before: list[Candidate], start: int, first: int) -> list[Candidate]:
    """The facts of the clause told last before a token, in the sentence before if it begins its own."""
    unit = unit_of(doc, first)
    clauses = [c for c in clauses_at(doc, unit) if c.form == "finite" and c.end <= start]
    told = here if clauses else before
    clauses = clauses or [c for c in clauses_at(doc, unit - 1) if told and c.form == "finite"]
    verb = clauses[-1].verb if clauses else -1
    return [c for c in told if c.start <= verb < c.end and c.end <= max(start, first)]


def _does_so(doc: Doc, clause: Clause) -> bool:
    """Whether a clause says that somebody does what others do (`a fait de même`, `en a fait autant`)."""
    plain = clause.form == "finite" and not clause.negated and clause.modality == "asserted"
    makes = plain and not syntax("made-to-lemma").isdisjoint(infinitives(doc[clause.verb], clause.lemma))
    return makes and past_locution(doc, clause.end, "likewise-done") > clause.end


def _agents(mentions: list[Mention]) -> list[Mention]:
    return [m for m in mentions if m.type in AGENTS]


def _copied(who: list[Mention], facts: list[Candidate], relation: str | None) -> Iterator[Candidate]:
    rule = RULE if relation is None else OTHER_SIDE
    for m in who:
        for c in facts:
            if m.chain is None or m.chain in (c.subject, c.object):
                continue
            sure = round(c.confidence * LESS, 3)
            start, end = min(c.start, m.start), max(c.end, m.end)
            made = replace(c, subject=m.chain, start=start, end=end, rule=rule, confidence=sure)
            yield made if relation is None else replace(made, relation=relation)


@cache
def _sides() -> dict[str, str]:
    """The words of each side in a vote and the relation that they give."""
    rows = (r for r in RELATION_RULES.rows() if r.elliptic and r.relation in VOTES)
    return {word: r.relation for r in rows for word in r.elliptic if word in syntax("side")}
