"""Doc with all layers → `Extraction`: the only bridge over the waist, and the only place where facts are checked."""

from __future__ import annotations

from spacy.tokens import Doc

from kgextract.model import DateMention, Entity, Evidence, Extraction, Fact, Mention, Rejection, Statement
from kgextract.nlp.layers import Candidate, Chain, Saying


def extraction(doc: Doc) -> Extraction:
    """The layers of a read Doc as one frozen Extraction, offsets back in the article's own text."""
    article, view = doc._.article, doc._.view
    kept = [c for c in doc._.chains if not c.unnamed]
    kept.sort(key=lambda c: (_first(doc, c), c.type, c.name))
    ids = {id(c): f"e{n}" for n, c in enumerate(kept, 1)}

    def ref(chain: Chain | None) -> str | None:
        return ids.get(id(chain)) if chain else None

    def evidence(start: int, end: int, unit: int, rule: str, confidence: float) -> Evidence:
        u = doc._.units[unit]
        a, b = view.source(start, end)
        s, e = view.source(u.start, u.end)
        return Evidence(start=a, end=b, sentence=article.text[s:e], rule=rule, confidence=confidence)

    def statement(s: Saying) -> Statement:
        return Statement(
            speaker=ref(s.speaker),
            speaker_text=s.speaker_text,
            kind=s.kind,
            cue=s.cue,
            cue_class=s.cue_class,
            content=tuple(view.source(*c) for c in s.content),
            venue=ref(s.venue),
            date=s.date,
            on_behalf_of=ref(s.on_behalf_of),
            document=ref(s.document),
            addressee=ref(s.addressee),
            factuality=s.factuality,
            evidence=evidence(s.content[0][0], s.content[-1][1], s.unit, s.rule, s.confidence),
        )

    facts: dict[tuple[str, str, str], Fact] = {}
    rejections: list[Rejection] = []
    for c in doc._.relations:
        subject, object_ = ref(c.subject), ref(c.object)
        proof = _proof(doc, c, evidence)
        reason = _reason(c)
        if subject and object_ and not reason:
            old = facts.get((subject, c.relation, object_))
            if old is None or (old.evidence and proof.confidence > old.evidence.confidence):
                facts[subject, c.relation, object_] = Fact(
                    subject=subject, relation=c.relation, object=object_, factuality=c.factuality,
                    background=c.background, evidence=None if c.background else proof,
                )
        else:
            rejections.append(
                Rejection(
                    subject=c.subject.name, relation=c.relation, object=c.object.name,
                    reason=reason or "one of the two is not an entity", evidence=proof,
                )
            )
    return Extraction(
        article=article,
        entities=tuple(_entity(doc, c, ids[id(c)]) for c in kept),
        dates=tuple(
            DateMention(start=a, end=b, value=d.value) for d in doc._.dates for a, b in [_chars(doc, d.start, d.end)]
        ),
        statements=tuple(statement(s) for s in doc._.statements),
        facts=tuple(facts.values()),
        rejections=tuple(rejections),
    )


def _chars(doc: Doc, start: int, end: int) -> tuple[int, int]:
    last = doc[end - 1]
    found: tuple[int, int] = doc._.view.source(doc[start].idx, last.idx + len(last))
    return found


def _first(doc: Doc, chain: Chain) -> int:
    return min(x.start for x in (*chain.mentions, *chain.dates))


def _entity(doc: Doc, chain: Chain, id: str) -> Entity:
    spans = {_chars(doc, m.start, m.end): m.kind for m in chain.mentions}
    spans |= {_chars(doc, d.start, d.end): "named" for d in chain.dates}
    return Entity(
        id=id,
        type=chain.type,  # type: ignore[arg-type]
        cls=chain.cls,
        name=chain.name,
        key=chain.key,
        names=tuple(chain.names),
        wikidata=chain.wikidata,
        mentions=tuple(Mention(start=a, end=b, kind=k) for (a, b), k in sorted(spans.items())),
    )


def _proof(doc: Doc, c: Candidate, evidence: object) -> Evidence:
    from kgextract.nlp.layers import unit_of

    start, last = doc[c.start].idx, doc[c.end - 1]
    return evidence(start, last.idx + len(last), unit_of(doc, c.start), c.rule, c.confidence)  # type: ignore[operator]


def _reason(c: Candidate) -> str:
    """Why a candidate is no fact; empty where it is one."""
    if c.factuality == "denied":
        return "denied"
    return "" if c.subject is not c.object else "subject and object are the same"
