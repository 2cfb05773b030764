"""Clauses → facts: each row of `data/rules/relations.yaml` against each clause with one of its verbs.

`La résolution, adoptée mardi par l'Assemblée générale` gives adopted(Assemblée générale, résolution) and
adoptedOn(résolution, mardi). Denied clauses give denied candidates, planned ones only where a row allows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations

from spacy.tokens import Doc

from kgextract.nlp.clauses.nouns import noun_clauses
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Argument, Candidate, Chain, Clause, DateExpression, Factuality, unit_of
from kgextract.nlp.relations.pronouns import object_of, subject_of
from kgextract.tables.relations import RELATION_RULES, RelationRule

SUBJECT, DATE, OTHERS = "subject", "date", "others"
ANY = "*"  # a row for every verb
SESSION = "Session"
Filler = tuple[Chain, int, int, float]  # a chain, its tokens, how sure it is
DOUBT = 0.85  # a pronoun's antecedent is less sure than a name
_PRONOMINAL = frozenset({"Person", "Organization", "Place", "Group"})


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that the clauses of `doc` give."""
    verbs = _by_verb()
    inside = {k for m in (*doc._.mentions, *doc._.nominals) for k in range(m.start, m.end)}
    _hear(doc)
    for clause in (*doc._.clauses, *noun_clauses(doc)):
        names = (clause.lemma,) if clause.form == "noun" else infinitives(doc[clause.verb], clause.lemma)
        rules = {r.id: r for v in (*names, ANY) for r in verbs.get(v, ())}
        for rule in rules.values():
            yield from _applied(doc, clause, rule, inside)


def _hear(doc: Doc) -> None:
    """Who speaks is known better from the statements than from the tree: the cue's clause takes its speaker."""
    cues = {k: s for s in doc._.statements if s.cue_range and s.speaker for k in range(*s.cue_range)}
    wrong: dict[int, Argument] = {}
    for clause in doc._.clauses:
        saying = cues.get(clause.verb)
        if saying is None or clause.form != "finite" or clause.passive:
            continue
        old, speaker = clause.subject, saying.speaker
        if old is not None and (any(m.chain is speaker for m in old.mentions) or old.end - old.start == 1):
            continue
        near = [m for m in speaker.mentions if unit_of(doc, m.start) == clause.unit] if speaker else []
        if near:
            m = min(near, key=lambda m: abs(m.start - clause.verb))
            clause.subject = Argument(role=SUBJECT, start=m.start, end=m.end, head=m.head, mentions=[m])
            if old is not None:
                wrong[id(old)] = clause.subject
    for clause in doc._.clauses:
        if clause.form == "gerund" and clause.subject is not None and id(clause.subject) in wrong:
            clause.subject = wrong[id(clause.subject)]


@cache
def _by_verb() -> dict[str, tuple[RelationRule, ...]]:
    table: dict[str, list[RelationRule]] = {}
    for rule in RELATION_RULES.rows():
        for verb in dict.fromkeys(rule.verbs):
            table.setdefault(verb, []).append(rule)
    return {k: tuple(v) for k, v in table.items()}


def _applied(doc: Doc, clause: Clause, rule: RelationRule, inside: set[int]) -> Iterator[Candidate]:
    if rule.reflexive and not clause.reflexive:
        return
    if rule.with_ and not _holds(doc, clause, rule.with_):
        return
    for subject, thing in _pairs(doc, clause, rule, inside):
        s, s_start, s_end, s_sure = subject
        o, o_start, o_end, o_sure = thing
        if s is o or not _classed(o, rule) or (rule.single and _several(o)):
            continue
        factuality: Factuality = "denied" if clause.negated else clause.modality
        if factuality == "planned" and rule.planned and clause.form == "finite":
            factuality = "asserted"
        yield Candidate(
            subject=s,
            relation=rule.relation,
            object=o,
            start=min(s_start, o_start, clause.start),
            end=max(s_end, o_end, clause.end),
            rule=rule.id,
            confidence=round(rule.confidence * s_sure * o_sure, 3),
            factuality=factuality,
        )


def _pairs(doc: Doc, clause: Clause, rule: RelationRule, inside: set[int]) -> Iterator[tuple[Filler, Filler]]:
    """What fills the ends of a rule; `others` pairs those of one coordination (`Anne et Luc se sont rencontrés`)."""
    subjects = _filled(doc, clause, rule.from_, rule.subject, inside)
    objects = _filled(doc, clause, tuple(slot for slot in rule.to if slot != OTHERS), rule.object, inside)
    if not objects and OTHERS in rule.to and (clause.reflexive or clause.form == "noun"):
        yield from combinations(subjects, 2)
    yield from ((s, o) for s in subjects for o in objects)


def _classed(chain: Chain, rule: RelationRule) -> bool:
    if rule.classes and chain.cls not in rule.classes:
        return False
    return chain.cls not in rule.not_classes


def _several(chain: Chain) -> bool:
    """Only ever described, and in the plural."""
    return bool(chain.mentions) and all(m.kind == "nominal" and m.plural for m in chain.mentions)


def _holds(doc: Doc, clause: Clause, nouns: tuple[str, ...]) -> bool:
    """Does an argument of the clause have one of these words as its head?"""
    return any(doc[a.head].lower_ in nouns for a in clause.arguments)


# --- what fills a slot


def _filled(doc: Doc, clause: Clause, slots: tuple[str, ...], types: tuple[str, ...], inside: set[int]) -> list[Filler]:
    """The chains of the first slot that has some of these types, each with its tokens and how sure it is."""
    for slot in slots:
        if slot == DATE:
            found = _date(doc, clause, inside)
            if found is not None and found.chain is not None:
                return [(found.chain, found.start, found.end, 1.0)]
            continue
        for argument in _arguments(clause, slot):
            chains = _chains(doc, clause, argument, types)
            if chains:
                return chains
    return []


def _arguments(clause: Clause, slot: str) -> list[Argument]:
    if slot == SUBJECT:
        return [clause.subject] if clause.subject is not None else []
    return [a for a in clause.arguments if a.role == slot]


def _chains(doc: Doc, clause: Clause, argument: Argument, types: tuple[str, ...]) -> list[Filler]:
    found: dict[int, Filler] = {}
    for m in argument.mentions:
        chain = _acting(doc, m.chain, argument, types)
        if chain is not None and chain.type in types:
            found.setdefault(id(chain), (chain, m.start, m.end, 1.0))
    if found or argument.end - argument.start > 1 or not _PRONOMINAL & set(types):
        return list(found.values())
    if argument.role == SUBJECT:
        chain = subject_of(doc, argument.start) if "Person" in types else None
    else:
        chain = object_of(doc, clause, argument, types)
    return [(chain, argument.start, argument.end, DOUBT)] if chain is not None else []


def _acting(doc: Doc, chain: Chain | None, argument: Argument, types: tuple[str, ...]) -> Chain | None:
    """The body that acts in its own session (`la 12e session du Conseil a adopté`), else the chain itself."""
    if chain is None or chain.type != "Event" or argument.role != SUBJECT or "Organization" not in types:
        return chain
    for event in doc._.events:
        if event.mention.chain is chain and event.mention.cls == SESSION and event.host is not None:
            if event.host.chain is not None and event.host.type == "Organization":
                return event.host.chain  # type: ignore[no-any-return]
    return chain


def _date(doc: Doc, clause: Clause, inside: set[int]) -> DateExpression | None:
    """The date that stands with the verb: of the dates of its sentence the nearest, with no other verb between."""
    others = [c for c in doc._.clauses if c is not clause and c.unit == clause.unit]
    best: tuple[int, DateExpression] | None = None
    for date in doc._.dates:
        if date.value is None or date.start in inside or not _same_unit(doc, clause, date):
            continue
        low, high = sorted((date.start, clause.verb))
        if any(low < c.verb < high for c in others):
            continue
        if any(doc[k].text in (":", ";", "«", "»", '"') for k in range(low, high)):
            continue
        if best is None or high - low < best[0]:
            best = high - low, date
    return best[1] if best else None


def _same_unit(doc: Doc, clause: Clause, date: DateExpression) -> bool:
    unit = doc._.units[clause.unit]
    return bool(unit.start <= doc[date.start].idx < unit.end)
