"""`Extraction` ↔ the annotation format (JSON): gold files load as extractions, extractions are written for scoring."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kgextract.model import Article, DateMention, Entity, Evidence, Extraction, Fact, Mention, Rejection, Statement


def to_json(x: Extraction) -> dict[str, Any]:
    """Extraction → one JSON object in the annotation format, with extra keys that lose nothing."""
    return {
        "id": x.article.id,
        "published": x.article.published,
        "title": x.article.title,
        "source": x.article.source,
        "author": x.article.author,
        "text": x.article.text,
        "warnings": list(x.warnings),
        "entities": [_entity(x, e) for e in x.entities if e.type != QUANTITY],
        "quantities": [{"at": n, **_entity(x, e)} for n, e in enumerate(x.entities) if e.type == QUANTITY],
        "dates": [{"mention": [d.start, d.end], "value": d.value} for d in x.dates if d.value],
        "unresolved_dates": [[d.start, d.end] for d in x.dates if not d.value],
        "statements": [
            {
                "speaker": s.speaker,
                "speaker_text": s.speaker_text,
                "kind": s.kind,
                "verb": s.cue,
                "class": s.cue_class,
                "content": [list(c) for c in s.content],
                "venue": s.venue,
                "date": s.date,
                "on_behalf_of": s.on_behalf_of,
                "document": s.document,
                "addressee": s.addressee,
                "factuality": s.factuality,
                "evidence": _evidence(s.evidence),
            }
            for s in x.statements
        ],
        "relations": [_fact(f) for f in x.facts if f.evidence and annotated(f)],
        "further": [{"at": n, **_fact(f)} for n, f in enumerate(x.facts) if f.evidence and not annotated(f)],
        "background": [
            {"subject": f.subject, "predicate": f.relation, "object": f.object} for f in x.facts if f.background
        ],
        "rejections": [
            {
                "subject": r.subject,
                "predicate": r.relation,
                "object": r.object,
                "reason": r.reason,
                "evidence": _evidence(r.evidence),
            }
            for r in x.rejections
        ],
    }


QUANTITY = "Quantity"  # not in the guidelines: apart, so that scorers count what they know
# The relations of the annotation guidelines; what else the ontology has stands apart, so that scorers count these.
ANNOTATED = frozenset(
    "holdsRole represents memberOf affiliatedWith headOf spokeAt adopted proposed cosponsored signed supports opposes "
    "votedFor votedAgainst metWith visited locatedIn heldAt heldOn occurredIn occurredOn adoptedOn organizedBy "
    "participatedIn sessionOf partOf announced appointed succeeded accused".split()
)
SYNONYMS = {"worksFor": "affiliatedWith", "killedIn": "occurredIn"}  # names that older annotations use
SCHEDULE = frozenset({"heldAt", "heldOn", "sessionOf", "organizedBy"})  # what may be planned and still be a fact


def annotated(f: Fact) -> bool:
    """A fact of the guidelines: one of their relations, asserted by the article or the schedule of a coming event."""
    stands = f.factuality == "asserted" or (f.factuality == "planned" and f.relation in SCHEDULE)
    return stands and not f.background and f.relation in ANNOTATED


def _fact(f: Fact) -> dict[str, Any]:
    return {
        "subject": f.subject,
        "predicate": f.relation,
        "object": f.object,
        "factuality": f.factuality,
        "attributed_to": f.attributed_to,
        "attributed_text": f.attributed_text,
        "evidence": _evidence(f.evidence) if f.evidence else None,
    }


def _entity(x: Extraction, e: Entity) -> dict[str, Any]:
    mentions: list[list[int | str]] = [
        [m.start, m.end] if m.kind == "named" else [m.start, m.end, m.kind] for m in e.mentions
    ]
    return {
        "id": e.id,
        "type": e.type,
        "class": e.cls,
        "name": e.name,
        "key": e.key,
        "names": list(e.names),
        "wikidata": e.wikidata,
        "mentions": mentions,
        "texts": [x.quote(m.start, m.end) for m in e.mentions],
    }


def _evidence(e: Evidence) -> dict[str, Any]:
    return {
        "start": e.start,
        "end": e.end,
        "sentence": e.sentence,
        "rule": e.rule,
        "confidence": e.confidence,
    }


GOLD_RULE = "gold"


def from_json(data: dict[str, Any], *, text: str | None = None) -> Extraction:
    """Annotation format (gold or extracted) → Extraction; `text` is needed where the object does not hold it.

    Raises ValueError, KeyError or TypeError where the object is not in the format. Gold has no evidence of its own:
    the content of a statement, the whole text for a fact, rule "gold", confidence 1.
    """
    body = data.get("text", text)
    if not isinstance(body, str):
        raise ValueError("the object has no text")
    entities = tuple(_read_entity(e) for e in _with_those_between(data["entities"], data.get("quantities", ())))
    first = {e.id: e.mentions[0] for e in entities if e.mentions}
    relations = _with_those_between(data["relations"], data.get("further", ()))
    facts = [_read_fact(r, body, first) for r in relations if r["predicate"] != "about"]
    facts += [
        Fact(subject=r["subject"], relation=r["predicate"], object=r["object"], background=True, evidence=None)
        for r in data.get("background", ())
    ]
    dates = [DateMention(start=d["mention"][0], end=d["mention"][1], value=d["value"]) for d in data.get("dates", ())]
    dates += [DateMention(start=a, end=b, value=None) for a, b in data.get("unresolved_dates", ())]
    return Extraction(
        article=Article(
            id=data["id"],
            text=body,
            title=data.get("title") or "",
            source=data.get("source") or "",
            author=data.get("author") or "",
            published=data.get("published"),
        ),
        entities=entities,
        dates=tuple(sorted(dates, key=lambda d: (d.start, d.end))),
        statements=tuple(_read_statement(s, body) for s in data["statements"]),
        facts=tuple(facts),
        rejections=tuple(_read_rejection(r) for r in data.get("rejections", ())),
        warnings=tuple(data.get("warnings", ())),
    )


def _with_those_between(rows: list[dict[str, Any]], others: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with those that gold does not have, each where its `at` says that it stood."""
    out = list(rows)
    for row in others:
        out.insert(row["at"], row)
    return out


def _read_entity(e: dict[str, Any]) -> Entity:
    return Entity(
        id=e["id"],
        type=e["type"],
        cls=e.get("class") or e["type"],
        name=e["name"],
        key=e.get("key"),
        names=tuple(e.get("names") or ()),
        wikidata=e.get("wikidata"),
        mentions=tuple(Mention(start=m[0], end=m[1], kind=m[2] if len(m) > 2 else "named") for m in e["mentions"]),
    )


def _read_statement(s: dict[str, Any], body: str) -> Statement:
    return Statement(
        speaker=s["speaker"],
        speaker_text=s.get("speaker_text"),
        kind=s["kind"],
        cue=s.get("verb"),
        cue_class=s.get("class"),
        content=tuple((c[0], c[1]) for c in s["content"]),
        venue=s.get("venue"),
        date=s.get("date"),
        on_behalf_of=s.get("on_behalf_of"),
        document=s.get("document"),
        addressee=s.get("addressee"),
        factuality=s.get("factuality", "asserted"),
        evidence=_read_evidence(s.get("evidence"), body, s["content"][0][0], s["content"][-1][1]),
    )


def _read_fact(r: dict[str, Any], body: str, first: dict[str, Mention]) -> Fact:
    at = [first[i] for i in (r["subject"], r["object"]) if i in first]
    span = (min(m.start for m in at), max(m.end for m in at)) if at else (0, len(body))
    return Fact(
        subject=r["subject"],
        relation=SYNONYMS.get(r["predicate"], r["predicate"]),
        object=r["object"],
        factuality=r.get("factuality", "asserted"),
        attributed_to=r.get("attributed_to"),
        attributed_text=r.get("attributed_text"),
        evidence=_read_evidence(r.get("evidence"), body, *span),
    )


def _read_rejection(r: dict[str, Any]) -> Rejection:
    return Rejection(
        subject=r["subject"],
        relation=r["predicate"],
        object=r["object"],
        reason=r["reason"],
        evidence=Evidence(**r["evidence"]),
    )


def _read_evidence(known: dict[str, Any] | None, body: str, start: int, end: int) -> Evidence:
    if known:
        return Evidence(**known)
    return Evidence(start=start, end=end, sentence=body[start:end], rule=GOLD_RULE, confidence=1.0)
