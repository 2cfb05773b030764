"""Gold and found extractions → precision, recall and F1 of every layer.

Every figure is a micro average over all articles. Spans match one to one, best overlap first; found entities are
aligned with gold ones by the share of mentions that they have in common, whatever their type, and everything that
names an entity (speaker, venue, subject …) is compared through that alignment. Pronouns do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kgextract.model import Entity, Extraction, Span, Statement

MENTION_TYPES = ("Person", "Organization", "Place", "Event", "Document", "Role", "Group")
NAME_TYPES = ("Person", "Organization", "Place")
DATE_RELATIONS = frozenset({"heldOn", "adoptedOn", "occurredOn"})  # the object is compared by its value
ONE_RELATION = {"worksFor": "affiliatedWith", "killedIn": "occurredIn"}
NEAR_RELATIONS = frozenset({"sessionOf", "heldAt", "organizedBy"})  # one such step from the gold venue is right
HEADLINE = (
    "mention all",
    "mention strict PER+ORG+LOC",
    "entity clusters (CEAF-e)",
    "wikidata link",
    "date value",
    "statement content >=.3",
    "statement content >=.8",
    "who said what",
    "who spoke where",
    "relation all",
)
_MENTION_OVERLAP = 0.5
_DATE_OVERLAP = 0.3
_CONTENT_OVERLAP = 0.3
_CONTENT_CLOSE = 0.8
_SAME_ENTITY = 0.4
_TYPE_BONUS = 0.01

Alignment = Mapping[str, str]  # found entity id → gold entity id


@dataclass(slots=True)
class Figure:
    """Hits among what gold has and what was found."""

    hits: float = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference from gold: in which article, of what kind, what, and where in the text (or between whom)."""

    article: str
    kind: str
    what: str
    at: tuple[Any, ...]


@dataclass(slots=True)
class Scores:
    """All figures by name, and each single mistake."""

    figures: dict[str, Figure] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, name: str, hits: float, gold: int, found: int) -> None:
        """Count into a figure."""
        figure = self.figures.setdefault(name, Figure())
        figure.hits += hits
        figure.gold += gold
        figure.found += found

    def rows(self) -> list[tuple[str, Figure]]:
        """The figures, headline ones first, then by name."""
        order = {name: n for n, name in enumerate(HEADLINE)}
        return sorted(self.figures.items(), key=lambda row: (order.get(row[0], len(order)), row[0]))


def score(pairs: Iterable[tuple[Extraction, Extraction]]) -> Scores:
    """(gold, found) extractions of the same articles → their scores."""
    scores = Scores()
    for gold, found in pairs:
        aligned = align(gold, found)
        _mentions(gold, found, scores)
        _clusters(gold, found, scores)
        _links(gold, found, aligned, scores)
        _dates(gold, found, scores)
        _statements(gold, found, aligned, scores)
        _spoke_where(gold, found, aligned, scores)
        _relations(gold, found, aligned, scores)
    return scores


def align(gold: Extraction, found: Extraction) -> dict[str, str]:
    """Found entity id → id of the gold entity with most of its mentions, where they share enough."""
    pairs = {}
    for mine in found.entities:
        best, partner = 0.0, None
        spans = _spans(mine)
        for theirs in gold.entities:
            overlaps = [max((_overlap(a, b) for b in _spans(theirs)), default=0.0) for a in spans]
            hit = sum(x for x in overlaps if x >= _MENTION_OVERLAP)
            share = hit / max(1, len(spans)) + (_TYPE_BONUS if mine.type == theirs.type else 0)
            if hit and share > best:
                best, partner = share, theirs.id
        if partner is not None and best >= _SAME_ENTITY:
            pairs[mine.id] = partner
    return pairs


def _mentions(gold: Extraction, found: Extraction, scores: Scores) -> None:
    for kind in MENTION_TYPES:
        theirs = {s for e in gold.entities if e.type == kind for s in _spans(e, named_only=True)}
        mine = {s for e in found.entities if e.type == kind for s in _spans(e, named_only=True)}
        exact = len(theirs & mine)
        matched = _match(theirs, mine, _MENTION_OVERLAP)
        scores.add(f"mention strict {kind}", exact, len(theirs), len(mine))
        scores.add(f"mention {kind}", len(matched), len(theirs), len(mine))
        scores.add("mention all", len(matched), len(theirs), len(mine))
        if kind in NAME_TYPES:
            scores.add("mention strict PER+ORG+LOC", exact, len(theirs), len(mine))
        missed = theirs - {a for a, _, _ in matched}
        false = mine - {b for _, b, _ in matched}
        scores.mistakes += [Mistake(gold.article.id, "missed mention", kind, s) for s in sorted(missed)]
        scores.mistakes += [Mistake(gold.article.id, "false mention", kind, s) for s in sorted(false)]


def _clusters(gold: Extraction, found: Extraction, scores: Scores) -> None:
    """CEAF with phi4, matched greedily: entities as sets of named and nominal mentions."""
    theirs = [e for e in gold.entities if e.type != "Date"]
    mine = [e for e in found.entities if e.type != "Date"]
    pairs = []
    for a in theirs:
        for b in mine:
            hits = len(_match(_spans(a), _spans(b), _MENTION_OVERLAP))
            if hits:
                pairs.append((2 * hits / (len(_spans(a)) + len(_spans(b))), a.id, b.id))
    scores.add("entity clusters (CEAF-e)", sum(s for _, _, s in _greedy(pairs)), len(theirs), len(mine))


def _links(gold: Extraction, found: Extraction, aligned: Alignment, scores: Scores) -> None:
    """Only entities whose gold has a Wikidata id are judged: gold gives one only where it is certain."""
    certain = {e.id: e.wikidata for e in gold.entities if e.wikidata}
    judged = {e.id: e.wikidata for e in found.entities if e.wikidata and aligned.get(e.id) in certain}
    right = {aligned[id] for id, wikidata in judged.items() if certain[aligned[id]] == wikidata}
    scores.add("wikidata link", len(right), len(certain), len(judged))


def _dates(gold: Extraction, found: Extraction, scores: Scores) -> None:
    theirs = [((d.start, d.end), d.value) for d in gold.dates]
    mine = [((d.start, d.end), d.value) for d in found.dates if d.value]
    pairs = [(_overlap(a[0], b[0]), a, b) for a in theirs for b in mine]
    matched = _greedy([p for p in pairs if p[0] >= _DATE_OVERLAP])
    scores.add("date span", len(matched), len(theirs), len(mine))
    scores.add("date value", sum(1 for a, b, _ in matched if a[1] == b[1]), len(theirs), len(mine))
    for a, b, _ in matched:
        if a[1] != b[1]:
            scores.mistakes.append(Mistake(gold.article.id, "date value", f"{b[1]} for {a[1]}", a[0]))


def _statements(gold: Extraction, found: Extraction, aligned: Alignment, scores: Scores) -> None:
    theirs, mine = gold.statements, found.statements
    their_chars, my_chars = [_chars(s) for s in theirs], [_chars(s) for s in mine]
    pairs = []
    for i, a in enumerate(their_chars):
        for j, b in enumerate(my_chars):
            share = len(a & b) / len(a | b) if a | b else 0.0
            if share >= _CONTENT_OVERLAP:
                pairs.append((share, i, j))
    matched = _greedy(pairs)

    def count(name: str, hits: int) -> None:
        scores.add(name, hits, len(theirs), len(mine))

    count("statement content >=.3", len(matched))
    count("statement content >=.8", sum(1 for _, _, share in matched if share >= _CONTENT_CLOSE))
    right = [(i, j) for i, j, _ in matched if _same_speaker(theirs[i], mine[j], found, aligned)]
    count("who said what", len(right))
    count("statement kind", sum(1 for i, j in right if theirs[i].kind == mine[j].kind))
    near = _near(gold)
    same: dict[str, Callable[[Any, Any], bool]] = {
        "venue": lambda a, b: aligned.get(b) == a or (aligned.get(b), a) in near,
        "date": lambda a, b: bool(a == b),
        "on_behalf_of": lambda a, b: aligned.get(b) == a,
    }
    for name, equal in same.items():
        values = [(getattr(theirs[i], name), getattr(mine[j], name)) for i, j, _ in matched]
        hits = sum(1 for a, b in values if a and b and equal(a, b))
        given, said = [getattr(s, name) for s in theirs], [getattr(s, name) for s in mine]
        scores.add(f"statement {name}", hits, sum(map(bool, given)), sum(map(bool, said)))
    _named_speakers(gold, matched, right, scores)
    _statement_mistakes(gold, found, matched, right, scores)


def _same_speaker(gold: Statement, mine: Statement, found: Extraction, aligned: Alignment) -> bool:
    """The same entity; for somebody unnamed, half of the words of the description."""
    if gold.speaker:
        return mine.speaker is not None and aligned.get(mine.speaker) == gold.speaker
    said = mine.speaker_text or (found.entity(mine.speaker).name if mine.speaker else "")
    wanted, words = set((gold.speaker_text or "").lower().split()), set(said.lower().split())
    return not wanted or len(wanted & words) >= 0.5 * len(wanted)


def _named_speakers(
    gold: Extraction, matched: list[tuple[int, int, float]], right: list[tuple[int, int]], scores: Scores
) -> None:
    """Of the statements found whose speaker gold names, how many have the right speaker."""
    named = {e.id for e in gold.entities if _spans(e, named_only=True)}
    asked = [(i, j) for i, j, _ in matched if gold.statements[i].speaker in named]
    scores.add("named speaker of a found statement", len(set(asked) & set(right)), len(asked), len(asked))


def _statement_mistakes(
    gold: Extraction,
    found: Extraction,
    matched: list[tuple[int, int, float]],
    right: list[tuple[int, int]],
    scores: Scores,
) -> None:
    article = gold.article.id
    theirs, mine = {i for i, _, _ in matched}, {j for _, j, _ in matched}
    for i, s in enumerate(gold.statements):
        if i not in theirs:
            scores.mistakes.append(Mistake(article, "missed statement", str(s.cue), _start(s)))
    for j, s in enumerate(found.statements):
        if j not in mine:
            scores.mistakes.append(Mistake(article, "false statement", str(s.cue), _start(s)))
    for i, j, _ in matched:
        if (i, j) not in right:
            a, b = gold.statements[i], found.statements[j]
            what = f"{b.speaker or b.speaker_text} for {a.speaker or a.speaker_text}"
            scores.mistakes.append(Mistake(article, "wrong speaker", what, _start(a)))


def _spoke_where(gold: Extraction, found: Extraction, aligned: Alignment, scores: Scores) -> None:
    """Pairs of speaker and place, body or event, from statements and spokeAt facts."""
    near = _near(gold)
    theirs = _speaker_venues(gold, lambda id: id)
    mine = _speaker_venues(found, lambda id: aligned.get(id, f"?{id}"))
    right = {x for x in mine if any(x[0] == y[0] and (x[1], y[1]) in near for y in theirs)}
    reached = {y for y in theirs if any(x[0] == y[0] and (x[1], y[1]) in near for x in mine)}
    scores.add("who spoke where", len(reached), len(theirs), len(mine) - len(right) + len(reached))


def _speaker_venues(x: Extraction, to: Callable[[str], str]) -> set[tuple[str, str]]:
    pairs = {(to(s.speaker), to(s.venue)) for s in x.statements if s.speaker and s.venue}
    return pairs | {(to(f.subject), to(f.object)) for f in x.facts if f.relation == "spokeAt" and not f.background}


def _relations(gold: Extraction, found: Extraction, aligned: Alignment, scores: Scores) -> None:
    theirs = _triples(gold, lambda id: id)
    mine = _triples(found, lambda id: aligned.get(id, f"?{id}"))
    scores.add("relation all", len(theirs & mine), len(theirs), len(mine))
    for relation in sorted({t[1] for t in theirs | mine}):
        a, b = ({t for t in triples if t[1] == relation} for triples in (theirs, mine))
        scores.add(f"relation {relation}", len(a & b), len(a), len(b))
    article = gold.article.id
    scores.mistakes += [Mistake(article, "missed relation", r, (s, o)) for s, r, o in sorted(theirs - mine)]
    scores.mistakes += [Mistake(article, "false relation", r, (s, o)) for s, r, o in sorted(mine - theirs)]


def _triples(x: Extraction, to: Callable[[str], str]) -> set[tuple[str, str, str]]:
    values = {(d.start, d.end): d.value for d in x.dates if d.value}

    def value(id: str) -> str:
        entity = x.entity(id)
        return next((str(values[s]) for s in _spans(entity) if s in values), entity.name)

    return {
        (
            to(f.subject),
            ONE_RELATION.get(f.relation, f.relation),
            f"date {value(f.object)}" if f.relation in DATE_RELATIONS else to(f.object),
        )
        for f in x.facts
        if not f.background and f.relation != "about"
    }


def _near(gold: Extraction) -> set[tuple[str | None, str]]:
    """Pairs of entities that count as the same venue."""
    near: set[tuple[str | None, str]] = {(e.id, e.id) for e in gold.entities}
    for f in gold.facts:
        if f.relation in NEAR_RELATIONS:
            near |= {(f.subject, f.object), (f.object, f.subject)}
    return near


def _spans(entity: Entity, *, named_only: bool = False) -> list[Span]:
    kinds = ("named",) if named_only else ("named", "nominal")
    return [(m.start, m.end) for m in entity.mentions if m.kind in kinds]


def _chars(s: Statement) -> set[int]:
    return {at for start, end in s.content for at in range(start, end)}


def _start(s: Statement) -> tuple[int, ...]:
    return s.content[0] if s.content else ()


def _overlap(a: Span, b: Span) -> float:
    """Intersection over union of two spans."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / ((a[1] - a[0]) + (b[1] - b[0]) - shared) if shared else 0.0


def _match(theirs: Iterable[Span], mine: Iterable[Span], least: float) -> list[tuple[Any, Any, float]]:
    mine = list(mine)
    pairs = [(_overlap(a, b), a, b) for a in theirs for b in mine]
    return _greedy([p for p in pairs if p[0] >= least])


def _greedy(pairs: Iterable[tuple[float, Hashable, Hashable]]) -> list[tuple[Any, Any, float]]:
    """(score, gold, found) → a one-to-one matching (gold, found, score), best first; ties in a fixed order."""
    taken_gold, taken_found, matched = set(), set(), []
    for share, a, b in sorted(pairs, key=lambda p: (-p[0], str(p[1]), str(p[2]))):
        if a not in taken_gold and b not in taken_found:
            taken_gold.add(a)
            taken_found.add(b)
            matched.append((a, b, share))
    return matched
