"""Mentions, clusters, links and dates against gold."""

from __future__ import annotations

from kgextract.evaluate.matching import MENTION_OVERLAP, Alignment, greedy, match, overlap, spans
from kgextract.evaluate.scores import Mistake, Scores
from kgextract.model import Extraction, Span

MENTION_TYPES = ("Person", "Organization", "Place", "Event", "Document", "Role", "Group")
NAME_TYPES = ("Person", "Organization", "Place")
_DATE_OVERLAP = 0.3


def compare(gold: Extraction, found: Extraction, aligned: Alignment, scores: Scores) -> None:
    """Count the entities of one article."""
    for kind in MENTION_TYPES:
        _mentions(kind, gold, found, scores)
    _clusters(gold, found, scores)
    _links(gold, found, aligned, scores)
    _dates(gold, found, scores)


def _mentions(kind: str, gold: Extraction, found: Extraction, scores: Scores) -> None:
    theirs = {s for e in gold.entities if e.type == kind for s in spans(e, named_only=True)}
    mine = {s for e in found.entities if e.type == kind for s in spans(e, named_only=True)}
    exact = len(theirs & mine)
    matched = match(theirs, mine, MENTION_OVERLAP)
    scores.add(f"mention strict {kind}", exact, len(theirs), len(mine))
    scores.add(f"mention {kind}", len(matched), len(theirs), len(mine))
    scores.add("mention all", len(matched), len(theirs), len(mine))
    if kind in NAME_TYPES:
        scores.add("mention strict PER+ORG+LOC", exact, len(theirs), len(mine))
    missed = theirs - {a for a, _, _ in matched}
    false = mine - {b for _, b, _ in matched}
    article = gold.article.id
    for what, spans_, other in (("missed", missed, found), ("false", false, gold)):
        scores.mistakes += [
            Mistake(article, f"{what} {kind}", gold.quote(*s), s, _why(s, kind, other)) for s in sorted(spans_)
        ]


def _why(span: Span, kind: str, other: Extraction) -> str:
    """What the other side has at a span that only one side has as a named mention of this type."""
    near = [
        (overlap(span, (m.start, m.end)), m.kind == "named", e.type)
        for e in other.entities
        for m in e.mentions
        if m.kind != "pronoun" and m.start < span[1] and span[0] < m.end
    ]
    same_place = [n for n in near if n[0] >= MENTION_OVERLAP]
    for _, named, type in sorted(same_place, reverse=True):
        return f"there as {type}" if named else "there as a description"
    return "other boundaries" if any(type == kind for _, _, type in near) else "nothing there"


def _clusters(gold: Extraction, found: Extraction, scores: Scores) -> None:
    """CEAF with phi4, matched greedily: entities as sets of named and nominal mentions."""
    theirs, mine = ([e for e in x.entities if e.type not in ("Date", "Quantity")] for x in (gold, found))
    pairs = []
    hits: dict[str, list[str]] = {}
    for a in theirs:
        for b in mine:
            if shared := len(match(spans(a), spans(b), MENTION_OVERLAP)):
                pairs.append((2 * shared / (len(spans(a)) + len(spans(b))), a.id, b.id))
                hits.setdefault(a.id, []).append(b.id)
                hits.setdefault(b.id + "?", []).append(a.id)
    scores.add("entity clusters (CEAF-e)", sum(s for _, _, s in greedy(pairs)), len(theirs), len(mine))
    article = gold.article.id
    for e in theirs:
        parts = len(hits.get(e.id, ()))
        if parts != 1:
            cause = "split in several" if parts else "no mention found"
            scores.mistakes.append(Mistake(article, f"entity {e.type}", e.name, _first(e.id, gold), cause))
    for e in mine:
        parts = len(hits.get(e.id + "?", ()))
        if parts != 1:
            cause = "several in one" if parts else "not in gold"
            scores.mistakes.append(Mistake(article, f"entity {e.type}", e.name, _first(e.id, found), cause))


def _first(id: str, x: Extraction) -> Span | tuple[()]:
    return next(iter(spans(x.entity(id))), ())


def _links(gold: Extraction, found: Extraction, aligned: Alignment, scores: Scores) -> None:
    """Only entities whose gold has a Wikidata id are judged: gold gives one only where it is certain."""
    certain = {e.id: e.wikidata for e in gold.entities if e.wikidata}
    judged = {e.id: e.wikidata for e in found.entities if e.wikidata and aligned.get(e.id) in certain}
    right = {aligned[id] for id, wikidata in judged.items() if certain[aligned[id]] == wikidata}
    scores.add("wikidata link", len(right), len(certain), len(judged))


def _dates(gold: Extraction, found: Extraction, scores: Scores) -> None:
    theirs = [((d.start, d.end), d.value) for d in gold.dates]
    mine = [((d.start, d.end), d.value) for d in found.dates if d.value]
    pairs = [(overlap(a[0], b[0]), a, b) for a in theirs for b in mine]
    matched = greedy([p for p in pairs if p[0] >= _DATE_OVERLAP])
    scores.add("date span", len(matched), len(theirs), len(mine))
    scores.add("date value", sum(1 for a, b, _ in matched if a[1] == b[1]), len(theirs), len(mine))
    article = gold.article.id
    for a, b, _ in matched:
        if a[1] != b[1]:
            scores.mistakes.append(Mistake(article, "wrong date", f"{b[1]} for {a[1]}", a[0], "other value"))
    missed = set(theirs) - {a for a, _, _ in matched}
    false = set(mine) - {b for _, b, _ in matched}
    scores.mistakes += [Mistake(article, "missed date", str(v), s, "nothing there") for s, v in sorted(missed, key=str)]
    scores.mistakes += [Mistake(article, "false date", str(v), s, "not in gold") for s, v in sorted(false, key=str)]
