"""Names inside and beside names → facts: a body of a body, a place in a place.

`le Conseil de sécurité de l'ONU` gives partOf(Conseil de sécurité, ONU); `Genève, en Suisse` gives locatedIn.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Candidate, Mention
from kgextract.tables.relations import NAME_RULES, NameRule
from kgextract.tables.roles import office_words

REPRESENTS = "represents"  # `la mission de la Norvège auprès de l'ONU`: the first name, not the last


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that two names of one phrase give."""
    mentions = sorted((*doc._.mentions, *doc._.nominals), key=lambda m: (m.start, -m.end))
    starts: dict[int, Mention] = {}
    for m in mentions:
        starts.setdefault(m.start, m)
    last = {k: m for m in reversed(mentions) for k in (m.end,)}  # the longest that ends there
    for rule in NAME_RULES.rows():
        for outer in mentions:
            if rule.place != "inside" and last[outer.end] is not outer:
                continue
            if not _fits(outer, rule.subject):
                continue
            inner = _inside(doc, outer, mentions, rule) if rule.place == "inside" else _beside(doc, outer, starts, rule)
            if inner is not None and outer.chain is not None and inner.chain is not None:
                first, second = (inner.chain, outer.chain) if rule.inverse else (outer.chain, inner.chain)
                yield Candidate(
                    subject=first,
                    relation=rule.relation,
                    object=second,
                    start=outer.start,
                    end=max(outer.end, inner.end),
                    rule=rule.id,
                    confidence=rule.confidence,
                )


def _fits(m: Mention, kinds: tuple[str, ...]) -> bool:
    return m.type in kinds or m.cls in kinds


def _inside(doc: Doc, outer: Mention, mentions: list[Mention], rule: NameRule) -> Mention | None:
    """The name that closes a longer one, after the right preposition."""
    head = doc[outer.head].lower_
    if (rule.nouns and head not in rule.nouns) or head in rule.not_nouns:
        return None
    for m in mentions:
        if m is outer or not (outer.start < m.start and m.end <= outer.end and _fits(m, rule.object)):
            continue
        if m.end != outer.end and rule.relation != REPRESENTS:
            continue
        if m.kind != "named":
            continue
        if "" in rule.prepositions and m.start == outer.head + 1:
            return m
        at = m.start - 1
        if at > outer.start and doc[at].lower_ in office_words("determiner") and preposition(doc, at) is None:
            at -= 1
        found = next(
            (f for k in range(max(outer.start, at - 2), at + 1) if (f := preposition(doc, k)) and f.end > at), None
        )
        if found is not None and found.lemma in rule.prepositions:
            return m
    return None


def _beside(doc: Doc, m: Mention, starts: dict[int, Mention], rule: NameRule) -> Mention | None:
    at = m.end
    if at + 1 >= len(doc):
        return None
    if rule.place == "brackets":
        other = starts.get(at + 1)
        closed = other is not None and other.end < len(doc) and doc[other.end].text == ")"
        return other if doc[at].text == "(" and closed and other and _fits(other, rule.object) else None
    if rule.place in ("comma", "apposition"):
        if doc[at].text != ",":
            return None
        at += 1
    if rule.place == "apposition":
        at = _after_noun(doc, at, rule.nouns)
    found = preposition(doc, at) if at >= 0 else None
    if found is None or found.lemma not in rule.prepositions:
        return None
    after = found.end
    if after not in starts and after < len(doc) and doc[after].lower_ in office_words("determiner"):
        after += 1
    other = starts.get(after)
    return other if other is not None and _fits(other, rule.object) else None


def _after_noun(doc: Doc, at: int, nouns: tuple[str, ...]) -> int:
    """The token after `[la] capitale [économique]` at `at`; -1 where no such noun stands there."""
    for k in range(at, min(at + 4, len(doc))):
        if doc[k].lower_ in nouns:
            after = k + 1
            while after < len(doc) and (doc[after].pos_ == "ADJ" or doc[after].lower_ in nouns):
                after += 1
            return after
        if doc[k].pos_ not in ("DET", "ADJ", "NUM") and doc[k].lower_ not in office_words("determiner"):
            break
    return -1
