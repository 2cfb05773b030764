"""Relations between entities against gold."""

from __future__ import annotations

from collections.abc import Callable

from kgextract.evaluate.matching import Alignment, spans
from kgextract.evaluate.scores import Mistake, Scores
from kgextract.exchange import annotated
from kgextract.model import Extraction, Fact

DATE_RELATIONS = frozenset({"heldOn", "adoptedOn", "occurredOn"})  # the object is compared by its value

Triple = tuple[str, str, str]


def compare(gold: Extraction, found: Extraction, aligned: Alignment, scores: Scores) -> None:
    """Count the relations of one article."""
    theirs, mine = triples(gold, None), triples(found, aligned)
    scores.add("relation all", len(theirs & mine), len(theirs), len(mine))
    for relation in sorted({t[1] for t in theirs | mine}):
        a, b = ({t for t in side if t[1] == relation} for side in (theirs, mine))
        scores.add(f"relation {relation}", len(a & b), len(a), len(b))
    article = gold.article.id
    reached = set(aligned.values()) | {o for _, _, o in mine}
    wanted = {triple(f, gold, None): f for f in gold.facts if annotated(f)}
    for one in sorted(theirs - mine):
        fact = wanted[one]
        at = tuple(m.start for id in (fact.subject, fact.object) for m in gold.entity(id).mentions[:1])
        scores.mistakes.append(
            Mistake(article, f"missed {one[1]}", _shown(fact, gold), at, _missing(one, mine, reached))
        )
    read = {triple(f, found, aligned): f for f in found.facts if annotated(f)}
    for one in sorted(mine - theirs):
        fact, e = read[one], read[one].evidence
        at = (e.start, e.end) if e else ()
        rule = e.rule if e else ""
        scores.mistakes.append(Mistake(article, f"false {one[1]}", _shown(fact, found), at, _false(one, theirs), rule))


def triples(x: Extraction, aligned: Alignment | None) -> set[Triple]:
    """What the text says as (subject, relation, object), found entities as the gold ones that they answer to."""
    return {triple(f, x, aligned) for f in x.facts if annotated(f)}


def triple(fact: Fact, x: Extraction, aligned: Alignment | None) -> Triple:
    """One fact as a comparable triple; an entity that gold does not have is `?ID`."""
    to: Callable[[str], str] = (lambda id: id) if aligned is None else (lambda id: aligned.get(id, f"?{id}"))
    end = f"date {_value(fact.object, x)}" if fact.relation in DATE_RELATIONS else to(fact.object)
    return to(fact.subject), fact.relation, end


def _shown(fact: Fact, x: Extraction) -> str:
    return f"{x.entity(fact.subject).name} → {x.entity(fact.object).name}"


def _value(id: str, x: Extraction) -> str:
    values = {(d.start, d.end): d.value for d in x.dates if d.value}
    entity = x.entity(id)
    return next((str(values[s]) for s in spans(entity) if s in values), entity.name)


def _missing(triple: Triple, mine: set[Triple], reached: set[str]) -> str:
    s, _, o = triple
    if s not in reached:
        return "the subject was not found"
    if o not in reached and not o.startswith("date "):
        return "the object was not found"
    linked = any({s, o} == {a, b} for a, _, b in mine)
    return "another relation between the two" if linked else "both found, not linked"


def _false(triple: Triple, theirs: set[Triple]) -> str:
    s, _, o = triple
    if s.startswith("?") or o.startswith("?"):
        return "one of the two is not in gold"
    linked = any({s, o} == {a, b} for a, _, b in theirs)
    return "another relation between the two" if linked else "not linked in gold"
