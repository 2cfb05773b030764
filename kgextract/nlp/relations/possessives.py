"""A possessive, a noun and a name → whose it is: `Toyota et sa filiale Hino`, `Luc Roy et son épouse, Anne Blin`.

The owner stands before `et`, is the subject of the clause, or, where the sentence opens with the possessive, what was
spoken of before.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.coref import antecedent
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Candidate, Chain, Clause, Mention, unit_of
from kgextract.nlp.relations.lists import named_items
from kgextract.nlp.relations.pronouns import subject_of
from kgextract.tables.relations import NAME_RULES, NameRule
from kgextract.tables.roles import countries, office_words

ORGANIZATION = "Organization"
BETWEEN = 3  # adjectives between the noun and the name


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that possessives give."""
    starts = {m.start: m for m in sorted(doc._.mentions, key=lambda m: m.end) if m.kind == "named"}
    told = {**{m.start: m for m in doc._.nominals}, **starts}
    ends = {m.end: m for m in starts.values()}
    organs = {m.head: m for m in (*doc._.nominals, *starts.values()) if m.type == ORGANIZATION}
    for k, word in enumerate(doc.lowered[:-2]):
        if word not in office_words("possessive", "possessive-of-many"):
            continue
        for rule, at in _opened(doc, k + 1):
            named = _named(doc, at, told if rule.prepositions else starts, rule)
            named = organs.get(at - 1) if rule.described else named  # `son conseil d'administration`: itself
            owner = _owner(doc, k, ends, rule) if named is not None else None
            owner = _namesake(doc, k, named, owner) if named is not None and owner is not None else owner
            if named is None or named.chain is None or owner is None:
                continue
            items = [(named.chain, named.start, named.end)]
            if word in office_words("own-several"):  # `ses filiales Hino et Daihatsu`
                items = named_items(doc, named.start, starts, rule.subject) or items
            for chain, _, end in items:
                if chain is not owner:
                    one, two = (owner, chain) if rule.inverse else (chain, owner)
                    yield Candidate(
                        subject=one,
                        relation=rule.relation,
                        object=two,
                        start=k,
                        end=end,
                        rule=rule.id,
                        confidence=rule.confidence,
                    )


@cache
def _by_noun() -> dict[str, tuple[NameRule, ...]]:
    table: dict[str, list[NameRule]] = {}
    for rule in NAME_RULES.rows():
        for noun in rule.nouns if rule.place == "possessive" else ():
            table.setdefault(noun, []).append(rule)
    return {noun: tuple(rules) for noun, rules in table.items()}


def _opened(doc: Doc, at: int) -> Iterator[tuple[NameRule, int]]:
    """The rows of the noun at token `at`, over one adjective, and the token after it."""
    for k in (at, at + 1):
        if k < len(doc) and doc.lowered[k] in _by_noun():
            yield from ((rule, k + 1) for rule in _by_noun()[doc.lowered[k]])
            return
        if k >= len(doc) or doc[k].pos_ != "ADJ":
            return


def _named(doc: Doc, at: int, starts: dict[int, Mention], rule: NameRule) -> Mention | None:
    """The name after the noun: at once, over adjectives, in apposition between two commas, or what the noun is of."""
    link = preposition(doc, at) if rule.prepositions else None
    if rule.prepositions:
        if link is None or link.lemma not in rule.prepositions or link.end >= len(doc):
            return None
        at = link.end + (not link.contracted and doc.lowered[link.end] in office_words("determiner"))
        return starts[at] if at in starts and _fits(starts[at], rule) else None
    for k in range(at, min(at + BETWEEN, len(doc))):
        if k in starts:
            return starts[k] if _fits(starts[k], rule) else None
        if doc[k].text in (",", "("):
            m = starts.get(k + 1) or (starts.get(k + 2) if doc.lowered[k + 1] in office_words("determiner") else None)
            closed = m is not None and m.end < len(doc) and doc[m.end].text in (",", ")", ".", ";")
            return m if m is not None and closed and _fits(m, rule) else None
        if doc[k].pos_ != "ADJ" and doc.lowered[k] not in countries():
            return None
    return None


def _fits(m: Mention, rule: NameRule) -> bool:
    return m.type in rule.subject or m.cls in rule.subject


def _owner(doc: Doc, k: int, ends: dict[int, Mention], rule: NameRule) -> Chain | None:
    beside = ends.get(k - 1) if k > 1 and doc.lowered[k - 1] in office_words("coordinator") else None
    if beside is not None and beside.type in rule.object:
        return beside.chain
    unit = unit_of(doc, k)
    before = [c for c in doc._.clauses if c.unit == unit and c.start < k and c.subject is not None]
    for clause in reversed(before):
        found = _subject(doc, clause, rule)
        if found is not None:
            return found
    start = doc._.units[unit].start
    if before or any(m.type in rule.object for m in doc._.mentions if start <= doc[m.start].idx and m.end <= k):
        return None
    return _told_before(doc, unit, rule) if rule.described else antecedent(doc, k, types=rule.object)


def _told_before(doc: Doc, unit: int, rule: NameRule) -> Chain | None:
    """The one of which the sentence before tells."""
    clauses = (c for c in doc._.clauses if c.unit == unit - 1 and c.form == "finite" and c.position == "main")
    subjects = (m.chain for c in clauses if (a := shared(c)) is not None for m in a.mentions if m.type in rule.object)
    told = {id(chain): chain for chain in subjects if chain is not None}
    return next(iter(told.values())) if len(told) == 1 else None


def _namesake(doc: Doc, k: int, named: Mention, owner: Chain) -> Chain:
    """Who bears the surname of somebody's kin, not who was named last (`Luc Roy … Me Blin. Sa femme, Anne Roy`)."""
    surname, kin = doc[named.end - 1].lower_, named.end - named.start > 1 and doc[k + 1].lower_ in office_words("kin")
    if not kin or owner.type != "Person" or _bears(doc, owner, surname):
        return owner
    before = {id(m.chain): m.chain for m in doc._.mentions if m.end <= k and m.type == "Person" and m.chain is not None}
    alike = [c for c in before.values() if c is not named.chain and _bears(doc, c, surname)]
    return alike[0] if len(alike) == 1 else owner


def _bears(doc: Doc, person: Chain, surname: str) -> bool:
    return any(m.kind == "named" and doc[m.end - 1].lower_ == surname for m in person.mentions)


def _subject(doc: Doc, clause: Clause, rule: NameRule) -> Chain | None:
    """The one that the subject of a clause names, or stands for."""
    assert clause.subject is not None
    fitting = [m.chain for m in clause.subject.mentions if m.chain is not None and m.chain.type in rule.object]
    if len(fitting) == 1:
        return fitting[0]
    return subject_of(doc, clause.subject.start) if not clause.subject.mentions and "Person" in rule.object else None
