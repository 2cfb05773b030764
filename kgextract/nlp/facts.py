"""Doc with all layers → `Extraction`: the only bridge over the waist, and the only place where facts are checked.

A candidate that is denied, too weak, between two ends that are no entities, or outside domain and range becomes a
`Rejection` with its reason. A doubtful description that nothing refers to is no entity.
"""

from __future__ import annotations

from typing import cast

from kgextract import ontology
from kgextract.model import (
    DateMention,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Fact,
    Mention,
    Rejection,
    Span,
    Statement,
)
from kgextract.nlp import entities
from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Candidate, Chain, Saying, unit_at
from kgextract.nlp.stretches import Stretches

CONFIDENCE_FLOOR = 0.4


def extraction(doc: Doc) -> Extraction:
    """The layers of a read Doc as one frozen Extraction, offsets back in the article's own text."""
    good, bad = _checked(doc)
    kept = entities.kept(doc, good)
    ids = {id(c): f"e{n}" for n, c in enumerate(kept, 1)}
    said = _said(doc)
    return Extraction(
        article=doc._.article,
        entities=tuple(_entity(doc, c, ids[id(c)]) for c in kept),
        dates=tuple(_dates(doc)),
        statements=tuple(_statement(doc, s, ids) for s in _in_order(doc._.statements)),
        facts=tuple(_fact(doc, c, ids, _reporting(doc, c, said)) for c in good),
        rejections=tuple(_rejection(doc, c, reason) for c, reason in bad),
    )


# --- which facts hold


def _checked(doc: Doc) -> tuple[list[Candidate], list[tuple[Candidate, str]]]:
    """The relation candidates that hold, each triple once with its strongest evidence, and the others with a reason."""
    best: dict[tuple[int, str, int], Candidate] = {}
    bad: list[tuple[Candidate, str]] = []
    for c in doc._.relations:
        reason = _reason(c)
        if reason:
            bad.append((c, reason))
            continue
        triple = (id(c.subject), c.relation, id(c.object))
        old = best.get(triple)
        if old is None or _strength(c) > _strength(old):
            best[triple] = c
    return sorted(best.values(), key=lambda c: (c.start, c.end, c.relation)), bad


def _strength(c: Candidate) -> tuple[bool, bool, float]:
    return not c.background, c.factuality == "asserted", c.confidence


def _reason(c: Candidate) -> str:
    """Why a candidate is no fact; empty where it is one."""
    if c.factuality == "denied":
        return "the text denies it"
    if c.subject is c.object:
        return "subject and object are the same"
    for end, chain in (("subject", c.subject), ("object", c.object)):
        if chain.unnamed:
            return f"the {end} is only described"
    if c.confidence < CONFIDENCE_FLOOR:
        return f"confidence {c.confidence:.2f} is below {CONFIDENCE_FLOOR}"
    return ontology.check(_class(c.subject), c.relation, _class(c.object)) or ""


def _class(chain: Chain) -> str:
    return chain.cls if chain.cls in ontology.get().classes else chain.type


# --- from tokens of the view to characters of the article


def _chars(doc: Doc, start: int, end: int) -> Span:
    last = doc[end - 1]
    return cast(Span, doc._.view.source(doc[start].idx, last.idx + len(last)))


def _evidence(doc: Doc, start: int, end: int, rule: str, confidence: float) -> Evidence:
    """Characters [start, end) of the view → those words of the article with the whole sentence around them."""
    units = doc._.units
    first, last = unit_at(doc, start), unit_at(doc, end - 1)
    a, b = doc._.view.source(start, end)
    c, d = doc._.view.source(min(start, units[first].start), max(end, units[last].end))
    return Evidence(start=a, end=b, sentence=doc._.article.text[c:d], rule=rule, confidence=confidence)


def _proof(doc: Doc, c: Candidate) -> Evidence:
    last = doc[c.end - 1]
    return _evidence(doc, doc[c.start].idx, last.idx + len(last), c.rule, c.confidence)


# --- one value each


def _entity(doc: Doc, chain: Chain, id: str) -> Entity:
    spans: dict[Span, Mention] = {}
    for m in chain.mentions:
        a, b = _chars(doc, m.start, m.end)
        if (a, b) not in spans or m.kind == "named":
            spans[a, b] = Mention(start=a, end=b, kind=m.kind)
    for d in chain.dates:
        a, b = _chars(doc, d.start, d.end)
        spans[a, b] = Mention(start=a, end=b)
    return Entity(
        id=id,
        type=cast(EntityType, chain.type),
        cls=chain.cls,
        name=chain.name,
        key=chain.key,
        names=tuple(chain.names),
        wikidata=chain.wikidata,
        mentions=tuple(spans[s] for s in sorted(spans)),
    )


def _dates(doc: Doc) -> list[DateMention]:
    found = {_chars(doc, d.start, d.end): d.value for d in doc._.dates}
    return [DateMention(start=a, end=b, value=found[a, b]) for a, b in sorted(found)]


def _in_order(sayings: list[Saying]) -> list[Saying]:
    return sorted(sayings, key=lambda s: (s.content[0], s.cue_range or (0, 0)))


def _unnamed(s: Saying) -> str | None:
    """The words for a speaker who is only described."""
    if s.speaker_text is None and s.speaker is not None and s.speaker.unnamed:
        return s.speaker.name
    return s.speaker_text


def _statement(doc: Doc, s: Saying, ids: dict[int, str]) -> Statement:
    def ref(chain: Chain | None) -> str | None:
        return ids.get(id(chain)) if chain else None

    words = [*s.content]
    if s.cue_range:
        words.append((doc[s.cue_range[0]].idx, doc[s.cue_range[1] - 1].end))
    return Statement(
        speaker=ref(s.speaker),
        speaker_text=_unnamed(s),
        kind=s.kind,
        cue=s.cue,
        cue_class=s.cue_class,
        content=tuple(cast(Span, doc._.view.source(*c)) for c in s.content),
        venue=ref(s.venue),
        date=s.date,
        on_behalf_of=ref(s.on_behalf_of),
        document=ref(s.document),
        addressee=ref(s.addressee),
        factuality=s.factuality,
        evidence=_evidence(doc, min(a for a, _ in words), max(b for _, b in words), s.rule, s.confidence),
    )


# What titles and names presuppose wherever they stand.
PRESUPPOSED = frozenset(
    {
        "holdsRole",
        "represents",
        "headOf",
        "memberOf",
        "affiliatedWith",
        "locatedIn",
        "partOf",
        "sessionOf",
        "nationality",
    }
)


def _said(doc: Doc) -> Stretches[tuple[int, int, int]]:
    """Start and end of what somebody says as a fact, with the number of the statement."""
    found: Stretches[tuple[int, int, int]] = Stretches()
    for n, s in enumerate(doc._.statements):
        if s.factuality == "asserted" and (s.speaker is not None or s.speaker_text):
            for a, b in s.content:
                found.put(a, b, (a, b, n))
    return found


def _reporting(doc: Doc, c: Candidate, said: Stretches[tuple[int, int, int]]) -> Saying | None:
    """The innermost statement in whose words a fact stands."""
    if c.background or c.relation in PRESUPPOSED:
        return None
    start, end = doc[c.start].idx, doc[c.end - 1].idx + len(doc[c.end - 1])
    around = [(b - a, n) for a, b, n in said.near(start) if a <= start and end <= b]
    statements: list[Saying] = doc._.statements
    return statements[min(around)[1]] if around else None


def _fact(doc: Doc, c: Candidate, ids: dict[int, str], reporting: Saying | None) -> Fact:
    speaker = reporting.speaker if reporting else None
    return Fact(
        subject=ids[id(c.subject)],
        relation=c.relation,
        object=ids[id(c.object)],
        factuality=c.factuality,
        background=c.background,
        attributed_to=ids.get(id(speaker)) if speaker else None,
        attributed_text=_unnamed(reporting) if reporting else None,
        evidence=None if c.background else _proof(doc, c),
    )


def _rejection(doc: Doc, c: Candidate, reason: str) -> Rejection:
    return Rejection(
        subject=c.subject.name, relation=c.relation, object=c.object.name, reason=reason, evidence=_proof(doc, c)
    )
